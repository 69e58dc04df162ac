"""The typing sign: shown to who waits longer than a moment for an answer. Nothing depends on it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

ChatId = TypeVar("ChatId", bound=int | str)


class TypingSign(Generic[ChatId]):
    """The chats of one account that wait for an answer.

    An answer may take `after_s` without the sign. After `seen_s` the platform takes a sign away, and so do we.
    """

    def __init__(
        self, show: Callable[[ChatId], Awaitable[None]], *, after_s: float, seen_s: float, apart_s: float
    ) -> None:
        self._show = show
        self._after_s = after_s
        self._seen_s = seen_s
        self._apart_s = apart_s
        self._due: dict[ChatId, float] = {}
        self._someone_waits = asyncio.Event()

    def expect(self, chat: ChatId) -> None:
        """Show the sign unless an answer goes out soon."""
        self._due.setdefault(chat, asyncio.get_running_loop().time() + self._after_s)
        self._someone_waits.set()

    def answered(self, chat: ChatId) -> None:
        """Show no sign any more."""
        self._due.pop(chat, None)

    async def run(self) -> None:
        """Show the signs that are due until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            await self._someone_waits.wait()
            if not self._due:
                self._someone_waits.clear()
                continue
            chat, due = next(iter(self._due.items()))
            late_s = loop.time() - due
            if late_s < 0:
                await asyncio.sleep(-late_s)
                continue
            del self._due[chat]
            if late_s < self._seen_s:
                await self._show(chat)
                await asyncio.sleep(self._apart_s)
