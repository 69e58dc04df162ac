"""What is measured: rates with their ratios, bytes a booking, cost from few to many, and an opening rush."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date

from msgspec import Struct

from bench import plain
from bench.offices import offices, open_days
from bench.road import Lane, Run, approving_events, booking_events, open_lane
from bot.check import read_info
from bot.store.client import Client, open_client
from bot.store.key_ring import KeyRing
from bot.store.sealing import Sealer

PLENTY = 10_000_000
FILL_AT_ONCE = 10_000
FLOOD_FORGOTTEN_S = 10
"""The flood limit's keys live for seconds: they are not what a booking takes."""

Progress = Callable[[str], None]


class Rates(Struct, frozen=True, kw_only=True):
    """The road beside the bare calls, at one concurrency, in messages, bookings or calls a second."""

    concurrency: int
    road: Run
    hold_awaited: float
    hold_pipelined: float
    booking_awaited: float

    @property
    def to_hold(self) -> float:
        """Return a/b against the bare hold: one awaited call."""
        return self.road.rate / self.hold_awaited

    @property
    def to_booking(self) -> float:
        """Return a/b against all that a booking needs: two claims and the hold, awaited."""
        return self.road.rate / self.booking_awaited


class Growth(Struct, frozen=True, kw_only=True):
    """The road's rate with so many offices, or so many bookings in the store."""

    count: int
    rate: float


class Filled(Growth, frozen=True, kw_only=True):
    """The road's rate with so many bookings in the store, and what one takes there, its two messages included."""

    bytes_each: float


class Rush(Struct, frozen=True, kw_only=True):
    """An opening rush: people within seconds, for too few places."""

    people: int
    within_s: float
    places: int
    sold: int
    run: Run


@asynccontextmanager
async def empty_store(url: str) -> AsyncIterator[Client]:
    """Give a client on an emptied store."""
    async with open_client(url) as client:
        await client.execute("FLUSHALL", "SYNC")
        gc.collect()
        yield client


def new_sealer() -> Sealer:
    """Return a sealer with throw-away keys."""
    return Sealer(KeyRing(lookup=bytes(range(32)), sealing={1: bytes(32)}))


async def rates(url: str, *, messages: int, concurrency: int) -> Rates:
    """Measure the road and the bare calls one after the other on the same server."""
    async with empty_store(url) as client:
        run = await _road_run(client, messages=messages, concurrency=concurrency, office_count=1)
    office = offices(1, places=PLENTY)["AAA"]
    async with empty_store(url) as client:
        jobs = plain.calls(range(messages), office)
        holds = [(hold,) for _, _, hold in jobs]
        hold_pipelined = await plain.pipelined(client, holds, concurrency=concurrency)
        await client.execute("FLUSHALL", "SYNC")
        hold_awaited = await plain.awaited(url, holds, concurrency=concurrency)
        await client.execute("FLUSHALL", "SYNC")
        booking_awaited = await plain.awaited(url, jobs, concurrency=concurrency)
    return Rates(
        concurrency=concurrency,
        road=run,
        hold_awaited=hold_awaited,
        hold_pipelined=hold_pipelined,
        booking_awaited=booking_awaited,
    )


async def by_offices(url: str, counts: Sequence[int], *, messages: int, concurrency: int) -> list[Growth]:
    """Measure the road's rate with more and more offices, each with an account of its own."""
    found = []
    for count in counts:
        async with empty_store(url) as client:
            run = await _road_run(client, messages=messages, concurrency=concurrency, office_count=count)
        found.append(Growth(count=count, rate=run.rate))
    return found


async def by_bookings(
    url: str, counts: Sequence[int], *, office_count: int, messages: int, concurrency: int, progress: Progress
) -> list[Filled]:
    """Fill the store through the road, booking and approving; measure on the way what a message and a booking cost."""
    found: list[Filled] = []
    async with empty_store(url) as client, _lane(client, office_count=office_count, places=PLENTY) as (lane, days):
        codes = list(offices(office_count, places=PLENTY))
        empty, booked = await _used_bytes(client), 0
        for count in counts:
            while booked < count:
                chunk = range(booked, min(count, booked + FILL_AT_ONCE))
                for events in (booking_events(chunk, codes, days), approving_events(chunk, codes)):
                    await lane.send(events, concurrency=concurrency)
                booked = chunk.stop
                if booked % (10 * FILL_AT_ONCE) == 0:
                    progress(f"{booked:,} of {counts[-1]:,} bookings")
            await asyncio.sleep(FLOOD_FORGOTTEN_S)
            used = await _used_bytes(client)
            run = await lane.send(
                booking_events(range(booked, booked + messages), codes, days), concurrency=concurrency
            )
            found.append(Filled(count=booked, rate=run.rate, bytes_each=(used - empty) / booked))
            await lane.send(approving_events(range(booked, booked + messages), codes), concurrency=concurrency)
            booked += messages
    return found


async def rush(url: str, *, people: int, within_s: float, places: int) -> Rush:
    """Let people book at once for too few places of one date."""
    async with empty_store(url) as client:
        async with _lane(client, office_count=1, places=places) as (lane, days):
            events = booking_events(range(people), ["AAA"], days[:1])
            run = await lane.send(events, concurrency=people, per_s=people / within_s)
        sold = sum("MENUNGGU PERSETUJUAN" in text for text in run.texts)
    return Rush(people=people, within_s=within_s, places=places, sold=sold, run=run)


async def _used_bytes(client: Client) -> int:
    facts = read_info(await client.execute("INFO", "memory"))
    return int(facts["used_memory"])


async def _road_run(client: Client, *, messages: int, concurrency: int, office_count: int) -> Run:
    async with _lane(client, office_count=office_count, places=PLENTY) as (lane, days):
        codes = list(offices(office_count, places=PLENTY))
        events = booking_events(range(messages), codes, days)
        return await lane.send(events, concurrency=concurrency)


@asynccontextmanager
async def _lane(client: Client, *, office_count: int, places: int) -> AsyncIterator[tuple[Lane, Sequence[date]]]:
    chosen = offices(office_count, places=places)
    first = next(iter(chosen.values()))
    days = list(open_days(first, first.local(time.time_ns() // 1_000_000)))
    async with open_lane(client, new_sealer(), chosen) as lane:
        yield lane, days
