"""The inbox: what people wrote, kept until it has been answered (lua/inbox.lua)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

import msgspec
from msgspec import Struct

from bot.adapters import Pace
from bot.errors import LeaseLost
from bot.messages import ChatRef, InboundEvent
from bot.profiles import NOTHING_KNOWN, Profile
from bot.store import keys
from bot.store.client import Client
from bot.store.profiles import Profiles
from bot.store.sealing import Sealer

MESSAGE_FINGERPRINT = 8
"""Characters of a message's fingerprint: 48 bits, enough within one chat and 48 h."""

LEASE_MS = 60_000
"""How long a worker may take for a chat's messages; longer than a store call may wait (30 s)."""


class Acceptance(Enum):
    """What became of a message at the inbox."""

    TAKEN = "OK"
    WARNED = "WARN"
    SEEN = "SEEN"
    DROPPED = "DROPPED"


class Lease(NamedTuple):
    """A chat in a worker's hands. `token` is the lease's end in ms; a later lease of the chat has a later one."""

    chat: str
    token: int


class Waiting(Struct, frozen=True, kw_only=True):
    """A message in the inbox. `number` is its place in the chat; `is_flood`: answer with a warning instead."""

    number: int
    event: InboundEvent
    is_flood: bool = False


class Accepted(Struct, frozen=True, kw_only=True):
    """What accept answered. `lease` is given, with the chat's profile, when it was idle and the caller wanted it."""

    acceptance: Acceptance
    chat: str
    number: int = 0
    lease: Lease | None = None
    profile: Profile = NOTHING_KNOWN


def chat_fingerprint(sealer: Sealer, chat: ChatRef) -> str:
    """Return the keyed hash by which a chat is known in Redis."""
    return sealer.fingerprint("chat", f"{chat.channel} {chat.account} {chat.chat_id}")


class Inbox:
    """The 64 parts of the inbox."""

    def __init__(self, client: Client, sealer: Sealer, *, flood: Pace) -> None:
        self._client = client
        self._sealer = sealer
        self._profiles = Profiles(sealer)
        self._flood = flood
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(InboundEvent).decode
        self._fingerprints: dict[ChatRef, str] = {}

    def fingerprint(self, chat: ChatRef) -> str:
        """Return `chat_fingerprint`, which takes a while, of the chats that write at once."""
        known = self._fingerprints.get(chat)
        if known is None:
            if len(self._fingerprints) > 100_000:
                self._fingerprints.clear()
            known = chat_fingerprint(self._sealer, chat)
            self._fingerprints[chat] = known
        return known

    async def accept(
        self, event: InboundEvent, *, now_ms: int, lease_at_once: bool, is_flood_limited: bool = True
    ) -> Accepted:
        """Take a message in, once; safe on disk when this returns.

        `lease_at_once` leases the chat to the caller if it is idle.
        """
        chat = self.fingerprint(event.chat)
        named = keys.chat_keys(chat)
        message = self._sealer.fingerprint("message", event.message_id)[:MESSAGE_FINGERPRINT]
        sealed = self._sealer.seal(self._encode(event), about=chat.encode())
        answer = await self._client.call(
            "accept",
            (named.seen, named.inbox, keys.ready(named.part), keys.leased(named.part), named.rate, named.profile),
            chat, message, sealed, now_ms, LEASE_MS if lease_at_once else 0,
            self._flood.burst, self._flood.interval_ms if is_flood_limited else 0, keys.WAKE_CHANNEL, named.part,
        )  # fmt: skip
        acceptance = Acceptance(answer[0].decode())
        if len(answer) == 1:
            return Accepted(acceptance=acceptance, chat=chat)
        token = int(answer[2])
        return Accepted(
            acceptance=acceptance,
            chat=chat,
            number=int(answer[1]),
            lease=Lease(chat, token) if token else None,
            profile=self._profiles.opened(chat, answer[3]),
        )

    async def lease(self, part: int, *, most: int, now_ms: int) -> Sequence[Lease]:
        """Lease up to `most` ready chats of a part; those whose worker is gone are ready again."""
        token, *chats = await self._client.call("lease", (keys.ready(part), keys.leased(part)), most, now_ms, LEASE_MS)
        return [Lease(chat.decode(), int(token)) for chat in chats]

    async def waiting(self, chat: str) -> Sequence[Waiting]:
        """Return the messages of a chat in their order, 100 at the most."""
        key = keys.chat_keys(chat).inbox
        return [self._read(chat, item) for item in await self._client.execute("LRANGE", key, 0, 99, key=key)]

    async def profile(self, chat: str) -> Profile:
        """Return what is remembered of a chat."""
        key = keys.chat_keys(chat).profile
        return self._profiles.opened(chat, await self._client.execute("GET", key, key=key))

    async def is_busy(self, chat: str) -> bool:
        """Tell whether something that the chat said waits for its answer."""
        key = keys.chat_keys(chat).inbox
        return bool(await self._client.execute("EXISTS", key, key=key))

    async def release(self, lease: Lease, *, now_ms: int) -> None:
        """Give a leased chat back unhandled; raises LeaseLost when it is another's by now."""
        named = keys.chat_keys(lease.chat)
        answer = await self._client.call(
            "release_chat",
            (keys.ready(named.part), keys.leased(named.part), named.inbox),
            lease.chat, lease.token, now_ms,
        )  # fmt: skip
        if answer[0] == b"LOST":
            raise LeaseLost("the chat has been leased to another worker")

    def _read(self, chat: str, item: bytes) -> Waiting:
        number, sealed = item.split(b" ", 1)
        is_flood = number.startswith(b"!")
        event = self._decode(self._sealer.open(sealed, about=chat.encode()))
        return Waiting(number=int(number.lstrip(b"!")), event=event, is_flood=is_flood)
