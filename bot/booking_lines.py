"""The booking line `#NAMA#TGLLAHIR#TGLLAYANAN[#SESI]`, read in the forms that people give it.

What a field is follows from what stands in it, never from its place alone: a birth is before a service, a name
has no digits, and what fits nowhere is asked about.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from msgspec import Struct

from bot.calendar_words import MONTHS
from bot.commands import Book, BookingMistake
from bot.courtesy import is_courtesy, is_opener, without_lead
from bot.dates import read_date
from bot.line_fields import bare_field, sorted_out
from bot.line_outcomes import not_separated, outcome
from bot.names import NameMistake, read_name
from bot.offices import Office

_PLAIN_LINE = re.compile(r"#?\s*([A-Za-z][A-Za-z .'-]{1,60})\s*#\s*(\d{8})\s*#\s*(\d{8})\s*#?")
_DIGIT = re.compile(r"\d")
_BREAKS = re.compile(r"[#\n]+")
_COMMAS = re.compile(r"[,;|]")
_MONTH_WORDS = "|".join(word for word in MONTHS if len(word) > 2)
_DATE_WITHIN = re.compile(
    rf"(?<![\w/.-])(?:\d{{8}}|\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}} ?[-/.] ?\d{{1,2}} ?[-/.] ?(?:\d{{4}}|\d\d)"
    rf"|\d{{1,2}}[ -]?(?:{_MONTH_WORDS})[ -]?(?:\d{{4}}|\d\d))(?![\w/-])",
    re.IGNORECASE,
)


def read_plain_line(text: str, today: date) -> Book | None:
    """Read the line as the rules show it, which is how most come; None: have a closer look with `read_line`."""
    line = _PLAIN_LINE.fullmatch(text)
    if line is None:
        return None
    name = read_name(without_lead(line[1]))
    birth = read_date(line[2], today=today, expect="birth").day
    service = read_date(line[3], today=today, expect="service").day
    if isinstance(name, NameMistake) or is_opener(name) or birth is None or service is None or birth > service:
        return None
    return Book(name=name, birth_date=birth, service_date=service)


def read_line(text: str, *, office: Office, now: datetime) -> Book | BookingMistake | None:
    """Read a booking in any form; None when nothing in the text looks like one."""
    if "#" not in text and not _DIGIT.search(text):
        return None
    mistake: BookingMistake | None = None
    for cut in _cuts(text):
        result = _read_cut(cut, office, now)
        if isinstance(result, Book):
            return result
        mistake = mistake or result
    return _read_run_together(text, office, now) or mistake


class _Cut(Struct, frozen=True):
    """A text cut into fields; `least_dates` of them must be dates, or it was no booking."""

    fields: list[str]
    least_dates: int


def _cuts(text: str) -> list[_Cut]:
    """Return the ways in which a text falls into fields, the likeliest first."""
    lines = _Cut(_BREAKS.split(text), 1)
    hashes = text.count("#")
    if not hashes:
        return [lines, _Cut(_COMMAS.split(text), 2)]
    fields = _Cut([" ".join(field.split()) for field in text.split("#")], 0 if hashes > 1 else 1)
    return [fields, lines] if "\n" in text else [fields]


def _read_cut(cut: _Cut, office: Office, now: datetime) -> Book | BookingMistake | None:
    fields = sorted_out(cut.fields, now.date())
    if fields.dates < cut.least_dates or not (fields.name or fields.dates > 1):
        return None
    return outcome(fields, office=office, now=now)


def _read_run_together(text: str, office: Office, now: datetime) -> Book | BookingMistake | None:
    """Read a name and two dates with signs missing; without any sign, only show how they would stand."""
    dates = _DATE_WITHIN.findall(text)
    names = [bare_field(part) for part in _BREAKS.split(_DATE_WITHIN.sub("#", text))]
    names = [name for name in names if name.strip(" -/.") and not is_courtesy(name)]
    if len(dates) != 2 or len(names) != 1:
        return None
    result = outcome(sorted_out([*names, *dates], now.date()), office=office, now=now)
    if isinstance(result, BookingMistake):
        return None
    return result if "#" in text else not_separated(result, text)
