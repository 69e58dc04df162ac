"""`#jadwal`: the next open dates, those of a month, or the sessions of one."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from msgspec.structs import replace

from bot.arguments import jadwal_arguments
from bot.booking_values import DayPlaces
from bot.commands import ShowSchedule
from bot.messages import Choice, Day, Lines, Reply, Value, Words
from bot.offices import DayState, Office
from bot.routing import Request, Routes
from handlers.announcements import announced
from handlers.buttons import CHECK, HELP, SCHEDULE, show_date, wait
from handlers.calendars import calendar
from handlers.lines import example_for
from handlers.openings import (
    NEXT_DATES,
    closed_reason,
    date_left,
    date_problem,
    hours_left,
    next_dates,
    next_dates_words,
)

routes = Routes()

DATES_SHOWN = 6
WORDS = dict.fromkeys(("jadwal", "kuota", "schedule", "quota"), jadwal_arguments)


@routes.on(ShowSchedule, words=WORDS)
async def schedule(request: Request, command: ShowSchedule) -> Reply:
    """Show what is left, below what the office announces."""
    return announced(await schedule_reply(request, command), request.office, now_ms=request.now_ms)


async def schedule_reply(request: Request, command: ShowSchedule) -> Reply:
    """Return what is left: of the next dates, or of the sessions of one."""
    office, now = request.office, request.office.local(request.now_ms)
    if command.readings:
        return Reply(
            key="ask-which-date", values={"found": command.found}, choices=tuple(map(show_date, command.readings))
        )
    if command.month:
        month = await request.bookings.places(office, dates_of(command.month), request.now_ms)
        return month_reply(month, await next_dates(request), office=office, today=now.date())
    if command.day is None:
        horizon = [now.date() + timedelta(days=ahead) for ahead in range(office.horizon_days + 1)]
        overview = overview_reply(await request.bookings.places(office, horizon, request.now_ms), office, now=now)
        return unread_reply(command.found, overview) if command.found else overview
    (places,) = await request.bookings.places(office, (command.day,), request.now_ms)
    if places.left:
        return date_reply(places, office)
    return no_date_reply(places, await next_dates(request), office=office, today=now.date())


def unread_reply(found: str, overview: Reply) -> Reply:
    """Tell that a date or a month could not be read, above the dates that there are."""
    values: dict[str, Value] = {"found": found, "schedule": Words(overview.key, overview.values)}
    return replace(overview, key="schedule-unread", values=values)


def overview_reply(places: Sequence[DayPlaces], office: Office, *, now: datetime) -> Reply:
    """Show the next dates with places, and between them why the others have none."""
    shown = list(_until_enough(places))
    open_dates = [day.day for day in shown if day.left]
    if not open_dates:
        return Reply(
            key="schedule-full",
            values={"office": office.name, "next": next_dates_words((), office)},
            choices=(CHECK, HELP),
        )
    values: dict[str, Value] = {
        "office": office.name,
        "dates": Lines(tuple(date_lines(shown))),
        "ahead": furthest(places[-1], office, now),
        "example": example_for(open_dates[0]),
    }
    choices = tuple(show_date(day) for day in open_dates[:NEXT_DATES])
    picture = calendar(places, office, today=places[0].day)
    return Reply(key="schedule", values=values, choices=choices, media=(picture,))


def month_reply(places: Sequence[DayPlaces], dates: Sequence[DayPlaces], *, office: Office, today: date) -> Reply:
    """Show all dates of a month that are still to come, or why none of them can be booked."""
    first, last = places[0], places[-1]
    if last.state.kind == "past":
        return no_date_reply(last, dates, office=office, today=today)
    if first.state.kind == "beyond":
        return no_date_reply(first, dates, office=office, today=today)
    places = [closed_beyond(day, office) for day in places]
    open_dates = [day.day for day in places if day.left]
    values: dict[str, Value] = {
        "office": office.name,
        "month": Day(first.day, "month"),
        "dates": Lines(tuple(date_lines([day for day in places if day.state.kind != "past"]))),
    }
    choices = tuple(show_date(day) for day in open_dates[:NEXT_DATES]) or (SCHEDULE, HELP)
    picture = calendar(places, office, month=first.day, today=today)
    return Reply(key="schedule-month", values=values, choices=choices, media=(picture,))


def closed_beyond(places: DayPlaces, office: Office) -> DayPlaces:
    """Return a date that will be closed as that, also when it is beyond the horizon."""
    if places.state.kind != "beyond" or office.sessions(places.day):
        return places
    return replace(places, state=DayState(kind="closed", reason=office.closed.get(places.day, "closed-weekday")))


def dates_of(month: date) -> list[date]:
    """Return the dates of the month that begins on a date."""
    _, length = monthrange(month.year, month.month)
    return [month.replace(day=n) for n in range(1, length + 1)]


def date_reply(places: DayPlaces, office: Office) -> Reply:
    """Show the sessions of a date and what is left of each."""
    values: dict[str, Value] = {
        "date": Day(places.day),
        "hours": hours_left(places, office),
        "example": example_for(places.day),
    }
    return Reply(key="schedule-date", values=values, choices=(HELP,))


def no_date_reply(places: DayPlaces, dates: Sequence[DayPlaces], *, office: Office, today: date) -> Reply:
    """Tell why a date can't be booked, and the next ones that can; for a full one there is its waiting list."""
    choices: tuple[Choice, ...] = tuple(show_date(day.day) for day in dates) or (CHECK, HELP)
    values: dict[str, Value] = {
        "problem": date_problem(places.day, places.state, office=office, today=today),
        "next": next_dates_words(dates, office),
    }
    return Reply(
        key="schedule-no-date",
        values=values,
        choices=(*choices, wait(places.day)) if places.is_full and office.rules.most_waiting else choices,
    )


def furthest(last: DayPlaces, office: Office, now: datetime) -> Words:
    """Tell the last date that can be booked now, or when that of the horizon's end opens."""
    if last.state.kind == "not_open_yet":
        return date_problem(last.day, last.state, office=office, today=now.date())
    return Words("ahead-last", {"last": Day(office.last_open_day(now))})


def date_lines(places: Sequence[DayPlaces]) -> Iterator[Words]:
    """Tell each date in a line; neighbours without places for the same reason share one."""
    for _, group in groupby(places, _likeness):
        days = list(group)
        yield date_left(days[0]) if days[0].left else _without_places(days)


def _without_places(days: Sequence[DayPlaces]) -> Words:
    date_value = _span(days[0].day, days[-1].day)
    state = days[0].state
    if state.kind == "closed":
        return Words("line-closed", {"date": date_value, "reason": closed_reason(state.reason)})
    if state.kind in ("not_open_yet", "beyond"):
        return Words("line-later", {"date": date_value})
    return Words("line-waited" if days[0].waiting else "line-full", {"date": date_value})


def _span(first: date, last: date) -> Value:
    if first == last:
        return Day(first, "short")
    return Words("date-span", {"first": Day(first, "short"), "last": Day(last, "short")})


def _likeness(places: DayPlaces) -> object:
    return places.day if places.left else (places.state.kind, places.state.reason, places.waiting > 0)


def _until_enough(places: Sequence[DayPlaces]) -> Iterator[DayPlaces]:
    wanted = min(DATES_SHOWN, sum(day.left > 0 for day in places))
    for day in places:
        if not wanted:
            return
        wanted -= day.left > 0
        if day.state.kind != "past":
            yield day
