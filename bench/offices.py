"""The offices of the benchmarks: open every weekday, with as many places as a run needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.offices import Office, Session


def offices(count: int, *, places: int) -> dict[str, Office]:
    """Return `count` offices with seven sessions a day, `places` regular places a day in all (or a few more)."""
    return {code: office(code, places=places) for code in map(_code, range(count))}


def office(code: str, *, places: int) -> Office:
    """Return one office."""
    each = -(-places // 7)
    sessions = tuple(
        Session(start=time(hour), end=time(hour + 1), pools={"regular": min(each, places - each * index)})
        for index, hour in enumerate(range(8, 15))
    )
    return Office(
        code=code, name=f"Kanim {code}", address="-", zone="Asia/Jakarta", week=dict.fromkeys(range(1, 6), sessions)
    )


def open_days(chosen: Office, now: datetime) -> Sequence[date]:
    """Return the dates that can be booked at any hour of the run: from tomorrow on."""
    return [day for day in chosen.open_days(now) if day > now.date() + timedelta(days=1)]


def _code(number: int) -> str:
    return "".join(chr(65 + number // 26**power % 26) for power in (2, 1, 0))
