"""The bot's menu: the command words that Telegram offers beside the message field."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.wording import Wording
from bot.messages import Language
from channels.telegram.render import Json
from channels.telegram.wire import Call

# The word, and the text that says what it does.
MENU = (
    ("jadwal", "telegram-menu-schedule"),
    ("daftar", "telegram-menu-register"),
    ("cek", "telegram-menu-check"),
    ("ubah", "telegram-menu-move"),
    ("batal", "telegram-menu-cancel"),
    ("syarat", "telegram-menu-requirements"),
    ("bantuan", "telegram-menu-help"),
)


def menus(wording: Wording) -> Iterator[Call]:
    """Yield the calls that set the menu: the Indonesian one for everyone, and the English one."""
    yield Call("setMyCommands", {"commands": _commands(wording, "id")})
    yield Call("setMyCommands", {"commands": _commands(wording, "en"), "language_code": "en"})


def _commands(wording: Wording, language: Language) -> list[Json]:
    return [{"command": word, "description": wording(key, {}, language)} for word, key in MENU]
