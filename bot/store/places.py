"""The places of an office: held, booked, given up, moved, counted (lua/places.lua, moving.lua, looking.lua)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.offices import Office, Pool, Session
from bot.store import keys
from bot.store.client import Client
from bot.store.operations import Operation, settled

MOST_DATES_AT_ONCE = 62


class Outcome(Enum):
    """What a function of the places answered."""

    OK = "OK"
    FULL = "FULL"
    CODE_TAKEN = "CODE_TAKEN"
    ALREADY = "ALREADY"
    WRONG = "WRONG"
    ENDED = "ENDED"
    LAPSED = "LAPSED"
    CANCELLED = "CANCELLED"
    OTHER_CHAT = "OTHER_CHAT"
    UNKNOWN = "UNKNOWN"
    GONE = "GONE"
    SAME = "SAME"


_OUTCOMES = {outcome.value.encode(): outcome for outcome in Outcome}


class Candidate(NamedTuple):
    """A session and pool in which a place may be taken, while fewer than `limit` are."""

    session: str
    pool: str
    limit: int


def candidates(sessions: Sequence[Session], pools: Sequence[Pool]) -> list[Candidate]:
    """Return the places of some sessions in the order in which they are given away."""
    return [Candidate(session.id, pool, session.pools.get(pool, 0)) for session in sessions for pool in pools]


class Step(Struct, frozen=True, kw_only=True):
    """What every change needs: where, when, and which message asked for it.

    `code` is the eight characters of a booking code behind the office's prefix.
    """

    office: Office
    day: date
    code: str
    operation: Operation
    now_ms: int

    def keys(self) -> tuple[str, ...]:
        """Return the keys that hold, confirm and cancel declare."""
        code, day = self.office.code, keys.day_keys(self.office.code, self.day)
        return (
            day.day,
            day.back,
            keys.events(code),
            keys.figures(code, _today(self.office.zone, self.now_ms // 60_000)[:6]),
        )

    def arguments(self) -> tuple[str | int, ...]:
        """Return the arguments that hold, confirm and cancel begin with."""
        digits = keys.day_keys(self.office.code, self.day).digits
        return self.operation.chat, self.operation.number, self.now_ms, digits, self.today, self.code

    @property
    def today(self) -> str:
        """Return the day of the month in the office's time, which its figures are counted under."""
        return _today(self.office.zone, self.now_ms // 60_000)[6:]


class Held(Struct, frozen=True, kw_only=True):
    """The place that a hold got; `until_ms` is its deadline."""

    session: str
    pool: str
    until_ms: int


class Confirmed(NamedTuple):
    """What an approval came to, and (WRONG) how many more tries there are."""

    outcome: Outcome
    tries_left: int


class Row(Struct, frozen=True, kw_only=True):
    """A booking as it is kept; `sealed` holds the person.

    `chat` and `number` are the operation that held it. `last` is the latest that changed it: how far its number is
    from `number`, or "<chat>:<number>" of another chat, or "" for none. In state `moved`, `until_ms` is the date where
    the booking is now.
    """

    state: str
    session: str
    pool: str
    chat: str
    number: int
    until_ms: int
    approval: str
    tries_left: int
    last: str
    sealed: bytes

    def is_signed_by(self, operation: Operation) -> bool:
        """Tell whether this operation was the last to change the booking."""
        return self.chat == operation.chat and self.last == str(operation.number - self.number)


class Places:
    """The places of all offices. Every change is idempotent by its operation."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def hold(
        self,
        step: Step,
        *,
        candidates: Sequence[Candidate],
        until_ms: int,
        approval: str,
        tries: int,
        sealed: bytes,
        erase_at_ms: int,
        passes_line: bool = False,
    ) -> Held | Outcome:
        """Hold the first place that is free among the candidates until `until_ms`; FULL or CODE_TAKEN otherwise.

        While people wait for the date it is full, but for who `passes_line`.
        """
        line = () if passes_line else (keys.day_keys(step.office.code, step.day).wait,)
        flat = [part for candidate in candidates for part in candidate]
        answer = await settled(
            step.office.code,
            lambda: self._client.call(
                "hold", (*step.keys(), keys.calendar(step.office.code), *line),
                *step.arguments(), until_ms, approval, tries, sealed, erase_at_ms, step.office.version, *flat,
            ),
        )  # fmt: skip
        if answer[0] != b"OK":
            return _OUTCOMES[answer[0]]
        return Held(session=answer[1].decode(), pool=answer[2].decode(), until_ms=int(answer[3]))

    async def confirm(self, step: Step, *, approval: str) -> Confirmed:
        """Turn a held place into a booking.

        `approval` "" is a press on the button in the chat that holds the place.
        """
        answer = await settled(
            step.office.code, lambda: self._client.call("confirm", step.keys(), *step.arguments(), approval)
        )
        return Confirmed(_OUTCOMES[answer[0]], int(answer[1]) if len(answer) > 1 else 0)

    async def cancel(self, step: Step, *, return_at_ms: int) -> Outcome:
        """Give up a held or booked place, which others can take from `return_at_ms` on: OK, GONE or UNKNOWN."""
        answer = await settled(
            step.office.code, lambda: self._client.call("cancel", step.keys(), *step.arguments(), return_at_ms)
        )
        return _OUTCOMES[answer[0]]

    async def move(
        self,
        step: Step,
        *,
        to: date,
        candidates: Sequence[Candidate],
        return_at_ms: int,
        erase_at_ms: int,
    ) -> Held | Outcome:
        """Move a booking to another date or session of its office; it keeps its place until it has the new one.

        `return_at_ms` is when others can take the old place, `erase_at_ms` the end of the new date's retention.
        """
        new = keys.day_keys(step.office.code, to)
        flat = [part for candidate in candidates for part in candidate]
        answer = await settled(
            step.office.code,
            lambda: self._client.call(
                "move", (*step.keys(), new.day, new.back, keys.calendar(step.office.code), new.wait),
                *step.arguments(), new.digits, return_at_ms, erase_at_ms, step.office.version, *flat,
            ),
        )  # fmt: skip
        if answer[0] != b"OK":
            return _OUTCOMES[answer[0]]
        return Held(session=answer[1].decode(), pool=answer[2].decode(), until_ms=0)

    async def row(self, office: str, day: date, code: str, *, now_ms: int) -> Row | None:
        """Return a booking, or None when there is none of this code on this date."""
        answer = await self._client.call("row", (keys.day_keys(office, day).day,), code, now_ms)
        return _row(answer) if answer else None

    async def rows(self, office: str, day: date) -> Sequence[tuple[str, Row]]:
        """Return all bookings of a date with their codes, as they are kept."""
        key = keys.day_keys(office, day).day
        flat = await self._client.execute("HGETALL", key, key=key)
        fields = flat.items() if isinstance(flat, dict) else zip(flat[::2], flat[1::2], strict=True)
        return [(code.decode(), _row(text.split(b"|", 9))) for code, text in fields if code[:1] != b"#"]

    async def returning(self, office: str, day: date, *, now_ms: int) -> Mapping[tuple[str, str], int]:
        """Count the places of cancelled bookings that are not on offer again yet, by (session, pool)."""
        key = keys.day_keys(office, day).back
        members = await self._client.execute("ZRANGEBYSCORE", key, f"({now_ms}", "+inf", key=key)
        given_up = (member.decode()[1:].split("|") for member in members if member.startswith(b"-"))
        return Counter((session, pool) for session, pool, *_ in given_up)

    async def taken(
        self, office: Office, days: Sequence[date], places: Sequence[tuple[str, str]], *, now_ms: int
    ) -> Sequence[dict[tuple[str, str], int]]:
        """Count the places taken, for each date and each (session, pool); gives back first what has run out."""
        batches = [days[start : start + MOST_DATES_AT_ONCE] for start in range(0, len(days), MOST_DATES_AT_ONCE)]
        return [counts for batch in batches for counts in await self._look(office, batch, places, now_ms)]

    async def _look(
        self, office: Office, days: Sequence[date], places: Sequence[tuple[str, str]], now_ms: int
    ) -> Sequence[dict[tuple[str, str], int]]:
        today = _today(office.zone, now_ms // 60_000)
        named = [keys.day_keys(office.code, day) for day in days]
        declared = [keys.events(office.code), keys.figures(office.code, today[:6]), keys.calendar(office.code)]
        declared += [key for day in named for key in (day.day, day.back)]
        counters = [f"#{session}|{pool}" for session, pool in places]
        answer = await settled(
            office.code,
            lambda: self._client.call(
                "look", declared, now_ms, today[6:], office.version, len(named), *(d.digits for d in named), *counters
            ),
        )
        return [dict(zip(places, (int(n or 0) for n in counts), strict=True)) for counts in answer]

    async def differences(self, office: str, day: date) -> Sequence[str]:
        """Recount a date; return what does not agree, a sentence each. Empty: the counters equal the rows."""
        named = keys.day_keys(office, day)
        answer = await self._client.call("recount", (named.day, named.back))
        return [line.decode() for line in answer]


def month_of(office: Office, now_ms: int) -> str:
    """Return the month of an instant in the office's time, "202611": its figures have a key for each."""
    return _today(office.zone, now_ms // 60_000)[:6]


def day_of_month(office: Office, now_ms: int) -> str:
    """Return the day of the month of an instant in the office's time, "30", which its figures are counted under."""
    return _today(office.zone, now_ms // 60_000)[6:]


def _row(parts: Sequence[bytes]) -> Row:
    state, session, pool, chat, number, until, approval, tries, last, sealed = parts
    return Row(
        state=state.decode(), session=session.decode(), pool=pool.decode(), chat=chat.decode(), number=int(number),
        until_ms=int(until), approval=approval.decode(), tries_left=int(tries), last=last.decode(), sealed=sealed,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _today(zone: str, minute: int) -> str:
    """Return the date of a minute since 1970 in a time zone, as "20261130"."""
    return f"{datetime.fromtimestamp(minute * 60, ZoneInfo(zone)):%Y%m%d}"
