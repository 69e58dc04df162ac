"""`#jadwal` by month, and the calendar picture's recipe."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.commands import ShowSchedule
from bot.pictures.calendar import Kind, read_page
from handlers.calendars import calendar, kind_of
from tests.handlers.applicants import Applicant, Say
from tests.handlers.samples import (
    CHRISTMAS,
    LAST,
    MONDAY,
    NOW,
    OFFICE,
    SATURDAY,
    TUESDAY,
    WEDNESDAY,
    horizon,
    office,
    places,
)

DECEMBER, JANUARY = date(2036, 12, 1), date(2037, 1, 1)


async def test_a_month(budi: Applicant, say: Say) -> None:
    """A month shows each of its dates that are still to come, and its page as a picture."""
    reply = await budi.ask(ShowSchedule(month=DECEMBER))
    lines = say(reply).splitlines()
    assert "Jadwal Kantor Imigrasi Cirebon, Desember 2036" == lines[0]
    assert "Kam, 25 Des: tutup (Hari Raya Natal)" in lines
    assert "Rab, 31 Des: sisa 4 tempat" in lines
    page = read_page(reply.media[0].content)
    assert (DECEMBER, DECEMBER, MONDAY, 35) == (page.month, page.first, page.today, len(page.cells))


async def test_closed_beyond_the_horizon(budi: Applicant, say: Say) -> None:
    """What lies beyond the horizon is not open yet, but a date that is closed anyway says so."""
    budi.minutes = -7 * 24 * 60
    lines = say(await budi.ask(ShowSchedule(month=DECEMBER))).splitlines()
    assert "Sab, 27 Des – Min, 28 Des: tutup (bukan hari layanan)" in lines
    assert "Sen, 29 Des – Rab, 31 Des: belum dibuka" in lines


@pytest.mark.parametrize(
    ("month", "words"),
    [(JANUARY, "masih terlalu jauh. Tanggal terjauh"), (date(2036, 11, 1), "sudah lewat")],
    ids=["beyond", "past"],
)
async def test_a_month_without_dates(budi: Applicant, say: Say, month: date, words: str) -> None:
    """A month that can't be booked says why, and offers the next dates."""
    reply = await budi.ask(ShowSchedule(month=month))
    assert words in say(reply)
    assert 3 == len(reply.choices)


async def test_the_weeks_ahead(budi: Applicant) -> None:
    """The whole schedule has a picture of all dates up to the horizon, in whole weeks."""
    reply = await budi.ask(ShowSchedule())
    (media,) = reply.media
    page = read_page(media.content)
    assert ("calendar", None, 35) == (media.kind, page.month, len(page.cells))
    assert len(media.content) < 1000


def test_blanks() -> None:
    """Before the first date and behind the last one a week is filled with blanks."""
    page = read_page(calendar(horizon()[2:], OFFICE, today=MONDAY).content)
    kinds = [kind for kind, _ in page.cells]
    assert (["blank", "blank", "open"], MONDAY, 0) == (kinds[:3], page.first, len(kinds) % 7)


def test_a_long_horizon() -> None:
    """No more than six weeks are shown."""
    many = [places(MONDAY, 2, 2)] * 400
    assert 42 == len(read_page(calendar(many, OFFICE, today=MONDAY).content).cells)


@pytest.mark.parametrize(
    ("kind", "day", "left"),
    [
        ("open", TUESDAY, (2, 2)),
        ("few", WEDNESDAY, (0, 1)),
        ("full", TUESDAY, (0, 0)),
        ("closed", SATURDAY, ()),
        ("closed", CHRISTMAS, ()),
        ("past", MONDAY - timedelta(days=1), ()),
        ("later", LAST + timedelta(days=1), ()),
    ],
    ids=["open", "few", "full", "weekend", "holiday", "past", "beyond"],
)
def test_kinds(kind: Kind, day: date, left: tuple[int, ...]) -> None:
    """A date is coloured by its state and by what is left: a fifth or less is few."""
    larger = office(places=3)
    assert kind == kind_of(places(day, *left, now=NOW), larger)


def test_before_the_opening() -> None:
    """The date that opens today is shown as not open yet before its hour."""
    assert "later" == kind_of(horizon(now=NOW - timedelta(hours=3))[-1], OFFICE)
