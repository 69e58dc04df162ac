"""The next dates that still have places, as every answer about dates ends with them."""

from __future__ import annotations

from datetime import date

from bot.booking_values import DayPlaces
from bot.messages import Day, Lines, Value, Words
from bot.offices import DayState, Office
from bot.openings import NEXT_DATES, closed_reason, date_left, next_dates_words, open_dates
from bot.routing import Request
from handlers.standings import hour

__all__ = [
    "NEXT_DATES", "closed_reason", "date_left", "date_problem", "hours_left", "next_dates", "next_dates_words"
]  # fmt: skip


async def next_dates(request: Request, *, most: int = NEXT_DATES) -> tuple[DayPlaces, ...]:
    """Return the next few dates that can be booked and have places."""
    return await open_dates(request.bookings, request.office, now_ms=request.now_ms, most=most)


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
