"""An office, a moment and a booking that the tests of this room share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.booking_values import Booking, DayPlaces, SessionPlaces
from bot.commands import Book
from bot.offices import Office, Session

ZONE = ZoneInfo("Asia/Jakarta")
MONDAY = date(2036, 12, 1)  # far ahead: the store erases what is past by its own clock
TUESDAY, WEDNESDAY, SATURDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 5))
CHRISTMAS = date(2036, 12, 25)
LAST = MONDAY + timedelta(days=30)
NOW = datetime.combine(MONDAY, time(10, 15), ZONE)
NOW_MS = int(NOW.timestamp() * 1000)
PHONE = "+6281234567890"


def office(*, places: int = 2, code: str = "CBN") -> Office:
    """Return an office with two sessions on working days, closed at Christmas and the day after."""
    hours = tuple(
        Session(start=time(hour), end=time(hour + 1), pools={"regular": places, "reserve": 9}) for hour in (8, 13)
    )
    return Office(
        code=code,
        name="Kantor Imigrasi Cirebon",
        address="Jl. Sultan Ageng Tirtayasa No. 51",
        zone="Asia/Jakarta",
        week=dict.fromkeys(range(1, 6), hours),
        closed={CHRISTMAS: "Hari Raya Natal", CHRISTMAS + timedelta(days=1): "cuti bersama"},
    )


OFFICE = office()
OFFICES = {OFFICE.code: OFFICE}
LINE = Book(name="Budi Santoso", birth_date=date(1987, 1, 25), service_date=TUESDAY)
CHILD = Book(name="Siti Santoso", birth_date=date(2034, 5, 17), service_date=TUESDAY)
HELD = Booking(
    code="CBN-7K3M-9QXD",
    office="CBN",
    state="held",
    day=TUESDAY,
    session="08:00",
    pool="regular",
    name="Budi Santoso",
    birth_date=date(1987, 1, 25),
    phone=PHONE,
    until_ms=NOW_MS + 600_000,
    approval="00002681",
)


def places(day: date, *left: int, now: datetime = NOW) -> DayPlaces:
    """Return a date with what is left of its sessions, in their order."""
    state = OFFICE.day_state(day, now)
    if state.kind != "open":
        return DayPlaces(day=day, state=state)
    bookable = OFFICE.bookable_sessions(day, now)
    sessions = tuple(
        SessionPlaces(session=session.id, left=number, bookable=session in bookable)
        for session, number in zip(OFFICE.sessions(day), left, strict=True)
    )
    return DayPlaces(day=day, state=state, sessions=sessions)


def horizon(*full: date, now: datetime = NOW) -> Sequence[DayPlaces]:
    """Return every date up to the horizon with two places an hour, but for those that are full."""
    days = [now.date() + timedelta(days=ahead) for ahead in range(OFFICE.horizon_days + 1)]
    return [places(day, *((0, 0) if day in full else (2, 2)), now=now) for day in days]
