"""What the calendar picture shows: each date with its state and the places left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.booking_values import DayPlaces
from bot.messages import Media
from bot.offices import Office
from bot.pictures.calendar import CalendarPage, Kind, padded

MOST_DATES = 42  # six weeks: what a phone can show
FEW = 5  # a fifth of a date's places


def calendar(places: Sequence[DayPlaces], office: Office, *, today: date, month: date | None = None) -> Media:
    """Return the picture of consecutive dates: of a month, or (None) of the weeks ahead."""
    first = places[0].day
    ahead = first.isoweekday() - 1
    shown = places[: MOST_DATES - ahead]
    page = CalendarPage(
        office=office.name,
        first=first - timedelta(days=ahead),
        today=today,
        month=month,
        cells=padded([(kind_of(day, office), day.left) for day in shown], ahead=ahead),
    )
    return Media(kind="calendar", mime="image/png", content=page.recipe())


def kind_of(places: DayPlaces, office: Office) -> Kind:
    """Tell how a date is coloured."""
    match places.state.kind:
        case "past" | "closed":
            return places.state.kind
        case "not_open_yet" | "beyond":
            return "later"
    if not places.left:
        return "full"
    pools = office.rules.chat_pools
    all_places = sum(session.pools.get(pool, 0) for session in office.sessions(places.day) for pool in pools)
    return "few" if places.left * FEW <= all_places else "open"
