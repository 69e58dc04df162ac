"""Dates as people write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import DateReading, Expect, read_date

TODAY = date(2026, 11, 24)  # a Tuesday
MONTHS_ID = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_ID = ("Jan", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nop", "Des")
SHORT_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
EXPECTS: tuple[Expect, ...] = ("birth", "service")

FORMATS: dict[str, Callable[[date], str]] = {
    "ddmmyyyy": lambda d: f"{d:%d%m%Y}",
    "dd-mm-yyyy": lambda d: f"{d:%d-%m-%Y}",
    "dd/mm/yyyy": lambda d: f"{d:%d/%m/%Y}",
    "dd.mm.yyyy": lambda d: f"{d:%d.%m.%Y}",
    "dd mm yyyy": lambda d: f"{d:%d %m %Y}",
    "d/m/yyyy": lambda d: f"{d.day}/{d.month}/{d.year}",
    "d/m/yy": lambda d: f"{d.day}/{d.month}/{d:%y}",
    "ddmmyy": lambda d: f"{d:%d%m%y}",
    "dmmyyyy": lambda d: f"{d.day}{d:%m%Y}",
    "ddmyyyy": lambda d: f"{d:%d}{d.month}{d.year}",
    "yyyy-mm-dd": lambda d: f"{d:%Y-%m-%d}",
    "yyyymmdd": lambda d: f"{d:%Y%m%d}",
    "ddmm yyyy": lambda d: f"{d:%d%m %Y}",
    "7 Juni 2018": lambda d: f"{d.day} {MONTHS_ID[d.month - 1]} {d.year}",
    "7 JUNI 2018": lambda d: f"{d.day} {MONTHS_ID[d.month - 1].upper()} {d.year}",
    "7 June 2018": lambda d: f"{d.day} {MONTHS_EN[d.month - 1]} {d.year}",
    "June 7, 2018": lambda d: f"{MONTHS_EN[d.month - 1]} {d.day}, {d.year}",
    "7 Jun 18": lambda d: f"{d.day} {SHORT_ID[d.month - 1]} {d:%y}",
    "7-Jun-2018": lambda d: f"{d.day}-{SHORT_EN[d.month - 1]}-{d.year}",
    "7Jun2018": lambda d: f"{d.day}{SHORT_ID[d.month - 1]}{d.year}",
    "7/VI/2018": lambda d: f"{d.day}/{ROMAN[d.month - 1]}/{d.year}",
    "Kamis, 7 Juni 2018": lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day} {MONTHS_ID[d.month - 1]} {d.year}",
    "Kamis 07/06/18": lambda d: f"{WEEKDAYS[d.weekday()]} {d:%d/%m/%y}",
    "tgl 7 Juni 2018": lambda d: f"tgl. {d.day} {MONTHS_ID[d.month - 1]} {d.year}",
}
BIRTHS = st.dates(date(1905, 11, 25), TODAY)
SERVICES = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
@given(day=BIRTHS)
def test_birth_date_reads_back(write: Callable[[date], str], day: date) -> None:
    """A birth date in any supported format is read as itself, or asked about with itself among the readings."""
    reading = read_date(write(day), today=TODAY, expect="birth")
    assert day in reading.dates
    assert reading.reason == ("" if len(reading.dates) == 1 else "ambiguous")


@pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
@given(day=SERVICES)
def test_service_date_reads_back(write: Callable[[date], str], day: date) -> None:
    """A service date in any supported format is read as itself, or asked about with itself among the readings."""
    reading = read_date(write(day), today=TODAY, expect="service")
    assert day in reading.dates
    assert reading.reason == ("" if len(reading.dates) == 1 else "ambiguous")


CERTAIN = [name for name in FORMATS if "yyyy" in name or "2018" in name if name not in ("dmmyyyy", "ddmyyyy")]


@pytest.mark.parametrize("name", CERTAIN)
@given(day=BIRTHS)
def test_whole_birth_date_is_certain(name: str, day: date) -> None:
    """With four digits for the year and none left out, nothing is asked."""
    assert DateReading((day,)) == read_date(FORMATS[name](day), today=TODAY, expect="birth")


@pytest.mark.parametrize(
    ("reason", "dates", "text"),
    [
        ("", ["1987-01-25"], "25011987"),
        ("", ["1987-01-25"], "２５０１１９８７"),
        ("", ["1987-01-25"], "2501\u200b1987"),
        ("", ["1987-01-25"], "🎂 25-01-1987 🎂"),
        ("", ["1987-01-25"], "Cirebon, 25 Januari 1987"),
        ("", ["1987-01-25"], "19870125"),
        ("", ["2010-12-20"], "20122010"),
        ("", ["2012-10-20"], "20102012"),
        ("", ["1919-12-20"], "20121919"),
        ("", ["1987-01-25"], "250187"),
        ("", ["1926-11-25"], "25/11/26"),
        ("", ["2018-06-07"], "7 Juni '2018"),
        ("", ["2026-11-24"], "24112026"),
        ("ambiguous", ["2026-11-24", "1926-11-24"], "24/11/26"),
        ("ambiguous", ["2015-01-25", "1915-01-25"], "250115"),
        ("ambiguous", ["2018-06-07", "1918-06-07"], "7 Jun 18"),
        ("ambiguous", ["2018-11-01", "2018-01-11"], "1112018"),
        ("ambiguous", ["2018-06-07", "2018-06-04"], "Senin, 7 Juni 2018"),
        ("", ["1918-06-07"], "Jumat, 7 Juni 18"),
        ("future", [], "25112026"),
        ("future", [], "30 November 2030"),
        ("impossible", [], "31021987"),
        ("impossible", [], "29022001"),
        ("impossible", [], "31 Februari 1987"),
        ("impossible", [], "00011987"),
        ("impossible", [], "25011899"),
        ("impossible", [], "24111905"),
        ("impossible", [], "25012987"),
        ("impossible", [], "1987-13-25"),
        ("impossible", ["1987-12-13"], "12131987"),
        ("impossible", ["1987-12-13"], "12/13/1987"),
        ("impossible", [], "12/13/15"),
        ("unreadable", [], "25 Januari"),
        ("unreadable", [], "Januari 1987"),
        ("unreadable", [], "1987"),
        ("unreadable", [], "25-01-987"),
        ("unreadable", [], "25-01-19877"),
        ("unreadable", [], "25o11987"),
        ("unreadable", [], "25+01+1987"),
        ("unreadable", [], "25 Foo 1987"),
        ("unreadable", [], "25 01 19 87"),
        ("unreadable", [], "besok"),
        ("unreadable", [], "Senin"),
        ("unreadable", [], "Budi"),
        ("unreadable", [], "1" * 61),
        ("missing", [], ""),
        ("missing", [], " \u200b "),
    ],
    ids=ascii,
)
def test_birth_date(reason: str, dates: list[str], text: str) -> None:
    """A birth date is not in the future, at most 120 years ago, and has a year; two digits of it may mean two years."""
    reading = read_date(text, today=TODAY, expect="birth")
    assert (reason, dates) == (reading.reason, [str(day) for day in reading.dates])


@pytest.mark.parametrize(
    ("reason", "dates", "text"),
    [
        ("", ["2026-11-30"], "30112026"),
        ("", ["2026-11-30"], "Senin, 30 November 2026"),
        ("", ["2026-11-30"], "301126"),
        ("", ["2017-08-07"], "07082017"),
        ("", ["2026-11-30"], "30 November"),
        ("", ["2026-11-30"], "Nov 30"),
        ("", ["2026-11-30"], "30/11"),
        ("", ["2026-11-30"], "Senin 30/11"),
        ("", ["2026-11-24"], "24 November"),
        ("", ["2027-11-23"], "23 November"),
        ("", ["2028-02-29"], "29 Februari"),
        ("", ["2026-11-24"], "hari ini"),
        ("", ["2026-11-25"], "BESOK"),
        ("", ["2026-11-26"], "lusa"),
        ("", ["2026-11-26"], "besok lusa"),
        ("", ["2026-11-25"], "Rabu"),
        ("", ["2026-11-30"], "hari Senin"),
        ("", ["2026-11-27"], "jum'at"),
        ("", ["2026-11-27"], "Jum’at"),
        ("", ["2026-11-30"], "next Monday"),
        ("", ["2026-12-01"], "selasa depan"),
        ("", ["2026-11-24"], "selasa ini"),
        ("ambiguous", ["2026-11-24", "2026-12-01"], "Selasa"),
        ("ambiguous", ["2026-11-27", "2026-12-04"], "Jumat depan"),
        ("ambiguous", ["2026-11-29", "2026-11-30"], "Senin, 29 November 2026"),
        ("ambiguous", ["2027-01-11", "2027-11-01"], "1112027"),
        ("impossible", [], "31112026"),
        ("impossible", [], "31/11"),
        ("impossible", ["2026-11-30"], "11302026"),
        ("impossible", ["2026-11-30"], "11/30"),
        ("", ["2026-11-29"], "hari Minggu ini"),
        ("ambiguous", ["2026-11-29", "2026-12-06"], "hari Minggu depan"),
        ("ambiguous", ["2026-11-29", "2026-12-06"], "Ahad depan"),
        ("unreadable", [], "minggu depan"),
        ("unreadable", [], "minggu ini"),
        ("unreadable", [], "pada mgg ini"),
        ("unreadable", [], "minggu dpn"),
        ("unreadable", [], "Senin Selasa"),
        ("unreadable", [], "November"),
        ("unreadable", [], "Jl. Merdeka 5"),
        ("unreadable", [], "08:00"),
        ("unreadable", [], "secepatnya"),
        ("missing", [], ""),
    ],
    ids=ascii,
)
def test_service_date(reason: str, dates: list[str], text: str) -> None:
    """A service date may lack its year or be named by its day: the next such day, asked about when it could be two."""
    reading = read_date(text, today=TODAY, expect="service")
    assert (reason, dates) == (reading.reason, [str(day) for day in reading.dates])


def test_eight_digits_have_one_reading() -> None:
    """Eight digits that are a date year first are none day first, so neither is ever guessed."""
    day = date(1900, 1, 1)
    while day <= TODAY:
        reading = read_date(f"{day:%Y%m%d}", today=TODAY, expect="service")
        assert DateReading((day,)) == reading
        day += timedelta(days=1)


def test_today_is_part_of_the_question() -> None:
    """A reading kept from yesterday is never the answer of today."""
    for ahead in range(3):
        today = TODAY + timedelta(days=ahead)
        assert today + timedelta(days=1) == read_date("besok", today=today, expect="service").day


@given(st.text() | st.text("0123456789 -/.,JanuariSenin", max_size=20))
def test_any_text(text: str) -> None:
    """Whatever is typed is read without an error, and a date without a reason is exactly one."""
    for expect in EXPECTS:
        reading = read_date(text, today=TODAY, expect=expect)
        assert (len(reading.dates) == 1) if not reading.reason else reading.day is None
        assert (len(reading.dates) > 1) == (reading.reason == "ambiguous")
