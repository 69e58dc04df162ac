"""What follows when a date was moved or given up: everybody is told, answers are counted, silence has an end.

The handler only moves people, in one step that also lists the shift as untold. Telling hundreds is this job's: it waits
for room in the outbox, which a handler can't, and what a crash has kept back it puts in the next time, nothing twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.booking_values import Booking
from bot.jobs.mail import Letter, Mail
from bot.jobs.periods import Period
from bot.messages import Reply
from bot.offices import Office
from bot.openings import open_dates
from bot.shift_notices import (
    ended_notice,
    expired_notice,
    last_report,
    left_notice,
    moved_notice,
    report,
    untold_notice,
)
from bot.shift_values import Fate, Shift, Shifted

if TYPE_CHECKING:
    from bot.app import House

PEOPLE_AT_ONCE = 100
MORNING = timedelta(hours=6)
STANDS: dict[Fate, str] = {"moved": "booked", "left": "booked", "released": "cancelled", "lapsed": "lapsed"}


async def tend(house: House, office: Office, period: Period, now_ms: int) -> None:
    """Tell whom a shift touches, and the staff what was answered; give up what was kept until a deadline."""
    shifts = house.bookings.shifts
    for shift in await shifts.untold(office):
        await _tell(house, office, shift, now_ms)
        await shifts.told(office.code, shift.id)
    for shift in await shifts.waiting(office, now_ms=now_ms):
        await _follow(house, office, shift, now_ms)


async def _tell(house: House, office: Office, shift: Shift, now_ms: int) -> None:
    today = office.local(now_ms).date()
    dates = await open_dates(house.bookings, office, now_ms=now_ms)

    def notice(fate: Fate, booking: Booking) -> Reply:
        match fate:
            case "moved":
                return moved_notice(booking, shift, office)
            case "left":
                return left_notice(booking, shift, office, dates=dates, today=today)
        return ended_notice(booking, shift, office, fate=fate, dates=dates)

    unreachable: list[Booking] = []
    for fate in STANDS:
        people = await _people(house, office, shift, shift.of(fate), now_ms=now_ms)
        still = [booking for booking in people if _is_where(booking, fate, shift)]
        unreachable += await _write(house, office, still, partial(notice, fate), now_ms)
    for booking in unreachable:
        await house.bookings.shifts.agree(booking)  # nobody can ask them: they keep the place
    if unreachable:
        await Mail(house, now_ms=now_ms).tell_staff(office.code, untold_notice(shift, unreachable))


async def _follow(house: House, office: Office, shift: Shift, now_ms: int) -> None:
    mail, lost, silent = Mail(house, now_ms=now_ms), shift.answered("expired"), shift.answered("")
    people = await _people(house, office, shift, silent or lost, now_ms=now_ms)
    left = await _people(house, office, shift, shift.of("left"), now_ms=now_ms)
    left = [booking for booking in left if _is_where(booking, "left", shift)]
    if silent:
        morning = _morning(office, now_ms)
        await mail.keep_staff_posted(office.code, report(shift, people, morning=morning, left=left))
        return
    dates = await open_dates(house.bookings, office, now_ms=now_ms)
    await _write(house, office, people, lambda booking: expired_notice(booking, shift, office, dates=dates), now_ms)
    await mail.tell_staff(office.code, last_report(shift, people, left=left))
    await house.bookings.shifts.finish(office.code, shift.id)


async def _people(
    house: House, office: Office, shift: Shift, people: Sequence[Shifted], *, now_ms: int
) -> Sequence[Booking]:
    """Return bookings of a shift as they are now, wherever they are."""
    records, found = house.bookings.records, list[Booking]()
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        chunk = people[start : start + PEOPLE_AT_ONCE]
        bookings = await asyncio.gather(*(records.find(each.code, shift.day, now_ms=now_ms) for each in chunk))
        found += [booking for booking in bookings if booking is not None]
    return found


async def _write(
    house: House, office: Office, people: Sequence[Booking], notice: Callable[[Booking], Reply], now_ms: int
) -> Sequence[Booking]:
    """Put a notice into the outbox for each; return those who have no chat."""
    mail, unreachable = Mail(house, now_ms=now_ms), list[Booking]()
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        chunk = people[start : start + PEOPLE_AT_ONCE]
        chats = await asyncio.gather(*(house.bookings.claims.chat_for(booking, now_ms=now_ms) for booking in chunk))
        pairs = list(zip(chunk, chats, strict=True))
        await mail.send([Letter(chat=to, office=office.code, reply=notice(each)) for each, to in pairs if to.channel])
        unreachable += [booking for booking, chat in pairs if not chat.channel]
    return unreachable


def _is_where(booking: Booking, fate: Fate, shift: Shift) -> bool:
    """Tell whether a booking is still as the shift has left it: else its owner was faster, and needs no news."""
    return booking.state == STANDS[fate] and booking.day == (shift.to if fate == "moved" else shift.day)


def _morning(office: Office, now_ms: int) -> date:
    """Return the date of the last morning: a report that begins anew each day does not do so at midnight."""
    return (office.local(now_ms) - MORNING).date()
