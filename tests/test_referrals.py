"""Referral letters as values: their numbers, and how long one holds."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from bot.emergencies import Age, EmergencyCase, Plea
from bot.messages import ChatRef
from bot.referrals import Referral, ReferralPaper, ReferralText, Validity, read_paper, text_of

TEXT = ReferralText(case="ES-7K3M9Q", officer="Tina", patient="Siti Aminah")
LETTER = Referral(
    id="x", office="CBN", number=7, day=date(2026, 11, 24), until=date(2026, 12, 24), text=TEXT, is_withdrawn=False
)


@pytest.mark.parametrize(
    ("expected", "number", "day"),
    [
        ("007/ES/CBN/XI/2026", 7, date(2026, 11, 24)),
        ("001/ES/CBN/I/2027", 1, date(2027, 1, 1)),
        ("1204/ES/CBN/IX/2026", 1204, date(2026, 9, 30)),
    ],
)
def test_numbers(expected: str, number: int, day: date) -> None:
    """A number is written as offices do: with the service, the office, the month and the year."""
    assert expected == replace(LETTER, number=number, day=day).full_number


@pytest.mark.parametrize(
    ("expected", "today", "is_withdrawn"),
    [
        ("valid", date(2026, 11, 24), False),
        ("valid", date(2026, 12, 24), False),
        ("over", date(2026, 12, 25), False),
        ("withdrawn", date(2026, 11, 25), True),
    ],
)
def test_validity(expected: Validity, today: date, is_withdrawn: bool) -> None:
    """A letter holds until the end of its last day, or until it is withdrawn."""
    assert expected == replace(LETTER, is_withdrawn=is_withdrawn).validity(today)


def test_what_it_says() -> None:
    """A letter says who the patient is and where, and nothing of the illness or of the family."""
    plea = Plea(
        patient="Siti Aminah", age=Age(54, "years"), condition="grave", illness="stroke", hospital="RS Ciremai",
        ward="Melati", address="Jl. Kesambi 237", contact="Rina", contact_phone="+6281234567890",
    )  # fmt: skip
    case = EmergencyCase(
        number="ES-7K3M9Q", office="CBN", stage="accepted", plea=plea, chat=ChatRef("telegram", "cbn", "7"),
        opened_ms=0, since_ms=0,
    )  # fmt: skip
    text = text_of(case, officer="Tina")
    assert replace(TEXT, age=plea.age, condition="grave", place="RS Ciremai, Melati, Jl. Kesambi 237") == text


def test_recipe() -> None:
    """What is put on paper is read back from its recipe as it was."""
    paper = ReferralPaper(referral=LETTER, office="Kanim", address="Jl. 51", url="https://a.example/surat/x", copy=2)
    assert paper == read_paper(paper.recipe())
