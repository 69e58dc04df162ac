"""The whole road of one process, and of two on one store: from accept to delivery, with the project's handlers."""

from __future__ import annotations

import asyncio

import pytest

from bot.adapters import Pace
from bot.errors import SendNever, StoreUnavailable
from bot.store import keys
from bot.store.client import Client, open_client
from tests.journeys.recording import RecordingChannel
from tests.journeys.roads import Clock, left_overs, running, said, town

CHATS = ("siti", "budi", "agus", "dewi")


@pytest.fixture
def channel(clock: Clock) -> RecordingChannel:
    """Give the channel of the account."""
    return RecordingChannel(clock=clock)


async def test_answered_once(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """A message is answered; the same one again is received and not answered."""
    async with running(town(client, [channel], clock=clock)) as one:
        assert await one.road.accept(said("#cek", id="m1"))
        assert not await one.road.accept(said("#cek", id="m1"))
        await one.road.drained(said().chat)
    assert ["❌ BELUM TERDAFTAR"] == await channel.texts(1)
    assert [] == await left_overs(client)


async def test_order(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """Each chat gets its answers in the order of what it said, however many chats talk at once."""
    texts = ["#cek", "xyzzy", "#batal", "#bantuan"] * 5

    async def talk(chat: str) -> None:
        for text in texts:
            await one.road.accept(said(text, chat=chat))

    async with running(town(client, [channel], clock=clock)) as one:
        await asyncio.gather(*map(talk, CHATS))
        messages = await channel.messages(len(CHATS) * len(texts))
    alone = {
        chat: [(m.text, each.number) for each in channel.delivered if (m := each.message).chat.chat_id == chat]
        for chat in CHATS
    }
    assert len(CHATS) * len(texts) == len(messages)
    for answers in alone.values():
        assert sorted(number for _, number in answers) == [number for _, number in answers]
        assert [text for text, _ in answers[:4]] * 5 == [text for text, _ in answers]


async def test_flood(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """Who writes too much is warned once and then not answered; somebody else is, at the same time."""
    async with running(town(client, [channel], clock=clock, flood=Pace(burst=3, interval_ms=600_000))) as one:
        taken = [await one.road.accept(said("#cek")) for _ in range(7)]
        assert [True, True, True, True, False, False, False] == taken
        assert await one.road.accept(said("#cek", chat="budi"))
        texts = await channel.texts(5)
        assert 1 == len([text for text in texts if text.startswith("Pesan Anda terlalu banyak")])
        clock.advance(3 * 600_000)
        assert await one.road.accept(said("#cek"))
        await channel.texts(6)


async def test_unknown_office(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """A message for an office that is not configured any more gets its apology, and the chat goes on."""
    async with running(town(client, [channel], clock=clock)) as one:
        await one.road.accept(said("#cek", office="XYZ"))
        await one.road.accept(said("#cek"))
        first, second = await channel.texts(2)
    assert "Maaf, ada gangguan" == first[:18]
    assert "❌ BELUM TERDAFTAR" == second


async def test_failing_start(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """An adapter that fails, by its own error or by a bug, does not stop the others."""
    others = [
        RecordingChannel("known", clock=clock, start_error=SendNever("the token is wrong")),
        RecordingChannel("bug", clock=clock, start_error=KeyError("a bug")),
    ]
    async with running(town(client, [*others, channel], clock=clock)) as one:
        await one.road.accept(said("#cek"))
        await channel.messages(1)
        assert not one.done.is_set()


async def test_all_fail(client: Client, clock: Clock) -> None:
    """When every adapter has failed, the road ends with the first one's error."""
    error = SendNever("the token is wrong")
    only = town(client, [RecordingChannel(clock=clock, start_error=error)], clock=clock)
    with pytest.raises(ExceptionGroup) as caught:
        await only.road.run(asyncio.Event())
    assert (error,) == caught.value.exceptions


async def test_stop(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """A road that stops delivers what it has in hand, then leaves its accounts to the next one."""
    async with running(town(client, [channel], clock=clock)) as one:
        channel.gate.clear()
        await one.road.accept(said("#cek"))
        await channel.attempts(1)
        one.stop.set()
        await asyncio.sleep(0)
        assert not one.done.is_set()
        channel.gate.set()
    assert 1 == len(channel.delivered)
    assert [] == await left_overs(client)
    assert [] == await client.execute("KEYS", "{a*}:sender")


async def test_taken_in_while_stopped(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """What is accepted while nobody answers waits for the next road."""
    one = town(client, [channel], clock=clock)
    async with running(one):
        pass
    assert await one.road.accept(said("#cek"))
    async with running(town(client, [channel], clock=clock, process="two")):
        await channel.messages(1)


async def test_drained(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """A chat is drained when its answers are out, not before."""
    async with running(town(client, [channel], clock=clock)) as one:
        channel.gate.clear()
        await one.road.accept(said("#cek"))
        await channel.attempts(1)
        draining = asyncio.ensure_future(one.road.drained(said().chat))
        await asyncio.wait([draining], timeout=0.3)  # longer than one look
        assert not draining.done()
        channel.gate.set()
        await draining
        assert 1 == len(channel.delivered)


async def test_two_roads(client: Client, clock: Clock) -> None:
    """Of two processes on one store, one sends for an account; both answer, each message once; then the other sends."""
    first, second = (RecordingChannel(clock=clock) for _ in range(2))
    async with running(town(client, [first], clock=clock, process="one")) as one:
        await one.road.accept(said("#cek"))
        await first.messages(1)
        async with running(town(client, [second], clock=clock, process="two")) as two:
            for number in range(40):
                road = one.road if number % 2 else two.road
                assert await road.accept(said("#cek", chat=CHATS[number % 4]))
            assert 41 == len({message.id for message in await first.messages(41)})
            one.stop.set()
            await one.done.wait()
            await two.road.accept(said("#cek"))
            await second.messages(1)
    assert (41, 1) == (len(first.delivered), len(second.delivered))


async def test_takeover_after_death(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """When a process is gone without a word, another one sends once the account is free of it."""
    assert b"OK" == (await client.call("serve", (keys.account_sender("recording:cbn"),), "dead", 2_000))[0]
    async with running(town(client, [channel], clock=clock)) as one:
        await one.road.accept(said("#cek"))
        await one.road.drained(said().chat)
    assert 1 == len(channel.delivered)


async def test_store_unavailable(valkey: str, channel: RecordingChannel, clock: Clock) -> None:
    """While the store is away, accept raises: the platform is not told that the message was received."""
    async with open_client("unix:///nowhere/at-all.sock", give_up_s=0.2) as away:
        with pytest.raises(StoreUnavailable):
            await town(away, [channel], clock=clock).road.accept(said("#cek"))
