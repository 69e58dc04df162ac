"""Telegram: the office as a bot, over aiogram."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from bot.adapters import ChannelAdapter
from bot.plugins import Account, ChannelPlugin, Services
from channels.telegram.settings import TelegramSettings


def open_telegram(
    account: Account, options: TelegramSettings, services: Services
) -> AbstractAsyncContextManager[ChannelAdapter]:
    """Open the account; aiogram is imported only now."""
    from channels.telegram.adapter import opened

    return opened(account, options, services)


channel = ChannelPlugin(
    name="telegram",
    extra="telegram",
    needs=("aiogram",),
    settings=TelegramSettings,
    open=open_telegram,
    proves_numbers=True,
)
