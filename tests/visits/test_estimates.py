"""What people are told of their wait, against how long they waited: on simulated days with uneven services."""

from __future__ import annotations

import random
from heapq import heappop, heappush
from math import log

import pytest
from msgspec.structs import replace

from bot.estimates import FEWEST, EstimateError
from bot.lanes import WalkIn
from bot.store.client import Client
from tests.visits.front import OPENING_MS, Front, office_with_fees

MANY = tuple(WalkIn(category=name, places=10_000, is_priority=name == "elderly") for name in ("general", "elderly"))
USUAL_S, SPREAD = 150, 0.5
DESKS = ("cs-1", "cs-2")


class SimulatedDay:
    """An office's morning: people come by chance, and each is served for as long as it takes."""

    def __init__(self, front: Front, *, seed: int, people: int, every_s: float) -> None:
        self._front = front
        self._random = random.Random(seed)
        self._events: list[tuple[int, str, str]] = []
        at_ms = float(front.now_ms)
        for _ in range(people):
            at_ms += self._random.expovariate(1 / every_s) * 1000
            heappush(self._events, (int(at_ms), "come", ""))
        for desk in DESKS:
            heappush(self._events, (front.now_ms, "free", desk))

    async def run(self) -> None:
        """Play the morning until everybody has been served."""
        idle: list[str] = []
        while self._events:
            self._front.now_ms, what, desk = heappop(self._events)
            if what == "come":
                await self._front.walk_in()
            else:
                await self._front.desks.finish(self._front.office, self._front.desk(desk), self._front.stamp())
                idle.append(desk)
            while idle and await self._front.call(idle[0]):
                lasts_ms = int(self._random.lognormvariate(log(USUAL_S), SPREAD) * 1000)
                heappush(self._events, (self._front.now_ms + lasts_ms, "free", idle.pop(0)))


@pytest.fixture
async def experienced(client: Client) -> Front:
    """Give an office that has learned from one morning."""
    front = Front(client, replace(office_with_fees(), walk_ins=MANY))
    await SimulatedDay(front, seed=1, people=60, every_s=80).run()
    front.now_ms = OPENING_MS
    front.wait(days=1)
    return front


async def error_of(front: Front, client: Client, *, seed: int, every_s: float) -> EstimateError:
    """Return how the promises of a morning came out."""
    await client.execute("DEL", "{oCBN}:promises", key="{oCBN}")
    await SimulatedDay(front, seed=seed, people=150, every_s=every_s).run()
    error = await front.estimates.error(front.office, "cs")
    assert error is not None
    return error


@pytest.mark.parametrize("every_s", [70, 85], ids=["the line grows", "it stays short"])
async def test_promises_are_kept(experienced: Front, client: Client, every_s: float) -> None:
    """Four of five waits are within what was told; usually they are less than one service from its middle."""
    error = await error_of(experienced, client, seed=2, every_s=every_s)
    print(f"every {every_s} s: {error}")
    assert 150 == error.count
    assert 0.8 <= error.within
    assert error.median_off_s < USUAL_S


async def test_nothing_is_promised_at_first(client: Client) -> None:
    """Before anybody has been served there is no promise, and no error."""
    front = Front(client)
    arrived = await front.visitor()
    assert arrived.standing.wait_s is None
    assert await front.estimates.error(front.office, "cs") is None


async def test_an_hour_speaks_for_itself(client: Client) -> None:
    """Where an hour has seen enough people, its services count; else those of all hours."""
    front = Front(client, replace(office_with_fees(), walk_ins=MANY))
    for minutes in (10,) * FEWEST:
        await front.walk_in()
        await front.call("cs-1")
        front.wait(minutes=minutes)
        await front.desks.finish(front.office, front.desk("cs-1"), front.stamp())
    ticket = await front.walk_in()
    standing = await front.lobby.standing(front.office, ticket, now_ms=front.now_ms)
    assert (0, (0, 601)) == (standing.before, standing.wait_s)
