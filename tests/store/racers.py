"""What each process of a race does: it connects, waits for the others, and runs its share as fast as it can."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Any, NamedTuple

from bot.adapters import Pace
from bot.booking_values import Booking
from bot.bookings import Bookings
from bot.commands import Book
from bot.messages import ChatRef, InboundEvent
from bot.offices import Office
from bot.store import keys
from bot.store.client import Client, open_client
from bot.store.inbox import Inbox
from bot.store.operations import Operation
from bot.store.places import Places, Step
from tests.offices import MONDAY, NOW_MS
from tests.requests import APPROVAL, Sender, sealer_of_tests

PROCESSES = 8
_PATIENCE_S = 45  # on a busy machine eight interpreters take long to start

_start: Barrier


class Taker(NamedTuple):
    """Someone who books a place and approves it at once."""

    phone: str
    name: str
    born: date
    office: Office
    chat: str


class Act(NamedTuple):
    """One step that is done to a booking."""

    kind: str
    code: str
    office: Office
    chat: str
    now_ms: int


class Racer:
    """One process's means."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.places = Places(client)
        self.bookings = Bookings(client, sealer_of_tests(), uniform=lambda shortest, longest: shortest)
        self.inbox = Inbox(client, sealer_of_tests(), flood=Pace(burst=1000, interval_ms=60_000))


Run = Callable[[Racer, Any], Awaitable[Any]]


class Track:
    """The processes, which stay for all races of a module."""

    def __init__(self, url: str) -> None:
        spawning = get_context("spawn")
        self._url = url
        self._pool = ProcessPoolExecutor(PROCESSES, spawning, _prepare, (spawning.Barrier(PROCESSES),))

    async def race(self, run: Run, shares: Sequence[Sequence[Any]]) -> list[list[Any]]:
        """Have each process run its share, all at once; return what each item came to, by process."""
        loop = asyncio.get_running_loop()
        return await asyncio.gather(
            *(loop.run_in_executor(self._pool, _process, self._url, run, share) for share in shares)
        )

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown()


def dealt(items: Sequence[Any]) -> list[Sequence[Any]]:
    """Deal items out to the processes in turn."""
    return [items[n::PROCESSES] for n in range(PROCESSES)]


# --- what they run ---------------------------------------------------------------------------------------


async def book(racer: Racer, taker: Taker) -> tuple[str, str]:
    """Book a place; return "booked" and where, or why not and ""."""
    sender = Sender(racer.bookings, taker.phone, chat=taker.chat, office=taker.office)
    wish = Book(name=taker.name, birth_date=taker.born, service_date=MONDAY)
    held = await racer.bookings.hold(sender.request(), wish)
    if not isinstance(held, Booking):
        return held.reason, ""
    done = await racer.bookings.confirm(sender.request(), approval=held.approval, code="")
    return ("booked", f"{done.session} {done.pool} {done.code}") if isinstance(done, Booking) else (done.reason, "")


async def act(racer: Racer, wanted: Act) -> str:
    """Approve, cancel or look at a booking; return the outcome."""
    operation = Operation(wanted.chat, 2)
    step = Step(office=wanted.office, day=MONDAY, code=wanted.code, operation=operation, now_ms=wanted.now_ms)
    match wanted.kind:
        case "confirm":
            return (await racer.places.confirm(step, approval=APPROVAL)).outcome.value
        case "cancel":
            return (await racer.places.cancel(step, return_at_ms=wanted.now_ms + 1)).value
        case _:
            await racer.places.taken(wanted.office, (MONDAY,), (("08:00", "regular"),), now_ms=wanted.now_ms)
            return "looked"


async def accept(racer: Racer, message_id: str) -> str:
    """Take a message in; return what became of it."""
    chat = ChatRef("web", "cbn", "budi")
    event = InboundEvent(chat=chat, office="CBN", message_id=message_id)
    return (await racer.inbox.accept(event, now_ms=NOW_MS, lease_at_once=False)).acceptance.name


async def lease(racer: Racer, now_ms: int) -> list[str]:
    """Lease from all parts until nothing is ready; return the chats."""
    got: list[str] = []
    for part in range(keys.PARTS):
        while leases := await racer.inbox.lease(part, most=2, now_ms=now_ms):
            got += [leased.chat for leased in leases]
    return got


def _prepare(start: Barrier) -> None:
    global _start
    _start = start


def _process(url: str, run: Run, share: Sequence[Any]) -> list[Any]:
    return asyncio.run(_run_share(url, run, share))


async def _run_share(url: str, run: Run, share: Sequence[Any]) -> list[Any]:
    async with open_client(url) as client:
        await client.execute("PING")
        racer = Racer(client)
        await asyncio.to_thread(_start.wait, _PATIENCE_S)
        return await asyncio.gather(*(run(racer, item) for item in share))
