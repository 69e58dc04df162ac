"""In which private chats supervision officers read reports, so that they can be told of new ones there."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import msgspec

from bot.media import ENTITLED
from bot.messages import ChatRef
from bot.offices import Office
from bot.staff import Member
from bot.store import case_keys
from bot.store.client import Client
from bot.store.sealing import Sealer
from bot.store.staff import Members

REMEMBERED_MS = 400 * 24 * 3600_000


class ReportReaders:
    """The supervision officers of all offices, as far as they have opened reports; each by name."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._members = Members(client, sealer)
        self._decode = msgspec.msgpack.Decoder(ChatRef).decode

    async def remember(self, office: Office, member: Member, chat: ChatRef) -> None:
        """Write to an officer in this chat from now on. Again is harmless."""
        key = self._key(office, member)
        sealed = self._sealer.seal(msgspec.msgpack.encode(chat), about=key.encode())
        await self._client.execute("SET", key, sealed, "PX", REMEMBERED_MS, key=key)

    async def entitled(self, office: Office) -> Sequence[Member]:
        """Return those who have the role now, whether or not they have ever opened a report."""
        return [member for member in await self._members.of(office) if member.may(ENTITLED["supervision"])]

    async def of(self, office: Office) -> Mapping[str, ChatRef]:
        """Return where to write to those who have the role now and have read reports."""
        entitled = await self.entitled(office)
        chats = await asyncio.gather(*(self._chat(office, member) for member in entitled))
        return {member.name: chat for member, chat in zip(entitled, chats, strict=True) if chat}

    async def _chat(self, office: Office, member: Member) -> ChatRef | None:
        key = self._key(office, member)
        sealed = await self._client.execute("GET", key, key=key)
        return self._decode(self._sealer.open(sealed, about=key.encode())) if sealed else None

    def _key(self, office: Office, member: Member) -> str:
        return case_keys.report_reader(office.code, self._sealer.fingerprint("report reader", member.id))
