"""Which officer sits at which desk: who has taken one in the chat, until the day ends, or has its page open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.lanes import Desk
from bot.offices import Office
from bot.staff import Member
from bot.store import lobby_keys
from bot.store.client import Client
from bot.store.sealing import Sealer
from bot.store.tickets import day_ends_ms

OPEN_S = 45
"""The page asks more often than that."""


class Staffing:
    """Who sits where: {o<office>}:at-desk:<desk>, for some seconds, and {o<office>}:seat:<date>:<officer>."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer

    async def sit(self, office: Office, desk: Desk, member: Member) -> str:
        """Note who has a desk's page open; return the name of another officer who had it a moment ago, or ""."""
        key = lobby_keys.at_desk(office.code, desk.id)
        sealed = self._sealer.seal(member.name.encode(), about=key.encode())
        name = self._opened(key, await self._client.execute("SET", key, sealed, "EX", OPEN_S, "GET", key=key))
        return "" if name == member.name else name

    async def take(self, office: Office, desk: Desk, member: Member, *, now_ms: int) -> None:
        """Remember until the day ends at which desk an officer works by chat. Again is harmless."""
        key = self._seat(office, member, now_ms)
        ends_ms = day_ends_ms(office, office.local(now_ms).date())
        await self._client.execute("SET", key, desk.id, "PXAT", ends_ms, key=key)

    async def desk_of(self, office: Office, member: Member, *, now_ms: int) -> Desk | None:
        """Return the desk that an officer has taken today."""
        key = self._seat(office, member, now_ms)
        taken = await self._client.execute("GET", key, key=key)
        return next((desk for desk in office.desks if taken and desk.id == taken.decode()), None)

    async def at_desks(self, office: Office, members: Sequence[Member], *, now_ms: int) -> Mapping[str, Sequence[str]]:
        """Return the names of who works at each desk, by its id: by chat, or with its page open."""
        found = defaultdict[str, set[str]](set)
        seats = [self._seat(office, member, now_ms) for member in members]
        pages = [lobby_keys.at_desk(office.code, desk.id) for desk in office.desks]
        if not seats or not pages:
            return {}
        taken = await self._client.execute("MGET", *seats, *pages, key=pages[0])
        for member, seat in zip(members, taken[: len(seats)], strict=True):
            if seat:
                found[seat.decode()].add(member.name)
        for desk, page, sealed in zip(office.desks, pages, taken[len(seats) :], strict=True):
            if sealed:
                found[desk.id].add(self._opened(page, sealed))
        return {desk: sorted(names) for desk, names in found.items()}

    def _seat(self, office: Office, member: Member, now_ms: int) -> str:
        who = self._sealer.fingerprint("staff", member.id)
        return lobby_keys.seat(office.code, office.local(now_ms).date(), who)

    def _opened(self, key: str, sealed: bytes | None) -> str:
        return self._sealer.open(sealed, about=key.encode()).decode() if sealed else ""
