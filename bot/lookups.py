"""Finds bookings for an officer: by code, by number, or by a name as it was heard at the desk."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bot.booking_values import Booking
from bot.calendars import MOST_DAYS_AHEAD
from bot.names import folded
from bot.offices import Office

if TYPE_CHECKING:
    from bot.bookings import Bookings

DATES_AT_ONCE = 62
NAME_DAYS = 8
"""How many dates are searched for a name, from today on: their bookings are opened one by one."""

ALIKE = 0.8
"""From this likeness on a name is close enough to be shown."""

ORDER = ("booked", "arrived", "held", "waiting", "no_show", "lapsed", "cancelled")


async def by_code(bookings: Bookings, office: Office, code: str, *, now_ms: int) -> Booking | None:
    """Return the booking with a code, whatever its date; the dates to come are looked at first."""
    today = office.local(now_ms).date()
    ahead = [today + timedelta(days=n) for n in range(MOST_DAYS_AHEAD + 1)]
    behind = [today - timedelta(days=n) for n in range(1, office.retention_days + 1)]
    days = [*ahead, *behind]
    for start in range(0, len(days), DATES_AT_ONCE):
        chunk = days[start : start + DATES_AT_ONCE]
        found = await asyncio.gather(*(bookings.records.find(code, day, now_ms=now_ms) for day in chunk))
        if booking := next(filter(None, found), None):
            return booking
    return None


async def by_number(bookings: Bookings, office: Office, phone: str, *, now_ms: int) -> Sequence[Booking]:
    """Return the bookings of a number that are active or ended within 48 hours, the active ones first."""
    found = await bookings.claims.claimed_by(office, bookings.records.number_fingerprint(phone), now_ms=now_ms)
    return sorted(found, key=_rank)


async def by_name(
    bookings: Bookings, office: Office, name: str, *, days: Sequence[date], now_ms: int
) -> Sequence[Booking]:
    """Return the bookings of some dates whose names hold these words, or are much alike; the likest first."""
    alike: list[tuple[float, Booking]] = []
    for day in days:
        for booking in await bookings.records.of_day(office, day):
            likeness = _likeness(name, booking.name)
            if likeness >= ALIKE:
                alike.append((likeness, booking))
    ranked = sorted(alike, key=lambda pair: (-pair[0], _rank(pair[1]), pair[1].day))
    return [booking for _, booking in ranked]


def coming_days(office: Office, now_ms: int) -> Sequence[date]:
    """Return today and the dates of the week behind it."""
    today = office.local(now_ms).date()
    return [today + timedelta(days=n) for n in range(NAME_DAYS)]


def _likeness(wanted: str, name: str) -> float:
    """Return how much a name is like what is looked for: 1 when all the words are in it."""
    whole = folded(name)
    if all(folded(word) in whole for word in wanted.split()):
        return 1.0
    return SequenceMatcher(None, folded(wanted), whole).ratio()


def _rank(booking: Booking) -> int:
    return ORDER.index(booking.state)
