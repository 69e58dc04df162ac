"""Whose wait a 429 is. Telegram says how long, but not whether it was the chat or the whole bot that sent too much."""

from __future__ import annotations

from collections.abc import Callable

from bot.errors import Scope


class Floods:
    """The chats that were told to wait. One alone sent too much to itself; when another joins it, the bot did."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._until_ms: dict[object, int] = {}

    def scope(self, chat: object, wait_s: float) -> Scope:
        """Note that a chat has to wait; return whom that holds back."""
        now_ms = self._clock()
        self._until_ms = {each: until for each, until in self._until_ms.items() if until > now_ms}
        self._until_ms[chat] = now_ms + int(wait_s * 1000)
        return "chat" if len(self._until_ms) == 1 else "account"
