"""The store goes away while people talk: calls wait, the applicant is told once, and nothing is lost."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import StoreUnavailable
from bot.store.client import open_client
from tests.journeys.recording import RecordingChannel
from tests.journeys.roads import Clock, left_overs, running, said, town
from tests.store.servers import Server


@pytest.fixture
def channel(clock: Clock) -> RecordingChannel:
    """Give the channel of the account."""
    return RecordingChannel(clock=clock)


async def test_longer_than_patience(server: Server, channel: RecordingChannel, clock: Clock) -> None:
    """Who writes while the store is away for long is told so once, and answered when it is back."""
    async with open_client(server.url) as client, running(town(client, [channel], clock=clock)) as one:
        await one.road.accept(said("#cek"))
        await channel.messages(1)
        await server.stop()
        accepting = [asyncio.ensure_future(one.road.accept(said("#cek", chat=chat))) for chat in ("siti", "budi")]
        told = (await channel.texts(3))[1:]
        assert ["Maaf, sistem kami sedang lambat."] * 2 == [text[:32] for text in told]
        await server.start()
        assert [True, True] == await asyncio.gather(*accepting)
        await one.road.accept(said("#bantuan"))
        answers = (await channel.texts(6))[3:]
        assert 2 == answers.count("❌ BELUM TERDAFTAR")
        await one.road.drained(said().chat)
        assert 6 == len(channel.delivered)
        assert [] == await left_overs(client)


async def test_shorter_than_patience(server: Server, channel: RecordingChannel, clock: Clock) -> None:
    """A restart of the store is not worth a word: the answer comes a little later."""
    async with open_client(server.url) as client, running(town(client, [channel], clock=clock)) as one:
        await server.stop()
        accepting = asyncio.ensure_future(one.road.accept(said("#cek")))
        await asyncio.sleep(0)
        await server.start()
        assert await accepting
        assert ["❌ BELUM TERDAFTAR"] == await channel.texts(1)


async def test_given_up(server: Server, channel: RecordingChannel, clock: Clock) -> None:
    """When the store is away too long, the event is not acknowledged; the platform's next try is taken and answered."""
    event = said("#cek")
    async with open_client(server.url, give_up_s=0.5) as client, running(town(client, [channel], clock=clock)) as one:
        await one.road.accept(said("#cek", chat="budi"))
        await channel.messages(1)
        await server.stop()
        with pytest.raises(StoreUnavailable):
            await one.road.accept(event)
        assert not one.done.is_set()
        await server.start()
        assert await one.road.accept(event)
        await channel.messages(2)
        await one.road.drained(event.chat)
    assert ["budi", "siti"] == [each.message.chat.chat_id for each in channel.delivered]


async def test_stop_while_away(server: Server, channel: RecordingChannel, clock: Clock) -> None:
    """A road can be stopped while the store is away."""
    async with open_client(server.url, give_up_s=0.5) as client, running(town(client, [channel], clock=clock)) as one:
        await one.road.accept(said("#cek"))
        await channel.messages(1)
        await server.stop()
        one.stop.set()
        await one.done.wait()
