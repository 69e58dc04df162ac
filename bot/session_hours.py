"""The hour of a session as people write it ("08:00", "jam 9", "sesi 2"); the office's calendar says what fits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.offices import Session

# "0800" too, but not "1987": a year is never an hour at which an office is open.
_CLOCK = re.compile(r"(\d{1,2}(?=[:.])|0\d|1[0-7])[:.]?(\d{2})(?:[:.]00)?(?:\s*-\s*\d{1,2}[:.]?\d{2})?")
_EDGES = " .:=-"
_WORDS = re.compile(r"\b(?:jam|pukul|pkl|jm|sesi|session|ke|wib|wita|wit|pagi|siang|sore)\b\.?")
_HOUR_WORDS = re.compile(r"\b(?:jam|pukul|pkl|jm)\b")
_AFTERNOON = re.compile(r"\b(?:siang|sore)\b")
_ORDER_WORDS = re.compile(r"\b(?:sesi|session)\b")


def looks_like_session(text: str) -> bool:
    """Tell whether a text is written like an hour or a session, whatever the office has."""
    number = _WORDS.sub("", text.lower()).strip(_EDGES)
    return bool(_CLOCK.fullmatch(number)) or (number.isdecimal() and len(number) <= 2)


def read_session(text: str, sessions: Sequence[Session]) -> str:
    """Return "HH:MM", or "" when it could be two sessions or none.

    A full clock time is taken as it is, also when there is no such session: that has its own answer. So is "jam 7"
    where no session is meant by it. A bare number may be an hour, of the afternoon too ("jam 2"), or the place in the
    day's order ("sesi 2").
    """
    lowered = text.lower()
    number = _WORDS.sub("", lowered).strip(_EDGES)
    if clock := _CLOCK.fullmatch(number):
        hour, minute = int(clock[1]), int(clock[2])
        return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
    if not number.isdecimal() or len(number) > 2:
        return ""
    found = set()
    if not _ORDER_WORDS.search(lowered):
        found |= {s.id for s in sessions if s.id in (f"{int(number):02}:00", f"{int(number) + 12:02}:00")}
    if not _HOUR_WORDS.search(lowered):
        found |= {s.id for s in sessions[int(number) - 1 : int(number)]}
    if not found and _HOUR_WORDS.search(lowered) and not _AFTERNOON.search(lowered) and int(number) < 24:
        return f"{int(number):02}:00"
    return found.pop() if len(found) == 1 else ""
