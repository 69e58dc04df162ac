"""The staff of each office: who they are, what they planned and what they did (lua/staff.lua). All sealed."""

from __future__ import annotations

from base64 import b32encode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from bot.offices import Office
from bot.staff import Act, Member, named_alike
from bot.store import keys
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.sealing import Sealer

PLAN_MS = 15 * 60_000
INVITATION_MS = 24 * 3600_000

NotTaken = Literal["over", "done", "dropped", "second-person"]
_NOT_TAKEN: Mapping[bytes, NotTaken] = {reason.encode(): reason for reason in get_args(NotTaken)}

NotJoined = Literal["over", "member", "name-taken"]


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

    async def put(self, office: Office, member: Member, *, act: Act, operation: Operation) -> None:
        """Add somebody or change their roles, and write the act down: both once for each operation."""
        await self._change(office, member, self._sealed(office, member), act, operation)

    async def remove(self, office: Office, member: Member, *, act: Act, operation: Operation) -> None:
        """Take somebody out, and write the act down: both once for each operation."""
        await self._change(office, member, b"", act, operation)

    async def invite(self, office: Office, member: Member, *, operation: Operation) -> str:
        """Return a code: who shows it within a day becomes this member. The same operation gives the same code.

        An earlier code for the same name counts no more.
        """
        code = b32encode(self._sealer.derive("invitation", str(operation))[:5]).decode()
        field = self._sealer.fingerprint("invitation", code)
        named = (keys.invitation(office.code, field), self._invited(office, member.name))
        await self._client.call("staff_invite", named, self._sealed(office, member), field, INVITATION_MS)
        return code

    async def join(self, office: Office, identity: str, code: str, *, is_member: bool) -> Member | NotJoined:
        """Make who is known under this id the member that the code was made for, or tell why not.

        `is_member`: they are on the staff already, so no code is for them but the one that they have come with.
        """
        field = self._sealer.fingerprint("invitation", code)
        key = keys.invitation(office.code, field)
        kept = await self._client.execute("GET", key, key=key)
        if not kept:
            return "over"
        if kept.startswith(b"used "):
            joined = await self.find(office, (identity,)) if kept[5:].decode() == self._field(identity) else None
            return joined or "over"
        if is_member:
            return "member"
        member = msgspec.structs.replace(self._opened(office, kept), id=identity)
        if named_alike(await self.of(office), member.name):
            return "name-taken"
        named = (keys.staff(office.code), key, self._invited(office, member.name))
        answer = await self._client.call(
            "staff_join", named, self._field(identity), self._sealed(office, member), kept, field
        )  # fmt: skip
        return member if answer[0] == b"OK" else "over"

    async def _change(self, office: Office, member: Member, sealed: bytes, act: Act, operation: Operation) -> None:
        named = (
            keys.staff(office.code),
            keys.acts(office.code),
            keys.act(office.code, str(operation)),
            self._invited(office, member.name),
        )
        written = _sealed_act(self._sealer, office, act)
        await self._client.call("staff_change", named, self._field(member.id), sealed, written)

    def _invited(self, office: Office, name: str) -> str:
        return keys.invited(office.code, self._sealer.fingerprint("invited", name.casefold()))

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
        """Return who somebody is: under one name they are one person, on however many channels they are known."""
        return self._sealer.fingerprint("officer", member.name.casefold())


class Acts:
    """What the staff did: who, what, when, before and after."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer

    async def note(self, office: Office, act: Act, *, operation: Operation) -> None:
        """Write an act down, once for each operation."""
        named = (keys.acts(office.code), keys.act(office.code, str(operation)))
        await self._client.call("act_note", named, _sealed_act(self._sealer, office, act))

    async def last(self, office: Office, most: int) -> Sequence[Act]:
        """Return the last acts, the newest first."""
        key = keys.acts(office.code)
        rows = await self._client.execute("XREVRANGE", key, "+", "-", "COUNT", most, key=key)
        about = _about_acts(office)
        return [msgspec.msgpack.decode(self._sealer.open(fields[1], about=about), type=Act) for _, fields in rows]


def _sealed_act(sealer: Sealer, office: Office, act: Act) -> bytes:
    return sealer.seal(msgspec.msgpack.encode(act), about=_about_acts(office))


def _about_acts(office: Office) -> bytes:
    return f"act {office.code}".encode()
