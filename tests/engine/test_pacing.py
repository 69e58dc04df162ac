"""An account's turn to send: kept by all processes together."""

from __future__ import annotations

import asyncio

import pytest

from bot.adapters import Pace
from bot.engine.pacing import LONGEST_TURN_S, Turnstile
from bot.errors import SendAfter
from bot.messages import Priority
from bot.store.accounts import Accounts
from bot.store.client import Client
from tests.journeys.roads import Clock

PACE = Pace(burst=2, interval_ms=40)
STRICT = Pace(burst=3, interval_ms=34, window_ms=100)


def turnstile(client: Client, clock: Clock, *, pace: Pace | None = None) -> Turnstile:
    """Return one of the processes' turnstiles for the same account."""
    return Turnstile(Accounts(client), "recording:cbn", pace=pace, clock=clock)


async def test_no_pace(client: Client, clock: Clock) -> None:
    """An account without a pace is open, and nobody has to ask."""
    turns = turnstile(client, clock)
    assert turns.is_open
    async with turns.turn():
        pass
    assert [] == await client.execute("KEYS", "{a*")


async def test_pace(client: Client, clock: Clock) -> None:
    """A burst goes at once, and then one more each interval, counted over all processes."""
    processes = [turnstile(client, clock, pace=PACE) for _ in range(2)]
    assert not processes[0].is_open
    begun, passed = clock(), []
    for number in range(6):
        async with processes[number % 2].turn():
            passed.append(clock() - begun)
    assert all(at >= 40 * (number - 1) for number, at in enumerate(passed)), passed


async def test_jitter(client: Client, clock: Clock) -> None:
    """Before each message a pace with jitter waits as long as chance says, up to its limit."""
    drawn: list[tuple[float, float]] = []

    def uniform(least: float, most: float) -> float:
        drawn.append((least, most))
        return 0.0

    pace = Pace(burst=2, interval_ms=1, jitter_ms=700)
    turns = Turnstile(Accounts(client), "recording:cbn", pace=pace, clock=clock, uniform=uniform)
    for _ in range(2):
        async with turns.turn():
            pass
    assert [(0, 700), (0, 700)] == drawn


async def test_pause(client: Client, clock: Clock) -> None:
    """A pause that the platform asks for closes the account, until it is over."""
    turns = turnstile(client, clock)
    await turns.pause(20)
    assert not turns.is_open
    clock.advance(20_000)
    assert turns.is_open


async def test_long_pause(client: Client, clock: Clock) -> None:
    """Who would have to wait longer than a hold may last is sent away, with the time to come back."""
    turns = turnstile(client, clock, pace=PACE)
    await turns.pause(LONGEST_TURN_S + 60)
    with pytest.raises(SendAfter) as caught:
        async with turns.turn():
            pass
    assert "chat" == caught.value.scope
    assert LONGEST_TURN_S + 59 < caught.value.delay_s <= LONGEST_TURN_S + 60


async def test_recall(client: Client, clock: Clock) -> None:
    """The next sender of an account keeps to the pause that the last one was asked for."""
    await turnstile(client, clock).pause(20)
    taking_over = turnstile(client, clock)
    assert taking_over.is_open
    await taking_over.recall()
    assert not taking_over.is_open
    clock.advance(20_000)
    assert taking_over.is_open


async def test_strict_window(client: Client, clock: Clock) -> None:
    """Where a platform counts strictly no more than its number is there within the time, from answer to next call."""
    turns = turnstile(client, clock, pace=STRICT)
    assert not turns.is_open
    begun: list[int] = []
    answered: list[int] = []
    for _ in range(8):
        async with turns.turn():
            begun.append(clock())
        answered.append(clock())
    assert all(begun[n + 3] - answered[n] >= 100 for n in range(5)), (begun, answered)


async def test_places_on_their_way(client: Client, clock: Clock) -> None:
    """A message that is still on its way has its place until it is answered, however long that takes."""
    turns = turnstile(client, clock, pace=STRICT)
    passed = asyncio.Event()

    async def next_one() -> None:
        async with turns.turn():
            passed.set()

    async with asyncio.TaskGroup() as group:
        async with turns.turn(), turns.turn(), turns.turn():
            group.create_task(next_one())
            clock.advance(10_000)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(passed.wait(), 0.05)
        clock.advance(101)
        await passed.wait()


async def test_replies_before_bulk(client: Client, clock: Clock) -> None:
    """However much bulk waits for its turn, a reply that comes goes after one of it at the most."""
    turns, order = turnstile(client, clock, pace=STRICT), list[str]()

    async def say(what: str, lane: Priority) -> None:
        async with turns.turn(lane):
            order.append(what)

    async with asyncio.TaskGroup() as group:
        for _ in range(6):
            group.create_task(say("bulk", Priority.BULK))
        await asyncio.sleep(0)
        group.create_task(say("reply", Priority.REPLY))
    assert order.index("reply") <= 1


async def test_the_next_sender_waits(client: Client, clock: Clock) -> None:
    """Who takes an account over keeps to the window of the one before."""
    turns = turnstile(client, clock, pace=STRICT)
    async with turns.turn():
        pass
    await turns.hand_on()
    taking_over, begun = turnstile(client, clock, pace=STRICT), clock()
    await taking_over.recall()
    async with taking_over.turn():
        assert clock() - begun >= 90
