"""Readers of what stands behind the words that close and move dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.arguments import Reading
from bot.calendar_commands import WhichDate
from bot.calendar_words import NEXT_WEEK, THIS_WEEK
from bot.calendars import LONGEST_REASON, MOST_DAYS_AHEAD
from bot.dates import DateReading, read_date
from bot.own_words import meant_reason
from bot.shift_commands import CloseDates, MoveDate, ShowShifts
from bot.staff_commands import Misused, StaffCommand

# locale: staff-usage-tutup, staff-usage-pindah
DATE_WORDS = 4  # Senin 30 November 2026
MOST_DAYS = 31
UNTIL = frozenset({"-", "s/d", "s.d.", "s.d", "sd", "sampai", "hingga", "to"})
INTO = frozenset({"ke", "menjadi", "to", "->"})
DASHES = str.maketrans(dict.fromkeys("–—", " - ") | dict.fromkeys("→=", " "))
LONGEST_FOUND = 80

Front = tuple[DateReading, str, Sequence[str]]
"""A date, the words that it was read from, and those behind it."""


def tutup_arguments(reading: Reading) -> StaffCommand:
    """Read `/tutup tanggal[–tanggal] alasan`; the reason can be the number of a ready one."""
    for found, typed, behind in _dates_in_front(reading.rest.translate(DASHES).split(), reading):
        if found.reason:
            return WhichDate(word="tutup", found=typed, days=found.dates, behind=" ".join(behind))
        if behind and behind[0].lower() in UNTIL:
            return _closing_span(found, behind[1:], reading)
        return _closing(found, found, behind, reading)
    return Misused(word="tutup", found=_shown(reading.rest))


def pindah_arguments(reading: Reading) -> StaffCommand:
    """Read `/pindah tanggal tanggal-baru [alasan]` or `/pindah status`."""
    if reading.rest.strip().lower() == "status":
        return ShowShifts()
    for found, typed, rest in _dates_in_front(reading.rest.translate(DASHES).split(), reading):
        words = rest[1:] if rest and rest[0].lower() in INTO else rest
        to, to_typed, behind = next(_dates_in_front(words, reading), (None, "", ()))
        if to is None:
            continue  # "besok lusa" is one date, and two
        if found.reason:
            return WhichDate(word="pindah", found=typed, days=found.dates, behind=" ".join(words))
        assert found.day is not None
        if to.reason:
            word = f"pindah {found.day:%d%m%Y}"
            return WhichDate(word=word, found=to_typed, days=to.dates, behind=" ".join(behind))
        assert to.day is not None
        return _with_reason(MoveDate(day=found.day, to=to.day, reason=meant_reason(reading.office, " ".join(behind))))
    return Misused(word="pindah", found=_shown(reading.rest))


def _closing_span(first: DateReading, words: Sequence[str], reading: Reading) -> StaffCommand:
    last, _, behind = next(_dates_in_front(words, reading), (first, "", ()))
    if last is first or last.reason:
        return Misused(word="tutup", found=_shown(" ".join(words)))
    return _closing(first, last, behind, reading)


def _closing(first: DateReading, last: DateReading, behind: Sequence[str], reading: Reading) -> StaffCommand:
    assert first.day is not None
    assert last.day is not None
    if not timedelta() <= last.day - first.day < timedelta(days=MOST_DAYS):
        return Misused(word="tutup", found=_shown(reading.rest))
    if not behind and not reading.office.closing_reasons:
        return Misused(word="tutup")
    reason = meant_reason(reading.office, " ".join(behind))
    return _with_reason(CloseDates(first=first.day, last=last.day, reason=reason))


def _with_reason(command: CloseDates | MoveDate) -> StaffCommand:
    if len(command.reason) <= LONGEST_REASON:
        return command
    return Misused(word="tutup" if isinstance(command, CloseDates) else "pindah", found=_shown(command.reason))


def _dates_in_front(words: Sequence[str], reading: Reading) -> Iterator[Front]:
    """Yield what the words in front can mean as a date of about now, the longest first."""
    for length in range(min(DATE_WORDS, len(words)), 0, -1):
        typed, behind = " ".join(words[:length]), words[length:]
        found = read_date(typed, today=reading.today, expect="service")
        following = behind[0].lower() if behind else ""
        is_cut = following in NEXT_WEEK | THIS_WEEK or typed.endswith("-")  # "minggu depan" is no date
        is_near = all(abs(day - reading.today) <= timedelta(days=MOST_DAYS_AHEAD) for day in found.dates)
        if (found.day or found.reason == "ambiguous") and is_near and not is_cut:
            yield found, typed, behind


def _shown(found: str) -> str:
    """Return what can't be read, cut to a length that can be shown."""
    return found if len(found) <= LONGEST_FOUND else f"{found[:LONGEST_FOUND]}…"
