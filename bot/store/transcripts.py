"""What was said in a chat whose platform keeps nothing itself, the web page. Sealed, capped, short-lived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from bot.messages import ChatRef
from bot.store import keys

if TYPE_CHECKING:
    from bot.store.client import Client
    from bot.store.sealing import Sealer

KEPT_ENTRIES = 200
LIFETIME_MS = 7 * 24 * 3600 * 1000


class Entry(Struct, frozen=True):
    """One thing that was said; `id` grows within a chat, `body` is as it was appended."""

    id: str
    body: bytes


class Transcripts:
    """The transcripts of one installation."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer

    async def append(self, chat: ChatRef, *, name: str, body: bytes) -> str:
        """Add an entry and return its id; the same `name` again adds nothing and returns the same id."""
        tag = self._tag(chat)
        sealed = self._sealer.seal(body, about=_about(tag))
        entry = self._sealer.fingerprint("transcript-entry", name)
        places = (keys.transcript(tag), keys.transcript_entries(tag))
        added: bytes = await self._client.call("append_transcript", places, entry, sealed, KEPT_ENTRIES, LIFETIME_MS)
        return added.decode()

    async def since(self, chat: ChatRef, last: str = "") -> tuple[Entry, ...]:
        """Return the entries behind the one with the id `last`; all that are kept when it is ""."""
        tag = self._tag(chat)
        key, first = keys.transcript(tag), f"({last}" if last else "-"
        rows = await self._client.execute("XRANGE", key, first, "+", key=key)
        return tuple(Entry(id.decode(), self._opened(tag, fields)) for id, fields in rows)

    async def find(self, chat: ChatRef, id: str) -> Entry | None:
        """Return one entry, or None when it is not kept (any more)."""
        tag = self._tag(chat)
        key = keys.transcript(tag)
        rows = await self._client.execute("XRANGE", key, id, id, key=key)
        return Entry(id, self._opened(tag, rows[0][1])) if rows else None

    async def erase(self, chat: ChatRef) -> None:
        """Forget what was said."""
        tag = self._tag(chat)
        key = keys.transcript(tag)
        await self._client.execute("DEL", key, keys.transcript_entries(tag), key=key)

    def _tag(self, chat: ChatRef) -> str:
        return self._sealer.fingerprint("transcript", "\n".join((chat.channel, chat.account, chat.chat_id)))

    def _opened(self, tag: str, fields: list[bytes]) -> bytes:
        _, _, _, sealed = fields
        return self._sealer.open(sealed, about=_about(tag))


def _about(tag: str) -> bytes:
    return f"transcript {tag}".encode()
