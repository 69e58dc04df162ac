"""`#ubah`: another date or session, until the day before."""

from __future__ import annotations

import pytest

from bot.commands import Confirm
from tests.handlers.applicants import Applicant, Meet, Say
from tests.handlers.samples import CHILD, LINE, office

AN_HOUR = 60
A_DAY = 24 * AN_HOUR


@pytest.fixture
async def booked(budi: Applicant) -> Applicant:
    """Give an applicant who is booked for Tuesday at eight."""
    await budi.ask(LINE)
    await budi.ask(Confirm())
    return budi


async def test_by_buttons(booked: Applicant, say: Say) -> None:
    """The dates are offered, then the sessions of the date, and the press on one of these moves the booking."""
    dates = await booked.write("#ubah")
    assert "Tempat Anda yang sekarang tetap disimpan sampai tempat yang baru pasti." in say(dates)
    sessions = await booked.press(dates, "03122036")
    assert "[13:00 WIB: sisa 2]" in say(sessions).splitlines()
    moved = await booked.press(sessions, "13:00")
    assert say(moved).splitlines()[:8] == [
        "✅ TERDAFTAR",
        "Booking Anda sudah dipindahkan dari Selasa, 2 Desember 2036, pukul 08:00 WIB. Kode booking tetap sama.",
        "",
        "Nama: Budi Santoso",
        "Kode booking:",
        str(dates.values["code"]),
        "",
        "Rabu, 3 Desember 2036, pukul 13:00 WIB",
    ]
    assert ["qr", "event"] == [media.kind for media in moved.media]
    (state,) = await booked.writes("#cek")
    assert ("check-booked", "13:00 WIB") == (state.key, state.values["hour"])


@pytest.mark.parametrize("text", ["ubah 3 Desember 2036 jam 1", "#ubah#03122036#13:00", "pindah lusa 13.00"])
async def test_in_one_line(booked: Applicant, text: str) -> None:
    """Who writes date and session is moved at once."""
    moved = await booked.write(text)
    assert ("moved", "13:00 WIB") == (moved.key, moved.values["hour"])


async def test_any_session(booked: Applicant) -> None:
    """Who does not mind the hour gets the first session with a place."""
    sessions = await booked.write("#ubah 03122036")
    assert "08:00 WIB" == (await booked.press(sessions, "choice-any-session")).values["hour"]


async def test_the_same_place(booked: Applicant) -> None:
    """Moving to where one is changes nothing and says so."""
    assert "move-same" == (await booked.write("#ubah 02122036 08:00")).key


async def test_the_day_itself(booked: Applicant, say: Say) -> None:
    """On the day itself it is too late."""
    booked.minutes = A_DAY
    reply = await booked.write("#ubah 03122036 13:00")
    assert "move-too-late" == reply.key
    assert "sampai sehari sebelumnya" in say(reply)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("#ubah 25122036", "Kantor tutup pada Kamis, 25 Desember 2036: Hari Raya Natal."),
        ("#ubah 25122036 08:00", "Kantor tutup pada Kamis, 25 Desember 2036: Hari Raya Natal."),
        ("#ubah 03122036 11:00", "Tidak ada sesi 11:00 WIB"),
        ("#ubah 03122036 jam 7", "Tidak ada sesi 07:00 WIB"),
        ("#ubah minggu ini", "belum dapat kami baca"),
        ("#ubah 01012037", "masih terlalu jauh"),
        ("#ubah ke minggu depan", "belum dapat kami baca"),
    ],
)
async def test_what_can_not_be(booked: Applicant, say: Say, text: str, words: str) -> None:
    """A date or session that can't be had is told with its reason, the booking has not changed, dates are offered."""
    reply = await booked.write(text)
    assert words in say(reply)
    assert "tidak berubah: Selasa, 2 Desember 2036, pukul 08:00 WIB." in say(reply)
    assert reply.choices


async def test_full(meet: Meet, say: Say) -> None:
    """A session that others have taken keeps the booking where it is."""
    small = office(places=1)
    budi = meet(office=small)
    await budi.ask(LINE)
    await budi.ask(Confirm())
    await meet("+6281298765432", office=small).write("#Ani#01021990#03122036#13:00")
    assert "Sesi 13:00 WIB pada Rabu, 3 Desember 2036 sudah penuh." in say(await budi.write("#ubah 03122036 13:00"))


async def test_two_dates(booked: Applicant) -> None:
    """A date that can be two is asked about."""
    reply = await booked.write("#ubah senin")
    assert ("ask-which-date", 2) == (reply.key, len(reply.choices))
    assert "move-session" == (await booked.press(reply, "08122036")).key


async def test_two_bookings(booked: Applicant) -> None:
    """Which of several bookings is asked for by its code; one that waits for its approval is not moved."""
    await booked.ask(CHILD)
    assert "move-date" == (await booked.write("#ubah")).key
    await booked.ask(Confirm())
    which = await booked.write("#ubah")
    assert ("move-which", 2) == (which.key, len(which.choices))
    code = which.choices[0].id.rpartition(" ")[2]
    assert code == (await booked.press(which, code)).values["code"]


async def test_in_the_chat_of_another_office(meet: Meet) -> None:
    """A booking is moved within its own office, and that one's places are shown, whichever office's chat it is."""
    larger = office(places=7, code="BDG")
    there = meet(office=larger)
    await there.ask(LINE)
    await there.ask(Confirm())
    budi = meet(others=(larger,))
    sessions = await budi.write("#ubah 03122036")
    assert [7, 7] == [choice.values["left"] for choice in sessions.choices[:2]]


async def test_nothing_to_move(budi: Applicant, say: Say) -> None:
    """Without a booking there is nothing to move; a held place has to be approved or cancelled first."""
    assert "❌ BELUM TERDAFTAR" == say(await budi.write("#ubah")).splitlines()[0]
    assert "unknown" == (await budi.write("#ubah CBN-A2RB-GP3W")).key
    await budi.ask(LINE)
    assert "sender-has-held" == (await budi.write("#ubah")).key


async def test_an_edited_line(budi: Applicant) -> None:
    """An edited line books when the first one did not; after that it can't book twice, and says what to do."""
    assert "held" == (await budi.write("#Budi#25011987#02122036", kind="edit")).key
    assert "held" == (await budi.write("#Budi#25011987#02122036", kind="edit")).key
    child = "#Budi#25012035#02122036"
    assert "edited-held" == (await budi.write(child, kind="edit")).key
    await budi.ask(Confirm())
    assert "edited-booked" == (await budi.write(child, kind="edit")).key
    assert "check-booked" == (await budi.write("#Budi#25011987#02122036", kind="edit")).key
