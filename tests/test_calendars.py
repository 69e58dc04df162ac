"""The changes that staff make of an office's calendar: what they do, and which are refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import msgspec
import pytest
from msgspec.structs import replace

from bot.calendars import (
    NO_CHANGES,
    Calendar,
    applied,
    closed_on,
    differences,
    opened_on,
    with_holiday,
    with_horizon,
    with_opening_hour,
    with_quota,
    with_sessions,
    with_weekday,
    without_holiday,
    without_past,
    without_sessions,
)
from bot.errors import CalendarRefused
from bot.offices import Session
from bot.shift_values import Occupancy
from tests.offices import HOLIDAY, MONDAY, SUNDAY, TODAY, TUESDAY, office_of_tests

OFFICE = office_of_tests(pools={"regular": 20, "priority": 5})
YESTERDAY = TODAY - timedelta(days=1)
NOON = Session(start=time(12), end=time(13), pools={"regular": 7})


def at(start: time, end: time, places: int = 3) -> Session:
    """Return a session."""
    return Session(start=start, end=end, pools={"regular": places})


def quota(calendar: Calendar, day: date = MONDAY) -> dict[str, int]:
    """Return the regular places of a date by session."""
    return {session.id: session.pools["regular"] for session in applied(OFFICE, calendar).sessions(day)}


def test_nothing_changed() -> None:
    """An office without changes is the configured one itself."""
    assert OFFICE is applied(OFFICE, NO_CHANGES)


def test_a_session_has_its_own_quota() -> None:
    """A session's quota changes on its date, in its pool, and nowhere else."""
    calendar = with_quota(NO_CHANGES, OFFICE, MONDAY, session="10:00", pool="regular", places=3, today=TODAY)
    assert {"08:00": 20, "10:00": 3} == quota(calendar)
    assert {"08:00": 20, "10:00": 20} == quota(calendar, TUESDAY)
    assert [5, 5] == [session.pools["priority"] for session in applied(OFFICE, calendar).sessions(MONDAY)]


@pytest.mark.parametrize(
    ("now", "places", "expected"),
    [
        ((20, 20), 40, (20, 20)),
        ((20, 20), 13, (7, 6)),
        ((30, 10), 20, (15, 5)),
        ((37, 37), 260, (130, 130)),
        ((0, 0), 5, (3, 2)),
        ((1, 0), 5, (5, 0)),
        ((20, 20), 0, (0, 0)),
        ((2, 1), 2, (1, 1)),
    ],
    ids=["same", "odd", "weighted", "raised", "from none", "one has none", "none", "the larger rest"],
)
def test_the_quota_of_a_whole_date(now: tuple[int, int], places: int, expected: tuple[int, int]) -> None:
    """The places of a date are divided over its sessions as they were, and none gets lost."""
    sessions = [at(time(hour), time(hour + 1), each) for hour, each in zip((8, 10), now, strict=True)]
    calendar = with_sessions(NO_CHANGES, MONDAY, sessions, today=TODAY)
    changed = with_quota(calendar, OFFICE, MONDAY, pool="regular", places=places, today=TODAY)
    assert dict(zip(("08:00", "10:00"), expected, strict=True)) == quota(changed)


def test_a_pool_that_was_not_there() -> None:
    """A pool can be given to a session that did not have it."""
    calendar = with_quota(NO_CHANGES, OFFICE, MONDAY, session="08:00", pool="reserve", places=2, today=TODAY)
    assert {"regular": 20, "priority": 5, "reserve": 2} == applied(OFFICE, calendar).sessions(MONDAY)[0].pools


def test_closing_and_opening() -> None:
    """A closed date tells the staff's reason; opened again it has the sessions that it had, its own quota too."""
    lowered = with_quota(NO_CHANGES, OFFICE, MONDAY, session="08:00", pool="regular", places=3, today=TODAY)
    closed = closed_on(lowered, MONDAY, " Listrik padam ", today=TODAY)
    office = applied(OFFICE, closed)
    assert ((), "Listrik padam") == (office.sessions(MONDAY), office.closed[MONDAY])
    assert {"08:00": 3, "10:00": 20} == quota(opened_on(closed, OFFICE, MONDAY, today=TODAY))


def test_opening_what_the_configuration_closes() -> None:
    """A configured holiday can be opened, and closed again."""
    opened = opened_on(NO_CHANGES, OFFICE, HOLIDAY, today=TODAY)
    assert {"08:00": 20, "10:00": 20} == quota(opened, HOLIDAY)
    assert {} == quota(closed_on(opened, HOLIDAY, "libur", today=TODAY), HOLIDAY)


def test_opening_a_weekend() -> None:
    """A date on which the office never opens needs sessions, which only it has."""
    opened = opened_on(NO_CHANGES, OFFICE, SUNDAY, today=TODAY, sessions=[NOON])
    assert {"12:00": 7} == quota(opened, SUNDAY)
    assert {} == quota(opened, SUNDAY + timedelta(days=7))


def test_a_weekday() -> None:
    """A weekday's sessions change for all of its dates but those with their own, until these give them up."""
    calendar = with_quota(NO_CHANGES, OFFICE, MONDAY, session="08:00", pool="regular", places=3, today=TODAY)
    calendar = with_weekday(calendar, 1, [NOON])
    assert {"08:00": 3, "10:00": 20} == quota(calendar)
    assert {"12:00": 7} == quota(calendar, MONDAY - timedelta(days=7))
    assert {"12:00": 7} == quota(without_sessions(calendar, MONDAY))
    assert {} == quota(with_weekday(calendar, 2, []), TUESDAY)


def test_horizon_and_opening_hour() -> None:
    """How far ahead one can book, and when a date opens, can change."""
    office = applied(OFFICE, with_opening_hour(with_horizon(NO_CHANGES, 60), time(6)))
    assert (60, time(6)) == (office.horizon_days, office.opening_hour)


def test_holidays() -> None:
    """A confirmed holiday closes its date under its name; a declined one is open, and both are remembered."""
    confirmed = with_holiday(NO_CHANGES, MONDAY, "Hari Raya Natal", today=TODAY)
    assert ("Hari Raya Natal", {MONDAY: "Hari Raya Natal"}) == (confirmed.closed[MONDAY], confirmed.confirmed)
    declined = without_holiday(confirmed, MONDAY, "Hari Raya Natal")
    assert ({}, {}, {MONDAY: "Hari Raya Natal"}) == (declined.closed, declined.confirmed, declined.declined)


def test_declining_leaves_another_closure() -> None:
    """A date that is closed for another reason stays closed when it is said to be no holiday."""
    closed = closed_on(NO_CHANGES, MONDAY, "Listrik padam", today=TODAY)
    assert {MONDAY: "Listrik padam"} == without_holiday(closed, MONDAY, "Hari Raya Natal").closed


def test_past_dates_are_forgotten() -> None:
    """What was said of dates that are over is dropped, what is to come stays."""
    calendar = opened_on(with_holiday(NO_CHANGES, MONDAY, "Natal", today=TODAY), OFFICE, HOLIDAY, today=TODAY)
    calendar = with_sessions(without_holiday(calendar, TUESDAY, "Waisak"), TUESDAY, [NOON], today=TODAY)
    assert calendar == without_past(calendar, MONDAY)
    assert NO_CHANGES == without_past(calendar, HOLIDAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("past", lambda: with_quota(NO_CHANGES, OFFICE, YESTERDAY, pool="regular", places=1, today=TODAY)),
        ("past", lambda: closed_on(NO_CHANGES, YESTERDAY, "libur", today=TODAY)),
        ("past", lambda: opened_on(NO_CHANGES, OFFICE, YESTERDAY, today=TODAY)),
        ("past", lambda: with_sessions(NO_CHANGES, YESTERDAY, [NOON], today=TODAY)),
        ("closed", lambda: with_quota(NO_CHANGES, OFFICE, HOLIDAY, pool="regular", places=1, today=TODAY)),
        ("no_sessions", lambda: with_quota(NO_CHANGES, OFFICE, SUNDAY, pool="regular", places=1, today=TODAY)),
        ("no_sessions", lambda: opened_on(NO_CHANGES, OFFICE, SUNDAY, today=TODAY)),
        (
            "no_session",
            lambda: with_quota(NO_CHANGES, OFFICE, MONDAY, session="09:00", pool="regular", places=1, today=TODAY),
        ),
        ("places", lambda: with_quota(NO_CHANGES, OFFICE, MONDAY, pool="regular", places=-1, today=TODAY)),
        ("places", lambda: with_quota(NO_CHANGES, OFFICE, MONDAY, pool="regular", places=100_001, today=TODAY)),
        ("places", lambda: with_weekday(NO_CHANGES, 1, [at(time(8), time(9), -1)])),
        ("overlap", lambda: with_weekday(NO_CHANGES, 1, [at(time(8), time(10)), at(time(9), time(11))])),
        ("overlap", lambda: with_weekday(NO_CHANGES, 1, [at(time(8), time(8))])),
        ("horizon", lambda: with_horizon(NO_CHANGES, 0)),
        ("horizon", lambda: with_horizon(NO_CHANGES, 367)),
        ("reason", lambda: closed_on(NO_CHANGES, MONDAY, "  ", today=TODAY)),
        ("reason", lambda: closed_on(NO_CHANGES, MONDAY, "x" * 201, today=TODAY)),
    ],
)
def test_refused(reason: str, change: Callable[[], Calendar]) -> None:
    """A change that can't be made says why."""
    with pytest.raises(CalendarRefused) as refused:
        change()
    assert reason == refused.value.reason


def test_differences() -> None:
    """A change is told line by line, with what was there before, whoever had set it."""
    after = with_quota(NO_CHANGES, OFFICE, MONDAY, session="08:00", pool="regular", places=3, today=TODAY)
    after = with_horizon(opened_on(closed_on(after, TUESDAY, "Upacara", today=TODAY), OFFICE, HOLIDAY, today=TODAY), 14)
    assert [
        f"{MONDAY} 08:00 regular: 20 → 3",
        f"{TUESDAY} closed: - → Upacara",
        f"{HOLIDAY} closed: libur → -",
        "horizon: 30 → 14",
    ] == [str(line) for line in differences(OFFICE, NO_CHANGES, after)]


def test_differences_of_hours() -> None:
    """A session that only ends at another time is a change too."""
    shorter = replace(OFFICE.week[1][0], end=time(8, 30))
    after = with_sessions(NO_CHANGES, MONDAY, [shorter, *OFFICE.week[1][1:]], today=TODAY)
    assert [f"{MONDAY} 08:00 until: 09:00 → 08:30"] == [str(line) for line in differences(OFFICE, NO_CHANGES, after)]


def test_differences_of_holidays() -> None:
    """Confirming a holiday is a change, on a date too that is closed already; so is declining it."""
    closed = closed_on(NO_CHANGES, MONDAY, "Natal", today=TODAY)
    confirmed = with_holiday(closed, MONDAY, "Natal", today=TODAY)
    assert [f"{MONDAY} holiday: - → Natal"] == [str(line) for line in differences(OFFICE, closed, confirmed)]
    declined = without_holiday(confirmed, MONDAY, "Natal")
    assert [f"{MONDAY} closed: Natal → -", f"{MONDAY} holiday: Natal → declined"] == [
        str(line) for line in differences(OFFICE, confirmed, declined)
    ]


def test_a_calendar_is_kept_whole() -> None:
    """A calendar is read back as it was written."""
    calendar = with_weekday(opened_on(NO_CHANGES, OFFICE, SUNDAY, today=TODAY, sessions=[NOON]), 6, [NOON])
    calendar = with_opening_hour(with_holiday(calendar, MONDAY, "Natal", today=TODAY), time(6, 30))
    calendar = replace(opened_on(calendar, OFFICE, HOLIDAY, today=TODAY), version=7)
    assert calendar == msgspec.msgpack.decode(msgspec.msgpack.encode(calendar), type=Calendar)


def test_booked_above_the_quota() -> None:
    """Who is booked above a lowered quota is counted by session and pool, on a closed date by what it would have."""
    occupancy = Occupancy(held=2, booked=21, places={("08:00", "regular"): 20, ("10:00", "regular"): 3})
    lowered = with_quota(NO_CHANGES, OFFICE, MONDAY, session="08:00", pool="regular", places=15, today=TODAY)
    for calendar in (lowered, closed_on(lowered, MONDAY, "libur", today=TODAY)):
        assert {("08:00", "regular"): 5} == occupancy.above(applied(OFFICE, calendar), MONDAY)
    assert 23 == occupancy.people
    assert {("08:00", "regular"): 20, ("10:00", "regular"): 3} == occupancy.above(OFFICE, SUNDAY)
