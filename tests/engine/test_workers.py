"""The workers: whose turn it is to answer a chat, and what happens to the leases of the dead."""

from __future__ import annotations

import asyncio
from itertools import count

import pytest
from msgspec.structs import replace

from bot.adapters import Pace
from bot.arguments import Reading
from bot.commands import Command
from bot.messages import Reply
from bot.routing import Request, Routes
from bot.store import keys
from bot.store.client import Client
from bot.store.inbox import LEASE_MS, Inbox
from tests.journeys.recording import BUTTONS, RecordingChannel
from tests.journeys.roads import NO_FLOOD, ROUTES, SEALER, Clock, left_overs, running, said, town


class Wait(Command, frozen=True, kw_only=True):
    """`#lambat`: is answered when the test says so."""


class Slow:
    """Handlers of which one waits: the first time for `gate`, and not again. `begun` counts how often it was called."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.begun = asyncio.Event()
        self.routes = Routes()
        self._calls = count(1)

        def read(reading: Reading) -> Wait:
            return Wait()

        @self.routes.on(Wait, words={"lambat": read})
        async def wait(request: Request, command: Wait) -> Reply:
            if next(self._calls) == 1:
                self.begun.set()
                await self.gate.wait()
            return Reply(key="store-slow")

        self.routes = Routes.merged([ROUTES, self.routes])


@pytest.fixture
def channel(clock: Clock) -> RecordingChannel:
    """Give the channel of the account."""
    return RecordingChannel(clock=clock)


async def test_lease_of_the_dead(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """A chat whose worker is gone is answered by another one, once its lease has run out."""
    dead = Inbox(client, SEALER, flood=NO_FLOOD)
    accepted = await dead.accept(said("#cek"), now_ms=clock(), lease_at_once=True)
    assert accepted.lease is not None
    async with running(town(client, [channel], clock=clock)):
        clock.advance(LEASE_MS)
        await channel.messages(1)
    assert [] == await left_overs(client)


async def test_accept_sent_again(client: Client, clock: Clock) -> None:
    """When the answer to an accept gets lost and the call is sent again, the caller has its lease all the same."""
    named = keys.chat_keys("0123456789abcdef")
    places = (named.seen, named.inbox, keys.ready(named.part), keys.leased(named.part), named.rate, named.profile)
    call = ("accept", places, named.chat, "message", b"0 ! sealed\n", clock(), LEASE_MS, 9, 1, "wake", named.part)
    first = await client.call(*call)
    assert [b"OK", 0] == [first[0], first[2] == b"0"]
    assert first == await client.call(*call)
    assert 1 == await client.execute("LLEN", named.inbox)
    again = ("accept", places, named.chat, "message", b"sealed anew", *call[5:])
    assert [b"SEEN"] == await client.call(*again)


async def test_lease_that_holds(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """A chat in another worker's hands is left to it; other chats are answered."""
    alive = Inbox(client, SEALER, flood=NO_FLOOD)
    await alive.accept(said("#cek"), now_ms=clock(), lease_at_once=True)
    async with running(town(client, [channel], clock=clock)) as one:
        await one.road.accept(said("#cek", chat="budi"))
        await one.road.accept(said("#cek"))
        await one.road.drained(said(chat="budi").chat)
    assert ["budi"] == [each.message.chat.chat_id for each in channel.delivered]


async def test_too_slow(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """A worker that took longer than its lease says nothing: another one has answered by then."""
    slow = Slow()
    async with running(town(client, [channel], clock=clock, routes=slow.routes)) as one:
        await one.road.accept(said("#lambat"))
        await slow.begun.wait()
        clock.advance(LEASE_MS)
        await channel.messages(1)
        slow.gate.set()
        await one.road.accept(said("#cek"))
        await channel.messages(2)
    assert 2 == len(channel.delivered)
    assert [] == await left_overs(client)


async def test_said_meanwhile(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """What is said while the chat is being answered is answered after it, in order."""
    slow = Slow()
    async with running(town(client, [channel], clock=clock, routes=slow.routes)) as one:
        await one.road.accept(said("#lambat"))
        await slow.begun.wait()
        for text in ("#cek", "#lambat", "#batal"):
            await one.road.accept(said(text))
        await one.road.accept(said("#cek", chat="budi"))
        await channel.messages(1)
        slow.gate.set()
        await channel.messages(5)
    numbers = [each.number for each in channel.delivered if each.message.chat.chat_id == "siti"]
    assert 4 == len(numbers)
    assert sorted(numbers) == numbers


@pytest.mark.parametrize("pace", [None, Pace(burst=9, interval_ms=1)], ids=["no pace", "pace"])
async def test_stop_waits_for_answers(pace: Pace | None, client: Client, clock: Clock) -> None:
    """A road that stops answers what its workers have begun, and delivers that."""
    slow, channel = Slow(), RecordingChannel(clock=clock, can=replace(BUTTONS, account_pace=pace))
    async with running(town(client, [channel], clock=clock, routes=slow.routes)) as one:
        await one.road.accept(said("#cek", chat="budi"))
        await channel.messages(1)
        await one.road.accept(said("#lambat"))
        await slow.begun.wait()
        one.stop.set()
        await asyncio.sleep(0)
        assert not one.done.is_set()
        slow.gate.set()
        await one.done.wait()
    assert 2 == len(channel.delivered)
    assert [] == await left_overs(client)
