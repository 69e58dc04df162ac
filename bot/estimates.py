"""How long a wait may take: what is known of the services of a lane, worked off by the desks that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import sqrt
from statistics import median

from msgspec import Struct

from bot.calling_rules import AWAY_MS
from bot.offices import Office
from bot.service_times import FEWEST, ServiceTimes, read_services
from bot.store import lobby_keys
from bot.store.client import Client
from bot.visit_values import DeskAtWork, Ticket

PAUSE_S, PAUSE_LEFT_S = 20 * 60, 5 * 60
"""How long a pause lasts as a rule, and how much longer one that has lasted so long already."""

AT_ONCE_S = 60
"""How long it may take at the most to be called to a desk that is free."""

SURE = 2.2
"""How many standard deviations the range reaches to both sides of what is expected."""


class EstimateError(Struct, frozen=True, kw_only=True):
    """How the promises of a lane came out: how many there were, the share of waits within, and how far waits usually
    were from the middle of what was told.
    """

    count: int
    within: float
    median_off_s: float


class Estimates:
    """The estimates of all offices."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def wait_s(
        self, office: Office, ticket: Ticket, before: int, *, desks: Sequence[DeskAtWork], now_ms: int,
        priority_before: int = 0,
    ) -> tuple[int, int] | None:  # fmt: skip
        """Return the least and the most seconds until somebody is called who has so many before them."""
        services = await self._services(office, ticket.lane, office.local(now_ms))
        if services.count < FEWEST:
            return None
        crew = crew_of(office, ticket, desks, now_ms=now_ms)
        share = 0.0 if ticket.is_priority else services.has_priority
        later = later_with_priority(before, priority_before, share)
        return range_s(services, before, crew, later=later, now=office.local(now_ms))

    async def error(self, office: Office, lane: str) -> EstimateError | None:
        """Return how the last promises of a lane came out at the calls, None when there were none."""
        key = lobby_keys.promises(office.code)
        lines = [line.decode().split() for line in await self._client.execute("LRANGE", key, 0, -1, key=key)]
        kept = [(int(waited), *map(int, promised.split("-"))) for of, waited, promised in lines if of == lane]
        if not kept:
            return None
        return EstimateError(
            count=len(kept),
            within=sum(least <= waited <= most for waited, least, most in kept) / len(kept),
            median_off_s=median(abs(waited - (least + most) / 2) for waited, least, most in kept),
        )

    async def _services(self, office: Office, lane: str, now: datetime) -> ServiceTimes:
        key = lobby_keys.services(office.code)
        fields = [f"{lane}:{hour:02}" for hour in range(24)]
        *by_hour, today = await self._client.execute("HMGET", key, *fields, f"{lane}:today", key=key)
        return read_services(by_hour, today, date=f"{now:%Y%m%d}")


class Crew(Struct, frozen=True, kw_only=True):
    """The desks that serve somebody's line: in how many seconds each of them is back, and how many are free now."""

    back_in_s: Sequence[float]
    free: int = 0

    @property
    def count(self) -> int:
        """Return how many desks there are, with those that pause."""
        return len(self.back_in_s)


def crew_of(office: Office, ticket: Ticket, desks: Sequence[DeskAtWork], *, now_ms: int) -> Crew:
    """Return who works off the line of a ticket: the one desk that it is for, or those of its lane that are there."""
    serving = {ticket.sent_to} if ticket.sent_to else {desk.id for desk in office.desks if ticket.lane in desk.lanes}
    there = [desk for desk in desks if desk.id in serving and desk.seen_ms > now_ms - AWAY_MS]
    if not there:
        return Crew(back_in_s=[0.0] * max(1, len(serving)))
    back = [max(PAUSE_LEFT_S, PAUSE_S - (now_ms - desk.seen_ms) / 1000) if desk.paused else 0.0 for desk in there]
    return Crew(back_in_s=back, free=sum(not desk.ticket and not desk.paused for desk in there))


def later_with_priority(before: int, priority_before: int, share: float) -> float:
    """Return how many may come later and be called first nevertheless, when this share of all has priority.

    It is half of those who come if as many go on coming: they may as well stop.
    """
    turns = (before - priority_before) / max(0.5, 1 - share)
    return max(0.0, turns - before) / 2


def range_s(services: ServiceTimes, before: int, crew: Crew, *, later: float = 0, now: datetime) -> tuple[int, int]:
    """Return the least and the most seconds of a wait behind so many people.

    Expected is when the desks have done as many services as people are before, with half of those who may still go
    first and what is left of one service (by renewal theory half of it, and half its squared variation), hour by hour
    at what a service takes then. Four causes put it off, and their squares are added: services differ (by the root of
    their number), their mean is known from so many only (by their number), those who go first come or not, and pauses
    end earlier or later. Whom a desk is free for may be called at once.
    """
    if before < crew.free:
        return 0, AT_ONCE_S
    variation = services.variation
    ahead = before + later + (1 + variation**2) / 2
    expected_s = worked_off_s(services, ahead, crew, now=now)
    by_chance = variation * sqrt(ahead) * expected_s / ahead
    by_mean = variation / sqrt(services.count) * expected_s
    by_later = later * expected_s / ahead
    by_pauses = sum(back_s / 2 for back_s in crew.back_in_s) / crew.count
    off_s = SURE * sqrt(by_chance**2 + by_mean**2 + by_later**2 + by_pauses**2)
    return max(0, int(expected_s - off_s)), int(expected_s + off_s) + 1


def worked_off_s(services: ServiceTimes, count: float, crew: Crew, *, now: datetime) -> float:
    """Return how many seconds the desks take for so many services."""
    at_s, left = 0.0, count
    for hour, until_s in _spans(now, crew.back_in_s):
        there = sum(back_s <= at_s for back_s in crew.back_in_s)
        takes_s = services.expected_s(hour) / there if there else float("inf")
        if left * takes_s <= until_s - at_s:
            break
        left -= (until_s - at_s) / takes_s
        at_s = until_s
    return at_s + left * takes_s


def _spans(now: datetime, changes_s: Sequence[float]) -> Iterator[tuple[int, float]]:
    """Yield spans of time within each of which nothing changes: the hour, and when the span ends, from now."""
    ends = now.replace(minute=0, second=0, microsecond=0)
    hours_s = [((ends + timedelta(hours=n)) - now).total_seconds() for n in range(1, 13)]
    for until_s in sorted({*hours_s, *(each for each in changes_s if each > 0)}):
        yield (now + timedelta(seconds=until_s - 1)).hour, until_s
    yield now.hour, float("inf")
