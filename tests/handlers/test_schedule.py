"""`#jadwal`: the next open dates, or the sessions of one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.choices import word_choice
from bot.commands import ShowSchedule
from handlers.schedule import overview_reply
from tests.handlers.applicants import Applicant, Say
from tests.handlers.samples import CHRISTMAS, LAST, LINE, MONDAY, NOW, OFFICE, TUESDAY, WEDNESDAY, horizon


async def test_the_next_dates(budi: Applicant, say: Say) -> None:
    """Six dates with places are shown with what is left, and the closed ones between them with their reason."""
    await budi.ask(LINE)
    assert say(await budi.ask(ShowSchedule())).splitlines() == [
        "Jadwal Kantor Imigrasi Cirebon",
        "",
        "Sen, 1 Des: sisa 2 tempat",
        "Sel, 2 Des: sisa 3 tempat",
        "Rab, 3 Des: sisa 4 tempat",
        "Kam, 4 Des: sisa 4 tempat",
        "Jum, 5 Des: sisa 4 tempat",
        "Sab, 6 Des – Min, 7 Des: tutup (bukan hari layanan)",
        "Sen, 8 Des: sisa 4 tempat",
        "",
        "Tanggal terjauh yang dapat dipesan saat ini: Rabu, 31 Desember 2036.",
        "",
        "Untuk mendaftar, kirim #daftar, atau langsung satu baris: nama, tanggal lahir, dan tanggal layanan. Contoh:",
        "#Budi Santoso#25011987#01122036",
        "[Sen, 1 Des 2036]",
        "[Sel, 2 Des 2036]",
        "[Rab, 3 Des 2036]",
    ]


def test_full_dates_share_a_line(say: Say) -> None:
    """Neighbours that are full share a line."""
    reply = overview_reply(horizon(TUESDAY, WEDNESDAY), OFFICE, now=NOW)
    assert "Sel, 2 Des – Rab, 3 Des: penuh" in say(reply).splitlines()


def test_holidays_are_told_apart(say: Say) -> None:
    """Closed neighbours with other reasons have lines of their own."""
    full = [MONDAY + timedelta(days=n) for n in range(23)]
    lines = say(overview_reply(horizon(*full), OFFICE, now=NOW)).splitlines()
    assert [
        "Kam, 25 Des: tutup (Hari Raya Natal)",
        "Jum, 26 Des: tutup (cuti bersama)",
        "Sab, 27 Des – Min, 28 Des: tutup (bukan hari layanan)",
    ] == [line for line in lines if "tutup" in line][-3:]


def test_everything_is_full(say: Say) -> None:
    """When nothing is left, the hour at which a new date opens is told."""
    full = [MONDAY + timedelta(days=n) for n in range(31)]
    reply = overview_reply(horizon(*full), OFFICE, now=NOW)
    assert "schedule-full" == reply.key
    assert "Setiap hari pukul 08:00 WIB dibuka satu tanggal lagi." in say(reply)


def test_the_next_opening(say: Say) -> None:
    """Before the opening hour the schedule says which date opens when."""
    early = NOW - timedelta(hours=3)
    reply = overview_reply(horizon(now=early), OFFICE, now=early)
    opening = "Tanggal itu dibuka pada Senin, 1 Desember 2036, pukul 08:00 WIB."
    assert f"Pendaftaran untuk Rabu, 31 Desember 2036 belum dibuka. {opening}" in say(reply)


@pytest.mark.parametrize(
    ("days_later", "last"),
    [
        (0, "Rabu, 31 Desember 2036"),
        (3, "Jumat, 2 Januari 2037"),
    ],
    ids=["a working day", "a Saturday"],
)
async def test_one_last_date(budi: Applicant, say: Say, days_later: int, last: str) -> None:
    """The schedule and the answer to a date too far away name the same last date: one that can be booked."""
    budi.minutes = days_later * 24 * 60
    sentence = f"Tanggal terjauh yang dapat dipesan saat ini: {last}."
    assert sentence in say(await budi.write("#jadwal"))
    assert sentence in say(await budi.write("#jadwal 5 Februari 2037"))


@pytest.mark.parametrize("found", ["desmber", "32-12-2036", "minggu ini", "minggu depan", "12"])
async def test_a_date_that_can_not_be_read(budi: Applicant, say: Say, found: str) -> None:
    """What was meant as a date or a month and can't be read is told, above the dates that there are."""
    plain = await budi.write("#jadwal")
    reply = await budi.write(f"#jadwal {found}")
    first, _, *schedule = say(reply).splitlines()
    assert first.startswith(f"{found} belum dapat kami baca sebagai tanggal atau bulan.")
    assert say(plain).splitlines() == schedule
    assert plain.media == reply.media


async def test_a_date_that_can_be_two(budi: Applicant) -> None:
    """A weekday that is today or in a week is asked about, with a button for each."""
    reply = await budi.write("#jadwal senin")
    assert "ask-which-date" == reply.key
    assert [word_choice("jadwal", day) for day in ("01122036", "08122036")] == [choice.id for choice in reply.choices]


async def test_the_sessions_of_a_date(budi: Applicant, say: Say) -> None:
    """A date shows its sessions, what is left of each, and what can no longer be reached."""
    lines = say(await budi.ask(ShowSchedule(day=MONDAY))).splitlines()
    assert ["Jadwal Senin, 1 Desember 2036", ""] == lines[:2]
    assert ["08:00 WIB: sudah lewat", "13:00 WIB: sisa 2 tempat"] == lines[2:4]
    assert "#Budi Santoso#25011987#01122036" in lines


@pytest.mark.parametrize(
    ("day", "minutes", "problem"),
    [
        (MONDAY - timedelta(days=1), 0, "Minggu, 30 November 2036 sudah lewat."),
        (MONDAY, 180, "Hari ini, Senin, 1 Desember 2036, sudah tidak ada sesi"),
        (CHRISTMAS, 0, "Kantor tutup pada Kamis, 25 Desember 2036: Hari Raya Natal."),
        (LAST, -180, "Pendaftaran untuk Rabu, 31 Desember 2036 belum dibuka."),
        (LAST + timedelta(days=1), 0, "Tanggal terjauh yang dapat dipesan saat ini: Rabu, 31 Desember 2036."),
    ],
    ids=["past", "over", "closed", "not-open-yet", "beyond"],
)
async def test_a_date_that_is_not_open(budi: Applicant, say: Say, day: date, minutes: int, problem: str) -> None:
    """Each kind of date has its own sentence, then the next dates with a button each."""
    budi.minutes = minutes
    reply = await budi.ask(ShowSchedule(day=day))
    assert problem in say(reply)
    assert word_choice("jadwal", "02122036") in [choice.id for choice in reply.choices]
