"""Broadcasts: what is announced, to whom, how far it has come, and who wants no news (lua/broadcasts.lua). Sealed."""

from __future__ import annotations

import asyncio
from base64 import b32encode
from collections.abc import Mapping, Sequence

import msgspec

from bot.adapters import Capabilities
from bot.broadcasts import Broadcast, Course, Obstacle, Recipient, Status, Tally, TurnWord, whole_id
from bot.messages import ChatRef, Priority
from bot.store import keys
from bot.store.accounts import Accounts
from bot.store.backlog import Backlog
from bot.store.client import Client
from bot.store.inbox import chat_fingerprint
from bot.store.operations import Operation
from bot.store.outbox import Outbox
from bot.store.sealing import Sealer

ROWS_AT_ONCE = 500
ID_LENGTH = 5


class Broadcasts:
    """The broadcasts of all offices."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._accounts = Accounts(client)
        self._backlog = Backlog(client)
        self._outbox = Outbox(client, sealer)

    def id_of(self, operation: Operation) -> str:
        """Return the id of what a message announces, short enough to be written by hand."""
        return b32encode(self._sealer.derive("broadcast", str(operation)))[:ID_LENGTH].decode()

    async def plan(self, office: str, broadcast: Broadcast, *, due_ms: int, now_ms: int) -> None:
        """Keep what is to be announced at an instant. Again changes nothing."""
        sealed = self._sealer.seal(msgspec.msgpack.encode(broadcast), about=_about(office, broadcast.id))
        named = (keys.broadcast(office, broadcast.id), keys.broadcasts(office))
        await self._client.call("broadcast_plan", named, broadcast.id, sealed, due_ms, now_ms)

    async def find(self, office: str, id: str) -> Course | None:
        """Return how far a broadcast has come; None when there is none of this id."""
        key = keys.broadcast(office, id)
        flat = await self._client.execute("HGETALL", key, key=key)
        found = flat.items() if isinstance(flat, dict) else zip(flat[::2], flat[1::2], strict=True)
        fields = {name.decode(): value for name, value in found}
        return self._course(office, id, fields) if fields else None

    async def due(self, office: str, *, now_ms: int) -> Sequence[str]:
        """Return the ids of what is to be worked on."""
        key = keys.broadcasts(office)
        return [id.decode() for id in await self._client.execute("ZRANGEBYSCORE", key, "-inf", now_ms, key=key)]

    async def open(self, office: str) -> Sequence[Course]:
        """Return the broadcasts that have not ended, the next one first."""
        key = keys.broadcasts(office)
        ids = await self._client.execute("ZRANGE", key, 0, -1, key=key)
        found = await asyncio.gather(*(self.find(office, id.decode()) for id in ids))
        return [course for course in found if course is not None]

    async def turn(
        self, office: str, id: str, turn: TurnWord, *, operation: Operation, now_ms: int
    ) -> tuple[bool, Status] | None:
        """Pause one, go on, stop it, or send again what failed: whether that was possible, and the status now.

        None: there is none of this id. The same operation again gives the same answer.
        """
        named = (keys.broadcast(office, id), keys.broadcasts(office))
        code, *status = await self._client.call("broadcast_turn", named, id, str(operation), turn, now_ms)
        if not status:
            return None
        if turn == "again" and code == b"OK":
            await self._send_again(whole_id(office, id), now_ms)
        return code == b"OK", msgspec.convert(status[0].decode(), Status)

    async def begin(
        self, office: str, id: str, people: Sequence[Recipient], left_out: Mapping[Obstacle, int], *, run: str,
        now_ms: int,
    ) -> bool:  # fmt: skip
        """Write down whom a broadcast goes to, for good; False: another run has done it, or it waits no more."""
        by_account: dict[str, list[Recipient]] = {}
        for person in people:
            by_account.setdefault(person.account, []).append(person)
        for account, persons in by_account.items():
            key = keys.broadcast_people(office, id, run, account)
            for start in range(0, len(persons), ROWS_AT_ONCE):
                rows = [self._sealed(office, id, person) for person in persons[start : start + ROWS_AT_ONCE]]
                await self._client.call("broadcast_add", (key,), start, *rows)
        totals = [part for account, persons in by_account.items() for part in (account, len(persons))]
        told = msgspec.json.encode(left_out)
        answer = await self._client.call("broadcast_begin", (keys.broadcast(office, id),), run, now_ms, told, *totals)
        return bool(answer[0] == b"OK")

    async def people(self, office: str, course: Course, account: str, *, most: int) -> Sequence[Recipient]:
        """Return the next people of an account."""
        key = keys.broadcast_people(office, course.broadcast.id, course.run, account)
        start = course.put.get(account, 0)
        rows = await self._client.execute("LRANGE", key, start, start + most - 1, key=key)
        about = _about(office, course.broadcast.id)
        return [msgspec.msgpack.decode(self._sealer.open(row, about=about), type=Recipient) for row in rows]

    async def advance(self, office: str, id: str, account: str, *, place: int) -> None:
        """Note that an account's people up to a place are in the outbox. Again changes nothing."""
        await self._client.call("broadcast_advance", (keys.broadcast(office, id),), account, place)

    async def end(self, office: str, course: Course) -> bool:
        """End a broadcast and forget its people; False: it is not running any more."""
        id = course.broadcast.id
        lists = [keys.broadcast_people(office, id, course.run, account) for account in course.totals]
        named = (keys.broadcast(office, id), keys.broadcasts(office), *lists)
        answer = await self._client.call("broadcast_end", named, id)
        return bool(answer[0] == b"OK")

    async def tally(self, office: str, id: str) -> Tally:
        """Return what became of a broadcast's messages so far."""
        named = [keys.told(part, whole_id(office, id)) for part in range(keys.PARTS)]
        found = await asyncio.gather(*(self._client.execute("HGETALL", key, key=key) for key in named))
        counts: dict[str, int] = {}
        for flat in found:
            pairs = flat.items() if isinstance(flat, dict) else zip(flat[::2], flat[1::2], strict=True)
            for name, value in pairs:
                counts[name.decode()] = counts.get(name.decode(), 0) + int(value)
        reasons = {name[1:]: count for name, count in counts.items() if name.startswith("!") and count > 0}
        sent, failed, unknown = (counts.get(name, 0) for name in ("sent", "failed", "unknown"))
        return Tally(sent=sent, failed=failed, unknown=unknown, reasons=reasons)

    # --- what is asked before and on the way ---

    async def abilities(self, account: str) -> Capabilities | None:
        """Return what an account's channel can; None for one that was never served."""
        return await self._accounts.abilities(account)

    async def waiting(self, account: str) -> int:
        """Count the chats of an account that wait for a message that is not an answer."""
        return await self._backlog.waiting(account, Priority.BULK)

    async def heard_ms(self, chat: ChatRef) -> int:
        """Return when somebody wrote last in a chat; 0: not within 48 hours."""
        key = keys.chat_keys(chat_fingerprint(self._sealer, chat)).seen
        found = await self._client.execute("ZRANGE", key, -1, -1, "WITHSCORES", key=key)
        return int(found[1]) if found else 0

    async def _send_again(self, broadcast: str, now_ms: int) -> None:
        """Send what failed once more; not that of which nobody knows whether it arrived."""
        for parked in await self._outbox.parked():
            if parked.broadcast == broadcast and not parked.is_unknown:
                await self._outbox.unpark(parked.id, now_ms=now_ms)

    def _course(self, office: str, id: str, fields: Mapping[str, bytes]) -> Course:
        opened = self._sealer.open(fields["what"], about=_about(office, id))
        return Course(
            broadcast=msgspec.msgpack.decode(opened, type=Broadcast),
            status=msgspec.convert(fields["status"].decode(), Status),
            due_ms=int(fields["due"]),
            begun_ms=int(fields.get("begun", 0)),
            run=fields.get("run", b"").decode(),
            rounds=int(fields.get("rounds", 0)),
            totals=_counts(fields, "total:"),
            put=_counts(fields, "put:"),
            left_out=msgspec.json.decode(fields.get("left", b"{}"), type=dict[Obstacle, int]),
        )

    def _sealed(self, office: str, id: str, person: Recipient) -> bytes:
        return self._sealer.seal(msgspec.msgpack.encode(person), about=_about(office, id))


def _counts(fields: Mapping[str, bytes], prefix: str) -> dict[str, int]:
    return {name.removeprefix(prefix): int(value) for name, value in fields.items() if name.startswith(prefix)}


def _about(office: str, id: str) -> bytes:
    return f"broadcast {office} {id}".encode()
