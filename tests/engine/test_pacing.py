"""An account's turn to send: kept by all processes together."""

from __future__ import annotations

import pytest

from bot.adapters import Pace
from bot.engine.pacing import LONGEST_TURN_S, Turnstile
from bot.errors import SendAfter
from bot.store.accounts import Accounts
from bot.store.client import Client
from tests.journeys.roads import Clock

PACE = Pace(burst=2, interval_ms=40)


def turnstile(client: Client, clock: Clock, *, pace: Pace | None = None) -> Turnstile:
    """Return one of the processes' turnstiles for the same account."""
    return Turnstile(Accounts(client), "recording:cbn", pace=pace, clock=clock)


async def test_no_pace(client: Client, clock: Clock) -> None:
    """An account without a pace is open, and nobody has to ask."""
    turns = turnstile(client, clock)
    assert turns.is_open
    await turns.enter()
    assert [] == await client.execute("KEYS", "{a*")


async def test_pace(client: Client, clock: Clock) -> None:
    """A burst goes at once, and then one more each interval, counted over all processes."""
    processes = [turnstile(client, clock, pace=PACE) for _ in range(2)]
    assert not processes[0].is_open
    begun, passed = clock(), []
    for number in range(6):
        await processes[number % 2].enter()
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
        await turns.enter()
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
        await turns.enter()
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
