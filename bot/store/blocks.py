"""Who may not book, by a keyed hash of the number or the person: {c<fingerprint>}:block, until then or until lifted.

A claim reads it in the same step (lua/claims.lua).
"""

from __future__ import annotations

import msgspec

from bot.booking_values import Block
from bot.store import keys
from bot.store.client import Client
from bot.store.sealing import Sealer


class Blocks:
    """The blocks of this installation, in force at all its offices as the claims are."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer

    async def put(self, fingerprint: str, block: Block, *, ends_ms: int) -> None:
        """Keep somebody from booking; `ends_ms` 0: until it is lifted. Again is harmless."""
        key = keys.block(fingerprint)
        sealed = self._sealer.seal(msgspec.msgpack.encode(block), about=_about(fingerprint))
        ending: tuple[str | int, ...] = ("PXAT", ends_ms) if ends_ms else ()
        await self._client.execute("SET", key, sealed, *ending, key=key)

    async def lift(self, fingerprint: str) -> None:
        """Let somebody book again. Again is harmless."""
        key = keys.block(fingerprint)
        await self._client.execute("DEL", key, key=key)

    async def of(self, fingerprint: str) -> Block | None:
        """Return what keeps somebody from booking, None for nothing."""
        key = keys.block(fingerprint)
        sealed = await self._client.execute("GET", key, key=key)
        return self.opened(fingerprint, sealed) if sealed else None

    def opened(self, fingerprint: str, sealed: bytes) -> Block:
        """Return a block as a claim met it."""
        return msgspec.msgpack.decode(self._sealer.open(sealed, about=_about(fingerprint)), type=Block)


def _about(fingerprint: str) -> bytes:
    return f"block {fingerprint}".encode()
