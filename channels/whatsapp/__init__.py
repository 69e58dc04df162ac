"""WhatsApp as a linked device of the office's phone, over neonize in a process of its own. Unofficial."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from bot.adapters import ChannelAdapter
from bot.plugins import Account, ChannelPlugin, Services
from channels.whatsapp.settings import WhatsAppSettings


def open_whatsapp(
    account: Account, options: WhatsAppSettings, services: Services
) -> AbstractAsyncContextManager[ChannelAdapter]:
    """Open the account; its process starts only now, and neonize is imported only there."""
    from channels.whatsapp.adapter import opened

    return opened(account, options, services)


channel = ChannelPlugin(
    name="whatsapp",
    extra="whatsapp",
    needs=("neonize", "pylibmagic"),
    settings=WhatsAppSettings,
    open=open_whatsapp,
    proves_numbers=True,
)
