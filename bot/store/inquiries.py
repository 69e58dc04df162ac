"""What people ask the staff, until 7 days after (lua/inquiries.lua). All sealed."""

from __future__ import annotations

import asyncio
from base64 import b32encode
from collections.abc import Sequence

import msgspec

from bot.inquiries import AnsweredBefore, Inquiry, Kept, OpenInquiry
from bot.store import keys
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.sealing import Sealer

KEPT_MS = 24 * 3600_000
ASKED_MS = 7 * 24 * 3600_000
TALK_MS = 24 * 3600_000


class Inquiries:
    """The inquiries of all offices; `chat` is always a chat's fingerprint."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Inquiry).decode

    async def keep(self, office: str, inquiry: Inquiry, *, operation: Operation, now_ms: int) -> Kept:
        """Keep a message for a day, in case its sender asks the staff; the same operation keeps it once."""
        attempt = 0
        while True:
            id = b32encode(self._sealer.derive("inquiry", f"{operation}:{attempt}"))[:4].decode()
            named = (keys.inquiry(office, id), keys.inquiries(office), keys.talk(office, operation.chat))
            sealed = self._sealer.seal(self._encode(inquiry), about=_about(office, id))
            answer = await self._client.call(
                "inquiry_keep", named, id, str(operation), operation.chat, sealed, now_ms, KEPT_MS, ASKED_MS
            )
            if answer[0] == b"OK":
                return Kept(id=id, is_asked=bool(answer[1]))
            attempt += 1

    async def ask(self, office: str, id: str, *, chat: str, now_ms: int) -> Inquiry | None:
        """Hand a message of this chat's to the staff; None when it is not kept any more. Again is harmless."""
        named = (keys.inquiry(office, id), keys.inquiries(office))
        answer = await self._client.call("inquiry_ask", named, id, chat, now_ms, ASKED_MS)
        return self._opened(office, id, answer[1]) if answer[0] == b"OK" else None

    async def waiting(self, office: str, most: int) -> Sequence[OpenInquiry]:
        """Return what waits for an answer, the oldest first."""
        key = keys.inquiries(office)
        flat = await self._client.execute("ZRANGE", key, 0, most - 1, "WITHSCORES", key=key)
        ids = [(flat[n].decode(), int(flat[n + 1])) for n in range(0, len(flat), 2)]
        found = await asyncio.gather(*(self._read(office, id) for id, _ in ids))
        pairs = zip(ids, found, strict=True)
        return [OpenInquiry(id=id, asked_ms=at, inquiry=inquiry) for (id, at), inquiry in pairs if inquiry]

    async def find(self, office: str, id: str) -> Inquiry | AnsweredBefore | None:
        """Return an inquiry that waits, or who has answered it; None when there is none."""
        key = keys.inquiry(office, id)
        what, asked, by = await self._client.execute("HMGET", key, "what", "asked", "by", key=key)
        if not asked:
            return None
        return self._by(office, id, by) if by else self._opened(office, id, what)

    async def answer(
        self, office: str, id: str, *, operation: Operation, by: str
    ) -> Inquiry | AnsweredBefore | None:  # fmt: skip
        """Let one officer answer: the inquiry for them, who it was for anybody else, None when there is none."""
        sealed = self._sealer.seal(by.encode(), about=_about(office, id))
        named = (keys.inquiry(office, id), keys.inquiries(office))
        answer = await self._client.call("inquiry_answer", named, id, str(operation), sealed)
        if answer[0] == b"GONE":
            return None
        return self._opened(office, id, answer[1]) if answer[0] == b"OK" else self._by(office, id, answer[1])

    async def talk(self, office: str, chat: str) -> None:
        """Take what a chat says within a day for the staff, unless the bot understands it. Again is harmless."""
        key = keys.talk(office, chat)
        await self._client.execute("SET", key, "", "PX", TALK_MS, key=key)

    async def is_talking(self, office: str, chat: str) -> bool:
        """Tell whether what a chat says is taken for the staff."""
        key = keys.talk(office, chat)
        return bool(await self._client.execute("EXISTS", key, key=key))

    async def _read(self, office: str, id: str) -> Inquiry | None:
        found = await self.find(office, id)
        return found if isinstance(found, Inquiry) else None

    def _opened(self, office: str, id: str, sealed: bytes) -> Inquiry:
        return self._decode(self._sealer.open(sealed, about=_about(office, id)))

    def _by(self, office: str, id: str, sealed: bytes) -> AnsweredBefore:
        return AnsweredBefore(by=self._sealer.open(sealed, about=_about(office, id)).decode())


def _about(office: str, id: str) -> bytes:
    return f"inquiry {office} {id}".encode()
