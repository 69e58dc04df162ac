"""python-telegram-bot alone: an echo bot that polls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from bench.crowds.telegram import TOKEN

AT_ONCE = 256


@asynccontextmanager
async def echoing(url: str) -> AsyncIterator[str]:
    """Echo until the block ends."""

    async def echo(update: Update, context: object) -> None:
        if update.message:
            await update.message.reply_text(update.message.text or "")

    builder = Application.builder().token(TOKEN).base_url(f"{url}/bot")
    application = builder.concurrent_updates(AT_ONCE).connection_pool_size(AT_ONCE).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield ""
        await application.updater.stop()
        await application.stop()
