"""The outbox: what is to be said, kept until it has been delivered or parked (lua/outbox.lua, delivery.lua)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from msgspec import Struct

from bot.adapters import Pace
from bot.errors import LeaseLost
from bot.messages import ChatRef, Language, Priority, Reply
from bot.profiles import Profile
from bot.store import keys
from bot.store.client import Client
from bot.store.errors import SealBroken
from bot.store.inbox import Lease
from bot.store.profiles import Profiles
from bot.store.receipts import Receipts
from bot.store.sealing import Sealer

HOLD_MS = 120_000
"""How long a sender may take for what it holds of one chat; longer than its deliveries' time limits together."""

NO_LEDGER = b"-"
UNKNOWN = "unknown: "
"""How the reason begins why a message was parked of which nobody knows whether it arrived."""

_PARKED_ID = re.compile(r"([0-9]{1,2})-([0-9]{1,19}-[0-9]{1,19})")


class Entry(Struct, frozen=True, kw_only=True):
    """A reply on its way to a chat. `id` is unique in the chat; `ledger` is its idempotency key's hash or "".

    `answers` is the platform's id of the message that it answers, where that is to be seen.
    """

    id: str
    chat: ChatRef
    office: str
    language: Language
    reply: Reply
    ledger: str = ""
    answers: str = ""


class _Sealed(Struct, frozen=True, array_like=True):
    chat: ChatRef
    office: str
    language: Language
    reply: Reply
    answers: str = ""


class Hold(NamedTuple):
    """A chat in a sender's hands. `was_stranded`: another sender had it and is gone, its first message may be out."""

    chat: str
    lane: Priority
    token: int
    was_stranded: bool


class Taken(Struct, frozen=True, kw_only=True):
    """What take answered; `next_ms` is the next instant at which something is due, 0 for nothing."""

    holds: Sequence[Hold]
    next_ms: int


class Head(Struct, frozen=True, kw_only=True):
    """The next messages of a held chat, and how far the first one has come.

    `heard_ms` is when the person wrote last; 0: not within 48 hours.
    """

    attempts: int
    parts_done: int
    heard_ms: int
    entries: Sequence[Entry]


class Parked(Struct, frozen=True, kw_only=True):
    """A message that could not be delivered. `id` is "<part>-<stream id>"; `key` names the text, not its values."""

    id: str
    account: str
    at_ms: int
    reason: str
    key: str
    broadcast: str = ""

    @property
    def is_unknown(self) -> bool:
        """Tell whether it may have been delivered: nobody knows."""
        return self.reason.startswith(UNKNOWN)


class Outbox:
    """The 64 parts of the outbox; `receipts` are of what has left it."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._profiles = Profiles(sealer)
        self.receipts = Receipts(client, sealer)
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(_Sealed).decode

    async def finish(
        self,
        lease: Lease,
        *,
        handled: int,
        account: str,
        entries: Sequence[Entry],
        pace: Pace | None,
        now_ms: int,
        hold_at_once: bool,
        profile: Profile | None = None,
    ) -> tuple[int, Hold | None]:
        """Take the handled messages out of the inbox and put their replies into the outbox, in one step.

        `profile` is what is remembered of the chat from now on; None: what was.
        Returns how many messages still wait in the chat, and the hold on the replies when `hold_at_once` was
        asked for and nothing is before them. Raises LeaseLost when another worker has the chat: nothing was done.
        """
        named, packed = keys.chat_keys(lease.chat), [self._packed(lease.chat, entry) for entry in entries]
        answer = await self._client.call(
            "finish",
            (
                named.inbox, keys.ready(named.part), keys.leased(named.part), named.out(0),
                keys.due(named.part, 0, account), keys.sending(named.part, 0, account), named.pace,
                named.profile,
            ),
            lease.chat, lease.token, handled, now_ms, HOLD_MS if hold_at_once else 0, *_bucket(pace),
            keys.WAKE_CHANNEL, named.part, self._profiles.sealed(lease.chat, profile), *packed,
        )  # fmt: skip
        if answer[0] == b"LOST":
            raise LeaseLost("the chat has been leased to another worker")
        token = int(answer[2])
        return answer[1], Hold(lease.chat, Priority.REPLY, token, was_stranded=False) if token else None

    async def enqueue(self, chat: str, entry: Entry, *, account: str, pace: Pace | None, now_ms: int) -> bool:
        """Put a message in that no inbox message asked for, once for its ledger key; False: it was there before."""
        named, lane = keys.chat_keys(chat), entry.reply.priority
        answer = await self._client.call(
            "enqueue",
            (
                named.sent(entry.ledger), named.out(lane), keys.due(named.part, lane, account),
                keys.sending(named.part, lane, account), named.pace,
            ),
            chat, now_ms, *_bucket(pace), keys.WAKE_CHANNEL, named.part, self._packed(chat, entry),
        )  # fmt: skip
        return bool(answer[0] == b"OK")

    async def take(self, part: int, lane: Priority, account: str, *, most: int, now_ms: int) -> Taken:
        """Take up to `most` chats of an account that have something due."""
        token, next_ms, stranded, *chats = await self._client.call(
            "take", (keys.due(part, lane, account), keys.sending(part, lane, account)), most, now_ms, HOLD_MS
        )
        holds = [
            Hold(chat.decode(), lane, int(token), was_stranded=index < stranded) for index, chat in enumerate(chats)
        ]
        return Taken(holds=holds, next_ms=int(next_ms))

    async def head(self, hold: Hold, *, most: int) -> Head:
        """Return the next messages of a held chat."""
        named = keys.chat_keys(hold.chat)
        attempts, done, heard, *entries = await self._client.call(
            "head", (named.out(hold.lane), named.tries(hold.lane), named.seen), most
        )
        return Head(
            attempts=int(attempts),
            parts_done=int(done),
            heard_ms=int(heard),
            entries=[self._read(hold.chat, packed) for packed in entries],
        )

    async def sent(
        self,
        hold: Hold,
        *,
        account: str,
        delivered: Sequence[tuple[Entry, str]],
        parts: int,
        pace: Pace | None,
        now_ms: int,
    ) -> int:
        """Take delivered messages out and let the chat go; `delivered` pairs each with the platform's id.

        `parts`: as how many of the platform's messages they went out, which its pace counts.

        Returns how many messages are left. Raises LeaseLost when the hold had run out.
        """
        named = keys.chat_keys(hold.chat)
        noted = [(named.sent(entry.ledger), external) for entry, external in delivered if entry.ledger]
        counted = [keys.told(named.part, e.reply.broadcast) for e, _ in delivered if e.reply.broadcast]
        answer = await self._client.call(
            "sent",
            (
                named.out(hold.lane), keys.due(named.part, hold.lane, account),
                keys.sending(named.part, hold.lane, account), named.pace, named.tries(hold.lane),
                *(key for key, _ in noted), *counted,
            ),
            hold.chat, hold.token, len(delivered), now_ms, *_bucket(pace), len(counted), parts,
            *(external for _, external in noted),
        )  # fmt: skip
        _refuse_lost(answer[0])
        return int(answer[1])

    async def postpone(self, hold: Hold, *, account: str, at_ms: int, attempts: int, parts_done: int) -> None:
        """Let a chat go until `at_ms`, its first message still first. Raises LeaseLost when the hold had run out."""
        named = keys.chat_keys(hold.chat)
        answer = await self._client.call(
            "postpone",
            (
                named.out(hold.lane), keys.due(named.part, hold.lane, account),
                keys.sending(named.part, hold.lane, account), named.tries(hold.lane),
            ),
            hold.chat, hold.token, at_ms, attempts, parts_done,
        )  # fmt: skip
        _refuse_lost(answer[0])

    async def park(self, hold: Hold, *, account: str, reason: str, now_ms: int, broadcast: str = "") -> None:
        """Move a chat's first message, of `broadcast`, to the operator's list.

        Raises LeaseLost when the hold had run out.
        """
        named = keys.chat_keys(hold.chat)
        answer = await self._client.call(
            "park",
            (
                named.out(hold.lane), keys.due(named.part, hold.lane, account),
                keys.sending(named.part, hold.lane, account), named.tries(hold.lane), keys.parked(named.part),
                *_told(named.part, broadcast),
            ),
            hold.chat, hold.token, now_ms, account, reason, int(hold.lane), _counted_as(reason),
        )  # fmt: skip
        _refuse_lost(answer[0])

    async def external_id(self, chat: str, ledger: str) -> str:
        """Return the platform's id of a sent message by its ledger key, or "" when it is not known (any more)."""
        key = keys.chat_keys(chat).sent(ledger)
        found = await self._client.execute("GET", key, key=key)
        return found.decode() if found else ""

    def ledger(self, idempotency_key: str) -> str:
        """Return the hash under which an idempotency key is remembered."""
        return self._sealer.fingerprint("ledger", idempotency_key)

    async def is_busy(self, chat: str) -> bool:
        """Tell whether something waits to be said in the chat."""
        named = keys.chat_keys(chat)
        return bool(await self._client.execute("EXISTS", named.out(0), named.out(1), key=named.pace))

    def part(self, chat: str) -> int:
        """Return the part of the road that a chat is in."""
        return keys.chat_keys(chat).part

    async def parked(self) -> Sequence[Parked]:
        """Return what could not be delivered, oldest first."""
        found: list[Parked] = []
        for part in range(keys.PARTS):
            key = keys.parked(part)
            for stream_id, fields in await self._client.execute("XRANGE", key, "-", "+", key=key):
                found.append(self._read_parked(part, stream_id, fields))
        return sorted(found, key=lambda parked: parked.at_ms)

    async def unpark(self, parked_id: str, *, now_ms: int) -> bool:
        """Send a parked message again, once; False when there is none of this id."""
        named = _PARKED_ID.fullmatch(parked_id)
        if named is None:
            return False
        part, stream_id = int(named[1]), named[2]
        key = keys.parked(part)
        found = await self._client.execute("XRANGE", key, stream_id, stream_id, key=key)
        if not found:
            return False
        fields = _fields(found[0][1])
        chat, account, lane = fields["chat"].decode(), fields["account"].decode(), int(fields["lane"])
        parked = self._read_parked(part, stream_id.encode(), found[0][1])
        answer = await self._client.call(
            "unpark",
            (
                key, keys.chat_keys(chat).out(lane), keys.due(part, lane, account),
                keys.sending(part, lane, account), *_told(part, parked.broadcast),
            ),
            stream_id, chat, now_ms, keys.WAKE_CHANNEL, part, _counted_as(parked.reason), parked.reason,
        )  # fmt: skip
        return bool(answer[0] == b"OK")

    def _packed(self, chat: str, entry: Entry) -> bytes:
        content = self._encode(_Sealed(entry.chat, entry.office, entry.language, entry.reply, entry.answers))
        sealed = self._sealer.seal(content, about=f"{chat} {entry.id}".encode())
        return b"%b %b %b" % (entry.id.encode(), entry.ledger.encode() or NO_LEDGER, sealed)

    def _read(self, chat: str, packed: bytes) -> Entry:
        entry_id, ledger, sealed = packed.split(b" ", 2)
        content = self._decode(self._sealer.open(sealed, about=b"%b %b" % (chat.encode(), entry_id)))
        return Entry(
            id=entry_id.decode(),
            chat=content.chat,
            office=content.office,
            language=content.language,
            reply=content.reply,
            ledger="" if ledger == NO_LEDGER else ledger.decode(),
            answers=content.answers,
        )

    def _read_parked(self, part: int, stream_id: bytes, fields: Sequence[bytes]) -> Parked:
        named = _fields(fields)
        try:
            reply = self._read(named["chat"].decode(), named["entry"]).reply
        except SealBroken:
            reply = Reply(key="(can't be read: its seal is broken)")
        return Parked(
            id=f"{part}-{stream_id.decode()}",
            account=named["account"].decode(),
            at_ms=int(named["at"]),
            reason=named["reason"].decode(),
            key=reply.key,
            broadcast=reply.broadcast,
        )


def _bucket(pace: Pace | None) -> tuple[int, int]:
    return (pace.burst, pace.interval_ms) if pace else (1, 0)


def _told(part: int, broadcast: str) -> tuple[str, ...]:
    return (keys.told(part, broadcast),) if broadcast else ()


def _counted_as(reason: str) -> str:
    return "unknown" if reason.startswith(UNKNOWN) else "failed"


def _refuse_lost(code: bytes) -> None:
    if code == b"LOST":
        raise LeaseLost("the chat's messages have been taken over by another sender")


def _fields(flat: Sequence[bytes]) -> dict[str, bytes]:
    return {flat[i].decode(): flat[i + 1] for i in range(0, len(flat), 2)}
