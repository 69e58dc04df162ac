"""What can happen in the gap between two calls of one press: the process dies, or somebody else comes first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.store.client import Client


class Killed(BaseException):
    """The end of a process."""


async def die() -> None:
    """End the process."""
    raise Killed


class Gap:
    """A client that lets something happen once, behind so many calls of functions."""

    def __init__(self, client: Client, *, calls: int, happens: Callable[[], Awaitable[None]] = die) -> None:
        self._client = client
        self._left = calls
        self._happens = happens
        self.has_happened = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    async def call(self, function: str, keys: Sequence[str], *args: str | bytes | int) -> Any:
        """Call a function, in the gap or beside it."""
        if self._left == 0:
            self.has_happened = True
            await self._happens()
        self._left -= 1
        return await self._client.call(function, keys, *args)
