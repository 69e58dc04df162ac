"""The waiting lists: who stands in line for a full date, and what has been offered to whom (lua/waitlist.lua)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct

from bot.offices import Office
from bot.store import keys
from bot.store.client import Client
from bot.store.operations import settled
from bot.store.places import MOST_DATES_AT_ONCE, Candidate, Outcome, Step, day_of_month, month_of

LENT_MS = 30_000
"""How long a process has to tell what it offered, before another one may."""

_OUTCOMES = {outcome.value.encode(): outcome for outcome in Outcome}


class Who(NamedTuple):
    """The fingerprints of a number and of a person: each is in a date's line once."""

    number: str
    person: str


class Waiter(NamedTuple):
    """Somebody in a line, by the code of the booking that they may get."""

    code: str
    who: Who


class InLine(Struct, frozen=True, kw_only=True):
    """A place in a date's line, of so many; 0 once it has left the line."""

    code: str
    day: date
    place: int
    length: int


class Waitlists:
    """The lines of all dates. Every change is idempotent by its operation or by what it names."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def join(
        self, step: Step, who: Who, *, approval: str, tries: int, sealed: bytes, most: int, tell_at_ms: int,
        erase_at_ms: int,
    ) -> InLine | Outcome:  # fmt: skip
        """Stand at the end of a date's line: FULL when it has `most` already, CODE_TAKEN for another code.

        A number or a person that is in it keeps the place: then the code is not that of the step.
        """
        office, day = step.office.code, keys.day_keys(step.office.code, step.day)
        answer = await settled(
            office,
            lambda: self._client.call(
                "waitlist_join",
                (day.day, day.wait, keys.waits(office), keys.events(office),
                 keys.figures(office, month_of(step.office, step.now_ms))),
                step.operation.chat, step.operation.number, day.digits, step.today, step.code, *who,
                approval, tries, sealed, most, tell_at_ms, erase_at_ms,
            ),
        )  # fmt: skip
        if answer[0] != b"OK":
            return _OUTCOMES[answer[0]]
        return InLine(code=answer[1].decode(), day=step.day, place=int(answer[2]), length=int(answer[3]))

    async def leave(self, step: Step, who: Who) -> Outcome:
        """Leave a date's line, or give back what was offered: OK, GONE or UNKNOWN."""
        line = keys.day_keys(step.office.code, step.day).wait
        answer = await settled(
            step.office.code,
            lambda: self._client.call("waitlist_leave", (*step.keys(), line), *step.arguments(), *who),
        )
        return _OUTCOMES[answer[0]]

    async def offer(
        self, office: Office, day: date, *, candidates: Sequence[Candidate], until_ms: int, now_ms: int
    ) -> Sequence[str]:
        """Hold the free places of a date for the first in its line; return their codes in the order of joining."""
        named, flat = keys.day_keys(office.code, day), [part for candidate in candidates for part in candidate]
        answer = await settled(
            office.code,
            lambda: self._client.call(
                "waitlist_offer",
                (*_keys(office, day, now_ms), keys.calendar(office.code), named.wait, keys.offers(office.code)),
                now_ms, named.digits, day_of_month(office, now_ms), until_ms, office.version, now_ms + LENT_MS, *flat,
            ),
        )  # fmt: skip
        return [code.decode() for code in answer[1:]]

    async def stranded(self, office: str, *, now_ms: int) -> Sequence[tuple[date, str]]:
        """Take over the offers whose teller has died: their dates and codes."""
        found = await self._client.call("waitlist_untold", (keys.offers(office),), now_ms, now_ms + LENT_MS)
        return [_offer(each) for each in found]

    async def untold(self, office: str) -> frozenset[tuple[date, str]]:
        """Return the offers that are yet to be told."""
        key = keys.offers(office)
        return frozenset(_offer(each) for each in await self._client.execute("ZRANGE", key, 0, -1, key=key))

    async def told(self, office: str, day: date, code: str) -> None:
        """Note that an offer has been told. Again is harmless."""
        key = keys.offers(office)
        await self._client.execute("ZREM", key, keys.day_keys(office, day).digits + code, key=key)

    async def again(
        self, office: Office, day: date, waiter: Waiter, *, approval: str, tries: int, tell_at_ms: int, now_ms: int
    ) -> None:  # fmt: skip
        """Put somebody in front of the line again whose offer ran out untold. Again is harmless."""
        named = keys.day_keys(office.code, day)
        declared = (*_keys(office, day, now_ms), named.wait, keys.offers(office.code), keys.waits(office.code))
        await settled(
            office.code,
            lambda: self._client.call(
                "waitlist_again", declared, now_ms, named.digits, day_of_month(office, now_ms),
                waiter.code, *waiter.who, approval, tries, tell_at_ms,
            ),
        )  # fmt: skip

    async def dates(self, office: str) -> Sequence[tuple[date, int]]:
        """Return the dates for which people wait, with the next instant (ms) that they are to be told of."""
        key = keys.waits(office)
        flat = await self._client.execute("ZRANGE", key, 0, -1, "WITHSCORES", key=key)
        return [(_day(flat[n]), int(flat[n + 1])) for n in range(0, len(flat), 2)]

    async def tell_next(self, office: str, day: date, at_ms: int) -> None:
        """Set the next instant of a date that its people are to be told of. Again is harmless."""
        key = keys.waits(office)
        await self._client.execute("ZADD", key, "XX", at_ms, keys.day_keys(office, day).digits, key=key)

    async def line(self, office: str, day: date) -> Sequence[Waiter]:
        """Return who waits for a date, the first first."""
        key = keys.day_keys(office, day).wait
        return [_waiter(member) for member in await self._client.execute("ZRANGE", key, 0, -1, key=key)]

    async def end(self, office: str, day: date, waiters: Sequence[Waiter]) -> None:
        """End the waiting of some, and forget them. Again is harmless."""
        named = keys.day_keys(office, day)
        members = ["|".join((waiter.code, *waiter.who)) for waiter in waiters]
        await self._client.call("waitlist_end", (named.day, named.wait, keys.waits(office)), named.digits, *members)

    async def lengths(self, office: str, days: Sequence[date]) -> dict[date, int]:
        """Return how many wait for each date."""
        return {day: int(found[0]) for day, found in await self._looked(office, days, "")}

    async def of_number(self, office: str, number: str) -> Sequence[InLine]:
        """Return where a number stands in line, by date."""
        days = sorted(day for day, _ in await self.dates(office))
        return [
            InLine(code=found[1].decode(), day=day, place=int(found[2]), length=int(found[0]))
            for day, found in await self._looked(office, days, number)
            if len(found) > 1
        ]

    async def _looked(self, office: str, days: Sequence[date], number: str) -> Sequence[tuple[date, Sequence[bytes]]]:
        looked: list[Sequence[bytes]] = []
        for start in range(0, len(days), MOST_DATES_AT_ONCE):
            lines = [keys.day_keys(office, day).wait for day in days[start : start + MOST_DATES_AT_ONCE]]
            looked += await self._client.call("waitlist_look", lines, number)
        return list(zip(days, looked, strict=True))


def _keys(office: Office, day: date, now_ms: int) -> tuple[str, str, str, str]:
    named = keys.day_keys(office.code, day)
    return named.day, named.back, keys.events(office.code), keys.figures(office.code, month_of(office, now_ms))


def _offer(packed: bytes) -> tuple[date, str]:
    return _day(packed[:8]), packed[8:].decode()


def _waiter(member: bytes) -> Waiter:
    code, number, person = member.decode().split("|")
    return Waiter(code, Who(number, person))


def _day(digits: bytes) -> date:
    return datetime.strptime(digits.decode(), "%Y%m%d").date()
