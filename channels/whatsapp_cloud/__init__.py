"""WhatsApp by Meta's Cloud API: the office under a registered number, over pywa."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from bot.adapters import ChannelAdapter
from bot.plugins import Account, ChannelPlugin, Services
from channels.whatsapp_cloud.settings import CloudSettings


def open_cloud(
    account: Account, options: CloudSettings, services: Services
) -> AbstractAsyncContextManager[ChannelAdapter]:
    """Open the account; pywa is imported only now."""
    from channels.whatsapp_cloud.adapter import opened

    return opened(account, options, services)


channel = ChannelPlugin(
    name="whatsapp-cloud",
    extra="whatsapp-cloud",
    needs=("pywa", "aiohttp"),
    settings=CloudSettings,
    open=open_cloud,
    proves_numbers=True,
)
