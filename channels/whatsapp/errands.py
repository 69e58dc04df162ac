"""Work that keeps its order where it must: what has one key is done one after the other, the rest at once."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeAlias

Errand: TypeAlias = Callable[[], Awaitable[None]]


class Errands:
    """The errands of one account. An errand deals with its own failures."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Errand]] = {}
        self._new: asyncio.Queue[str] = asyncio.Queue()

    def add(self, key: str, errand: Errand) -> None:
        """Do something after all that was added under the same key."""
        if key in self._waiting:
            self._waiting[key].append(errand)
            return
        self._waiting[key] = deque([errand])
        self._new.put_nowait(key)

    async def run(self) -> None:
        """Do what is added until cancelled."""
        async with asyncio.TaskGroup() as group:
            while True:
                group.create_task(self._work(await self._new.get()))

    async def _work(self, key: str) -> None:
        waiting = self._waiting[key]
        while waiting:
            await waiting[0]()
            waiting.popleft()
        del self._waiting[key]
