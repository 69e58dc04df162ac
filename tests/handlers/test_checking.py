"""`#cek`: where an applicant stands."""

from __future__ import annotations

from bot.commands import Cancel, CheckBooking, Confirm, MistypedCode
from tests.handlers.applicants import Applicant, Meet, Say
from tests.handlers.samples import CHILD, LINE

SOMEONE = "+6281111111111"


async def test_no_booking(budi: Applicant, say: Say) -> None:
    """Who has no booking is told so, and how to book on a date that is open."""
    reply = await budi.ask(CheckBooking())
    assert "❌ BELUM TERDAFTAR" == say(reply).splitlines()[0]
    assert "#Budi Santoso#25011987#01122036" in say(reply).splitlines()


async def test_a_held_place(budi: Applicant) -> None:
    """A place that waits for its approval is shown as when it was held, with its approval code."""
    held = await budi.ask(LINE)
    assert [held] == await budi.asks(CheckBooking())


async def test_a_booking(budi: Applicant, say: Say) -> None:
    """A booking is shown with its state, code, date, hour and QR."""
    await budi.ask(LINE)
    booked = await budi.ask(Confirm())
    reply = await budi.ask(CheckBooking())
    assert booked.media[:1] == reply.media
    text = say(reply).splitlines()
    assert ["✅ TERDAFTAR", booked.values["code"]] == [text[0], text[4]]
    assert "Selasa, 2 Desember 2036, pukul 08:00 WIB" in text


async def test_two_bookings(budi: Applicant) -> None:
    """Each active booking comes in a message of its own, with its buttons."""
    await budi.ask(LINE)
    await budi.ask(Confirm())
    await budi.ask(CHILD)
    assert ["held", "check-booked"] == [reply.key for reply in await budi.asks(CheckBooking())]


async def test_a_booking_by_its_code(budi: Applicant) -> None:
    """With a code, that booking alone is shown."""
    await budi.ask(LINE)
    booked = await budi.ask(Confirm())
    await budi.ask(CHILD)
    reply = await budi.ask(CheckBooking(code=str(booked.values["code"])))
    assert ("check-booked", booked.media[:1]) == (reply.key, reply.media)


async def test_the_booking_of_someone_else(meet: Meet, say: Say) -> None:
    """A code of another number's booking is as unknown as one that never was."""
    budi, someone = meet(), meet(SOMEONE)
    await budi.ask(LINE)
    code = str((await budi.ask(Confirm())).values["code"])
    answers = [await someone.ask(CheckBooking(code=asked)) for asked in (code, "CBN-0000-0000")]
    assert answers[0] == answers[1]
    assert "❌ TIDAK DITEMUKAN" in say(answers[0])


async def test_a_lapsed_place(budi: Applicant) -> None:
    """Who let the approval pass is told so, not that there never was a request."""
    await budi.ask(LINE)
    budi.minutes = 11
    assert "lapsed" == (await budi.ask(CheckBooking())).key


async def test_a_cancelled_booking(budi: Applicant) -> None:
    """A cancelled booking no longer counts."""
    await budi.ask(LINE)
    code = str((await budi.ask(Confirm())).values["code"])
    await budi.ask(Cancel(code=code, sure=True))
    assert "check-none" == (await budi.ask(CheckBooking())).key


async def test_a_mistyped_code(budi: Applicant, say: Say) -> None:
    """A code with a wrong character is told apart from an unknown one."""
    reply = await budi.ask(MistypedCode(found="CBN-7K3M-9QXX"))
    assert "Ada huruf atau angka yang keliru pada kode CBN-7K3M-9QXX." in say(reply)
