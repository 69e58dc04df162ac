"""Asking for a place: held, or refused with another answer for each reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from bot.booking_values import Refused
from bot.choices import book_choice
from bot.commands import Cancel, Confirm
from bot.messages import Words
from handlers.booking import Outlook, no_place_reply
from handlers.refusals import sender_has_reply
from tests.handlers.applicants import Applicant, Meet, Say
from tests.handlers.samples import (
    CHRISTMAS,
    HELD,
    LAST,
    LINE,
    MONDAY,
    NOW_MS,
    OFFICE,
    OFFICES,
    SATURDAY,
    TUESDAY,
    WEDNESDAY,
    office,
    places,
)

SOMEONE = "+6281111111111"


async def test_a_place_is_held(budi: Applicant, say: Say) -> None:
    """The answer shows the state, what was understood, the approval code, and until when it is held."""
    reply = await budi.ask(LINE)
    assert say(reply).splitlines() == [
        "⏳ MENUNGGU PERSETUJUAN ANDA",
        "",
        "Nama: Budi Santoso",
        "Tanggal lahir: 25 Januari 1987",
        "Nomor HP: +6281234567890",
        "Tanggal layanan: Selasa, 2 Desember 2036",
        "Sesi: pukul 08:00 WIB",
        "",
        "Kode persetujuan:",
        str(reply.values["approval"]),
        "",
        "Periksa data di atas. Bila benar, kirim kode itu atau pilih Setuju. "
        "Bila ada yang keliru, pilih Batal, lalu daftar lagi.",
        "Tempat ini disimpan untuk Anda sampai pukul 10:25 WIB.",
        "[Setuju]",
        "[Batal]",
    ]


async def test_the_same_line_twice_is_held_once(budi: Applicant) -> None:
    """A line sent again while it waits gets the same code again."""
    first = await budi.ask(LINE)
    assert first == await budi.ask(LINE)


async def test_the_same_line_after_the_approval_is_booked_still(budi: Applicant) -> None:
    """A line sent again after its approval is answered with the booking that it made."""
    await budi.ask(LINE)
    booked = await budi.ask(Confirm())
    again = await budi.ask(LINE)
    assert ("already-booked", booked.values) == (again.key, again.values)


async def test_another_line_while_one_waits(budi: Applicant, say: Say) -> None:
    """Who asks for something else while a place is held is shown that place, and how to change it."""
    first = await budi.ask(LINE)
    second = await budi.ask(replace(LINE, service_date=WEDNESDAY))
    assert ("sender-has-held", first.values, first.choices) == (second.key, second.values, second.choices)
    assert "pilih Batal, lalu daftar lagi" in say(second)


async def test_another_line_when_booked(budi: Applicant, say: Say) -> None:
    """Who is booked already is shown that booking, the rule, and how to move or cancel it."""
    await budi.ask(LINE)
    await budi.ask(Confirm())
    reply = await budi.ask(replace(LINE, service_date=WEDNESDAY))
    assert "sender-has-booked" == reply.key
    assert "kirim #ubah. Untuk membatalkan, kirim #batal." in say(reply)
    assert ["choice-move", "choice-cancel-booking", "choice-check"] == [choice.label for choice in reply.choices]


async def test_another_number_for_the_same_person(meet: Meet, say: Say) -> None:
    """Who books a person that is booked under another number learns nothing of that booking."""
    await meet().ask(LINE)
    reply = await meet(SOMEONE).ask(replace(LINE, name="BUDI  SANTOSO", service_date=WEDNESDAY))
    assert ("person-has", {}) == (reply.key, reply.values)
    assert "dari nomor yang dipakai mendaftar" in say(reply)


async def test_no_number(meet: Meet, say: Say) -> None:
    """Without a proven number nothing is held."""
    reply = await meet("").ask(LINE)
    assert ("no-phone", True) == (reply.key, reply.asks_phone)
    assert "nomor HP Anda sendiri" in say(reply)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (MONDAY - timedelta(days=1), "Minggu, 30 November 2036 sudah lewat."),
        (SATURDAY, "Kantor tutup pada Sabtu, 6 Desember 2036: bukan hari layanan."),
        (CHRISTMAS, "Kantor tutup pada Kamis, 25 Desember 2036: Hari Raya Natal."),
        (LAST + timedelta(days=1), "Kamis, 1 Januari 2037 masih terlalu jauh."),
    ],
    ids=["past", "weekend", "holiday", "beyond"],
)
async def test_a_date_that_is_not_open(budi: Applicant, say: Say, day: date, problem: str) -> None:
    """Each reason has its own sentence, followed by the next dates and a corrected line to copy."""
    text = say(await budi.ask(replace(LINE, service_date=day)))
    assert problem in text
    assert "Sel, 2 Des: sisa 4 tempat" in text
    assert "#Budi Santoso#25011987#01122036" in text.splitlines()


async def test_a_date_before_its_opening_hour(budi: Applicant, say: Say) -> None:
    """Before its opening hour the last date is not full but opens at a certain hour."""
    budi.minutes = -180
    text = say(await budi.ask(replace(LINE, service_date=LAST)))
    assert "Tanggal itu dibuka pada Senin, 1 Desember 2036, pukul 08:00 WIB." in text


async def test_the_last_sessions_of_today_are_over(budi: Applicant, say: Say) -> None:
    """A date whose sessions can't be reached any more is not called past."""
    budi.minutes = 180
    text = say(await budi.ask(replace(LINE, service_date=MONDAY)))
    assert "Hari ini, Senin, 1 Desember 2036, sudah tidak ada sesi" in text


async def test_a_full_date(meet: Meet, say: Say) -> None:
    """A full date is answered with the next ones, and their buttons book at once."""
    small = office(places=1)
    for number in range(2):
        line = replace(LINE, name=f"Budi {'AB'[number]}")
        assert "held" == (await meet(f"+62811111111{number}", office=small).ask(line)).key
    reply = await meet(office=small).ask(LINE)
    assert "Selasa, 2 Desember 2036 sudah penuh." in say(reply)
    assert book_choice("#Budi Santoso#25011987#03122036") in [choice.id for choice in reply.choices]


@pytest.mark.parametrize(
    ("session", "reason", "problem"),
    [
        ("09:00", "no_session", "Tidak ada sesi 09:00 WIB pada Senin, 1 Desember 2036."),
        ("08:00", "session_over", "Sesi 08:00 WIB pada Senin, 1 Desember 2036 sudah tidak dapat"),
        ("13:00", "full", "Sesi 13:00 WIB pada Senin, 1 Desember 2036 sudah penuh."),
    ],
)
def test_a_session_without_a_place(say: Say, session: str, reason: str, problem: str) -> None:
    """A session that can't be had is told apart, and the other sessions of that date come first."""
    asked = replace(LINE, service_date=MONDAY, session=session)
    outlook = Outlook(asked=places(MONDAY, 2, 1), next=(places(TUESDAY, 1, 1),))
    refused = Refused(reason=reason)  # type: ignore[arg-type]  # a table of literals
    reply = no_place_reply(refused, asked, outlook, office=OFFICE, now_ms=NOW_MS)
    assert problem in say(reply)
    assert "08:00 WIB: sudah lewat\n13:00 WIB: sisa 1 tempat" in say(reply)
    assert "#Budi Santoso#25011987#01122036#13:00" == reply.values["line"]


def test_everything_is_full(say: Say) -> None:
    """When no date has a place, the hour at which a new one opens is told."""
    outlook = Outlook(asked=places(TUESDAY, 0, 0), next=())
    reply = no_place_reply(Refused(reason="full"), LINE, outlook, office=OFFICE, now_ms=NOW_MS)
    assert "Setiap hari pukul 08:00 WIB dibuka satu tanggal lagi." in say(reply)
    assert "no-place" == reply.key


def test_a_long_name_is_copied(say: Say) -> None:
    """A line that is too long for a button is there to be copied."""
    name = "Raden Mas Budi Santoso Kusumodiningrat Wibowo"
    outlook = Outlook(asked=places(TUESDAY, 0, 0), next=(places(WEDNESDAY, 1, 1),))
    reply = no_place_reply(Refused(reason="full"), replace(LINE, name=name), outlook, office=OFFICE, now_ms=NOW_MS)
    assert f"#{name}#25011987#03122036" in say(reply).splitlines()
    assert ["choice-schedule"] == [choice.label for choice in reply.choices]


@pytest.mark.parametrize(
    ("dependants", "limit"), [(0, "limit-one"), (1, "limit-dependants")], ids=["alone", "dependants"]
)
def test_the_limit_of_a_number(say: Say, dependants: int, limit: str) -> None:
    """What is said of the limit follows the office's rules."""
    rules = replace(OFFICE.rules, dependants_per_number=dependants)
    offices = {"CBN": replace(OFFICE, rules=rules)}
    reply = sender_has_reply(replace(HELD, state="booked"), offices)
    assert isinstance(reply.values["limit"], Words)
    assert limit == reply.values["limit"].key
    assert "Satu nomor hanya untuk satu booking aktif." in say(reply)


async def test_a_cancelled_booking_leaves_room_for_a_new_one(budi: Applicant) -> None:
    """After a cancellation the same person can book again."""
    code = str((await budi.ask(LINE)).choices[0].id).removeprefix("confirm:")
    await budi.ask(Cancel(code=code, sure=True))
    assert "held" == (await budi.ask(replace(LINE, service_date=WEDNESDAY))).key


def test_a_place_held_from_another_chat(say: Say) -> None:
    """Without its approval code a held place can be cancelled, not approved."""
    reply = sender_has_reply(replace(HELD, approval=""), OFFICES)
    assert ["choice-cancel"] == [choice.label for choice in reply.choices]
    assert "dari chat yang Anda pakai untuk mendaftar" in say(reply)
