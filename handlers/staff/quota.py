"""`/kuota` and `/sesi` without a change: what the office has of places, and what is taken of them."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from functools import partial
from itertools import islice

from bot.calendar_arguments import kuota_arguments, sesi_arguments
from bot.calendar_commands import ShowQuota, ShowWeek, WhichDate
from bot.choices import word_choice
from bot.messages import Choice, Day, Lines, Reply, Value, Words
from bot.offices import Office, Session
from bot.quotas import Quota, quotas, whole
from bot.routing import Routes, StaffRequest
from bot.shift_values import Occupancy
from handlers.buttons import by_date, fitting
from handlers.calendars import calendar
from handlers.staff.figures import state
from handlers.staff.search import DESK
from handlers.standings import hour

routes = Routes()

DATES_SHOWN = 5
BUTTONS_SHOWN = 3
A_MONDAY = date(2026, 1, 5)


@routes.for_staff(ShowQuota, roles=DESK, words={"kuota": kuota_arguments})
async def show(request: StaffRequest, command: ShowQuota) -> Reply:
    """Tell what each session has, of one date or of the next ones; with a picture of all that can be booked."""
    office = await request.staffroom.offices.refresh(request.office.code)
    occupancy = partial(request.bookings.shifts.occupancy, office, now_ms=request.now_ms)
    if command.day is not None:
        return _date_reply(office, command.day, await occupancy(command.day))
    today = office.local(request.now_ms).date()
    days = [today + timedelta(days=ahead) for ahead in range(office.horizon_days + 1)]
    places = await request.bookings.places(office, days, request.now_ms)
    shown = list(islice(filter(office.sessions, days), DATES_SHOWN))
    counted = await asyncio.gather(*map(occupancy, shown))
    figures = [_values(office, day, taken) for day, taken in zip(shown, counted, strict=True)]
    return Reply(
        key="staff-quota" if shown else "staff-quota-none",
        values={
            "office": office.name,
            "dates": Lines(tuple(Words("staff-quota-date", each) for each in figures), "\n\n"),
        },
        choices=tuple(by_date(word_choice("kuota", f"{day:%d%m%Y}"), day) for day in shown[:BUTTONS_SHOWN]),
        media=(calendar(places, office, today=today),),
    )


@routes.for_staff(ShowWeek, roles=DESK, words={"sesi": sesi_arguments})
async def show_week(request: StaffRequest, command: ShowWeek) -> Reply:
    """Tell the sessions of each weekday, and when new dates open."""
    office = await request.staffroom.offices.refresh(request.office.code)
    today = office.local(request.now_ms).date()
    own = sorted(day for day in office.dates if day >= today)
    values: dict[str, Value] = {
        "office": office.name,
        "weekdays": Lines(tuple(_weekday_line(office, number) for number in range(1, 8))),
        "own": Lines(tuple(Words("staff-week-own", {"date": Day(day)}) for day in own[:DATES_SHOWN])),
        "hour": hour(f"{office.opening_hour:%H:%M}", office),
        "days": str(office.horizon_days),
    }
    return Reply(key="staff-week-with-own" if own else "staff-week", values=values)


@routes.for_staff(WhichDate, roles=DESK)
async def which_date(request: StaffRequest, command: WhichDate) -> Reply:
    """Ask which of several dates is meant."""

    def button(day: date) -> Choice:
        said = fitting(command.word, f"{day:%d%m%Y} {command.behind}".rstrip())
        return by_date(word_choice(said), day)

    return Reply(key="staff-which-date", values={"found": command.found}, choices=tuple(map(button, command.days)))


def weekday(number: int) -> Day:
    """Return a weekday (1 = Monday) as people call it for short."""
    return Day(A_MONDAY + timedelta(days=number - 1), "weekday")


def pool_words(pool: str) -> Words:
    """Return a pool as people call it."""
    # locale: pool-regular, pool-priority, pool-reserve
    return Words(f"pool-{pool}")


def _date_reply(office: Office, day: date, taken: Occupancy) -> Reply:
    values = {**_values(office, day, taken), "date": Day(day), "office": office.name, "state": state(office, day)}
    return Reply(key="staff-quota-day" if values["sessions"] != Lines(()) else "staff-quota-no-sessions", values=values)


def _values(office: Office, day: date, taken: Occupancy) -> dict[str, Value]:
    sessions = quotas(office, day, taken)
    lines = tuple(Words("staff-quota-session", {"hour": each.session, **_figures(each)}) for each in sessions)
    return {"date": Day(day, "short"), "sessions": Lines(lines), **_figures(whole(sessions))}


def _figures(quota: Quota) -> dict[str, Value]:
    pools = tuple(Words("staff-quota-pool", {"pool": pool_words(pool), "left": n}) for pool, n in quota.left.items())
    left: Value = sum(quota.left.values())
    if len(pools) > 1:
        left = Words("staff-quota-left", {"left": left, "pools": Lines(pools, ", ")})
    if quota.soon:
        left = Words("staff-quota-soon", {"left": left, "soon": quota.soon})
    return {"places": quota.places, "booked": quota.booked, "held": quota.held, "left": left}


def _weekday_line(office: Office, number: int) -> Words:
    sessions = office.week.get(number, ())
    values: dict[str, Value] = {
        "weekday": weekday(number),
        "sessions": Lines(tuple(map(session_words, sessions)), ", "),
    }
    return Words("staff-week-line" if sessions else "staff-week-closed", values)


def session_words(session: Session) -> Words:
    """Tell the hours of a session and the places of each pool that has any."""
    places = {pool: count for pool, count in session.pools.items() if count} or {"regular": 0}
    pools = tuple(Words("staff-week-pool", {"pool": pool_words(pool), "places": n}) for pool, n in places.items())
    return Words("staff-week-session", {"hours": f"{session.id}–{session.end:%H:%M}", "pools": Lines(pools, " ")})
