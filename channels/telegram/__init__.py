"""Telegram: the office as a bot, over aiogram or python-telegram-bot."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from bot.adapters import ChannelAdapter
from bot.plugins import Account, ChannelPlugin, Library, Services
from channels.telegram.settings import TelegramSettings


def open_telegram(
    account: Account, options: TelegramSettings, services: Services
) -> AbstractAsyncContextManager[ChannelAdapter]:
    """Open the account; its library is imported only now."""
    from channels.telegram.adapter import opened

    return opened(account, options, services)


def library_of(options: TelegramSettings) -> Library:
    """Return what the account's library needs."""
    if options.library == "aiogram":
        return Library(extra="telegram", needs=("aiogram",))
    return Library(extra="telegram-ptb", needs=("telegram", "aiohttp"))


channel = ChannelPlugin(
    name="telegram",
    extra="telegram",
    library=library_of,
    settings=TelegramSettings,
    open=open_telegram,
    proves_numbers=True,
)
