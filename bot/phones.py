"""Phone numbers: read as people type them, kept in E.164, shown with their middle hidden."""

from __future__ import annotations

import re
from typing import Literal

import phonenumbers
from msgspec import Struct
from phonenumbers import NumberParseException, PhoneNumberFormat

from bot.plaintext import plain

_LABEL = re.compile(r"(?:no\.?|nomor|hp|wa|whatsapp|telp?\.?|telepon|phone|[\s:.])*", re.IGNORECASE)
_TYPED = re.compile(r"[+(\d][+\d\s().-]{4,30}")  # phonenumbers would read letters as the keys of an old phone


class PhoneMistake(Struct, frozen=True):
    """Why a text is no phone number: nothing there, no number at all, or a number that no phone has."""

    reason: Literal["missing", "unreadable", "impossible"]
    found: str = ""


def read_phone(text: str, region: str = "ID") -> str | PhoneMistake:
    """Return a number in E.164 (`+6281234567890`); one without its country is of `region`."""
    typed = plain(text)
    if not typed:
        return PhoneMistake("missing")
    number = _LABEL.sub("", typed, count=1).strip()
    if not _TYPED.fullmatch(number):
        return PhoneMistake("unreadable", typed)
    if number.startswith("00"):
        number = f"+{number[2:]}"
    try:
        parsed = phonenumbers.parse(number, region)
    except NumberParseException:
        return PhoneMistake("impossible", typed)
    if not phonenumbers.is_valid_number(parsed):
        return PhoneMistake("impossible", typed)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)


def vouched_phone(digits: str) -> str:
    """Return in E.164 what a platform says is a person's number, with its country in front; "" if it is none."""
    phone = read_phone(f"+{digits.lstrip('+')}")
    return "" if isinstance(phone, PhoneMistake) else phone


def masked(phone: str) -> str:
    """Return a number in E.164 as it may be shown to others: `+62 812-••••-7890`."""
    try:
        parsed = phonenumbers.parse(phone)
    except NumberParseException:
        return "••••"
    national = phonenumbers.national_significant_number(parsed)
    if len(national) < 9:
        return f"+{parsed.country_code} ••••-{national[-2:]}"
    return f"+{parsed.country_code} {national[:3]}-••••-{national[-4:]}"
