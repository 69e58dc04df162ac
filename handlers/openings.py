"""The next dates that still have places, as every answer about dates ends with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.booking_values import DayPlaces
from bot.messages import Day, Lines, Value, Words
from bot.offices import DayState, Office
from bot.routing import Request
from handlers.standings import hour

NEXT_DATES = 3


async def next_dates(request: Request, *, most: int = NEXT_DATES) -> tuple[DayPlaces, ...]:
    """Return the next few dates that can be booked and have places."""
    days = tuple(request.office.open_days(request.office.local(request.now_ms)))
    places = await request.bookings.places(request.office, days, request.now_ms)
    return tuple(day for day in places if day.left)[:most]


def next_dates_words(dates: Sequence[DayPlaces], office: Office) -> Words:
    """Tell the next dates with what is left of each, or when a new date opens."""
    if not dates:
        return Words("next-dates-none", {"hour": hour(f"{office.opening_hour:%H:%M}", office)})
    return Words("next-dates", {"dates": Lines(tuple(date_left(day) for day in dates))})


def date_left(places: DayPlaces) -> Words:
    """Tell a date and how many places it has left."""
    return Words("date-left", {"date": Day(places.day, "short"), "left": places.left})


def hours_left(places: DayPlaces, office: Office) -> Lines:
    """Tell each session of a date and what is left of it."""
    return Lines(
        tuple(
            Words(
                "hour-over" if not session.bookable else "hour-left" if session.left else "hour-full",
                {"hour": hour(session.session, office), "left": session.left},
            )
            for session in places.sessions
        )
    )


def date_problem(day: date, state: DayState, *, office: Office, today: date) -> Words:
    """Tell why a date can't be booked; a date that is open has no places left."""
    values: dict[str, Value] = {"date": Day(day)}
    match state:
        case DayState(kind="closed", reason=reason):
            return Words("date-closed", {**values, "reason": closed_reason(reason)})
        case DayState(kind="not_open_yet", opens_at=opens_at) if opens_at:
            return Words(
                "date-not-open-yet",
                {**values, "opens": Day(opens_at.date()), "hour": hour(f"{opens_at:%H:%M}", office)},
            )
        case DayState(kind="beyond", until=until) if until:
            return Words("date-beyond", {**values, "last": Day(until)})
        case DayState(kind="past"):
            return Words("date-over" if day == today else "date-past", values)
    return Words("date-full", values)


def closed_reason(reason: str) -> Value:
    """Return the reason as a key of the locale files (`closed-…`), or in the office's own words."""
    return Words(reason) if reason.startswith("closed-") else reason
