"""How long a wait may take: learned from how long people were at the desks of that lane at that hour."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, median

from msgspec import Struct

from bot.offices import Office
from bot.store import lobby_keys
from bot.store.client import Client
from bot.store.tickets import Tickets
from bot.visit_values import DeskAtWork, Ticket

FEWEST = 8
"""From how few services on an hour speaks for itself; below that the whole lane does, below it nobody."""

LOW, HIGH = 0.1, 0.9
AWAY_MS = 60 * 60_000
"""A desk that has done nothing for so long is not counted on."""


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
        self._tickets = Tickets(client)

    async def wait_s(
        self, office: Office, ticket: Ticket, before: int, *, desks: Sequence[DeskAtWork], now_ms: int
    ) -> tuple[int, int] | None:
        """Return the least and the most seconds until somebody is called who has so many before them."""
        samples = await self._services(office, ticket.lane, f"{office.local(now_ms):%H}")
        serving = [desk.id for desk in office.desks if ticket.sent_to == desk.id or ticket.lane in desk.lanes]
        there = [desk for desk in desks if desk.id in serving and not desk.paused and desk.seen_ms > now_ms - AWAY_MS]
        count = 1 if ticket.sent_to else len(there) or len(serving) or 1
        return spread_s(samples, before, desks=count, free=sum(not desk.ticket for desk in there))

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

    async def _services(self, office: Office, lane: str, hour: str) -> Sequence[int]:
        key = lobby_keys.services(office.code)
        here = await self._client.execute("HGET", key, f"{lane}:{hour}", key=key)
        samples = _numbers(here)
        if len(samples) >= FEWEST:
            return samples
        fields = [f"{lane}:{each:02}" for each in range(24)]
        found = await self._client.execute("HMGET", key, *fields, key=key)
        return [number for numbers in found for number in _numbers(numbers)]


def spread_s(samples: Sequence[int], before: int, *, desks: int, free: int = 0) -> tuple[int, int] | None:
    """Return the least and the most seconds of a wait behind so many people, from how long others were served.

    All before them and one of those at the desks have to leave, of whom each is somewhere in the middle. One service is
    anywhere between two quantiles; how far many are from the usual grows with the root of their number, and more the
    fewer the samples are. Whom a desk is free for may be called at once.
    """
    if len(samples) < FEWEST:
        return None
    ordered, usual = sorted(samples), fmean(samples)
    apart = sqrt((before + 1) * (1 + (before + 1) / len(samples)))  # by chance, and as the usual is not known better
    if before < free:
        return 0, int(usual / desks) + 1
    least = (before + 0.5) * usual - (usual - _quantile(ordered, LOW)) * apart
    most = (before + 1) * usual + (_quantile(ordered, HIGH) - usual) * apart
    return max(0, int(least / desks)), int(most / desks) + 1


def _numbers(text: bytes | None) -> Sequence[int]:
    return [int(number) for number in (text or b"").split()]


def _quantile(ordered: Sequence[int], share: float) -> float:
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)
