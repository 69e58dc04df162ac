"""Sessions as officers write them: "08:00-09:00 20, 09.00-10.00 20 umum 5 prioritas". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time

from bot.calendar_words import WEEKDAYS
from bot.offices import Pool, Session

POOLS: Mapping[str, Pool] = {
    "umum": "regular", "reguler": "regular", "regular": "regular",
    "prioritas": "priority", "priority": "priority",
    "cadangan": "reserve", "reserve": "reserve",
}  # fmt: skip

_HOUR = r"(\d{1,2})(?:[:.](\d{2}))?"
_SESSION = re.compile(rf"{_HOUR}\s*(?:-|–|—|s/?d|sampai)\s*{_HOUR}\s*[:=]?\s+(\d.*)")
_PLACES = re.compile(r"(\d{1,6})\s*(?:tempat\s*)?([a-z]*)\s*\+?\s*")
_ONE_HOUR = re.compile(rf"(?:jam|pukul|pkl)?\s*{_HOUR}\s*(?:wib|wita|wit)?")
_RANGE = re.compile(r"([a-z]+)\s*(?:-|–|—|s/?d|sampai)\s*([a-z]+)")
_BETWEEN = re.compile(r"[\s,]+")
_FILLERS = frozenset({"setiap", "tiap", "hari", "dan"})


def read_sessions(text: str) -> tuple[Session, ...] | str:
    """Return the sessions of a list in the order written, or the part that can't be read ("" when there is none)."""
    parts: list[str] = [part.strip().lower() for part in re.split(r"[,;\n]", text)]
    sessions: list[Session] = []
    for part in filter(None, parts):
        session = _session(part)
        if session is None:
            return part
        sessions.append(session)
    return tuple(sessions) if sessions else ""


def read_clock(text: str) -> time | None:
    """Return an hour as people write it ("08:00", "jam 8", "8.30 WIB"), or None."""
    match = _ONE_HOUR.fullmatch(text.strip().lower())
    return _time(match[1], match[2]) if match else None


def read_weekdays(text: str) -> tuple[int, ...]:
    """Return the weekdays (1 = Monday) of "senin", "senin-jumat", "senin, rabu"; none where it says another thing."""
    words = [word for word in _BETWEEN.split(text.strip().lower()) if word and word not in _FILLERS]
    if span := _RANGE.fullmatch(" ".join(words)):
        first, last = (WEEKDAYS.get(name, 0) for name in span.groups())
        return tuple(range(first, last + 1)) if first else ()
    if not words or any(word not in WEEKDAYS for word in words):
        return ()
    return tuple(sorted({WEEKDAYS[word] for word in words}))


def _session(part: str) -> Session | None:
    match = _SESSION.fullmatch(part)
    if match is None:
        return None
    start, end = _time(match[1], match[2]), _time(match[3], match[4])
    pools = _pools(match[5])
    return Session(start=start, end=end, pools=pools) if start and end and pools else None


def _pools(text: str) -> dict[Pool, int] | None:
    """Return the places of each pool; a number without a word is for everybody."""
    found = _PLACES.findall(text)
    if _PLACES.sub("", text) or any(word and word not in POOLS for _, word in found):
        return None
    named = [(POOLS[word] if word else "regular", int(places)) for places, word in found]
    if len({pool for pool, _ in named}) < len(named):
        return None
    return {"regular": 0, "priority": 0, "reserve": 0, **dict(named)}


def _time(hour: str, minute: str | None) -> time | None:
    if int(hour) > 23 or int(minute or 0) > 59:
        return None
    return time(int(hour), int(minute or 0))
