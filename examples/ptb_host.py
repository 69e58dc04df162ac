"""Somebody's own bot over python-telegram-bot: it tells the weather, and the office answers all else.

Run it with the bot's token in BOT_TOKEN, beside a config.toml with an account `channel = "telegram"`.
"""

from __future__ import annotations

import os

from telegram import Update
from telegram.ext import ApplicationBuilder, CommandHandler, ContextTypes

from bot.config import load
from bot.guests import Guest
from channels.telegram.ptb_guest import attach

SERVER = os.environ.get("BOT_API_URL", "https://api.telegram.org")


async def tell(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Tell the weather."""
    if update.message:
        await update.message.reply_text("Cirebon: cerah, 31 °C.")


def main() -> None:
    """Serve until stopped."""
    application = ApplicationBuilder().token(os.environ["BOT_TOKEN"]).base_url(f"{SERVER}/bot").build()
    application.add_handler(CommandHandler("cuaca", tell))
    attach(application, Guest(load()))
    application.run_polling()


if __name__ == "__main__":
    main()
