"""Simulated mornings at the desks of one lane, on the real store: what those who came were told, and how it was."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, time, timedelta
from heapq import heappop, heappush
from math import log
from statistics import fmean

from msgspec import Struct
from msgspec.structs import replace

from bot.lanes import Desk, Lane, WalkIn
from bot.offices import Office
from bot.store.operations import Operation, Stamp
from bot.visit_values import Arrived
from bot.visits import Visits

FIRST_DAY = date(2099, 11, 30)
"""Far ahead: what a day leaves must not expire while it is played."""

OPENING = time(8)
USUAL_S, SPREAD = 150, 0.5
PLENTY = 10_000
MINUTE_MS = 60_000


class Morning(Struct, frozen=True, kw_only=True):
    """How people come, and what happens at the desks.

    `rush`: the share of them who wait at the opening or come within half an hour of it; the others come by chance, as
    many as keep the desks busy for the share `load`. `slow`: from 10:00 on a service takes so many times as long.
    `has_priority`: the share who go first. `pauses`: each desk stops for 20 minutes, one after the other, from 9:00 on.
    """

    desks: int = 2
    people: int = 120
    load: float = 0.9
    rush: float = 0.0
    slow: float = 1.0
    has_priority: float = 0.0
    pauses: bool = False


class Waited(Struct, frozen=True, kw_only=True):
    """What somebody was told on arrival, if anything, and how long it was; in seconds."""

    before: int
    told_s: tuple[int, int] | None
    waited_s: float
    has_priority: bool


class Played(Struct, frozen=True, kw_only=True):
    """Who waited, in the order of their calls, and how long each was at a desk."""

    waits: Sequence[Waited]
    services_s: Sequence[float]

    @property
    def usual_s(self) -> float:
        """Return the mean service."""
        return fmean(self.services_s)


def with_desks(office: Office, count: int) -> Office:
    """Return an office with one lane for everybody, so many desks, and walk-ins with and without priority."""
    return replace(
        office,
        lanes=(Lane(id="cs", prefix="A", counters=count),),
        desks=tuple(Desk(id=f"cs-{n}", name=f"CS {n}", lanes=("cs",)) for n in range(count)),
        walk_ins=tuple(
            WalkIn(category=name, places=PLENTY, is_priority=name == "elderly") for name in ("general", "elderly")
        ),
    )


async def play(visits: Visits, office: Office, morning: Morning, *, seed: int, day: int = 0) -> Played:
    """Play a morning of an office that is made `with_desks`, so many days after the first."""
    return await _Day(visits, office, morning, seed=seed, day=day).run()


class _Day:
    """The events of one morning in the order of their instants."""

    def __init__(self, visits: Visits, office: Office, morning: Morning, *, seed: int, day: int) -> None:
        self._visits, self._office, self._morning = visits, office, morning
        self._random = random.Random(f"{seed} {day}")
        self._day, self._presses, self._order = day, 0, 0
        opening = office.at(FIRST_DAY + timedelta(days=day), OPENING)
        self._opens_ms = self._now_ms = round(opening.timestamp() * 1000)
        self._events: list[tuple[int, int, str, int]] = []
        self._told: dict[str, tuple[int, tuple[int, int] | None, bool, int]] = {}
        self._waits, self._services_s = list[Waited](), list[float]()

    async def run(self) -> Played:
        """Play until everybody has been served."""
        for at_ms in self._arrivals():
            self._at(at_ms, "come")
        for n in range(len(self._office.desks)):
            self._at(self._opens_ms, "free", n)
            if self._morning.pauses:
                self._at(self._opens_ms + (60 + 20 * n) * MINUTE_MS, "pause", n)
                self._at(self._opens_ms + (80 + 20 * n) * MINUTE_MS, "go on", n)
        idle: list[int] = []
        while self._events:
            self._now_ms, _, what, desk = heappop(self._events)
            match what:
                case "come":
                    await self._come()
                case "free":
                    await self._visits.desks.finish(self._office, self._office.desks[desk], self._stamp())
                    idle.append(desk)
                case "pause":
                    await self._visits.desks.pause(self._office, self._office.desks[desk], self._stamp(), reason="-")
                case _:
                    await self._visits.desks.resume(self._office, self._office.desks[desk], self._stamp())
            idle = [desk for desk in idle if not await self._call(desk)]
        return Played(waits=self._waits, services_s=self._services_s)

    def _arrivals(self) -> Sequence[int]:
        """Return when people come: the rush around the opening, the others by chance."""
        rushing = round(self._morning.rush * self._morning.people)
        at = [self._opens_ms + self._random.uniform(0, 30) * MINUTE_MS for _ in range(rushing)]
        every_ms = USUAL_S * 1000 * 1.13 / self._morning.desks / self._morning.load  # of a lognormal, the mean is more
        at_ms = float(self._opens_ms)
        for _ in range(self._morning.people - rushing):
            at_ms += self._random.expovariate(1 / every_ms)
            at.append(at_ms)
        return sorted(round(each) for each in at)

    async def _come(self) -> None:
        is_priority = self._random.random() < self._morning.has_priority
        arrived = await self._visits.lobby.walk_in(self._office, "elderly" if is_priority else "general", self._stamp())
        assert isinstance(arrived, Arrived)
        standing = arrived.standing
        self._told[standing.ticket.number] = standing.before, standing.wait_s, is_priority, self._now_ms

    async def _call(self, desk: int) -> bool:
        answer = await self._visits.desks.call_next(self._office, self._office.desks[desk], self._stamp())
        if answer.ticket is None:
            return False
        before, told_s, is_priority, came_ms = self._told[answer.ticket.number]
        waited_s = (self._now_ms - came_ms) / 1000
        self._waits.append(Waited(before=before, told_s=told_s, waited_s=waited_s, has_priority=is_priority))
        is_slow = self._now_ms >= self._opens_ms + 120 * MINUTE_MS
        lasts_s = self._random.lognormvariate(log(USUAL_S * (self._morning.slow if is_slow else 1)), SPREAD)
        self._services_s.append(lasts_s)
        self._at(self._now_ms + round(lasts_s * 1000), "free", desk)
        return True

    def _at(self, at_ms: int, what: str, desk: int = 0) -> None:
        self._order += 1
        heappush(self._events, (at_ms, self._order, what, desk))

    def _stamp(self) -> Stamp:
        self._presses += 1
        return Stamp(operation=Operation(f"morning-{self._day}", self._presses), now_ms=self._now_ms)
