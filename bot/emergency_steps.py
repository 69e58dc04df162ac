"""The steps of `#darurat`: what each takes for an answer, and which one comes next. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bot.dates import read_date
from bot.emergencies import CONDITIONS, LATER, PARTS, Age, EmergencyDraft, Part, Plea
from bot.media import KeptFile
from bot.messages import Media
from bot.names import NameMistake, read_name
from bot.phones import PhoneMistake, read_phone
from bot.plaintext import plain

LONGEST: Mapping[Part, int] = {"illness": 500, "place": 120, "address": 300}
SHORTEST_ADDRESS = 8
OLDEST_YEARS = 120

Trouble = Literal[
    "name", "age", "choose", "empty", "long", "address", "pin", "photo", "date", "past", "phone", "contact",
]  # fmt: skip

_AGE = re.compile(r"[\s,;(]*\b(?:usia|umur|aged?)?\s*(\d{1,3})\s*([a-z]*)\.?\s*(?:old)?\)?\s*$", re.IGNORECASE)
_UNITS: Mapping[str, Literal["years", "months", "weeks", "days"]] = {
    "": "years", "tahun": "years", "thn": "years", "th": "years", "t": "years", "year": "years", "years": "years",
    "y": "years", "yo": "years",
    "bulan": "months", "bln": "months", "month": "months", "months": "months",
    "minggu": "weeks", "mgg": "weeks", "week": "weeks", "weeks": "weeks",
    "hari": "days", "hr": "days", "day": "days", "days": "days",
}  # fmt: skip
_MOST: Mapping[str, int] = {"years": OLDEST_YEARS, "months": 36, "weeks": 57, "days": 400}
_PHONE = re.compile(r"\+?\(?\d[\d\s().\-]{6,}")


class NotTaken(Struct, frozen=True):
    """Why an answer is none."""

    trouble: Trouble


def next_part(draft: EmergencyDraft) -> Part | Literal["sure"]:
    """Return the first part that has neither been told nor left for later."""
    return next((part for part in PARTS if not draft.plea.has(part) and part not in draft.later), "sure")


def is_whole(plea: Plea) -> bool:
    """Tell whether a case can be opened."""
    return all(plea.has(part) for part in PARTS if part not in LATER)


def told(plea: Plea, part: Part, text: str, *, media: Sequence[Media], today: date) -> Plea | NotTaken:
    """Return the plea with a part's answer in it, but for letters, or why the message is none."""
    typed = " ".join(plain(text).split())
    match part:
        case "patient":
            return _patient(plea, typed)
        case "condition":
            chosen = next((each for each in CONDITIONS if each == typed), None)
            return replace(plea, condition=chosen) if chosen else NotTaken("choose")
        case "pin":
            return _pinned(plea, media)
        case "departure":
            return _departing(plea, typed, today)
        case "contact":
            return _contact(plea, typed)
        case "place":
            hospital, _, ward = typed.partition(",")
            return _worded(part, typed) or replace(plea, hospital=hospital.strip(), ward=ward.strip())
        case "address":
            is_vague = 0 < len(typed) < SHORTEST_ADDRESS
            return NotTaken("address") if is_vague else _worded(part, typed) or replace(plea, address=typed)
        case "illness":
            return _worded(part, typed) or replace(plea, illness=typed)
    return NotTaken("photo")


def emptied(plea: Plea, part: Part) -> Plea:
    """Return the plea without a part that need not be told."""
    match part:
        case "place":
            return replace(plea, hospital="", ward="")
        case "departure":
            return replace(plea, departure=None)
        case "doctor_letter":
            return replace(plea, doctor_letter=())
        case "referral_letter":
            return replace(plea, referral_letter=())
    return plea


def with_letter(plea: Plea, part: Part, files: Sequence[KeptFile]) -> Plea:
    """Return the plea with files as the doctor's or the referral letter, each once."""
    ids = tuple(file.id for file in files)
    if part == "doctor_letter":
        return replace(plea, doctor_letter=tuple(dict.fromkeys((*plea.doctor_letter, *ids))))
    return replace(plea, referral_letter=tuple(dict.fromkeys((*plea.referral_letter, *ids))))


def _patient(plea: Plea, typed: str) -> Plea | NotTaken:
    """Read "Siti Aminah, 54 tahun"."""
    found = _AGE.search(typed)
    unit = _UNITS.get(found[2].lower()) if found else None
    if found is None or unit is None or int(found[1]) > _MOST[unit]:
        return NotTaken("age")
    name = read_name(typed[: found.start()].strip(" ,;("))
    if isinstance(name, NameMistake):
        return NotTaken("name")
    return replace(plea, patient=name, age=Age(int(found[1]), unit))


def _pinned(plea: Plea, media: Sequence[Media]) -> Plea | NotTaken:
    place = next((each for each in media if each.kind == "location"), None)
    return NotTaken("pin") if place is None else replace(plea, latitude=place.latitude, longitude=place.longitude)


def _departing(plea: Plea, typed: str, today: date) -> Plea | NotTaken:
    day = read_date(typed, today=today, expect="service").day
    if day is None:
        return NotTaken("date")
    return NotTaken("past") if day < today else replace(plea, departure=day)


def _contact(plea: Plea, typed: str) -> Plea | NotTaken:
    """Read "Rina, 0812-3456-7890"; a number alone is the family's."""
    found = _PHONE.search(typed)
    phone = read_phone(found[0].strip()) if found else PhoneMistake("missing")
    if found is None or isinstance(phone, PhoneMistake):
        return NotTaken("phone")
    written = f"{typed[: found.start()]} {typed[found.end() :]}".strip(" ,;:-.")
    name = read_name(written) if written else ""
    if isinstance(name, NameMistake):
        return NotTaken("contact")
    return replace(plea, contact=name, contact_phone=phone)


def _worded(part: Part, typed: str) -> NotTaken | None:
    if not typed:
        return NotTaken("empty")
    return NotTaken("long") if len(typed) > LONGEST[part] else None
