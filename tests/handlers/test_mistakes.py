"""Booking lines that can't be read."""

from __future__ import annotations

from datetime import date
from typing import get_args, get_type_hints

import pytest

from bot.choices import book_choice
from bot.commands import BookingMistake, Field
from handlers.mistakes import FIELDS, REASONS, ambiguous_reply, mistake_reply
from tests.handlers.applicants import Applicant, Say
from tests.handlers.samples import TUESDAY

EXAMPLE = "#Budi Santoso#25011987#02122036"
IMPOSSIBLE = BookingMistake(field="birth_date", reason="impossible", found="31021987", example=EXAMPLE)


async def test_the_field_at_fault(budi: Applicant, say: Say) -> None:
    """The answer names the field, what was found there, and a whole line alone on its line."""
    assert say(await budi.ask(IMPOSSIBLE)).splitlines()[:6] == [
        "❌ BELUM TERDAFTAR",
        "Periksa tanggal lahir. Tanggal ini tidak ada di kalender, atau tidak mungkin.",
        "Yang Anda tulis: 31021987",
        "",
        "Salin baris ini, sesuaikan dengan data Anda, lalu kirim:",
        EXAMPLE,
    ]


def test_nothing_found(say: Say) -> None:
    """What is missing is not quoted."""
    mistake = BookingMistake(field="name", reason="missing", found="", example=EXAMPLE)
    assert "Yang Anda tulis" not in say(mistake_reply(mistake))


def test_every_field_and_reason_has_words() -> None:
    """The tables know every field and every reason of the parser."""
    reasons = get_args(get_type_hints(BookingMistake)["reason"])
    assert set(get_args(Field)) == set(FIELDS)
    assert set(reasons) == set(REASONS)


def test_fields_and_reasons_differ(say: Say) -> None:
    """No two fields and no two reasons are told in the same words."""
    texts = {
        say(mistake_reply(BookingMistake(field=field, reason=reason, found="x", example=EXAMPLE)))
        for field in FIELDS
        for reason in REASONS
    }
    assert len(FIELDS) * len(REASONS) == len(texts)


@pytest.mark.parametrize(
    ("field", "lines"),
    [
        ("birth_date", ["#Budi#01021926#02122036", "#Budi#01022026#02122036"]),
        ("service_date", ["#Budi#25011987#01021926", "#Budi#25011987#01022026"]),
    ],
)
def test_readings_of_a_date(say: Say, field: Field, lines: list[str]) -> None:
    """A date that can be read in two ways is asked about, with a button and a line for each."""
    reply = ambiguous_reply(ambiguous(field=field, name="Budi"))
    assert [book_choice(line) for line in lines] == [choice.id for choice in reply.choices]
    assert "Senin, 1 Februari 1926:\n" + lines[0] in say(reply)
    assert "[Min, 1 Feb 2026]" in say(reply)


def test_readings_too_long_for_buttons(say: Say) -> None:
    """A long name leaves lines to copy, and no button for one reading only."""
    name = "Raden Mas Budi Santoso Kusumodiningrat Wibowo"
    reply = ambiguous_reply(ambiguous(field="birth_date", name=name))
    assert () == reply.choices
    assert f"#{name}#01022026#02122036" in say(reply).splitlines()


def test_readings_without_the_rest(say: Say) -> None:
    """When the rest was not understood either, the example is all there is to copy."""
    assert "mistake" == ambiguous_reply(ambiguous(field="birth_date", name="")).key


def ambiguous(*, field: Field, name: str) -> BookingMistake:
    """Return a line with a date that can be read in two ways."""
    return BookingMistake(
        field=field,
        reason="ambiguous",
        found="010226",
        example=EXAMPLE,
        readings=(date(1926, 2, 1), date(2026, 2, 1)),
        name=name,
        birth_date=None if field == "birth_date" else date(1987, 1, 25),
        service_date=None if field == "service_date" else TUESDAY,
    )
