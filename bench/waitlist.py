"""Places given to those who wait, by two clients at once, while strangers ask for them; beside bare holds."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date
from datetime import time as hour
from time import perf_counter

from msgspec import Struct
from msgspec.structs import replace

from bench import people, plain
from bench.measures import empty_store, new_sealer
from bench.offices import offices, open_days
from bot.booking_values import Booking
from bot.bookings import Bookings
from bot.commands import Book
from bot.engine.letters import Letters
from bot.engine.offers import Offers
from bot.messages import ChatRef, InboundEvent, Priority
from bot.offices import Office
from bot.routing import Request
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client, open_client
from bot.store.operations import Operation
from bot.store.outbox import Hold, Outbox
from bot.waitlist import Entry

PROCESSES = 2
AT_ONCE = 64
STRANGERS = 8
PLENTY = 10_000_000


class Offered(Struct, frozen=True, kw_only=True):
    """So many offers, each held, claimed and written to its person; holds a second are of bare calls in the same run.

    `faults`: who was offered nothing, or twice, or before their turn; strangers who got a place; counters that differ.
    """

    offers: int
    took_s: float
    joins_per_s: float
    holds_awaited: float
    holds_pipelined: float
    faults: int

    @property
    def rate(self) -> float:
        """Return offers a second."""
        return self.offers / self.took_s


class Hall:
    """An office with places for half of those who wait, all on one date; half again when those decline."""

    def __init__(self, clients: Sequence[Client], *, waiting: int) -> None:
        self.waiting = waiting
        self.office = _awake(offices(1, places=waiting // 2)["AAA"])
        self.day: date = open_days(self.office, self.office.local(_now_ms()))[0]
        self.bookings = [Bookings(client, new_sealer(), uniform=lambda low, high: low) for client in clients]
        self.entries: list[Entry] = []
        self._client = clients[0]
        letters = [Letters(client, new_sealer(), accounts=()) for client in clients]
        self.fingerprint = letters[0].fingerprint
        self._offers = [
            Offers(
                mine, letter, offices=LiveOffices({"AAA": self.office}, Calendars(client)), clock=_now_ms
            )
            for mine, letter, client in zip(self.bookings, letters, clients, strict=True)
        ]  # fmt: skip

    async def join(self) -> float:
        """Let everybody stand in line, one after the other; return how many a second."""
        start = perf_counter()
        for number in range(self.waiting):
            entry = await self.bookings[0].waitlist.join(self._request(number, 1), self._wish(number))
            assert isinstance(entry, Entry), entry
            self.entries.append(entry)
        return self.waiting / (perf_counter() - start)

    async def give_away(self) -> float:
        """Look in all processes at once; return how long it took."""
        start = perf_counter()
        await asyncio.gather(*(offers.look() for offers in self._offers))
        return perf_counter() - start

    async def decline(self) -> None:
        """Let the first half say no, so that the second half can be offered their places."""
        for number, entry in enumerate(self.entries[: self.waiting // 2]):
            await self.bookings[0].waitlist.leave(self._request(number, 2), entry.booking.code, self.day)

    @asynccontextmanager
    async def strangers(self) -> AsyncIterator[Counter[str]]:
        """Let others ask for a place for as long as this is open; count the answers."""
        answers, is_over = Counter[str](), asyncio.Event()

        async def ask(number: int) -> None:
            turn = 1
            while not is_over.is_set():
                held = await self.bookings[0].hold(self._request(number, turn), self._wish(number))
                answers["held" if isinstance(held, Booking) else held.reason] += 1
                turn += 1

        async with asyncio.TaskGroup() as group:
            for number in range(STRANGERS):
                group.create_task(ask(self.waiting + number))
            yield answers
            is_over.set()

    async def told(self) -> list[int]:
        """Return how many letters each has, in the order of joining."""
        outbox = Outbox(self._client, new_sealer())
        holds = [
            Hold(self.fingerprint(_chat(number)), Priority.REPLY, 0, was_stranded=False)
            for number in range(self.waiting)
        ]
        return [len((await outbox.head(hold, most=10)).entries) for hold in holds]

    def _wish(self, number: int) -> Book:
        return Book(name=people.name(number), birth_date=people.birth_date(number), service_date=self.day)

    def _request(self, number: int, turn: int) -> Request:
        return Request(
            event=InboundEvent(chat=_chat(number), office="AAA", message_id=str(turn)),
            operation=Operation(f"chat{number}", turn), office=self.office, offices={"AAA": self.office}, language="id",
            phone=people.phone(number), now_ms=_now_ms(), bookings=self.bookings[0],
        )  # fmt: skip


async def offered(url: str, *, waiting: int) -> Offered:
    """Let so many wait, then give away half as many places, and again when those decline; then hold as many bare."""
    async with empty_store(url) as client, AsyncExitStack() as stack:
        others = [await stack.enter_async_context(open_client(url)) for _ in range(PROCESSES - 1)]
        hall = Hall([client, *others], waiting=waiting)
        joins_per_s = await hall.join()
        half = waiting // 2
        async with hall.strangers() as answers:
            took_s = await hall.give_away()
            faults = _differing(await hall.told(), [1] * half + [0] * (waiting - half))
            answers_before_decline = answers["held"]
        await hall.decline()
        took_s += await hall.give_away()
        faults += _differing(await hall.told(), [1] * waiting) + answers_before_decline
        faults += len(await hall.bookings[0].differences(hall.office, hall.day, now_ms=_now_ms()))
    async with empty_store(url) as client:
        holds = [(hold,) for _, _, hold in plain.calls(range(waiting), offices(1, places=PLENTY)["AAA"])]
        pipelined = await plain.pipelined(client, holds, concurrency=AT_ONCE)
        await client.execute("FLUSHALL", "SYNC")
        awaited = await plain.awaited(url, holds, concurrency=AT_ONCE)
    return Offered(
        offers=waiting, took_s=took_s, joins_per_s=joins_per_s, holds_awaited=awaited, holds_pipelined=pipelined,
        faults=faults,
    )  # fmt: skip


def written(found: Offered) -> str:
    """Return the part of the page about this."""
    return (
        f"\n## Waiting lists\n\n{found.offers:,} people wait for one full date; {PROCESSES} clients at once give away"
        f" what comes free, each offer held,\nclaimed and written to its person, while {STRANGERS} strangers ask for a"
        f" place: {found.rate:,.0f} offers a second.\nBare holds in the same run: {found.holds_awaited:,.0f} a second"
        f" awaited, {found.holds_pipelined:,.0f} through our client. Joining, one\nafter the other:"
        f" {found.joins_per_s:,.0f} a second. Faults (somebody offered twice, never or before their turn; a stranger\n"
        f"served; a counter that differs): {found.faults}.\n"
    )


def _differing(found: Sequence[int], expected: Sequence[int]) -> int:
    return sum(a != b for a, b in zip(found, expected, strict=True))


def _awake(office: Office) -> Office:
    """Return an office with a line for everybody, at any hour."""
    rules = replace(office.rules, most_waiting=PLENTY, offers_from=hour(), offers_until=hour.max)
    return replace(office, rules=rules)


def _chat(number: int) -> ChatRef:
    return ChatRef("null", "AAA", f"62812{number:08d}")


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
