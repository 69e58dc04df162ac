"""The web chat: a page on which one talks with the office as on a phone."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from bot.adapters import ChannelAdapter
from bot.plugins import Account, ChannelPlugin, Services
from channels.web.settings import WebSettings


def open_web(account: Account, options: WebSettings, services: Services) -> AbstractAsyncContextManager[ChannelAdapter]:
    """Open the account; what it needs from the extra is imported only now."""
    from channels.web.adapter import opened

    return opened(account, options, services)


channel = ChannelPlugin(
    name="web",
    extra="web",
    needs=("fastapi", "jinja2", "uvicorn"),
    settings=WebSettings,
    open=open_web,
)
