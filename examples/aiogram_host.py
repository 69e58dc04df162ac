"""Somebody's own aiogram bot: it tells the weather, and the office answers all else.

Run it with the bot's token in BOT_TOKEN, beside a config.toml with an account `channel = "telegram"`.
"""

from __future__ import annotations

import os

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import Message

from bot.config import load
from bot.guests import Guest
from channels.telegram.aiogram_guest import attach

SERVER = os.environ.get("BOT_API_URL", "https://api.telegram.org")

weather = Router()


@weather.message(Command("cuaca"))
async def tell(message: Message) -> None:
    """Tell the weather."""
    await message.answer("Cirebon: cerah, 31 °C.")


def main() -> None:
    """Serve until stopped."""
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=TelegramAPIServer.from_base(SERVER)))
    dispatcher = Dispatcher()
    dispatcher.include_router(weather)
    attach(dispatcher, Guest(load()), bot=bot)
    dispatcher.run_polling(bot, handle_as_tasks=False)


if __name__ == "__main__":
    main()
