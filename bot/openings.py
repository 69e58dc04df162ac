"""The next dates that still have places, as answers and notices end with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.booking_values import DayPlaces
from bot.messages import Day, Lines, Words
from bot.offices import Office

if TYPE_CHECKING:
    from bot.bookings import Bookings

NEXT_DATES = 3


async def open_dates(
    bookings: Bookings, office: Office, *, now_ms: int, most: int = NEXT_DATES
) -> tuple[DayPlaces, ...]:
    """Return the next few dates that can be booked and have places."""
    days = tuple(office.open_days(office.local(now_ms)))
    places = await bookings.places(office, days, now_ms)
    return tuple(day for day in places if day.left)[:most]


def next_dates_words(dates: Sequence[DayPlaces], office: Office) -> Words:
    """Tell the next dates with what is left of each, or when a new date opens."""
    if not dates:
        return Words("next-dates-none", {"hour": f"{office.opening_hour:%H:%M} {office.zone_name}"})
    return Words("next-dates", {"dates": Lines(tuple(date_left(day) for day in dates))})


def date_left(places: DayPlaces) -> Words:
    """Tell a date and how many places it has left."""
    return Words("date-left", {"date": Day(places.day, "short"), "left": places.left})


def closed_reason(reason: str) -> Words | str:
    """Return the reason as a key of the locale files (`closed-…`), or in the office's own words."""
    return Words(reason) if reason.startswith("closed-") else reason
