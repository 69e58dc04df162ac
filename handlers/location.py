"""`#lokasi`: where the office is, and when people are received."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from bot.arguments import no_arguments
from bot.commands import ShowLocation
from bot.messages import Day, Lines, Media, Reply, Value, Words
from bot.offices import Office
from bot.routing import Request, Routes
from handlers.buttons import REGISTER, SCHEDULE
from handlers.openings import closed_reason
from handlers.standings import hour

routes = Routes()

WORDS = ("lokasi", "alamat", "jam buka", "maps", "location", "address", "hours")

# locale: weekday-1, weekday-2, weekday-3, weekday-4, weekday-5, weekday-6, weekday-7


@routes.on(ShowLocation, words=dict.fromkeys(WORDS, no_arguments(ShowLocation)))
async def location(request: Request, command: ShowLocation) -> Reply:
    """Tell the address and the hours, with a pin on the map where the office has one."""
    return location_reply(request.office, request.now_ms)


def location_reply(office: Office, now_ms: int) -> Reply:
    """Return where an office is and when it is open."""
    values: dict[str, Value] = {"place": place(office), "hours": Lines(tuple(hours(office)))}
    closings = closed_dates(office, now_ms)
    key = "location-closed" if closings else "location"
    values |= {"closed": Lines(closings)} if closings else {}
    return Reply(key=key, values=values, choices=(SCHEDULE, REGISTER), media=pin(office))


def place(office: Office) -> Words:
    """Tell the name and the address."""
    return Words("office-place", {"name": office.name, "address": office.address})


def hours(office: Office) -> list[Words]:
    """Tell from when to when people are received; weekdays in a row with the same hours share a line."""
    lines = []
    for span, group in groupby(sorted(office.week), lambda weekday: _span(office, weekday)):
        weekdays = list(group)
        first, last = Words(f"weekday-{weekdays[0]}"), Words(f"weekday-{weekdays[-1]}")
        days: Value = first if len(weekdays) == 1 else Words("date-span", {"first": first, "last": last})
        lines.append(Words("hours-line", {"days": days, "first": span[0], "last": hour(span[1], office)}))
    return lines


def _span(office: Office, weekday: int) -> tuple[str, str]:
    sessions = office.week[weekday]
    return f"{sessions[0].start:%H:%M}", f"{sessions[-1].end:%H:%M}"


def closed_dates(office: Office, now_ms: int) -> tuple[Words, ...]:
    """Tell the special closed dates within the horizon."""
    today = office.local(now_ms).date()
    last = today + timedelta(days=office.horizon_days)
    return tuple(
        Words("line-closed", {"date": Day(day, "short"), "reason": closed_reason(reason)})
        for day, reason in sorted(office.closed.items())
        if today <= day <= last and day.isoweekday() in office.week
    )


def pin(office: Office) -> tuple[Media, ...]:
    """Return the office's place on the map, if its configuration has it."""
    if office.latitude is None or office.longitude is None:
        return ()
    return (Media(kind="location", name=office.name, latitude=office.latitude, longitude=office.longitude),)
