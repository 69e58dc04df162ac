"""Messages that are due after a person's last one is long ago, and what a platform tells of those that it took."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from bot.adapters import Capabilities, Pace
from bot.errors import SendAfter, WindowClosed
from bot.messages import Day, Receipt, Reply
from bot.store.client import Client
from bot.store.outbox import Entry
from tests.journeys.recording import RecordingChannel
from tests.journeys.roads import Clock, Town, left_overs, running, said, town
from tests.offices import DAY_MS, TUESDAY
from tests.store.servers import until

WINDOW = Capabilities(free_text_window_s=DAY_MS // 1000, gives_receipts=True, chat_pace=Pace(burst=9, interval_ms=1))
NEWS = Reply(key="known-service-date", values={"date": Day(TUESDAY)})


@asynccontextmanager
async def sending(client: Client, clock: Clock, can: Capabilities) -> AsyncIterator[tuple[Town, RecordingChannel]]:
    """Run a road over a channel that can do this."""
    channel = RecordingChannel(clock=clock, can=can)
    async with running(town(client, [channel], clock=clock)) as one:
        yield one, channel


async def tell(one: Town, clock: Clock) -> None:
    """Say something unasked."""
    chat = said().chat
    entry = Entry(
        id=f"{clock()}.1", chat=chat, office="CBN", language="id", reply=NEWS, ledger=one.outbox.ledger("news")
    )
    fingerprint = one.inbox.fingerprint(chat)
    await one.outbox.enqueue(fingerprint, entry, account="recording:cbn", pace=None, now_ms=clock())


async def reasons(one: Town) -> list[str]:
    """Return why messages are parked."""
    return [parked.reason for parked in await one.outbox.parked()]


@pytest.mark.parametrize(("after_ms", "is_late"), [(DAY_MS // 2, False), (DAY_MS + 60_000, True)])
async def test_window(client: Client, clock: Clock, after_ms: int, is_late: bool) -> None:
    """Within the window a message is free text; after it, the key and the values in words are told too."""
    async with sending(client, clock, WINDOW) as (one, channel):
        await one.road.accept(said("#cek"))
        assert not (await channel.messages(1))[0].is_late
        clock.advance(after_ms)
        await tell(one, clock)
        message = (await channel.messages(2))[1]
    late = (True, "known-service-date", {"date": "Selasa, 1 Desember 2099"})
    assert (late if is_late else (False, "", {})) == (message.is_late, message.key, message.values)


async def test_who_never_wrote(client: Client, clock: Clock) -> None:
    """To who has not written at all a message is late."""
    async with sending(client, clock, WINDOW) as (one, channel):
        await tell(one, clock)
        assert [True] == [message.is_late for message in await channel.messages(1)]


async def test_no_window(client: Client, clock: Clock) -> None:
    """Where there is no window nothing is late."""
    async with sending(client, clock, replace(WINDOW, free_text_window_s=0)) as (one, channel):
        await tell(one, clock)
        assert [False] == [message.is_late for message in await channel.messages(1)]


@pytest.mark.timeout(60)  # a hint that gets lost costs the sender's look after ten seconds of the real clock
@pytest.mark.parametrize(("wait_s", "is_late"), [(3000, False), (4000, True)], ids=["within", "longer"])
async def test_answer_that_waited(client: Client, clock: Clock, wait_s: int, is_late: bool) -> None:
    """An answer is late only when it could not be sent for as long as the window is open."""
    async with sending(client, clock, replace(WINDOW, free_text_window_s=3600)) as (one, channel):
        channel.errors = [SendAfter(wait_s, scope="chat", reason="no connection")]
        await one.road.accept(said("#cek"))
        await until(lambda: is_postponed(client))
        clock.advance(wait_s * 1000)
        await tell(one, clock)  # wakes the sender, which sleeps by the real clock
        assert is_late == (await channel.messages(2))[0].is_late


async def is_postponed(client: Client) -> bool:
    """Tell whether a message is to be tried again later."""
    return any(":tries0:" in key for key in await left_overs(client))


async def test_window_closed_on_the_way(client: Client, clock: Clock) -> None:
    """When the platform says that the window is closed the message goes out late, at once and once."""
    async with sending(client, clock, WINDOW) as (one, channel):
        channel.errors = [WindowClosed()]
        await one.road.accept(said("#cek"))
        (message,) = await channel.messages(1)
        await one.road.drained(said().chat)
    assert (True, 2) == (message.is_late, channel.begun)


async def test_window_stays_closed(client: Client, clock: Clock) -> None:
    """A late message that the platform refuses is parked, not tried for ever."""
    async with sending(client, clock, WINDOW) as (one, channel):
        channel.errors = [WindowClosed(), WindowClosed()]
        await one.road.accept(said("#cek"))
        await one.road.drained(said().chat)
    assert ["the window for free text is closed"] == await reasons(one)


async def test_receipt_parks(client: Client, clock: Clock) -> None:
    """A message that is told to have failed is on the operator's list."""
    async with sending(client, clock, WINDOW) as (one, channel):
        await one.road.accept(said("#cek"))
        (message,) = await channel.messages(1)
        await one.road.drained(said().chat)
        told = Receipt(
            chat=said().chat,
            external_id=f"external {message.id}",
            status="failed",
            at_ms=clock(),
            code="131026",
            reason="undeliverable",
        )
        await one.road.report(told)
        await one.road.report(told)
    assert ["failed (131026): undeliverable"] == await reasons(one)


async def test_no_receipts_no_cost(client: Client, clock: Clock) -> None:
    """On a channel without receipts nothing is kept of what was delivered."""
    async with sending(client, clock, replace(WINDOW, gives_receipts=False)) as (one, channel):
        await one.road.accept(said("#cek"))
        await channel.messages(1)
        await one.road.drained(said().chat)
    assert [] == [key for key in await client.execute("KEYS", "*") if b":given:" in key]
