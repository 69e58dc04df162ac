"""The files of the vault that replies name: read when they are delivered, so that the outbox holds none of them."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

from msgspec.structs import replace

from bot.messages import Media
from bot.store.media import MediaVault

MOST_BYTES = 32_000_000
"""How much stays in memory for the next ones who get the same."""


class KeptFiles:
    """The files that this process delivers."""

    def __init__(self, vault: MediaVault, *, most_bytes: int = MOST_BYTES) -> None:
        self._vault = vault
        self._most_bytes = most_bytes
        self._held = OrderedDict[str, bytes]()
        self._reading = asyncio.Lock()

    async def filled(self, media: Sequence[Media]) -> tuple[Media, ...]:
        """Return media with the bytes of those that name a file. Raises BlobGone, BlobsAway or SealBroken."""
        return tuple([replace(each, data=await self._read(each.kept)) if each.kept else each for each in media])

    async def _read(self, name: str) -> bytes:
        async with self._reading:  # many chats want one file at once
            data = self._held.pop(name, None) or await self._vault.read_named(name)
            self._held[name] = data
            while len(self._held) > 1 and sum(map(len, self._held.values())) > self._most_bytes:
                self._held.popitem(last=False)
            return data
