"""What processes do to one office at the same time: people book, cancel and move, officers change the calendar."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from bot.booking_values import Booking, Refused
from bot.calendars import Calendar, closed_on, with_quota
from bot.commands import Book
from bot.offices import Office
from bot.routing import Request
from bot.shifts import Shifts
from bot.store.calendars import Calendars, LiveOffices
from bot.store.errors import CalendarChanged
from bot.store.operations import Operation
from tests.offices import DAY_MS, MONDAY, NOW_MS, TODAY, TUESDAY
from tests.requests import Sender
from tests.store.racers import Racer, Taker

DEADLINE_MS = NOW_MS + DAY_MS


class Deed(NamedTuple):
    """Something that one person does. `taker` is who books, cancels or moves, or whose office an officer runs."""

    kind: Literal["book", "cancel", "move", "quota", "shift"]
    taker: Taker
    day: date = MONDAY
    code: str = ""
    places: int = 0


async def do(racer: Racer, deed: Deed) -> str:
    """Do it, and again when the calendar has changed on the way, as a router does; return what it came to."""
    offices = LiveOffices({deed.taker.office.code: deed.taker.office}, Calendars(racer.client))
    match deed.kind:
        case "quota":
            return await _set_quota(offices, deed)
        case "shift":
            return await _shift(racer, offices, deed)
        case "book":
            return await _book(racer, offices, deed)
        case "cancel":
            return _told(await _ask(racer, offices, deed, lambda request: request.bookings.cancel(request, deed.code)))
        case "move":
            return _told(
                await _ask(
                    racer,
                    offices,
                    deed,
                    lambda request: request.bookings.move(request, deed.code, day=deed.day, session=""),
                )
            )


async def _book(racer: Racer, offices: LiveOffices, deed: Deed) -> str:
    wish = Book(name=deed.taker.name, birth_date=deed.taker.born, service_date=deed.day)
    held = await _ask(racer, offices, deed, lambda request: request.bookings.hold(request, wish))
    if not isinstance(held, Booking):
        return held.reason
    approve = replace(_request(racer, offices, deed), operation=Operation(deed.taker.chat, 2))
    return _told(await racer.bookings.confirm(approve, approval=held.approval, code=""))


async def _set_quota(offices: LiveOffices, deed: Deed) -> str:
    def change(calendar: Calendar, office: Office) -> Calendar:
        return with_quota(calendar, office, deed.day, session="08:00", pool="regular", places=deed.places, today=TODAY)

    changed = await offices.change(
        deed.taker.office.code, change, operation=Operation(deed.taker.chat, 1), now_ms=NOW_MS
    )
    return str(changed.after.version)


async def _shift(racer: Racer, offices: LiveOffices, deed: Deed) -> str:
    code, officer = deed.taker.office.code, Operation(deed.taker.chat, 1)
    await offices.change(
        code,
        lambda calendar, office: closed_on(calendar, MONDAY, "padam", today=TODAY),
        operation=officer,
        now_ms=NOW_MS,
    )
    shifts = Shifts(racer.client, racer.bookings, uniform=lambda shortest, longest: shortest)
    shift = await shifts.move_day(
        offices[code], MONDAY, to=TUESDAY, deadline_ms=DEADLINE_MS, operation=officer, now_ms=NOW_MS
    )
    return shift.id


async def _ask(
    racer: Racer, offices: LiveOffices, deed: Deed, ask: Callable[[Request], Awaitable[Booking | Refused]]
) -> Booking | Refused:
    while True:
        try:
            return await ask(_request(racer, offices, deed))
        except CalendarChanged as changed:
            await offices.refresh(changed.office)


def _request(racer: Racer, offices: LiveOffices, deed: Deed) -> Request:
    office = offices[deed.taker.office.code]
    sender = Sender(racer.bookings, deed.taker.phone, chat=deed.taker.chat, office=office)
    return replace(sender.request(), offices=offices)


def _told(answer: Booking | Refused) -> str:
    return answer.reason if isinstance(answer, Refused) else answer.state
