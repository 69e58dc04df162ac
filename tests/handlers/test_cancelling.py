"""`#batal`: asks once, then gives the place back."""

from __future__ import annotations

from bot.choices import cancel_choice, cancel_sure_choice, keep_choice
from bot.commands import Cancel, Confirm, KeepBooking
from bot.messages import Day
from tests.handlers.applicants import Applicant, Meet, Say
from tests.handlers.samples import CHILD, LINE, TUESDAY

SOMEONE = "+6281111111111"


async def booked(applicant: Applicant) -> str:
    """Book a place and return its code."""
    await applicant.ask(LINE)
    return str((await applicant.ask(Confirm())).values["code"])


async def test_cancelling_asks_first(budi: Applicant, say: Say) -> None:
    """The question shows which booking is meant, and offers both answers."""
    code = await booked(budi)
    reply = await budi.ask(Cancel())
    assert [cancel_sure_choice(code), keep_choice()] == [choice.id for choice in reply.choices]
    assert say(reply).splitlines()[:5] == [
        "Batalkan booking ini?",
        "",
        code,
        "Budi Santoso",
        "Selasa, 2 Desember 2036, pukul 08:00 WIB",
    ]


async def test_a_sure_answer_cancels(budi: Applicant, say: Say) -> None:
    """The answer says that it is cancelled and that a new booking is possible; again, it says the same."""
    code = await booked(budi)
    first = await budi.ask(Cancel(code=code, sure=True))
    assert "❌ DIBATALKAN" == say(first).splitlines()[0]
    assert "Anda dapat mendaftar lagi." in say(first)
    assert {"code": code, "name": "Budi Santoso", "date": Day(TUESDAY)} == first.values
    assert first == await budi.ask(Cancel(code=code, sure=True))


async def test_a_held_place_can_be_cancelled(budi: Applicant) -> None:
    """*Batal* under a held place asks about that place."""
    held = await budi.ask(LINE)
    code = held.choices[1].id.removeprefix(cancel_choice(""))
    assert cancel_sure_choice(code) == (await budi.ask(Cancel(code=code))).choices[0].id


async def test_several_bookings_are_chosen_from(budi: Applicant, say: Say) -> None:
    """With two bookings the person chooses; each is told in a line with its state first."""
    code = await booked(budi)
    held = await budi.ask(CHILD)
    reply = await budi.ask(Cancel())
    assert {cancel_choice(code), held.choices[1].id} == {choice.id for choice in reply.choices}
    assert f"✅ TERDAFTAR: {code}, Budi Santoso, Sel, 2 Des pukul 08:00 WIB" in say(reply).splitlines()
    assert "⏳ MENUNGGU PERSETUJUAN ANDA sampai pukul 10:25 WIB: CBN-" in say(reply)


async def test_one_of_several_by_its_code(budi: Applicant) -> None:
    """A code names the booking that is asked about."""
    code = await booked(budi)
    await budi.ask(CHILD)
    reply = await budi.ask(Cancel(code=code))
    assert ("cancel-ask", code) == (reply.key, reply.values["code"])


async def test_nothing_to_cancel(budi: Applicant, say: Say) -> None:
    """Without a booking there is nothing to ask about."""
    reply = await budi.ask(Cancel())
    assert "cancel-none" == reply.key
    assert "tidak ada yang perlu dibatalkan" in say(reply)


async def test_the_booking_of_someone_else_stays(meet: Meet) -> None:
    """A code of another number's booking is unknown, with and without the sure answer."""
    budi, someone = meet(), meet(SOMEONE)
    code = await booked(budi)
    answers = [await someone.ask(Cancel(code=code, sure=sure)) for sure in (False, True)]
    assert ["unknown", "unknown"] == [answer.key for answer in answers]
    assert "cancel-ask" == (await budi.ask(Cancel())).key


async def test_a_lapsed_place_is_not_cancelled(budi: Applicant) -> None:
    """Who cancels a place that has lapsed is told that it lapsed."""
    held = await budi.ask(LINE)
    budi.minutes = 11
    code = held.choices[1].id.removeprefix(cancel_choice(""))
    answers = [await budi.ask(Cancel(code=code, sure=sure)) for sure in (False, True)]
    assert ["lapsed", "lapsed"] == [answer.key for answer in answers]


async def test_keeping_a_booking(budi: Applicant, say: Say) -> None:
    """*Tidak* is answered with the booking as it stands."""
    code = await booked(budi)
    reply = await budi.ask(KeepBooking())
    assert f"✅ TERDAFTAR: {code}" in say(reply).splitlines()[0]
    assert "Tidak ada yang dibatalkan." in say(reply)
    assert () == reply.choices


async def test_keeping_a_held_place(budi: Applicant) -> None:
    """*Tidak* for a held place leaves *Setuju* at hand."""
    held = await budi.ask(LINE)
    assert (held.choices[0],) == (await budi.ask(KeepBooking())).choices


async def test_keeping_nothing(budi: Applicant) -> None:
    """*Tidak* without a booking says that there is none."""
    assert "check-none" == (await budi.ask(KeepBooking())).key


async def test_yes_in_words(budi: Applicant) -> None:
    """A typed yes to the question cancels; once something else was said, it is about the booking again."""
    await booked(budi)
    await budi.write("#batal")
    await budi.write("#bantuan")
    assert "already-booked" == (await budi.write("ya")).key
    await budi.write("#batal")
    assert "cancelled" == (await budi.write("ya")).key
