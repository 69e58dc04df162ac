"""The tickets of a day: given out, printed, looked up (lua/tickets.lua). Codes are compact (`CBN7K3M9QXD`)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bot.lanes import Lane, Station, WalkIn
from bot.offices import Office
from bot.store import keys, lobby_keys
from bot.store.client import Client
from bot.store.operations import Stamp
from bot.store.places import month_of
from bot.visit_values import IN_HAND, KINDS, Kind, Ticket


class Taking(Enum):
    """Why no number was given."""

    FULL = "FULL"
    NOT_BOOKED = "NOT_BOOKED"


class Taken(Struct, frozen=True):
    """The number that somebody has now; `is_new`: given by this very step."""

    ticket: Ticket
    is_new: bool


class Tickets:
    """The tickets of all offices. Every change is idempotent by its operation or by the ticket's state."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def take(
        self, office: Office, code: str, lane: Lane, stamp: Stamp, *, station: Station, has_priority: bool,
        prints: bool, is_booked: bool = False, walk_in: WalkIn | None = None,
    ) -> Taken | Taking:  # fmt: skip
        """Give an application the next number of a lane, or the one that it has in hand at this station.

        `prints`: it waits only once it is `printed`. `is_booked`: it has a booking of today, which has arrived then.
        """
        day, kind = today(office, stamp), KINDS[not has_priority]
        named = lobby_keys.visit_keys(office.code, day)
        answer = await self._client.call(
            "take_number",
            (
                named.tickets, lobby_keys.step(office.code, str(stamp.operation)), keys.events(office.code),
                keys.figures(office.code, month_of(office, stamp.now_ms)), named.line(lane.id, kind),
                keys.day_keys(office.code, day).day,
            ),
            stamp.now_ms, named.digits, day_ends_ms(office, day), _erased_ms(office, day),
            code, station, lane.id, lane.prefix, kind, "printing" if prints else "waiting", int(is_booked),
            walk_in.category if walk_in else "", walk_in.places if walk_in else 0,
        )  # fmt: skip
        if answer[0] == b"DATED":
            return Taken(await self.dated(office, answer), is_new=False)
        if answer[0] != b"OK":
            return Taking(answer[0].decode())
        return Taken(read_ticket(answer[1], answer[2]), is_new=len(answer) > 3)

    async def printed(self, office: Office, ticket: Ticket, stamp: Stamp) -> Ticket:
        """Let a ticket whose paper has come out wait. Again is harmless."""
        day = today(office, stamp)
        named = lobby_keys.visit_keys(office.code, day)
        answer = await self._client.call(
            "ticket_printed", (named.tickets, keys.events(office.code), named.line(ticket.line, ticket.kind)),
            ticket.number, stamp.now_ms, named.digits, day_ends_ms(office, day),
        )  # fmt: skip
        return read_ticket(answer[1], answer[2])

    async def promise(self, office: Office, ticket: Ticket, wait_s: tuple[int, int], *, now_ms: int) -> Ticket:
        """Keep what somebody was first told of their wait, to be compared at the call."""
        named = lobby_keys.visit_keys(office.code, office.local(now_ms).date())
        answer = await self._client.call("promise_wait", (named.tickets,), ticket.number, f"{wait_s[0]}-{wait_s[1]}")
        return read_ticket(answer[1], answer[2])

    async def withdraw(self, office: Office, code: str, station: Station, stamp: Stamp) -> bool:
        """Take the number that an application has at a station out of its line, unless it was called; tell whether."""
        named = lobby_keys.visit_keys(office.code, today(office, stamp))
        while True:
            ticket = await self.held_by(office, code, station, now_ms=stamp.now_ms)
            if ticket is None or ticket.state not in ("printing", "waiting"):
                return False
            answer = await self._client.call(
                "withdraw_ticket", (named.tickets, keys.events(office.code), named.line(ticket.line, ticket.kind)),
                ticket.number, stamp.now_ms, named.digits, f"{ticket.line}:{ticket.kind}",
            )  # fmt: skip
            if answer[0] != b"CHANGED":
                return bool(answer[0] == b"OK")

    async def find(self, office: Office, number: str, *, now_ms: int, day: date | None = None) -> Ticket | None:
        """Return a ticket of today or of another day, whose lines are over: who still waited has lapsed."""
        now = office.local(now_ms).date()
        key = lobby_keys.visit_keys(office.code, day or now).tickets
        row = await self._client.execute("HGET", key, number, key=key) if number.isalnum() else None
        ticket = read_ticket(number.encode(), row) if row else None
        is_over = ticket is not None and (day or now) < now and ticket.state in IN_HAND
        return replace(ticket, state="lapsed") if ticket and is_over else ticket

    async def dated(self, office: Office, answer: Sequence[bytes]) -> Ticket:
        """Return the ticket of an operation that was done on another date: {DATED, date, number}."""
        key = lobby_keys.visit_keys(office.code, date.fromisoformat(answer[1].decode())).tickets
        ticket = read_ticket(answer[2], await self._client.execute("HGET", key, answer[2], key=key))
        return replace(ticket, state="lapsed") if ticket.state in IN_HAND else ticket

    async def held_by(self, office: Office, code: str, station: Station, *, now_ms: int) -> Ticket | None:
        """Return the last ticket of today that an application got for a station."""
        key = lobby_keys.visit_keys(office.code, office.local(now_ms).date()).tickets
        number = await self._client.execute("HGET", key, f"@{code}|{station}", key=key)
        return await self.find(office, number.decode(), now_ms=now_ms) if number else None

    async def of_day(self, office: Office, day: date) -> Sequence[Ticket]:
        """Return all tickets of a day by number."""
        key = lobby_keys.visit_keys(office.code, day).tickets
        flat = await self._client.execute("HGETALL", key, key=key)
        pairs = flat.items() if isinstance(flat, dict) else zip(flat[::2], flat[1::2], strict=True)
        found = (read_ticket(number, row) for number, row in pairs if number[:1] not in b"#@=")
        return sorted(found, key=lambda ticket: (ticket.number[:1], int(ticket.number[1:])))

    async def waiting(
        self, office: Office, lines: Iterable[str], *, now_ms: int
    ) -> dict[tuple[str, Kind], list[tuple[str, float]]]:
        """Return who waits in some lines, those with priority and the others of each, with their order."""
        named = lobby_keys.visit_keys(office.code, office.local(now_ms).date())
        keyed = {(line, kind): named.line(line, kind) for line in lines for kind in KINDS}
        flat = await asyncio.gather(
            *(self._client.execute("ZRANGE", key, 0, -1, "WITHSCORES", key=key) for key in keyed.values())
        )  # in one pipeline
        return {at: _members(members) for at, members in zip(keyed, flat, strict=True)}

    async def lengths(self, office: Office, lines: Sequence[str], *, now_ms: int) -> Sequence[int]:
        """Return how many wait in each line."""
        named = lobby_keys.visit_keys(office.code, office.local(now_ms).date())
        counts = [
            [self._client.execute("ZCARD", key, key=key) for key in named.lines(line)] for line in lines
        ]  # in one pipeline
        return [sum([int(await count) for count in both]) for both in counts]


def read_ticket(number: bytes, row: bytes) -> Ticket:
    """Read a ticket as lua/_tickets.lua keeps it."""
    state, lane, code, arrived, order, kind, sent_to, desk, calls, called, served, promised = row.decode().split("|")
    least, _, most = promised.partition("-")
    return Ticket(
        number=number.decode(), code=code, lane=lane, state=state, arrived_ms=int(arrived),  # type: ignore[arg-type]  # only Lua writes it
        order_ms=float(order), is_priority=kind == "priority", sent_to=sent_to, desk=desk, calls=int(calls),
        called_ms=int(called), served_ms=int(served), promised_s=(int(least), int(most)) if most else None,
    )  # fmt: skip


def today(office: Office, stamp: Stamp) -> date:
    """Return the office's date at which a step is made: the lines of each are its own."""
    return office.local(stamp.now_ms).date()


def day_ends_ms(office: Office, day: date) -> int:
    """Return when what lives for the day alone is erased: a day after it."""
    return _midnight_ms(office, day + timedelta(days=2))


def _erased_ms(office: Office, day: date) -> int:
    return _midnight_ms(office, day + timedelta(days=office.retention_days + 1))


def _midnight_ms(office: Office, day: date) -> int:
    return round(datetime.combine(day, time(), office.timezone).timestamp() * 1000)


def _members(flat: Sequence[Any]) -> list[tuple[str, float]]:
    """Read members with scores, which RESP3 sends as pairs."""
    pairs = flat if flat and isinstance(flat[0], list) else zip(flat[::2], flat[1::2], strict=True)
    return [(member.decode(), float(score)) for member, score in pairs]
