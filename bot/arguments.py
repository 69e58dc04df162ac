"""Readers of what stands behind a command word, for the word tables of handlers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from bot.calendar_words import MONTHS, WEEKDAYS
from bot.categories import category_of
from bot.codes import CodeReading, find_code, read_code
from bot.commands import (
    Cancel,
    CheckBooking,
    Command,
    MistypedCode,
    Move,
    SetLanguage,
    ShowRequirements,
    ShowSchedule,
)
from bot.courtesy import is_courtesy
from bot.dates import read_date
from bot.draft_answers import ANY_SESSION
from bot.messages import Language
from bot.near_words import nearest_word
from bot.offices import Office
from bot.session_hours import looks_like_session, read_session

ReadArguments = Callable[["Reading"], Command]

_MONTH_NUMBER = re.compile(r"(0?[1-9]|1[0-2])[/.-](20\d\d)")
_MONTH_WORD = re.compile(r"(?:bulan )?([a-z]{3,})\.?(?: (20\d\d))?")
_MONTHS_AHEAD = {"bulan ini": 0, "this month": 0, "bulan depan": 1, "next month": 1}
_WORD = re.compile(r"[^\W\d_]+")
_DATE_WORDS = frozenset(word for word in (*MONTHS, *WEEKDAYS) if len(word) > 3)
_LANGUAGES: dict[str, Language] = {
    "id": "id", "ind": "id", "indonesia": "id", "indonesian": "id",
    "en": "en", "eng": "en", "english": "en", "inggris": "en",
}  # fmt: skip


class Reading(Struct, frozen=True, kw_only=True):
    """What a command word's reader gets: the words behind it, and what dates are to be read against."""

    rest: str
    office: Office
    now_ms: int

    @property
    def today(self) -> date:
        """Return the date at the office."""
        return self.office.local(self.now_ms).date()


def no_arguments(command: type[Command]) -> ReadArguments:
    """Return a reader that gives the bare command, whatever stands behind the word."""
    bare = command()
    return lambda reading: bare


def jadwal_arguments(reading: Reading) -> Command:
    """Read `jadwal [bulan/tanggal]`; words that name no date (kosong, terdekat) ask for the whole schedule."""
    if month := read_month(reading.rest, reading.today):
        return ShowSchedule(month=month)
    found = read_date(reading.rest, today=reading.today, expect="service")
    if found.day:
        return ShowSchedule(day=found.day)
    if found.reason == "ambiguous":
        return ShowSchedule(found=reading.rest, readings=found.dates)
    return ShowSchedule(found=reading.rest if names_a_date(reading.rest) else "")


def names_a_date(text: str) -> bool:
    """Tell whether a text that is no date was meant to be one: it has digits, or nearly a month or a weekday."""
    words = _WORD.findall(text.lower())
    return any(map(str.isdigit, text)) or any(nearest_word(word, _DATE_WORDS) for word in words)


def read_month(text: str, today: date) -> date | None:
    """Return the first day of a month as people write it; without a year, the next such month from today."""
    typed = text.lower().strip(" .,!?")
    if typed in _MONTHS_AHEAD:
        return _month(today.year, today.month + _MONTHS_AHEAD[typed])
    if number := _MONTH_NUMBER.fullmatch(typed):
        return _month(int(number[2]), int(number[1]))
    word = _MONTH_WORD.fullmatch(typed)
    if word is None or word[1] not in MONTHS:
        return None
    month = MONTHS[word[1]]
    return _month(int(word[2]) if word[2] else today.year + (month < today.month), month)


def _month(year: int, month: int) -> date:
    return date(year + (month > 12), (month - 1) % 12 + 1, 1)


def cek_arguments(reading: Reading) -> Command:
    """Read `cek [kode]`; without a code it asks for all of the sender's bookings."""
    code = find_code(reading.rest)
    return MistypedCode(found=code.code) if code.kind == "mistyped" else CheckBooking(code=code.code)


def batal_arguments(reading: Reading) -> Command:
    """Read `batal [kode]`; a mistyped code never cancels another booking."""
    code = find_code(reading.rest)
    return MistypedCode(found=code.code) if code.kind == "mistyped" else Cancel(code=code.code)


def ubah_arguments(reading: Reading) -> Command:
    """Read `ubah [kode] [tanggal] [sesi]`; a mistyped code never moves another booking."""
    code, words = _code_apart(reading.rest)
    if code.kind == "mistyped":
        return MistypedCode(found=code.code)
    if not words or is_courtesy(" ".join(words)):
        return Move(code=code.code)
    return _moved(code.code, words, reading)


def _code_apart(rest: str) -> tuple[CodeReading, list[str]]:
    """Return the booking code in a text, also when it is spaced (cbn a2rb gp3w), and the words without it."""
    words = rest.split()
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            code = read_code(" ".join(words[start : start + length]))
            if code.kind == "valid":
                return code, words[:start] + words[start + length :]
    return find_code(rest), words


def _moved(code: str, words: list[str], reading: Reading) -> Move:
    """Read a date with a session behind it; the longest session that leaves a date in front."""
    for cut in (len(words), *range(1, len(words))):
        text, behind = " ".join(words[:cut]), " ".join(words[cut:])
        if behind and not (looks_like_session(behind) or behind.lower() == ANY_SESSION):
            continue
        found = read_date(text, today=reading.today, expect="service")
        if found.reason == "ambiguous":
            return Move(code=code, found=text, readings=found.dates)
        if found.day:
            return Move(code=code, day=found.day, session=_session(behind, found.day, reading.office))
    return Move(code=code, found=" ".join(words))


def _session(text: str, day: date, office: Office) -> str:
    return ANY_SESSION if text.lower() == ANY_SESSION else read_session(text, office.sessions(day))


def syarat_arguments(reading: Reading) -> Command:
    """Read `syarat [kategori]`; what is no category is asked about."""
    return ShowRequirements(category=category_of(reading.rest))


def bahasa_arguments(reading: Reading) -> Command:
    """Read `bahasa [id|en]`; another language is asked about."""
    words = reading.rest.lower().split()
    return SetLanguage(language=next((_LANGUAGES[word] for word in words if word in _LANGUAGES), None))


def in_language(language: Language) -> ReadArguments:
    """Return a reader for a word that is itself the name of a language."""
    return lambda reading: SetLanguage(language=language)
