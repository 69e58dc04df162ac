"""The staff of each office: who they are, what they planned and what they did (lua/staff.lua). All sealed."""

from __future__ import annotations

from base64 import b32encode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from bot.offices import Office
from bot.staff import Act, Member
from bot.store import keys
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.sealing import Sealer

PLAN_MS = 15 * 60_000
INVITATION_MS = 24 * 3600_000

NotTaken = Literal["over", "done", "second-person"]
_NOT_TAKEN: Mapping[bytes, NotTaken] = {b"over": "over", b"done": "done", b"second-person": "second-person"}


class _Planned(Struct, frozen=True, array_like=True):
    kind: str
    fields: bytes


class Members:
    """Who works where: by the configuration, and by what admins have said in the chat since."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Member).decode

    async def find(self, office: Office, identities: Sequence[str]) -> Member | None:
        """Return the one who is known under one of these ids, if anybody is."""
        configured = next((member for member in office.staff if member.id in identities), None)
        if configured is not None:
            return configured
        key, fields = keys.staff(office.code), [self._field(identity) for identity in identities]
        found = await self._client.execute("HMGET", key, *fields, key=key)
        return next((self._opened(office, sealed) for sealed in found if sealed), None)

    async def of(self, office: Office) -> Sequence[Member]:
        """Return everybody, those of the configuration first."""
        key = keys.staff(office.code)
        added = await self._client.execute("HVALS", key, key=key)
        return (*office.staff, *sorted((self._opened(office, sealed) for sealed in added), key=lambda m: m.name))

    async def put(self, office: Office, member: Member) -> None:
        """Add somebody, or change their roles. Again is harmless."""
        key = keys.staff(office.code)
        await self._client.execute("HSET", key, self._field(member.id), self._sealed(office, member), key=key)

    async def remove(self, office: Office, member: Member) -> None:
        """Take somebody out. Again is harmless."""
        key = keys.staff(office.code)
        await self._client.execute("HDEL", key, self._field(member.id), key=key)

    async def invite(self, office: Office, member: Member, *, operation: Operation) -> str:
        """Return a code: who shows it within a day becomes this member. The same operation gives the same code."""
        secret = self._sealer.derive("invitation", str(operation))
        code = b32encode(secret[:5]).decode()
        key = keys.invitation(office.code, self._sealer.fingerprint("invitation", code))
        await self._client.execute("SET", key, self._sealed(office, member), "NX", "PX", INVITATION_MS, key=key)
        return code

    async def join(self, office: Office, identity: str, code: str) -> Member | None:
        """Make who is known under this id the member that the code was made for; None when it is not valid."""
        key = keys.invitation(office.code, self._sealer.fingerprint("invitation", code))
        kept = await self._client.execute("GET", key, key=key)
        if not kept:
            return None
        if kept.startswith(b"used "):
            return await self.find(office, (identity,)) if kept[5:].decode() == self._field(identity) else None
        member = msgspec.structs.replace(self._opened(office, kept), id=identity)
        named = (keys.staff(office.code), key)
        answer = await self._client.call("staff_join", named, self._field(identity), self._sealed(office, member), kept)
        return member if answer[0] == b"OK" else None

    def _field(self, identity: str) -> str:
        return self._sealer.fingerprint("staff", identity)

    def _sealed(self, office: Office, member: Member) -> bytes:
        return self._sealer.seal(self._encode(member), about=f"staff {office.code}".encode())

    def _opened(self, office: Office, sealed: bytes) -> Member:
        return self._decode(self._sealer.open(sealed, about=f"staff {office.code}".encode()))


class Plans:
    """What waits for somebody's *Ya*: commands by the names of their types, `kinds` being those that may be planned."""

    def __init__(self, client: Client, sealer: Sealer, *, kinds: Iterable[type[Struct]]) -> None:
        self._client = client
        self._sealer = sealer
        self._kinds = {kind.__name__: kind for kind in kinds}

    async def keep(
        self, office: Office, command: Struct, *, operation: Operation, by: Member, needs_other: bool
    ) -> str:
        """Keep a command for 15 minutes and return its token; the same operation again returns the same one."""
        token = urlsafe_b64encode(self._sealer.derive("plan", str(operation))[:9]).decode()
        planned = _Planned(type(command).__name__, msgspec.msgpack.encode(command))
        sealed = self._sealer.seal(msgspec.msgpack.encode(planned), about=token.encode())
        await self._client.call(
            "plan_keep", (keys.plan(office.code, token),), sealed, self._who(by), int(needs_other), PLAN_MS
        )
        return token

    async def read(self, office: Office, token: str) -> Struct | None:
        """Return what was planned under a token without taking it, or None when it is over."""
        key = keys.plan(office.code, token)
        sealed = await self._client.execute("HGET", key, "what", key=key)
        return self._opened(sealed, token) if sealed else None

    async def take(self, office: Office, token: str, *, operation: Operation, by: Member) -> Struct | NotTaken:
        """Return a planned command to the one press that takes it, or why not."""
        answer = await self._client.call("plan_take", (keys.plan(office.code, token),), str(operation), self._who(by))
        if answer[0] != b"OK":
            return _NOT_TAKEN[answer[0]]
        return self._opened(answer[1], token) or "over"

    async def drop(self, office: Office, token: str) -> bool:
        """Let nobody do any more what was planned under a token; False: it has been done. Again is harmless."""
        answer = await self._client.call("plan_drop", (keys.plan(office.code, token),))
        return bool(answer[0] == b"OK")

    def _opened(self, sealed: bytes, token: str) -> Struct | None:
        """Return the command, or None for a kind that this release does not know any more."""
        planned = msgspec.msgpack.decode(self._sealer.open(sealed, about=token.encode()), type=_Planned)
        kind = self._kinds.get(planned.kind)
        return None if kind is None else msgspec.msgpack.decode(planned.fields, type=kind)

    def _who(self, member: Member) -> str:
        return self._sealer.fingerprint("staff", member.id)


class Acts:
    """What the staff did: who, what, when, before and after."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer

    async def note(self, office: Office, act: Act, *, operation: Operation) -> None:
        """Write an act down, once for each operation."""
        sealed = self._sealer.seal(msgspec.msgpack.encode(act), about=f"act {office.code}".encode())
        await self._client.call("act_note", (keys.acts(office.code), keys.act(office.code, str(operation))), sealed)

    async def last(self, office: Office, most: int) -> Sequence[Act]:
        """Return the last acts, the newest first."""
        key = keys.acts(office.code)
        rows = await self._client.execute("XREVRANGE", key, "+", "-", "COUNT", most, key=key)
        about = f"act {office.code}".encode()
        return [msgspec.msgpack.decode(self._sealer.open(fields[1], about=about), type=Act) for _, fields in rows]
