"""The approval, and the confirmation with its six rules."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.booking_values import Refused
from bot.choices import book_choice
from bot.commands import Confirm
from bot.messages import Reply
from handlers.confirming import several_pending_reply
from handlers.refusals import refused_reply
from tests.handlers.applicants import Applicant, Meet, Say
from tests.handlers.samples import CHILD, HELD, LINE, OFFICES

AGAIN = "#Budi Santoso#25011987#02122036#08:00"
RULES = [
    "Wajib menggunakan nomor pribadi.",
    "Wajib membawa dokumen asli.",
    "Kode booking harus diperlihatkan saat datang ke kantor imigrasi.",
    "Datang 30 menit sebelum jadwal yang telah ditentukan.",
    "Persyaratan yang tidak lengkap dan tidak benar akan dikembalikan.",
    "Pastikan semua data diri pada dokumen identik dan sama.",
]


def wrong(reply: Reply) -> str:
    """Return an approval code that differs from the one that a reply gives."""
    return f"{(int(str(reply.values['approval'])) + 1) % 10**8:08}"


async def test_the_approval_code_books(budi: Applicant, say: Say) -> None:
    """The confirmation gives name, code and QR, date, hour, office, and the six rules."""
    held = await budi.ask(LINE)
    booked = await budi.ask(Confirm(approval=str(held.values["approval"])))
    code = booked.values["code"]
    assert say(booked).splitlines() == [
        "✅ TERDAFTAR",
        "",
        "Nama: Budi Santoso",
        "Kode booking:",
        code,
        "",
        "Selasa, 2 Desember 2036, pukul 08:00 WIB",
        "Kantor Imigrasi Cirebon",
        "Jl. Sultan Ageng Tirtayasa No. 51",
        "",
        "Ketentuan:",
        *(f"• {rule}" for rule in RULES),
        "",
        "Simpan pesan ini. Untuk melihatnya lagi, kirim #cek. Untuk pindah jadwal, kirim #ubah. "
        "Untuk membatalkan, kirim #batal.",
    ]
    assert [("qr", f"{code}.png"), ("event", f"{code}.ics")] == [(media.kind, media.name) for media in booked.media]


async def test_a_press_books(budi: Applicant) -> None:
    """*Setuju* on the message books as the code does."""
    held = await budi.ask(LINE)
    code = held.choices[0].id.removeprefix("confirm:")
    assert "booked" == (await budi.ask(Confirm(booking=code))).key


async def test_an_approval_twice(budi: Applicant, say: Say) -> None:
    """A second approval changes nothing and gives the same data, with the rules."""
    held = await budi.ask(LINE)
    booked = await budi.ask(Confirm(approval=str(held.values["approval"])))
    again = await budi.ask(Confirm(booking=str(booked.values["code"])))
    assert ("already-booked", booked.values, booked.media[:1]) == (again.key, again.values, again.media)
    assert all(f"• {rule}" in say(again) for rule in RULES)


async def test_wrong_codes(budi: Applicant, say: Say) -> None:
    """Each wrong code tells how many tries are left; after the fifth the place is gone, with the way back."""
    code = wrong(await budi.ask(LINE))
    answers = [await budi.ask(Confirm(approval=code)) for _ in range(5)]
    assert ["4", "3", "2", "1", "5"] == [answer.values["tries"] for answer in answers]
    assert "Tempat Anda masih disimpan sampai pukul 10:25 WIB." in say(answers[0])
    assert "hold-ended" == answers[-1].key
    assert AGAIN in say(answers[-1]).splitlines()


async def test_an_approval_too_late(budi: Applicant, say: Say) -> None:
    """After its time the place is gone, and one press asks for it again."""
    await budi.ask(LINE)
    budi.minutes = 11
    reply = await budi.ask(Confirm())
    assert "lapsed" == reply.key
    assert "sudah lewat (pukul 10:25 WIB)" in say(reply)
    assert AGAIN in say(reply).splitlines()
    assert [book_choice(AGAIN)] == [choice.id for choice in reply.choices]


async def test_nothing_to_approve(budi: Applicant, say: Say) -> None:
    """An approval without a request says so, and how to begin."""
    reply = await budi.ask(Confirm(approval="00002681"))
    assert "none-pending" == reply.key
    assert "❌ BELUM TERDAFTAR" == say(reply).splitlines()[0]


async def test_an_approval_from_another_chat(meet: Meet, say: Say) -> None:
    """A code works only in the chat to which it was sent."""
    held = await meet().ask(LINE)
    reply = await meet().ask(Confirm(approval=str(held.values["approval"])))
    assert "other-chat" == reply.key
    assert "dari chat yang Anda pakai" in say(reply)


async def test_several_wait(budi: Applicant, say: Say) -> None:
    """YA is not guessed between two requests: each can be chosen by its booking code or approval code."""
    parent = await budi.ask(LINE)
    child = await budi.ask(CHILD)
    reply = await budi.ask(Confirm())
    codes = {held.choices[0].id for held in (parent, child)}
    assert codes == {choice.id for choice in reply.choices}
    assert all(f"kode persetujuan {held.values['approval']}" in say(reply) for held in (parent, child))


def test_several_wait_elsewhere(say: Say) -> None:
    """A request of another chat is listed without an approval code."""
    text = say(several_pending_reply([HELD, replace(HELD, code="CBN-A2RB-GP3W", name="Siti", approval="")]))
    assert "CBN-A2RB-GP3W: Siti, Sel, 2 Des" in text.splitlines()


@pytest.mark.parametrize(
    "reason",
    ["sender_has", "person_has", "no_phone", "unknown", "none_pending", "other_chat"],
)
def test_refusals_without_a_booking_differ(say: Say, reason: str) -> None:
    """A refusal that tells nothing of a booking has words of its own and a way on."""
    reply = refused_reply(Refused(reason=reason), OFFICES)  # type: ignore[arg-type]  # a table of literals
    assert reason.replace("_", "-") == reply.key
    assert reply.choices
    assert say(reply)


def test_refusals_with_a_booking_differ(say: Say) -> None:
    """Each refusal about a booking has another answer."""
    reasons = ("sender_has", "wrong_approval", "hold_ended", "lapsed", "already_booked")
    replies = [refused_reply(Refused(reason=reason, booking=HELD), OFFICES) for reason in reasons]  # type: ignore[arg-type]  # a table of literals
    assert len(reasons) == len({say(reply) for reply in replies})
