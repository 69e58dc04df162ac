"""Patience: who is told that the store is away, and how often. The store's absence is passed in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.engine.patience import PATIENCE_S, Patience
from bot.errors import SendNever
from tests.journeys.recording import RecordingChannel
from tests.journeys.roads import LEXICON, OFFICES, Clock, said

LONG = PATIENCE_S + 1


class Outage:
    """How long the store has been away; `looks` counts how often somebody asked."""

    def __init__(self) -> None:
        self.away_s = 0.0
        self._looks = 0
        self._news = asyncio.Condition()
        self._telling: set[asyncio.Task[None]] = set()

    def __call__(self) -> float:
        self._looks += 1
        task = asyncio.ensure_future(self._tell())
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)
        return self.away_s

    async def looked_at(self) -> None:
        """Wait until whoever watches has seen how it is now, and has done something about it."""
        seen = self._looks
        async with self._news:
            await self._news.wait_for(lambda: self._looks >= seen + 3)  # one look asks twice at the most

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()


@pytest.fixture
def outage() -> Outage:
    """Give a store that is there."""
    return Outage()


@pytest.fixture
def channel() -> RecordingChannel:
    """Give the channel through which people are told."""
    return RecordingChannel(clock=Clock())


@pytest.fixture
async def patience(outage: Outage, channel: RecordingChannel) -> AsyncIterator[Patience]:
    """Give one that watches."""
    watching = Patience({("recording", "cbn"): channel}, lexicon=LEXICON, offices=OFFICES, away_s=outage)
    running = asyncio.ensure_future(watching.run())
    yield watching
    assert not running.done()
    running.cancel()
    await asyncio.wait([running])


async def test_told_once(patience: Patience, outage: Outage, channel: RecordingChannel) -> None:
    """Who waits for a store that is long away is told so once."""
    patience.begin(said("#cek"))
    outage.away_s = LONG
    await outage.looked_at()
    await outage.looked_at()
    assert ["Maaf, sistem kami sedang lambat."] == [text[:32] for text in await channel.texts(1)]


async def test_next_outage(patience: Patience, outage: Outage, channel: RecordingChannel) -> None:
    """In the next outage the same person is told again."""
    patience.begin(said("#cek"))
    for away_s in (LONG, 0.0, LONG):
        outage.away_s = away_s
        await outage.looked_at()
    assert 2 == len(await channel.messages(2))


@pytest.mark.parametrize("away_s", [0.0, PATIENCE_S - 1], ids=["there", "away for a moment"])
async def test_not_told(away_s: float, patience: Patience, outage: Outage, channel: RecordingChannel) -> None:
    """Nobody is told of a short absence."""
    patience.begin(said("#cek"))
    outage.away_s = away_s
    await outage.looked_at()
    assert 0 == channel.begun


async def test_answered(patience: Patience, outage: Outage, channel: RecordingChannel) -> None:
    """Who has an answer is not told."""
    event = said("#cek")
    patience.begin(event)
    patience.end(event)
    outage.away_s = LONG
    await outage.looked_at()
    assert 0 == channel.begun


async def test_all_at_once(patience: Patience, outage: Outage, channel: RecordingChannel) -> None:
    """A chat that takes its time holds up nobody else's news."""
    channel.gate.clear()
    for chat in ("siti", "budi", "agus"):
        patience.begin(said("#cek", chat=chat))
    outage.away_s = LONG
    await channel.attempts(3)
    channel.gate.set()
    assert {"siti", "budi", "agus"} == {message.chat.chat_id for message in await channel.messages(3)}


@pytest.mark.parametrize("error", [SendNever("blocked"), KeyError("a bug")], ids=["blocked", "broken adapter"])
async def test_failure(error: Exception, patience: Patience, outage: Outage, channel: RecordingChannel) -> None:
    """A chat that can't be told ends nothing: the others are told."""
    channel.errors = [error]
    for chat in ("siti", "budi"):
        patience.begin(said("#cek", chat=chat))
    outage.away_s = LONG
    assert 1 == len(await channel.messages(1))
