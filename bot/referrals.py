"""Referral letters of the emergency service: what one says, its number, and what anybody may know of it. Pure."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from bot.emergencies import Age, CaseStage, Condition, EmergencyCase

LETTERED: frozenset[CaseStage] = frozenset(("accepted", "scheduled", "underway", "arrived", "visited", "handed"))
"""The stages of a case at which a letter is made out for it."""

MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

Validity = Literal["valid", "over", "withdrawn"]


class ReferralText(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a letter says of a case, as it was on the day on which it was made out, by an officer of that name."""

    case: str
    officer: str
    patient: str
    age: Age | None = None
    condition: Condition | Literal[""] = ""
    place: str = ""
    departure: date | None = None


class Referral(Struct, frozen=True, kw_only=True):
    """A letter: the `number`th of its office and year. `id` is what its QR leads to, and can't be guessed.

    It is made out on `day` and holds until the end of `until`, unless it is withdrawn.
    """

    id: str
    office: str
    number: int
    day: date
    until: date
    text: ReferralText
    is_withdrawn: bool = False

    @property
    def full_number(self) -> str:
        """Return the number as offices write it: "007/ES/CBN/XI/2026"."""
        return f"{self.number:03}/ES/{self.office}/{MONTHS[self.day.month - 1]}/{self.day.year}"

    def validity(self, today: date) -> Validity:
        """Tell whether it holds."""
        if self.is_withdrawn:
            return "withdrawn"
        return "valid" if today <= self.until else "over"


class ReferralPaper(Struct, frozen=True, kw_only=True):
    """A letter to be put on paper: the original, or its `copy`th copy. `url` is where it is verified, or ""."""

    referral: Referral
    office: str
    address: str
    url: str
    copy: int = 0

    def recipe(self) -> str:
        """Return the letter as a few hundred characters, for `Media.content`."""
        return msgspec.json.encode(self).decode()


def read_paper(recipe: str) -> ReferralPaper:
    """Return the letter of a recipe."""
    return msgspec.json.decode(recipe, type=ReferralPaper)


def text_of(case: EmergencyCase, *, officer: str) -> ReferralText:
    """Return what a letter says of a case."""
    plea = case.plea
    place = ", ".join(part for part in (plea.hospital, plea.ward, plea.address) if part)
    return ReferralText(
        case=case.number, officer=officer, patient=plea.patient, age=plea.age, condition=plea.condition,
        place=place, departure=plea.departure,
    )  # fmt: skip
