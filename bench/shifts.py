"""A whole date moved in one step, beside a plain loop that moves one booking after the other, while others book."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from itertools import count
from time import perf_counter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bench import people
from bench.measures import empty_store, new_sealer
from bench.offices import offices, open_days
from bot.booking_values import Booking
from bot.bookings import Bookings
from bot.commands import Book
from bot.messages import ChatRef, InboundEvent
from bot.offices import Office
from bot.routing import Request
from bot.shift_values import answer_by
from bot.store.operations import Operation

PLENTY = 70_000
OTHERS_AT_ONCE = 8
WARM = 100
"""So many others have booked before anybody is moved."""


class Moved(Struct, frozen=True, kw_only=True):
    """How long it took to move so many people, in one step and one by one, and what it did to those who booked.

    `others_p95_ms` is what a booking took meanwhile; `faults` are people who got lost and counters that do not agree.
    """

    people: int
    whole_s: float
    single_s: float
    others_p95_ms: float
    faults: int

    @property
    def rate(self) -> float:
        """Return people a second, moved in one step with their claims."""
        return self.people / self.whole_s

    @property
    def ratio(self) -> float:
        """Return how much faster that is than the plain loop."""
        return self.single_s / self.whole_s


class Town:
    """An office with room for everybody, and people who book there, each in a chat of their own."""

    def __init__(self, bookings: Bookings, office: Office) -> None:
        self.bookings = bookings
        self.office = office
        self.days = open_days(office, office.local(_now_ms()))
        self.took_s: list[float] = []
        self._offices: Mapping[str, Office] = {office.code: office}
        self._numbers = count()

    def request(self, number: int, message: int) -> Request:
        """Return a message of somebody's."""
        chat = ChatRef("null", self.office.code, f"{number}")
        return Request(
            event=InboundEvent(chat=chat, office=self.office.code, message_id=f"{message}"),
            operation=Operation(f"chat-{number}", message),
            office=self.office, offices=self._offices, language="id", phone=people.phone(number), now_ms=_now_ms(),
            bookings=self.bookings,
        )  # fmt: skip

    async def book(self, day: date) -> tuple[int, str]:
        """Let the next person book; return who it is, and the code."""
        number, start = next(self._numbers), perf_counter()
        wish = Book(name=people.name(number), birth_date=people.birth_date(number), service_date=day)
        held = await self.bookings.hold(self.request(number, 1), wish)
        assert isinstance(held, Booking)
        await self.bookings.confirm(self.request(number, 2), approval=held.approval, code="")
        self.took_s.append(perf_counter() - start)
        return number, held.code

    @asynccontextmanager
    async def others(self, day: date) -> AsyncIterator[None]:
        """Let others book a date, some at once, as long as this lasts."""
        self.took_s.clear()
        is_over = asyncio.Event()

        async def go_on() -> None:
            while not is_over.is_set():
                await self.book(day)

        async with asyncio.TaskGroup() as group:
            for _ in range(OTHERS_AT_ONCE):
                group.create_task(go_on())
            while len(self.took_s) < WARM:  # noqa: ASYNC110  # a clock would tell less
                await asyncio.sleep(0.01)
            yield
            is_over.set()


async def moved(url: str, *, count: int) -> Moved:
    """Move so many people twice: one by one, and all at once; others book the new date meanwhile."""
    async with empty_store(url) as client:
        office = offices(1, places=PLENTY)["AAA"]
        town = Town(Bookings(client, new_sealer(), uniform=random.Random(1).uniform), office)
        first, second, third, fourth = town.days[:4]
        singles = [await town.book(first) for _ in range(count)]
        for _ in range(count):
            await town.book(third)
        single_s = await _timed(town, second, lambda: _one_by_one(town, singles, to=second))
        whole_s = await _timed(town, fourth, lambda: _at_once(town, third, to=fourth))
        p95_ms = sorted(town.took_s)[len(town.took_s) * 95 // 100] * 1000
        faults = 2 * count - await _arrived(town, singles, count, third)
        for day in (first, second, third, fourth):
            faults += len(await town.bookings.differences(office, day, now_ms=_now_ms()))
    return Moved(people=count, whole_s=whole_s, single_s=single_s, others_p95_ms=p95_ms, faults=faults)


def written(moved: Moved) -> str:
    """Return the part of the page about this."""
    whole = f"{moved.rate:,.0f} people a second ({moved.whole_s * 1000:.0f} ms)"
    return (
        f"\n## A date that is moved\n\n{moved.people} booked people moved to another date, claims included, while "
        f"others book that date:\nin one step {whole}, one by one {moved.people / moved.single_s:,.0f}; "
        f"{moved.ratio:.1f} times. A booking of the others took\n{moved.others_p95_ms:.1f} ms at the 95th percentile "
        f"meanwhile. Faults: {moved.faults}.\n"
    )


async def _timed(town: Town, day: date, work: Callable[[], Coroutine[Any, Any, None]]) -> float:
    async with town.others(day):
        start = perf_counter()
        await work()
        return perf_counter() - start


async def _one_by_one(town: Town, booked: Sequence[tuple[int, str]], *, to: date) -> None:
    for number, code in booked:
        await town.bookings.move(town.request(number, 3), code, day=to, session="")


async def _at_once(town: Town, day: date, *, to: date) -> None:
    closed, now_ms = replace(town.office, closed={day: "-"}), _now_ms()
    await town.bookings.shifts.move_day(
        closed, day, to=to, deadline_ms=answer_by(closed, to, now_ms), operation=Operation("officer", 1), now_ms=now_ms
    )  # fmt: skip


async def _arrived(town: Town, singles: Sequence[tuple[int, str]], count: int, old: date) -> int:
    """Count who is where they were to go: the singles by their codes, the others by their absence on the old date."""
    records = town.bookings.records
    found = await asyncio.gather(*(records.find(code, town.days[0], now_ms=_now_ms()) for _, code in singles))
    one_by_one = sum(each is not None and (each.day, each.state) == (town.days[1], "booked") for each in found)
    shift = await town.bookings.shifts.made(town.office, Operation("officer", 1))
    at_once = 0 if shift is None or await records.of_day(town.office, old) else len(shift.of("moved"))
    return one_by_one + at_once


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
