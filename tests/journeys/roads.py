"""A road of this process over recording channels, on a clock that runs by itself and can be put forward."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import count

from msgspec import Struct

from bot.adapters import ChannelAdapter, Pace
from bot.bookings import Bookings
from bot.engine.kept_files import KeptFiles
from bot.engine.menus import Menus
from bot.engine.road import Road
from bot.engine.router import Router
from bot.engine.staff_desk import staffroom_of
from bot.engine.wording import Lexicon
from bot.messages import ChatRef, InboundEvent
from bot.offices import BookingRules, Office
from bot.plugins import Account, find_routes, locale_folders
from bot.routing import Routes
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client
from bot.store.inbox import Inbox
from bot.store.key_ring import KeyRing
from bot.store.media import MediaVault
from bot.store.outbox import Outbox
from bot.store.sealing import Sealer
from tests.offices import NOW_MS, TUESDAY, office_of_tests

SEALER = Sealer(KeyRing(lookup=bytes(32), sealing={1: bytes(32)}))
OFFICE = office_of_tests(pools={"regular": 5000}, rules=BookingRules(hold_minutes=24 * 60))
OFFICES = {OFFICE.code: OFFICE}
DAY = f"{TUESDAY:%d%m%Y}"
NO_FLOOD = Pace(burst=1000, interval_ms=1)
ROUTES = find_routes()  # read here, before an event loop runs
LEXICON = Lexicon(locale_folders())
NUMBERS = count(1)


class Clock:
    """Milliseconds since 1970 in the year of the test office; runs as the real one does, from `ahead_ms` on."""

    def __init__(self, *, ahead_ms: int = 0) -> None:
        self._begun = time.monotonic()
        self._ahead_ms = ahead_ms

    def __call__(self) -> int:
        return NOW_MS + self._ahead_ms + int((time.monotonic() - self._begun) * 1000)

    def advance(self, ms: int) -> None:
        """Let time pass at once."""
        self._ahead_ms += ms


class Town(Struct, frozen=True, kw_only=True):
    """A road that runs, and the store behind it. `stop` lets it finish; `done` is set when it has."""

    road: Road
    outbox: Outbox
    inbox: Inbox
    bookings: Bookings
    stop: asyncio.Event
    done: asyncio.Event


def town(
    client: Client,
    channels: Iterable[ChannelAdapter],
    *,
    clock: Callable[[], int],
    process: str = "one",
    flood: Pace = NO_FLOOD,
    routes: Routes = ROUTES,
    office: Office = OFFICE,
    accounts: Sequence[Account] = (),
    media: MediaVault | None = None,
) -> Town:
    """Build a road for the test office; the accounts name the chats of its staff, the vault takes what people send."""
    menus, offices = Menus(client, SEALER), LiveOffices({office.code: office}, Calendars(client))
    bookings = Bookings(client, SEALER, uniform=lambda shortest, longest: longest)
    inbox, outbox = Inbox(client, SEALER, flood=flood), Outbox(client, SEALER)
    road = Road(
        client=client,
        inbox=inbox,
        outbox=outbox,
        router=Router(
            routes,
            offices=offices,
            bookings=bookings,
            menus=menus,
            staffroom=staffroom_of(
                routes, client=client, sealer=SEALER, offices=offices, accounts=accounts, media=media
            ),
        ),
        menus=menus,
        lexicon=LEXICON,
        offices=offices,
        process=process,
        clock=clock,
        files=KeptFiles(media) if media else None,
    )
    for channel in channels:
        road.add(channel)
    return Town(
        road=road, outbox=outbox, inbox=inbox, bookings=bookings, stop=asyncio.Event(), done=asyncio.Event()
    )  # fmt: skip


@asynccontextmanager
async def running(built: Town) -> AsyncIterator[Town]:
    """Run a road until the block ends; then it is stopped in order, unless it has ended."""

    async def run() -> None:
        await built.road.run(built.stop)
        built.done.set()

    async with asyncio.TaskGroup() as group:
        task = group.create_task(run())
        yield built
        built.stop.set()
        await asyncio.wait([task])


def said(text: str = "", *, chat: str = "siti", id: str = "", choice: str = "", office: str = "CBN") -> InboundEvent:
    """Return what someone says in a chat of the recording channel; each chat has a phone number of its own."""
    return InboundEvent(
        chat=ChatRef("recording", "cbn", chat),
        office=office,
        message_id=id or f"m{next(NUMBERS)}",
        kind="choice" if choice else "text",
        text=text,
        choice=choice,
        phone=f"+62812{sum(ord(letter) * 7**place for place, letter in enumerate(chat)) % 10**8:08d}",
    )


async def left_overs(client: Client) -> list[str]:
    """Return the keys of what is not finished: waiting, leased, held, unsent."""
    keys = [key.decode() for key in await client.execute("KEYS", "*")]
    kinds = ("in", "ready", "leased", "out0", "out1", "due0", "due1", "sending0", "sending1", "tries0", "tries1")
    return sorted(key for key in keys if key.startswith("{i") and key.split(":")[1] in kinds)
