"""The console: one conversation in a terminal, or with lines piped in."""

from __future__ import annotations

from bot.plugins import ChannelPlugin
from channels.console.adapter import opened
from channels.console.settings import ConsoleSettings

channel = ChannelPlugin(name="console", settings=ConsoleSettings, open=opened)
