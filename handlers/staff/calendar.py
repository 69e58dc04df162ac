"""Quotas, sessions and dates that officers change: shown before and after, done by a second press, in force at once.

Nobody's booking is touched: where more people are booked than a change leaves places, it says so and sells no more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from functools import reduce
from itertools import groupby

from bot.calendar_arguments import buka_arguments, horison_arguments, jam_buka_arguments
from bot.calendar_commands import OpenDate, SetDate, SetHorizon, SetOpeningHour, SetQuota, SetWeekdays
from bot.calendar_notes import meant, notes
from bot.calendar_words import WEEKDAY_NAMES
from bot.calendars import (
    MOST_DAYS_AHEAD,
    Calendar,
    Difference,
    applied,
    opened_on,
    with_horizon,
    with_opening_hour,
    with_quota,
    with_sessions,
    with_weekday,
    without_holiday,
    without_sessions,
)
from bot.choices import word_choice
from bot.errors import CalendarRefused
from bot.messages import Choice, Day, Lines, Reply, Value, Words
from bot.offices import Office
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS
from bot.staff_commands import StaffCommand
from bot.store.calendars import Change, Changed
from handlers.openings import closed_reason
from handlers.staff.orders import ask, noted
from handlers.staff.quota import pool_words, weekday

routes = Routes()

MOST_LINES = 12


@routes.for_staff(SetQuota, roles=LEADERS)
async def set_quota(request: StaffRequest, command: SetQuota) -> Reply:
    """Give a session, or a whole date, so many places of a pool."""

    def change(calendar: Calendar, office: Office) -> Calendar:
        return with_quota(
            calendar, office, command.day, pool=command.pool, places=command.places, session=command.session,
            today=today(request),
        )  # fmt: skip

    return await _changed(request, command, change, what=f"kuota {command.day:%d-%m-%Y}")


@routes.for_staff(OpenDate, roles=LEADERS, words={"buka": buka_arguments})
async def open_date(request: StaffRequest, command: OpenDate) -> Reply:
    """Open a date that is closed, or on which the office never is."""

    def change(calendar: Calendar, office: Office) -> Calendar:
        opened = opened_on(calendar, office, command.day, today=today(request), sessions=command.sessions)
        name = calendar.confirmed.get(command.day)
        return without_holiday(opened, command.day, name) if name else opened

    return await _changed(request, command, change, what=f"buka {command.day:%d-%m-%Y}")


@routes.for_staff(SetWeekdays, roles=LEADERS)
async def set_weekdays(request: StaffRequest, command: SetWeekdays) -> Reply:
    """Give weekdays other sessions; dates that have their own keep them."""

    def change(calendar: Calendar, office: Office) -> Calendar:
        return reduce(lambda c, number: with_weekday(c, number, command.sessions), command.weekdays, calendar)

    names = ", ".join(WEEKDAY_NAMES[number - 1] for number in command.weekdays)
    return await _changed(request, command, change, what=f"sesi {names}")


@routes.for_staff(SetDate, roles=LEADERS)
async def set_date(request: StaffRequest, command: SetDate) -> Reply:
    """Give a date its own sessions, or those of its weekday again."""

    def change(calendar: Calendar, office: Office) -> Calendar:
        if not command.sessions:
            return without_sessions(calendar, command.day)
        return with_sessions(calendar, command.day, command.sessions, today=today(request))

    return await _changed(request, command, change, what=f"sesi {command.day:%d-%m-%Y}")


@routes.for_staff(SetOpeningHour, roles=LEADERS, words={"jam-buka": jam_buka_arguments})
async def set_opening_hour(request: StaffRequest, command: SetOpeningHour) -> Reply:
    """Open one more date each day at another hour."""
    return await _changed(
        request, command, lambda calendar, _: with_opening_hour(calendar, command.hour), what="jam-buka"
    )


@routes.for_staff(SetHorizon, roles=LEADERS, words={"horison": horison_arguments})
async def set_horizon(request: StaffRequest, command: SetHorizon) -> Reply:
    """Let people book more or fewer days ahead."""
    return await _changed(request, command, lambda calendar, _: with_horizon(calendar, command.days), what="horison")


def today(request: StaffRequest) -> date:
    """Return the date at the office."""
    return request.office.local(request.now_ms).date()


def refusal(request: StaffRequest, refused: CalendarRefused) -> Reply:
    """Tell why a change can't be made, and what to do instead."""
    # locale: staff-calendar-past, staff-calendar-closed, staff-calendar-no-session, staff-calendar-no-sessions
    # locale: staff-calendar-overlap, staff-calendar-places, staff-calendar-horizon, staff-calendar-unchanged
    day = refused.day or today(request)
    ids = (session.id for session in request.staffroom.offices[request.office.code].sessions(day))
    values: dict[str, Value] = {
        "date": Day(day),
        "digits": f"{day:%d-%m-%Y}",
        "found": closed_reason(refused.found),
        "sessions": ", ".join(ids),
    }
    opens = Choice(id=word_choice("buka", f"{day:%d%m%Y}"), label="choice-open-date")
    return Reply(
        key=f"staff-calendar-{refused.reason.replace('_', '-')}",
        values=values,
        choices=(opens,) if refused.reason == "closed" else (),
    )


async def _changed(request: StaffRequest, command: StaffCommand, change: Change, *, what: str) -> Reply:
    """Ask, showing what is different before and after; once somebody is sure, do it and write it down."""
    offices, code = request.staffroom.offices, request.office.code
    try:
        if not command.is_sure:
            planned = await offices.preview(code, change)
            crowded = await _crowded(request, planned)
            return await ask(
                request, _told("staff-calendar-ask", request, planned, crowded), then=command, needs_other=bool(crowded)
            )
        made = await offices.change(code, change, operation=request.operation, now_ms=request.now_ms)
    except CalendarRefused as refused:
        return refusal(request, refused)
    before, after = notes(made.differences)
    await noted(request, what, before=before, after=after)
    return _told("staff-calendar-changed", request, made, await _crowded(request, made))


def _told(key: str, request: StaffRequest, changed: Changed, crowded: Sequence[Words]) -> Reply:
    values: dict[str, Value] = {"changes": _shortened(_lines(request.office, changed.differences)), "note": ""}
    if crowded:
        values["note"] = Words("staff-calendar-crowded", {"places": _shortened(crowded)})
    return Reply(key=key, values=values)


async def _crowded(request: StaffRequest, changed: Changed) -> Sequence[Words]:
    """Tell where a change leaves fewer places than there are people."""
    configured = request.staffroom.offices.configured[request.office.code]
    old, new = applied(configured, changed.before), applied(configured, changed.after)
    coming = (today(request) + timedelta(days=ahead) for ahead in range(MOST_DAYS_AHEAD + 1))
    days = [day for day in coming if old.held_sessions(day) != new.held_sessions(day)]
    occupancy = request.bookings.shifts.occupancy
    taken = await asyncio.gather(*(occupancy(new, day, now_ms=request.now_ms) for day in days))
    return [
        _crowded_line(day, session, pool, people=each.places[session, pool], more=more)
        for day, each in zip(days, taken, strict=True)
        for (session, pool), more in each.above(new, day).items()
    ]


def _crowded_line(day: date, session: str, pool: str, *, people: int, more: int) -> Words:
    values: dict[str, Value] = {"date": Day(day, "short"), "hour": session, "pool": pool_words(pool)}
    return Words("staff-calendar-crowded-line", {**values, "people": people, "places": people - more})


def _lines(office: Office, differences: Sequence[Difference]) -> Sequence[Words]:
    """Tell what is different, a line for each session, date, or rule of the office."""
    return [
        Words("staff-change", {"where": _where(where, office), "changes": Lines(tuple(map(_change, group)), ", ")})
        for where, group in groupby(meant(differences), lambda each: each.what.rpartition(" ")[0])
    ]


def _where(where: str, office: Office) -> Value:
    if not where:
        return office.name
    head, *behind = where.removeprefix("weekday ").split()
    day = weekday(int(head)) if head.isdecimal() else Day(date.fromisoformat(head), "short")
    return Words("staff-change-session", {"date": day, "hour": behind[0]}) if behind else day


def _change(difference: Difference) -> Words:
    # locale: staff-change-regular, staff-change-priority, staff-change-reserve, staff-change-until
    # locale: staff-change-closed, staff-change-horizon, staff-change-opening
    kind = difference.what.rpartition(" ")[2]
    nothing: Value = Words("staff-change-open") if kind == "closed" else "–"
    before, after = (closed_reason(text) if text else nothing for text in (difference.before, difference.after))
    return Words(f"staff-change-{kind}", {"before": before, "after": after})


def _shortened(lines: Sequence[Words]) -> Lines:
    """Return the first lines, and how many more there are."""
    more = len(lines) - MOST_LINES
    return Lines((*lines[:MOST_LINES], *((Words("staff-lines-more", {"count": more}),) if more > 0 else ())))
