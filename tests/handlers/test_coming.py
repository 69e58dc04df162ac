"""*Saya datang* under a reminder, and what is told to those who did not come."""

from __future__ import annotations

from datetime import date, timedelta

from bot.bookings import Bookings
from bot.choices import coming_choice
from bot.commands import CheckBooking, Confirm
from bot.messages import Choice, Day, Reply
from tests.handlers.applicants import Applicant, Say
from tests.handlers.samples import LINE, NOW_MS, OFFICE, TUESDAY

FREE = TUESDAY + timedelta(days=8)


async def booked(applicant: Applicant) -> str:
    """Book a place and return its code."""
    await applicant.ask(LINE)
    return str((await applicant.ask(Confirm())).values["code"])


def reminder(code: str) -> Reply:
    """Return a reminder with its button."""
    return Reply(key="reminder-tomorrow", choices=(Choice(id=coming_choice(code), label="choice-coming"),))


async def missed(bookings: Bookings, day: date = TUESDAY) -> None:
    """Close the session of the sample's booking without anybody there."""
    assert await bookings.attendance.close_session(OFFICE, day, "08:00", now_ms=NOW_MS)


async def test_saya_datang(budi: Applicant, bookings: Bookings, say: Say) -> None:
    """The press is noted and thanked for, with the code to show at the door; a second press is answered alike."""
    code = await booked(budi)
    answer = await budi.press(reminder(code), "choice-coming")
    assert "✅ TERIMA KASIH, KAMI TUNGGU" == say(answer).splitlines()[0]
    assert code in say(answer)
    assert ["qr"] == [media.kind for media in answer.media]
    assert {code} == await bookings.attendance.are_coming(OFFICE, TUESDAY)
    assert answer == await budi.press(reminder(code), "choice-coming")


async def test_somebody_elses_button(budi: Applicant, say: Say, bookings: Bookings) -> None:
    """A code that is none of the sender's is as unknown as one that never was."""
    assert "❌ TIDAK DITEMUKAN" == say(await budi.press(reminder("CBN-7K3M-9QXD"), "choice-coming")).splitlines()[0]
    assert set() == await bookings.attendance.are_coming(OFFICE, TUESDAY)


async def test_a_cancelled_booking(budi: Applicant, bookings: Bookings) -> None:
    """The button under the reminder of a booking that was given up since notes nothing."""
    code = await booked(budi)
    await budi.press(await budi.write("#batal"), "choice-cancel-sure")
    assert "unknown" == (await budi.press(reminder(code), "choice-coming")).key
    assert set() == await bookings.attendance.are_coming(OFFICE, TUESDAY)


async def test_who_did_not_come_is_told(budi: Applicant, bookings: Bookings, say: Say) -> None:
    """`#cek` and the old buttons tell that the booking is forfeited, and from when another one is possible."""
    code = await booked(budi)
    await missed(bookings)
    answer = await budi.ask(CheckBooking())
    assert "❌ TIDAK HADIR" == say(answer).splitlines()[0]
    assert (code, Day(FREE)) == (answer.values["code"], answer.values["free"])
    assert answer == await budi.press(reminder(code), "choice-coming")


async def test_booking_again_too_early(budi: Applicant, bookings: Bookings, say: Say) -> None:
    """Who did not come is told kindly from when they can book again, and whom to ask if that is wrong."""
    await booked(budi)
    await missed(bookings)
    answer = await budi.ask(LINE)
    assert ("cooling-down", {"date": Day(FREE)}) == (answer.key, answer.values)
    assert "Rabu, 10 Desember 2036" in say(answer)
    assert "silakan hubungi petugas" in say(answer)
