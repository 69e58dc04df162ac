"""`/rekap`: a date in figures, session by session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from bot.booking_values import Booking
from bot.desk_arguments import rekap_arguments
from bot.desk_commands import ShowFigures
from bot.messages import Day, Lines, Media, Reply, Value, Words
from bot.offices import Office
from bot.pictures.summary import DayFigures, SessionFigures
from bot.routing import Routes, StaffRequest
from handlers.openings import closed_reason
from handlers.staff.search import DESK
from handlers.standings import hour

routes = Routes()


@routes.for_staff(ShowFigures, roles=DESK, words={"rekap": rekap_arguments})
async def show(request: StaffRequest, command: ShowFigures) -> Reply:
    """Tell the places of each session and what became of the bookings, with a picture."""
    office = request.office
    day = command.day or office.local(request.now_ms).date()
    rows = await request.bookings.records.of_day(office, day)
    bookings = [booking for booking in rows if booking.state != "waiting"]
    places = {session.id: sum(session.pools.values()) for session in office.held_sessions(day)}
    sessions = sorted({*places, *(booking.session for booking in bookings)})
    values: dict[str, Value] = {
        "date": Day(day),
        "office": office.name,
        "state": state(office, day),
        "waiting": len(rows) - len(bookings),
        **_figures(office, bookings, sum(places.values()), request.now_ms),
    }
    if not sessions:
        return Reply(key="staff-figures-none", values=values)
    by_session = {id: [booking for booking in bookings if booking.session == id] for id in sessions}
    figures = {id: _figures(office, each, places.get(id, 0), request.now_ms) for id, each in by_session.items()}
    lines = tuple(Words("staff-figures-line", {"hour": hour(id, office), **each}) for id, each in figures.items())
    picture = Media(kind="figures", content=_page(office, day, values, figures).recipe())
    return Reply(key="staff-figures", values={**values, "sessions": Lines(lines)}, media=(picture,))


def _page(
    office: Office, day: date, whole: Mapping[str, Value], figures: Mapping[str, Mapping[str, str | int]]
) -> DayFigures:  # fmt: skip
    sessions = tuple(
        SessionFigures(id=id, booked=int(each["booked"]), places=int(each["places"])) for id, each in figures.items()
    )
    booked, held, cancelled, no_shows = (str(whole[name]) for name in ("booked", "held", "cancelled", "no-shows"))
    return DayFigures(
        day=day, office=office.name, booked=booked, held=held, cancelled=cancelled, no_shows=no_shows, sessions=sessions
    )


def state(office: Office, day: date) -> Words:
    """Tell whether the office is open on a date."""
    if day in office.closed:
        return Words("staff-figures-closed", {"reason": closed_reason(office.closed[day])})
    return Words("staff-figures-open" if office.sessions(day) else "staff-figures-no-service")


def _figures(office: Office, bookings: Sequence[Booking], places: int, now_ms: int) -> dict[str, str | int]:
    """Count the bookings by state; a hold that has run out counts no more, and who came only where it is recorded."""
    states = Counter(b.state for b in bookings if b.state != "held" or b.until_ms > now_ms)
    return {
        "places": places,
        "booked": states["booked"] + states["arrived"] + states["no_show"],
        "held": states["held"],
        "cancelled": states["cancelled"],
        "no-shows": states["no_show"] if office.rules.closes_no_shows else "-",
    }
