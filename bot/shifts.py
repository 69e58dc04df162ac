"""A date of the office that is moved or given up: everybody on it at once, then their claims, then their answers.

It tells nobody: staff handlers and jobs do. Whatever it was doing when a process died, the same call again ends it.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from bot.booking_values import Booking
from bot.errors import CalendarRefused
from bot.offices import Office
from bot.shift_values import Answer, Occupancy, Room, Shift
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.places import Places
from bot.store.shifting import DayShifts, DayStep, Target, shift_id

if TYPE_CHECKING:
    from bot.bookings import Bookings


class Shifts:
    """The shifts of all offices. Give it the office as it is now: one from `LiveOffices`.

    `uniform` draws the delay of a place that comes back: random.SystemRandom().uniform outside tests.
    """

    def __init__(self, client: Client, bookings: Bookings, *, uniform: Callable[[float, float], float]) -> None:
        self._days = DayShifts(client)
        self._places = Places(client)
        self._bookings = bookings
        self._uniform = uniform

    async def occupancy(self, office: Office, day: date, *, now_ms: int) -> Occupancy:
        """Count who is on a date, and which of its places are taken."""
        rows = [row for _, row in await self._places.rows(office.code, day)]
        held = [row for row in rows if row.state == "held" and row.until_ms > now_ms]
        booked = [row for row in rows if row.state == "booked"]
        came = [row for row in rows if row.state in ("arrived", "no_show")]
        places = Counter((row.session, row.pool) for row in (*held, *booked, *came))
        holds = Counter((row.session, row.pool) for row in held)
        soon = await self._places.returning(office.code, day, now_ms=now_ms)
        return Occupancy(held=len(held), booked=len(booked), came=len(came), places=places, holds=holds, soon=soon)

    async def room(self, office: Office, day: date, *, to: date, now_ms: int) -> Room:
        """Count the places that those booked on a date would find on another one now."""
        booked = Counter(row.pool for _, row in await self._places.rows(office.code, day) if row.state == "booked")
        limits = {(s.id, pool): limit for s in office.sessions(to) for pool, limit in s.pools.items()}
        (taken,) = await self._places.taken(office, (to,), sorted(limits), now_ms=now_ms)
        free = Counter[str]()
        for place, limit in limits.items():
            free[place[1]] += max(0, limit - taken[place])
        return Room.found(booked, free, for_all=office.rules.chat_pools)

    async def made(self, office: Office, operation: Operation) -> Shift | None:
        """Return what an operation has moved or released, None when it has not done so yet."""
        return await self._days.read(office.code, shift_id(operation))

    async def move_day(
        self, office: Office, day: date, *, to: date, deadline_ms: int, operation: Operation, now_ms: int
    ) -> Shift:
        """Move everybody who is booked on a closed date to another one, in the order of booking.

        Each keeps the new place until they answer; at `deadline_ms` it is given up. An operation moves once: again, it
        is told what became of it. Raises CalendarRefused, and CalendarChanged for another calendar than `office` has.
        """
        step = DayStep(office=office, day=day, operation=operation, now_ms=now_ms)
        if await self._days.read(office.code, step.id) is None:
            _refuse(office, day, to, now_ms)
            if deadline_ms <= now_ms:
                raise CalendarRefused("too_near", day=to)
            erase_at = office.at(to + timedelta(days=office.retention_days + 1), time())
            fits = await self._days.shift(
                step,
                to=to,
                targets=_targets(office, to),
                erase_at_ms=int(erase_at.timestamp() * 1000),
                deadline_ms=deadline_ms,
            )
            if not fits:
                raise CalendarRefused("too_many", day=day)
        return await self._settled(office, step.id, now_ms)

    async def release_day(self, office: Office, day: date, *, operation: Operation, now_ms: int) -> Shift:
        """Cancel all bookings of a closed date. Idempotent and refused like `move_day`."""
        step = DayStep(office=office, day=day, operation=operation, now_ms=now_ms)
        if await self._days.read(office.code, step.id) is None:
            _refuse_open(office, day)
            if not await self._days.vacate(step):
                raise CalendarRefused("too_many", day=day)
        return await self._settled(office, step.id, now_ms)

    async def answer(self, office: str, id: str, code: str, answer: Answer) -> bool:
        """Note that a moved person agreed, or after they did so that they moved or cancelled; again is harmless.

        False: the deadline passed and the place is given up, or the booking is none of this shift's.
        """
        return await self._days.answer(office, id, _row_code(code), answer)

    async def agree(self, booking: Booking) -> Shift | None:
        """Note that the owner of a booking agrees to the date to which it was moved; again is harmless.

        None: no answer is awaited for it, or not any more.
        """
        for id in await self._days.ids(booking.office):
            shift = await self._days.read(booking.office, id)
            if shift is None or shift.to != booking.day:
                continue
            mine = (each for each in shift.of("moved") if each.code == booking.code)
            if any(each.answer in ("", "agreed") for each in mine):
                return shift if await self.answer(booking.office, id, booking.code, "agreed") else None
        return None

    async def asked(self, booking: Booking, *, now_ms: int) -> Shift | None:
        """Return the shift for which a booking's owner is yet to answer, for an answer that names none; or None."""
        for id in await self._days.ids(booking.office):
            shift = await self._days.read(booking.office, id)
            if shift and shift.to == booking.day and booking.code in {each.code for each in shift.answered("")}:
                return shift
        return None

    async def review(self, office: Office, id: str, *, now_ms: int) -> Shift | None:
        """Return a shift with the answers so far, said or done; from the deadline on the silent ones are `expired`."""
        shortest, longest = office.rules.return_delay_minutes
        return_at_ms = now_ms + int(self._uniform(shortest * 60_000, longest * 60_000))
        shift = await self._days.review(office, id, now_ms=now_ms, return_at_ms=return_at_ms)
        if shift is not None and shift.to is not None:
            await self._settle(office, shift.to, [each.code for each in shift.answered("expired")], now_ms)
        return shift

    async def waiting(self, office: Office, *, now_ms: int) -> Sequence[Shift]:
        """Return the shifts that are not finished, with the answers so far, the earliest deadline first."""
        return await self._reviewed(office, await self._days.ids(office.code), now_ms)

    async def due(self, office: Office, *, now_ms: int) -> Sequence[Shift]:
        """Give up the places of those who let the deadline pass; return the shifts, again until `finish` is called."""
        return await self._reviewed(office, await self._days.ids(office.code, until_ms=now_ms), now_ms)

    async def are_under_way(self, office: str) -> bool:
        """Tell whether somebody of a shift is yet to be told, or to answer."""
        return await self._days.are_under_way(office)

    async def untold(self, office: Office) -> Sequence[Shift]:
        """Return the shifts whose people have not all been told, the oldest first, until `told` is called."""
        found = [await self._days.read(office.code, id) for id in await self._days.untold(office.code)]
        return [shift for shift in found if shift is not None]

    async def told(self, office: str, id: str) -> None:
        """Note that everybody of a shift has been told. Again is harmless."""
        await self._days.told(office, id)

    async def finish(self, office: str, id: str) -> None:
        """Note that everybody whose place was given up has been told. Again is harmless."""
        await self._days.finish(office, id)

    async def _reviewed(self, office: Office, ids: Sequence[str], now_ms: int) -> Sequence[Shift]:
        found = [await self.review(office, id, now_ms=now_ms) for id in ids]
        return [shift for shift in found if shift is not None]

    async def _settled(self, office: Office, id: str, now_ms: int) -> Shift:
        shift = await self._days.read(office.code, id)
        assert shift is not None  # written in the same step
        changed = [each.code for each in shift.people if each.fate != "left"]
        await self._settle(office, shift.day, changed, now_ms)
        return shift

    async def _settle(self, office: Office, day: date, codes: Sequence[str], now_ms: int) -> None:
        await asyncio.gather(*(self._bookings.claims.settle(office, code, day, now_ms=now_ms) for code in codes))


def _refuse(office: Office, day: date, to: date, now_ms: int) -> None:
    _refuse_open(office, day)
    if to == day:
        raise CalendarRefused("same_date", day=to)
    if to < office.local(now_ms).date():
        raise CalendarRefused("past", day=to)
    if not office.sessions(to):
        raise CalendarRefused("closed", day=to, found=office.closed.get(to, ""))


def _refuse_open(office: Office, day: date) -> None:
    if office.sessions(day):
        raise CalendarRefused("open", day=day)


def _targets(office: Office, day: date) -> Sequence[Target]:
    open_pools = office.rules.chat_pools
    return [
        Target(session.id, pool, places, pool in open_pools)
        for session in office.sessions(day)
        for pool, places in session.pools.items()
    ]


def _row_code(code: str) -> str:
    return code[4:].replace("-", "")
