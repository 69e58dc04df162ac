"""What people answer whose date was moved: *Setuju*, another date, *Batal*, a bare yes; and what `#cek` tells."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.choices import agree_choice, coming_choice
from bot.messages import Day, Reply
from bot.shift_values import Answer
from bot.store.client import Client
from tests.handlers.staff.officers import SARI, Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import MONDAY, TUESDAY, office_of_tests

DEADLINE_MINUTES = 48 * 60
FRIDAY = TUESDAY + timedelta(days=3)


@pytest.fixture
def hq(client: Client) -> Headquarters:
    """Give an office whose only officer may do all."""
    return Headquarters(client, office=replace(office_of_tests(), staff=(SARI,)))


@pytest.fixture
def budi(hq: Headquarters) -> Visitor:
    """Give somebody with a number."""
    return Visitor(hq)


async def moved(hq: Headquarters, budi: Visitor) -> str:
    """Book, and have the date moved; return the code."""
    code = await budi.books()
    await hq.press(await hq.hear("/pindah 30-11-2099 01-12-2099 listrik padam"))
    return code


async def answers(hq: Headquarters) -> list[Answer]:
    """Return what the office has noted as answers."""
    waiting = await hq.bookings.shifts.waiting(hq.office, now_ms=hq.now_ms)
    return [person.answer for shift in waiting for person in shift.people]


async def asked(budi: Visitor) -> Reply:
    """Return what `#cek` tells, which has the buttons of the notice."""
    return await budi.says("#cek")


async def test_cek_tells(hq: Headquarters, budi: Visitor) -> None:
    """Who looks before answering is told the new date, the old one, and the question; afterwards only the booking."""
    code = await moved(hq, budi)
    for text in ("#cek", f"#cek {code}"):
        reply = await budi.says(text)
        assert ("check-shifted", Day(TUESDAY), Day(MONDAY), "listrik padam") == (
            reply.key, *(reply.values[name] for name in ("date", "old-date", "reason")),
        )  # fmt: skip
    assert ["choice-approve", "choice-other-date", "choice-cancel"] == [choice.label for choice in reply.choices]
    await budi.presses(reply, "choice-approve")
    assert "check-booked" == (await budi.says("#cek")).key


async def test_setuju(hq: Headquarters, budi: Visitor) -> None:
    """*Setuju* makes the new date certain, and again gives the same answer."""
    await moved(hq, budi)
    reply = await asked(budi)
    agreed = await budi.presses(reply, "choice-approve")
    assert ("shift-agreed", Day(TUESDAY), ["qr", "event"]) == (
        agreed.key, agreed.values["date"], [media.kind for media in agreed.media],
    )  # fmt: skip
    assert agreed == await budi.presses(reply, "choice-approve")
    assert ["agreed"] == await answers(hq)


@pytest.mark.parametrize("word", ["setuju", "ya", "YA pak"])
async def test_a_bare_yes(hq: Headquarters, budi: Visitor, word: str) -> None:
    """A yes that is typed agrees, as long as nothing else waits for one."""
    await moved(hq, budi)
    assert "shift-agreed" == (await budi.says(word)).key
    assert ["agreed"] == await answers(hq)
    assert "shift-agreed" == (await budi.says(word)).key


async def test_a_yes_to_something_else(hq: Headquarters, budi: Visitor) -> None:
    """While a child's place waits for its approval, a yes means that one."""
    await moved(hq, budi)
    await budi.asks("Adi Santoso#01012098#04122099")
    assert "booked" == (await budi.says("ya")).key
    assert [""] == await answers(hq)
    assert "shift-agreed" == (await budi.says("ya")).key


async def test_a_yes_without_a_shift(budi: Visitor) -> None:
    """Without a date that was moved, a yes is answered as ever."""
    await budi.books()
    assert "already-booked" == (await budi.says("ya")).key


async def test_for_two(hq: Headquarters, budi: Visitor) -> None:
    """A yes agrees for both bookings of a number, each told in a message of its own."""
    await budi.books()
    await budi.books("Adi Santoso#01012098#30112099")
    await hq.press(await hq.hear("/pindah 30-11-2099 01-12-2099"))
    replies = await hq.hears("setuju", by=budi.chat, phone=budi.phone, is_group=False)
    assert ["shift-agreed"] * 2 == [reply.key for reply in replies]
    assert ["agreed"] * 2 == await answers(hq)


async def test_another_date(hq: Headquarters, budi: Visitor) -> None:
    """*Pilih tanggal lain* is `#ubah`, and the change is an answer."""
    code = await moved(hq, budi)
    question = await budi.presses(await asked(budi), "choice-other-date")
    assert ("move-date", code) == (question.key, question.values["code"])
    assert "moved" == (await budi.says(f"#ubah {code} 04122099 08:00")).key
    assert ["moved"] == await answers(hq)
    assert [FRIDAY] == [booking.day for booking in await hq.bookings.records.of_day(hq.office, FRIDAY)]


async def test_batal(hq: Headquarters, budi: Visitor) -> None:
    """*Batal* asks once more, and is an answer."""
    await moved(hq, budi)
    question = await budi.presses(await asked(budi), "choice-cancel")
    assert "cancelled" == (await budi.presses(question, "choice-cancel-sure")).key
    assert ["cancelled"] == await answers(hq)


async def test_saya_datang(hq: Headquarters, budi: Visitor) -> None:
    """Who says under a reminder that they come has agreed, and does not lose the place at the deadline."""
    code = await moved(hq, budi)
    assert "coming-noted" == (await budi.says(choice=coming_choice(code))).key
    assert ["agreed"] == await answers(hq)


async def test_too_late(hq: Headquarters, budi: Visitor) -> None:
    """After the deadline *Setuju* brings the place back no more: it is told that the booking has ended."""
    await moved(hq, budi)
    reply = await asked(budi)
    hq.minutes = DEADLINE_MINUTES
    assert ["expired"] == await answers(hq)
    assert "cancelled" == (await budi.presses(reply, "choice-approve")).key
    assert "held" == (await budi.asks("Budi Santoso#25011987#01122099")).key


async def test_an_old_button(hq: Headquarters, budi: Visitor) -> None:
    """When no answer is awaited any more, *Setuju* tells that the booking stands."""
    await moved(hq, budi)
    reply = await asked(budi)
    (shift,) = await hq.bookings.shifts.waiting(hq.office, now_ms=hq.now_ms)
    await budi.presses(reply, "choice-approve")
    await hq.bookings.shifts.finish("CBN", shift.id)
    assert "check-booked" == (await budi.presses(reply, "choice-approve")).key


async def test_somebody_elses_button(hq: Headquarters, budi: Visitor) -> None:
    """A code that is none of the sender's is as unknown as one that never was."""
    code = await moved(hq, budi)
    other = Visitor(hq, chat="78", phone="+6281200000078")
    for choice in (agree_choice(code), agree_choice("CBN-7K3M-9QXD")):
        assert "unknown" == (await other.says(choice=choice)).key
    assert [""] == await answers(hq)


async def test_not_before_it_was_moved(budi: Visitor, hq: Headquarters) -> None:
    """*Setuju* for a booking that nobody has moved changes nothing."""
    code = await budi.books()
    assert "check-booked" == (await budi.says(choice=agree_choice(code))).key
    assert [] == await answers(hq)
