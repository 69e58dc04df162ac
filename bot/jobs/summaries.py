"""Tells the staff about the day: who was booked, who came or cancelled, and what is ahead, with a picture."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from bot.choices import word_choice
from bot.engine.wording import Lexicon
from bot.jobs import emergencies, supervision
from bot.jobs.mail import Mail
from bot.jobs.periods import Period
from bot.messages import Choice, Day, Lines, Media, Reply, Value, Words
from bot.offices import Office
from bot.pictures.summary import Bar, SummaryPage, Tile, summary_png
from bot.plugins import locale_folders
from bot.public_holidays import PublicHoliday, proposals
from bot.store import keys

if TYPE_CHECKING:
    from bot.app import House

Say: TypeAlias = Callable[[str, Mapping[str, Value]], str]

DATES_AHEAD = 6
LONGEST_GAP = 14
COUNTED = ("booked", "cancelled")  # what happened on the day itself, whatever the date that it was for


class DayFigures(Struct, frozen=True, kw_only=True):
    """A day of an office in numbers.

    `booked`, `came`, `cancelled` and `no_shows` are of the bookings for this date; `new_bookings` and
    `new_cancellations` are what people did on it. `ahead` counts the booked of the next open dates; `coming` said so
    for the first of them.
    """

    day: date
    booked: int
    cancelled: int
    no_shows: int
    new_bookings: int
    new_cancellations: int
    ahead: Mapping[date, int]
    coming: int
    came: int = 0


async def sum_up(house: House, office: Office, period: Period, now_ms: int) -> None:
    """Tell the staff chats of an office about a day, each once."""
    figures = await figures_of(house, office, period.day)
    calendar, last = house.offices.calendar(office.code), period.day + timedelta(days=office.horizon_days)
    holidays = await asyncio.to_thread(proposals, office, calendar, first=period.day, last=last)
    reply = await asyncio.to_thread(_drawn, figures, office, period.id, holidays)
    days = _days_since(office, period.day)
    cases = {
        "emergencies": await emergencies.lately(house, office, days) or "",
        "reports": await supervision.lately(house, office, days) or "",
    }
    await Mail(house, now_ms=now_ms).tell_staff(office.code, replace(reply, values={**reply.values, **cases}))


def _drawn(figures: DayFigures, office: Office, key: str, holidays: Sequence[PublicHoliday]) -> Reply:
    wording = Lexicon(locale_folders()).of(office)

    def say(key: str, values: Mapping[str, Value]) -> str:
        return wording(key, values, "id")

    return summary(figures, office, say, key=key, holidays=holidays)


async def figures_of(house: House, office: Office, day: date) -> DayFigures:
    """Count the day, from the rows of its dates and from what is counted by day."""
    key = keys.figures(office.code, f"{day:%Y%m}")
    new = await house.client.execute("HMGET", key, *(f"{day:%d}:{what}" for what in COUNTED), key=key)
    states = Counter(booking.state for booking in await house.bookings.records.of_day(office, day))
    ahead: dict[date, int] = {}
    for other in next_dates(office, day):
        ahead[other] = sum(b.state == "booked" for b in await house.bookings.records.of_day(office, other))
    coming = await house.bookings.attendance.are_coming(office, next(iter(ahead), day))
    return DayFigures(
        day=day,
        booked=states["booked"] + states["arrived"] + states["no_show"],
        came=states["arrived"],
        cancelled=states["cancelled"],
        no_shows=states["no_show"],
        new_bookings=int(new[0] or 0),
        new_cancellations=int(new[1] or 0),
        ahead=ahead,
        coming=len(coming),
    )


def next_dates(office: Office, day: date) -> Sequence[date]:
    """Return the next dates on which people are received."""
    days = (day + timedelta(days=ahead) for ahead in range(1, office.horizon_days + 1))
    return list(islice((each for each in days if office.sessions(each)), DATES_AHEAD))


def summary(
    figures: DayFigures, office: Office, say: Say, *, key: str, holidays: Sequence[PublicHoliday] = ()
) -> Reply:  # fmt: skip
    """Return what the staff are told, also of the holidays ahead that nobody has decided about."""
    following = next(iter(figures.ahead), figures.day + timedelta(days=1))
    values: dict[str, Value] = {
        "office": office.name,
        "date": Day(figures.day),
        "booked": str(figures.booked),
        "came": str(figures.came) if figures.came else _recorded(office, 0),
        "no-shows": _recorded(office, figures.no_shows),
        "cancelled": str(figures.cancelled),
        "new": str(figures.new_bookings),
        "given-back": str(figures.new_cancellations),
        "next": Day(following),
        "next-booked": str(figures.ahead.get(following, 0)),
        "coming": str(figures.coming),
        "holidays": _holiday_words(holidays) if holidays else "",
        "emergencies": "",
        "reports": "",
    }
    png = summary_png(page_of(figures, office, say))
    picture = Media(kind="picture", name=f"{key}.png", mime="image/png", data=png)
    choices = (Choice(id=word_choice("libur"), label="choice-holidays"),) if holidays else ()
    return Reply(key="summary", values=values, media=(picture,), choices=choices, idempotency_key=key)


def page_of(figures: DayFigures, office: Office, say: Say) -> SummaryPage:
    """Return the picture's content: a figure for each state, a bar for each date ahead."""
    unknown = "-"
    no_shows = str(figures.no_shows) if office.rules.closes_no_shows else unknown
    first = next(iter(figures.ahead.values()), 0)
    return SummaryPage(
        title=say("summary-title", {"date": Day(figures.day, "short")}),
        office=office.name,
        chart=say("summary-chart", {}),
        tiles=(
            Tile(figure=str(figures.booked), word=say("summary-booked", {}), kind="later"),
            Tile(figure=no_shows, word=say("summary-no-shows", {}), kind="few"),
            Tile(figure=str(figures.cancelled), word=say("summary-cancelled", {}), kind="full"),
            Tile(figure=str(first), word=say("summary-next", {}), kind="open"),
        ),
        bars=tuple(_bar(day, booked, office, say) for day, booked in figures.ahead.items()),
    )


def _days_since(office: Office, day: date) -> Sequence[date]:
    """Return the dates since the one that was summed up last, with this one: cases don't wait for working days."""
    days = [day]
    while len(days) < LONGEST_GAP and not office.sessions(days[0] - timedelta(days=1)):
        days.insert(0, days[0] - timedelta(days=1))
    return days


def _holiday_words(holidays: Sequence[PublicHoliday]) -> Words:
    lines = tuple(Words("staff-holiday-line", {"date": Day(each.day), "name": each.name}) for each in holidays)
    return Words("summary-holidays", {"holidays": Lines(lines)})


def _bar(day: date, booked: int, office: Office, say: Say) -> Bar:
    name = (say("calendar-day", {"day": Day(day, "weekday")}), say("calendar-day", {"day": Day(day, "day")}))
    places = sum(places for session in office.sessions(day) for places in session.pools.values())
    return Bar(name=name, booked=booked, places=places)


def _recorded(office: Office, count: int) -> Value:
    """Return a count that means something only where the office records who came."""
    return str(count) if office.rules.closes_no_shows else Words("summary-not-recorded")
