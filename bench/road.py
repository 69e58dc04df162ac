"""The whole road over the null channel: accepted, parsed, held, answered, rendered, delivered, all of it durable."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from time import perf_counter, process_time

from msgspec import Struct

from bench import people
from bench.null_channel import NullChannel
from bot.adapters import Pace
from bot.bookings import Bookings
from bot.engine.menus import Menus
from bot.engine.road import Road
from bot.engine.router import Router
from bot.engine.wording import Lexicon
from bot.garbage import look_seldom
from bot.messages import ChatRef, InboundEvent
from bot.offices import Office
from bot.plugins import find_routes, locale_folders
from bot.store.calendars import open_offices
from bot.store.client import Client
from bot.store.inbox import Inbox
from bot.store.outbox import Outbox
from bot.store.sealing import Sealer

FLOOD = Pace(burst=20, interval_ms=3000)


class Run(Struct, frozen=True, kw_only=True):
    """How a load went: seconds for all of it, of this process's CPU, and from accept to delivery for each, sorted."""

    took_s: float
    cpu_s: float
    latencies_s: Sequence[float]
    texts: Sequence[str]

    @property
    def rate(self) -> float:
        """Return messages a second."""
        return len(self.latencies_s) / self.took_s

    def percentile_ms(self, percent: float) -> float:
        """Return a percentile of the time to the answer, in ms."""
        last = len(self.latencies_s) - 1
        return self.latencies_s[round(last * percent / 100)] * 1000


class Lane:
    """The road of this process with a null channel for each office."""

    def __init__(self, road: Road, channels: Mapping[str, NullChannel], bookings: Bookings) -> None:
        self.bookings = bookings
        self._road = road
        self._channels = channels

    async def send(self, events: Sequence[InboundEvent], *, concurrency: int, per_s: float = 0) -> Run:
        """Send events from `concurrency` people, each waiting for the answer, or from one person each, `per_s`."""
        latencies: list[float] = []
        texts: list[str] = []
        start, cpu_start = perf_counter(), process_time()
        queue = iter(enumerate(events))

        async def send() -> None:
            for index, event in queue:
                if per_s and (early := start + index / per_s - perf_counter()) > 0:
                    await asyncio.sleep(early)
                answer = self._channels[event.office].answer_to(event.chat.chat_id)
                began = perf_counter()
                await self._road.accept(event)
                texts.append(await answer)
                latencies.append(perf_counter() - began)

        await asyncio.gather(*(send() for _ in range(concurrency)))
        took_s, cpu_s = perf_counter() - start, process_time() - cpu_start
        return Run(took_s=took_s, cpu_s=cpu_s, latencies_s=sorted(latencies), texts=texts)


@asynccontextmanager
async def open_lane(client: Client, sealer: Sealer, configured: Mapping[str, Office]) -> AsyncIterator[Lane]:
    """Run a road over the null channel as long as this lasts."""
    offices = await open_offices(configured, client)
    menus, bookings = Menus(client, sealer), Bookings(client, sealer, uniform=lambda low, high: low)
    road = Road(
        client=client,
        inbox=Inbox(client, sealer, flood=FLOOD),
        outbox=Outbox(client, sealer),
        router=Router(find_routes(), offices=offices, bookings=bookings, menus=menus),
        menus=menus,
        lexicon=Lexicon(locale_folders()),
        offices=offices,
        process=secrets.token_hex(8),
        clock=lambda: time.time_ns() // 1_000_000,
    )
    channels = {code: NullChannel(code) for code in offices}
    for channel in channels.values():
        road.add(channel)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(road.run(stop))
        look_seldom()
        await asyncio.sleep(1 + len(offices) / 50)  # until each sender holds its account and has looked once
        yield Lane(road, channels, bookings)
        stop.set()


def booking_events(numbers: Iterable[int], offices: Sequence[str], days: Sequence[date]) -> list[InboundEvent]:
    """Return a booking message for each person, spread over offices and dates."""
    return [
        InboundEvent(
            chat=ChatRef("null", offices[n % len(offices)], f"62812{n:08d}"),
            office=offices[n % len(offices)],
            message_id=f"m{n}",
            text=people.line(n, days[n % len(days)]),
            phone=people.phone(n),
        )
        for n in numbers
    ]


def approving_events(numbers: Iterable[int], offices: Sequence[str]) -> list[InboundEvent]:
    """Return each person's approval of what `booking_events` booked."""
    return [
        InboundEvent(
            chat=ChatRef("null", offices[n % len(offices)], f"62812{n:08d}"),
            office=offices[n % len(offices)],
            message_id=f"a{n}",
            text="YA",
            phone=people.phone(n),
        )
        for n in numbers
    ]
