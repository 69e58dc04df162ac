"""Who has new work: hints between tasks and between processes. A lost hint costs a look, never a message."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence

from bot.store import keys
from bot.store.client import Client

ALL_PARTS = tuple(range(keys.PARTS))


class Hints:
    """The parts of the road in which one task should look, and a way to wait for them."""

    def __init__(self, *, look_again_s: float) -> None:
        self._look_again_s = look_again_s
        self._look_at = -math.inf
        self._parts: set[int] = set()
        self._news = asyncio.Event()

    def add(self, part: int) -> None:
        """Note that a part may have work."""
        self._parts.add(part)
        self._news.set()

    def add_all(self) -> None:
        """Note that any part may have work."""
        self._parts.update(ALL_PARTS)
        self._news.set()

    async def next(self, timeout_s: float = math.inf) -> Sequence[int]:
        """Wait for hints and return their parts; after `timeout_s` without any, return no part.

        Every `look_again_s`, however many hints come, all parts are returned: for hints that got lost.
        """
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(max(0.0, min(timeout_s, self._look_at - loop.time()))):
                await self._news.wait()
        except TimeoutError:
            pass
        parts, self._parts = tuple(self._parts), set()
        self._news.clear()
        if loop.time() < self._look_at:
            return parts
        self._look_at = loop.time() + self._look_again_s
        return ALL_PARTS


class Switchboard:
    """Hands the hints of other processes to the tasks of this one."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._listeners: list[Hints] = []

    def listen(self, hints: Hints) -> None:
        """Send every hint there from now on."""
        self._listeners.append(hints)

    async def run(self) -> None:
        """Pass on what is published, until cancelled; after a gap, every part is hinted at."""
        async for message in self._client.subscribe(keys.WAKE_CHANNEL):
            for hints in self._listeners:
                if message.isdigit():
                    hints.add(int(message))
                else:
                    hints.add_all()
