"""What is due when, from an office's hours alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from msgspec.structs import replace

from bot.jobs.periods import Period, due
from bot.offices import JobHours, Office
from tests.offices import HOLIDAY, MONDAY, SUNDAY, TUESDAY, office_of_tests, with_rules

OFFICE = office_of_tests()
CLOSING = with_rules(OFFICE, closes_no_shows=True)
PASSPORTS = ("bills", "collections")
MORNING = ("visits", "deadlines")
SILENT = replace(OFFICE, job_hours=JobHours(day_before=None, same_day=None, summary=None))
SATURDAY, FRIDAY = SUNDAY - timedelta(days=1), SUNDAY - timedelta(days=2)


def at(day: date, hour: time, office: Office = OFFICE) -> list[str]:
    """Return what is due, by its name, but for what follows bills, passports, cases and months."""
    found = due(office, datetime.combine(day, hour, office.timezone))
    return [period.id for period in found if period.kind not in (*PASSPORTS, *MORNING, "month")]


def named(kind: str, day: date, session: str = "") -> str:
    """Return the name of a period."""
    return f"{kind}_CBN_{day:%Y%m%d}" + (f"_{session}" if session else "")


RETENTION = named("retention", MONDAY)
TODAY, BEFORE = named("remind-today", MONDAY), named("remind-before", TUESDAY)
DUE = {
    "at night": (time(2, 59), []),
    "at three": (time(3), [RETENTION]),
    "before six": (time(5, 59), [RETENTION]),
    "at six": (time(6), [TODAY, RETENTION]),
    "before the last session": (time(9, 59), [TODAY, RETENTION]),
    "once the last session has begun": (time(10), [RETENTION]),
    "at four": (time(16), [BEFORE, RETENTION]),
    "at five": (time(17), [BEFORE, named("summary", MONDAY), RETENTION]),
    "late, after an outage": (time(23, 59), [BEFORE, named("summary", MONDAY), RETENTION]),
}


@pytest.mark.parametrize(("hour", "expected"), DUE.values(), ids=DUE.keys())
def test_due_on_a_working_day(hour: time, expected: list[str]) -> None:
    """Each thing is due from its hour on, as long as it has sense."""
    assert expected == at(MONDAY, hour)


CLOSED = {
    "the eve of a holiday": (HOLIDAY - timedelta(days=1), [named("summary", TUESDAY)]),
    "a holiday": (HOLIDAY, [named("remind-before", HOLIDAY + timedelta(days=1))]),
    "Saturday": (SATURDAY, []),
    "Sunday": (SUNDAY, [named("remind-before", SUNDAY + timedelta(days=1))]),
}


@pytest.mark.parametrize(("day", "expected"), CLOSED.values(), ids=CLOSED.keys())
def test_closed_dates(day: date, expected: list[str]) -> None:
    """Nobody is reminded of a closed date, and it is not summed up; the evening before an open one reminds."""
    assert [*expected, named("retention", day)] == at(day, time(23))


def test_hours_left_empty() -> None:
    """What has no hour is never due."""
    assert [RETENTION] == at(MONDAY, time(23), SILENT)


@pytest.mark.parametrize(
    ("day", "hour", "sessions"),
    [
        (MONDAY, time(9, 29), []),
        (MONDAY, time(9, 30), ["0800"]),
        (MONDAY, time(11, 30), ["0800", "1000"]),
        (SATURDAY, time(9), ["0800", "1000"]),
    ],
    ids=["within the grace", "after it", "the second one", "the day after, when nothing ran"],
)
def test_sessions_to_close(day: date, hour: time, sessions: list[str]) -> None:
    """A session is closed half an hour after its end, or as soon as something runs again; only if so configured."""
    held = MONDAY if day == MONDAY else FRIDAY
    wanted = [named("close-session", held, session) for session in sessions]
    found = [each for each in at(day, hour, CLOSING) if each.startswith("close")]
    assert wanted == [each for each in found if f"{held:%Y%m%d}" in each]
    assert [] == [each for each in at(day, hour) if each.startswith("close")]


def test_zones() -> None:
    """An office in the east is an hour ahead: the same instant is due there and not here."""
    instant = datetime.combine(MONDAY, time(15, 30), OFFICE.timezone)
    east = replace(OFFICE, zone="Asia/Makassar")
    kinds = [{period.kind for period in due(each, instant.astimezone(each.timezone))} for each in (OFFICE, east)]
    assert [{"retention", *PASSPORTS}, {"retention", "remind-before", *PASSPORTS}] == kinds


def test_names_differ() -> None:
    """A period's name tells its kind, office, date and session, in characters that rq takes."""
    assert "close-session_CBN_20991130_0800" == Period("close-session", "CBN", MONDAY, "08:00").id


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (time(8, 59), []),
        (time(9), ["bills 0", "bills 1", *(f"collections {ago}" for ago in range(5))]),
    ],
    ids=["before nine", "at nine"],
)
def test_bills_and_passports(hour: time, expected: list[str]) -> None:
    """Bills and passports are followed on every date, those of some days before too, when nothing ran meanwhile."""
    found = due(SILENT, datetime.combine(SUNDAY, hour, OFFICE.timezone))
    assert expected == [f"{each.kind} {(SUNDAY - each.day).days}" for each in found if each.kind in PASSPORTS]


FIRST = date(2099, 12, 1)
MONTHS = {
    "the last day": (FIRST - timedelta(days=1), time(23), []),
    "the first, before five": (FIRST, time(16, 59), []),
    "the first, at five": (FIRST, time(17), [date(2099, 11, 1)]),
    "a closed first": (date(2099, 11, 1), time(17), [date(2099, 10, 1)]),
    "a week of outage": (FIRST + timedelta(days=6), time(23), [date(2099, 11, 1)]),
    "more than that": (FIRST + timedelta(days=7), time(23), []),
    "over New Year": (date(2100, 1, 1), time(17), [date(2099, 12, 1)]),
}


@pytest.mark.parametrize(("day", "hour", "months"), MONTHS.values(), ids=MONTHS)
def test_months(day: date, hour: time, months: list[date]) -> None:
    """A month is summed up on the first, be it a Sunday, or within a week when nothing ran; never if unwanted."""
    now = datetime.combine(day, hour, OFFICE.timezone)
    assert months == [each.day for each in due(OFFICE, now) if each.kind == "month"]
    assert [] == [each for each in due(SILENT, now) if each.kind == "month"]
