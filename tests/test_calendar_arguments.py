"""What officers write behind the words of the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from bot.arguments import Reading
from bot.calendar_arguments import (
    buka_arguments,
    horison_arguments,
    jam_buka_arguments,
    kuota_arguments,
    libur_arguments,
    sesi_arguments,
)
from bot.calendar_commands import (
    CloseHoliday,
    CloseHolidays,
    KeepHoliday,
    OpenDate,
    SetDate,
    SetHorizon,
    SetOpeningHour,
    SetQuota,
    SetWeekdays,
    ShowHolidays,
    ShowQuota,
    ShowWeek,
    WhichDate,
)
from bot.offices import Session
from bot.staff_commands import Misused, StaffCommand
from tests.offices import MONDAY, NOW_MS, TODAY, office_of_tests

EIGHT = Session(start=time(8), end=time(9), pools={"regular": 20, "priority": 0, "reserve": 0})
TOMORROW, SATURDAY = date(2099, 11, 17), date(2099, 11, 28)
THIS_MONDAY, NEXT_MONDAY = date(2099, 11, 16), date(2099, 11, 23)


def read(reader: Callable[[Reading], StaffCommand], text: str) -> StaffCommand:
    """Return what a text behind a word asks for, on a Monday."""
    return reader(Reading(rest=text, office=office_of_tests(), now_ms=NOW_MS))


@pytest.mark.parametrize(
    ("text", "command"),
    [
        pytest.param("", ShowQuota(), id="all"),
        pytest.param("30-11-2099", ShowQuota(day=MONDAY), id="a date"),
        pytest.param("30 November", ShowQuota(day=MONDAY), id="a date in words"),
        pytest.param("besok 40", SetQuota(day=TOMORROW, places=40), id="a whole date"),
        pytest.param("30-11-2099 08:00 40", SetQuota(day=MONDAY, places=40, session="08:00"), id="a session"),
        pytest.param("30 November jam 10 40", SetQuota(day=MONDAY, places=40, session="10:00"), id="in words"),
        pytest.param("besok sesi 2 0", SetQuota(day=TOMORROW, places=0, session="10:00"), id="in the day's order"),
        pytest.param("30-11-2099 = 40", SetQuota(day=MONDAY, places=40), id="with a sign"),
        pytest.param(
            "besok 8 5 Prioritas", SetQuota(day=TOMORROW, places=5, pool="priority", session="08:00"), id="a pool"
        ),
        pytest.param("30 november 40", SetQuota(day=MONDAY, places=40), id="places, not the year 2040"),
        pytest.param("30 november 2150", SetQuota(day=MONDAY, places=2150), id="places, not the year 2150"),
        pytest.param("besok 17:00 4", SetQuota(day=TOMORROW, places=4, session="17:00"), id="no such session"),
        pytest.param("senin", WhichDate(word="kuota", found="senin", days=(THIS_MONDAY, NEXT_MONDAY)), id="unclear"),
        pytest.param(
            "senin 8 5 cadangan",
            WhichDate(word="kuota", found="senin", days=(THIS_MONDAY, NEXT_MONDAY), behind="8 5 cadangan"),
            id="unclear, with what follows",
        ),
        pytest.param("besok prioritas", Misused(word="kuota", found="besok prioritas"), id="no number"),
        pytest.param("banyak", Misused(word="kuota", found="banyak"), id="no date"),
        pytest.param("besok jam 99 5", Misused(word="kuota", found="besok jam 99 5"), id="no such hour"),
    ],
)
def test_kuota(text: str, command: StaffCommand) -> None:
    """A date, a session, a number and a pool are told apart in each order that people write."""
    assert command == read(kuota_arguments, text)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        pytest.param("28-11-2099", OpenDate(day=SATURDAY), id="a date"),
        pytest.param("sabtu 28 November = 8-9 20", OpenDate(day=SATURDAY, sessions=(EIGHT,)), id="with sessions"),
        pytest.param("", Misused(word="buka"), id="nothing"),
        pytest.param("kapan", Misused(word="buka", found="kapan"), id="no date"),
        pytest.param("besok = ramai", Misused(word="buka", found="ramai"), id="no sessions"),
        pytest.param(
            "senin = 8-9 20",
            WhichDate(word="buka", found="senin", days=(THIS_MONDAY, NEXT_MONDAY), behind="= 8-9 20"),
            id="unclear",
        ),
    ],
)
def test_buka(text: str, command: StaffCommand) -> None:
    """A date is opened as it is, or with sessions."""
    assert command == read(buka_arguments, text)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        pytest.param("", ShowWeek(), id="all"),
        pytest.param("senin", ShowWeek(), id="a weekday"),
        pytest.param("besok", ShowQuota(day=TOMORROW), id="a date alone"),
        pytest.param("senin-rabu = 8-9 20", SetWeekdays(weekdays=(1, 2, 3), sessions=(EIGHT,)), id="weekdays"),
        pytest.param("Sabtu = tutup", SetWeekdays(weekdays=(6,)), id="a weekday without service"),
        pytest.param("28-11-2099 = 8-9 20", SetDate(day=SATURDAY, sessions=(EIGHT,)), id="one date"),
        pytest.param("besok = biasa", SetDate(day=TOMORROW), id="as ever"),
        pytest.param("besok = tutup", Misused(word="sesi", found="tutup"), id="a date is closed elsewhere"),
        pytest.param("besok =", Misused(word="sesi"), id="nothing behind the sign"),
        pytest.param("nanti = 8-9 20", Misused(word="sesi", found="nanti"), id="no date"),
        pytest.param("nanti", Misused(word="sesi", found="nanti"), id="no date alone"),
        pytest.param(
            "senin depan = 8-9 20",
            SetDate(day=NEXT_MONDAY, sessions=(EIGHT,)),
            id="a Monday, not every Monday",
        ),
    ],
)
def test_sesi(text: str, command: StaffCommand) -> None:
    """Sessions are those of weekdays, or of one date."""
    assert command == read(sesi_arguments, text)


@pytest.mark.parametrize(
    ("reader", "text", "command"),
    [
        pytest.param(jam_buka_arguments, "", ShowWeek(), id="what the hour is"),
        pytest.param(jam_buka_arguments, "6.30", SetOpeningHour(hour=time(6, 30)), id="an hour"),
        pytest.param(jam_buka_arguments, "subuh", Misused(word="jam-buka", found="subuh"), id="no hour"),
        pytest.param(horison_arguments, "", ShowWeek(), id="what the horizon is"),
        pytest.param(horison_arguments, "14 hari", SetHorizon(days=14), id="days"),
        pytest.param(horison_arguments, "jauh", Misused(word="horison", found="jauh"), id="no number"),
        pytest.param(libur_arguments, "", ShowHolidays(), id="holidays"),
        pytest.param(libur_arguments, "2100", ShowHolidays(year=2100), id="of a year"),
        pytest.param(libur_arguments, "2098", Misused(word="libur", found="2098"), id="of a past year"),
        pytest.param(libur_arguments, "semua", CloseHolidays(), id="all"),
        pytest.param(libur_arguments, "semua 2100", CloseHolidays(year=2100), id="all of a year"),
        pytest.param(libur_arguments, "tutup 25-12-2099", CloseHoliday(day=date(2099, 12, 25)), id="close one"),
        pytest.param(libur_arguments, "buka 25-12-2099", KeepHoliday(day=date(2099, 12, 25)), id="keep one open"),
        pytest.param(libur_arguments, "tutup natal", Misused(word="libur", found="natal"), id="no date"),
        pytest.param(libur_arguments, "hapus besok", Misused(word="libur", found="hapus besok"), id="no such verb"),
        pytest.param(libur_arguments, "tutup", Misused(word="libur", found="tutup"), id="no date at all"),
    ],
)
def test_others(reader: Callable[[Reading], StaffCommand], text: str, command: StaffCommand) -> None:
    """Hours, days and holidays are read, and what can't be is told."""
    assert command == read(reader, text)


def test_today_is_a_monday() -> None:
    """The examples above are read on this day."""
    assert (TODAY, 1) == (THIS_MONDAY, TODAY.isoweekday())
