"""Dates as people write them: every reading that is possible, and never a guess between two.

The order is Indonesian, day first. A date that only month-first would make possible (`12131987`) is more
often a slip of the finger than an American: it is impossible, and comes along as a suggestion to ask about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from bot.calendar_words import DAYS_AHEAD, FILLERS, MONTHS, NEXT_WEEK, THIS_WEEK, WEEK, WEEKDAYS
from bot.plaintext import plain

Expect = Literal["birth", "service"]
DateReason = Literal["", "missing", "unreadable", "ambiguous", "impossible", "future"]

FIRST_YEAR, LAST_YEAR = 1900, 2199
OLDEST_YEARS = 120
LONGEST_TEXT = 60

_TOKENS = re.compile(r"\d+|[^\W\d_]+")
_SEPARATED = re.compile(r"(?:[\s\-/.,]|[^\W_])*")
_APOSTROPHES = re.compile(r"['`‘’ʼʻ′]")
_BIRTHPLACE = re.compile(r"[^\W\d_][^\d,]*,\s*(?=\d)")


class DateReading(Struct, frozen=True):
    """What a text can mean as a date. Understood: one date and no reason.

    Ambiguous: two or more dates, the nearest to today first. Impossible (31 February, month 13, before 1900)
    may carry one date: what was perhaps meant, to ask about.
    """

    dates: tuple[date, ...] = ()
    reason: DateReason = ""

    @property
    def day(self) -> date | None:
        """Return the one date that it means, None unless understood."""
        return None if self.reason else self.dates[0]


_UNREADABLE = DateReading((), "unreadable")


def read_date(text: str, *, today: date, expect: Expect) -> DateReading:
    """Read a birth date (with its year, 0 to 120 years ago) or a service date (the past is allowed).

    A service date may also lack its year, or be a weekday or "besok": the next such day, seen from `today`.
    """
    if len(text) > LONGEST_TEXT:
        return _UNREADABLE
    return _read(text, today, expect)


@lru_cache(maxsize=8192)
def _read(text: str, today: date, expect: Expect) -> DateReading:
    typed = plain(text)
    if not typed:
        return DateReading((), "missing")
    cleaned = _APOSTROPHES.sub("", typed.lower())
    if expect == "birth":
        cleaned = _without_birthplace(cleaned)
    tokens = _TOKENS.findall(cleaned) if _SEPARATED.fullmatch(cleaned) else []
    if expect == "service" and tuple(tokens) in DAYS_AHEAD:
        return DateReading((today + timedelta(days=DAYS_AHEAD[tuple(tokens)]),))
    if _is_week(tokens):
        return _UNREADABLE
    tokens = [token for token in tokens if token not in FILLERS]
    if any(token.isdecimal() for token in tokens):
        return _read_numbers(tokens, today, expect)
    return _read_weekday(tokens, today) if expect == "service" else _UNREADABLE


def _is_week(tokens: list[str]) -> bool:
    """Tell whether "minggu" may be a week: beside "ini" and "depan" it is, but for "hari Minggu"."""
    said = {*tokens}
    return "hari" not in said and not said.isdisjoint(WEEK) and not said.isdisjoint(THIS_WEEK | NEXT_WEEK)


def _without_birthplace(text: str) -> str:
    """Drop "Cirebon, " of "Cirebon, 25 Januari 1987", as forms ask for place and date of birth in one."""
    place = _BIRTHPLACE.match(text)
    if place is None or WEEKDAYS.keys() & set(_TOKENS.findall(place[0])):
        return text
    return text[place.end() :]


def _read_numbers(tokens: list[str], today: date, expect: Expect) -> DateReading:
    weekday = WEEKDAYS.get(tokens[0], 0)
    splits = _splits(tokens[1:] if weekday else tokens)
    if not splits or (expect == "birth" and not splits[0].year):
        return _UNREADABLE
    days = {day for split in splits for day in _days(split, today, expect)}
    if not days:
        return _suggestion(splits[0], today, expect)
    reading = _judged(days, today, expect)
    return _agreed(reading, weekday, today, expect) if weekday else reading


class _Split(Struct, frozen=True):
    """A date taken apart; `year` is "" when there is none; `is_numeric`: day and month look alike."""

    day: str
    month: str
    year: str = ""
    is_numeric: bool = True


def _splits(tokens: list[str]) -> tuple[_Split, ...]:
    """Return the ways in which tokens can be day, month and year; none when they can't."""
    match tuple(len(t) if t.isdecimal() else "month" if t in MONTHS else "other" for t in tokens):
        case (8,) | (2, 6) | (4, 4):
            text = "".join(tokens)
            return _Split(text[:2], text[2:4], text[4:]), _Split(text[6:], text[4:6], text[:4], False)
        case (7,):  # a leading zero got lost, of the day or of the month
            text = tokens[0]
            return _Split(text[:1], text[1:3], text[3:]), _Split(text[:2], text[2:3], text[3:])
        case (6,):
            return (_Split(tokens[0][:2], tokens[0][2:4], tokens[0][4:]),)
        case (1 | 2, 1 | 2, 2 | 4) | (1 | 2, 1 | 2):
            return (_Split(tokens[0], tokens[1], "".join(tokens[2:])),)
        case (1 | 2, "month", 2 | 4) | (1 | 2, "month"):
            return (_Split(tokens[0], tokens[1], "".join(tokens[2:]), False),)
        case ("month", 1 | 2, 4) | ("month", 1 | 2):
            return (_Split(tokens[1], tokens[0], "".join(tokens[2:]), False),)
        case (4, 1 | 2 | "month", 1 | 2):
            return (_Split(tokens[2], tokens[1], tokens[0], False),)
    return ()


def _days(split: _Split, today: date, expect: Expect) -> Iterator[date]:
    """Yield the dates of the calendar that a split can be; without a year, the next one from today."""
    month = MONTHS.get(split.month) or int(split.month)
    days = (_calendar_day(year, month, int(split.day)) for year in _years(split.year, today, expect))
    found = (day for day in days if day)
    if split.year:
        yield from found
    else:
        yield from [day for day in found if day >= today][:1]


def _years(year: str, today: date, expect: Expect) -> Iterable[int]:
    if len(year) == 4:
        return (int(year),)
    if not year:
        return range(today.year, today.year + 9)  # 29 February comes back within eight years
    century = today.year // 100 * 100
    return (century + int(year), century - 100 + int(year)) if expect == "birth" else (century + int(year),)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _judged(days: Iterable[date], today: date, expect: Expect) -> DateReading:
    """Keep what can be a birth date or a service date."""
    nearest_first = sorted(days, key=lambda day: abs(day - today))
    if expect == "birth":
        possible = tuple(day for day in nearest_first if day <= today and _years_between(day, today) <= OLDEST_YEARS)
    else:
        possible = tuple(nearest_first)
    if possible:
        return DateReading(possible, "" if len(possible) == 1 else "ambiguous")
    return DateReading((), "future" if nearest_first[-1] > today else "impossible")


def _years_between(day: date, today: date) -> int:
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def _suggestion(split: _Split, today: date, expect: Expect) -> DateReading:
    """Return impossible, with the month-first date when it is the only other one."""
    if split.is_numeric:
        turned = _Split(split.month, split.day, split.year)
        days = set(_days(turned, today, expect))
        if days and not (reading := _judged(days, today, expect)).reason:
            return DateReading(reading.dates, "impossible")
    return DateReading((), "impossible")


def _agreed(reading: DateReading, weekday: int, today: date, expect: Expect) -> DateReading:
    """Hold dates against the weekday in front: it chooses among them, or contradicts and is asked about."""
    fitting = tuple(day for day in reading.dates if day.isoweekday() == weekday)
    if len(fitting) == 1:
        return DateReading(fitting)
    if fitting or not reading.dates:
        return reading
    nearest = {day + timedelta(days=(weekday - day.isoweekday() + 3) % 7 - 3) for day in reading.dates}
    return _judged({*reading.dates, *nearest}, today, expect)


def _read_weekday(tokens: list[str], today: date) -> DateReading:
    """Read "Senin", "Senin ini", "Senin depan". What may mean this week or next week is asked about."""
    weekdays = [token for token in tokens if token in WEEKDAYS]
    others = {token for token in tokens if token not in WEEKDAYS}
    if len(weekdays) != 1 or not others <= NEXT_WEEK | THIS_WEEK:
        return _UNREADABLE
    weekday = WEEKDAYS[weekdays[0]]
    coming = (weekday - today.isoweekday()) % 7
    if others & NEXT_WEEK:
        ahead = {coming or 7, 7 - today.isoweekday() + weekday}
    else:
        ahead = {coming} if coming or others else {0, 7}
    return _judged({today + timedelta(days=days) for days in ahead}, today, "service")
