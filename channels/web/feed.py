"""What goes on in an office's lobby, read once for all pages of this process: server-sent events as ready bytes.

Pages get each call as it is made, and after every change how things stand. One that comes back names the last event
that it has seen, and gets the calls that it missed; a call that comes twice that way has the same id.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import msgspec
import structlog
from msgspec import Struct
from redis.exceptions import RedisError

from bot.errors import StoreUnavailable
from bot.offices import Office
from bot.store.visit_events import VisitEvent
from bot.visits import Visits
from channels.web.voice import sentence

EVENT_ID = re.compile(r"\d{1,19}-\d{1,19}")
CALLS = frozenset(("called", "recalled"))
MOST_SHOWN = 8
MOST_READ = 5000
"""How far back the last calls are looked for at the start; the events of bookings stand between them."""

MOST_KEPT = 200
MOST_MISSED = 1000
MOST_BEHIND = 100
"""How many frames a page may be behind before its stream ends; it comes back and catches up."""

HEARTBEAT_S = 15.0
AWAY_S = 1.0
RETRY = b"retry: 1000\n\n"
HEARTBEAT = b": still here\n\n"

log = structlog.get_logger()


class Call(Struct, frozen=True, kw_only=True):
    """Which number was called where, and nobody's name. `id` is the event's, `clips` say it."""

    id: str
    number: str
    desk: str
    name: str
    is_again: bool
    at_ms: int
    clips: Sequence[str] = ()


class DeskShown(Struct, frozen=True, kw_only=True):
    """What a desk does; `ticket` is "" between two people, `paused` says why it calls nobody."""

    id: str
    name: str
    ticket: str
    paused: str


class LaneShown(Struct, frozen=True, kw_only=True):
    """How many wait in a lane."""

    id: str
    name: str
    waiting: int


class Standing(Struct, frozen=True, kw_only=True):
    """How things stand in a lobby: the last calls (newest first, each number once), the desks, the lanes."""

    now_ms: int
    day: str
    calls: list[Call]
    desks: list[DeskShown]
    lanes: list[LaneShown]
    notice: str


class Feed:
    """The lobby of one office; `office` gives it as it is now, `clock` milliseconds since 1970."""

    def __init__(self, visits: Visits, *, office: Callable[[], Office], clock: Callable[[], int]) -> None:
        self._visits = visits
        self._office = office
        self._clock = clock
        self._pages: set[asyncio.Queue[bytes]] = set()
        self._calls: Sequence[VisitEvent] = ()
        self._is_closed = False
        self._has_begun = asyncio.Event()

    async def run(self) -> None:
        """Read on until cancelled; while the store is away nothing is told, and then everything."""
        cursor = ""
        while True:
            try:
                cursor = await self._read(cursor) if cursor else await self._begin()
                self._has_begun.set()
            except (StoreUnavailable, RedisError) as error:
                log.info("web.feed_waits", reason=type(error).__name__)
                await asyncio.sleep(AWAY_S)

    async def listen(self, last: str) -> AsyncGenerator[bytes]:
        """Yield the calls behind the event `last` ("": none), how things stand, and then everything as it comes."""
        yield RETRY
        with self._page() as news:
            try:
                async with asyncio.timeout(HEARTBEAT_S):
                    await self._has_begun.wait()
                last = last or await self._visits.events.cursor(self._office())
                missed, seen = await self._missed(last)
                yield self._frames(missed) + await self._state(seen)
            except (StoreUnavailable, TimeoutError):
                return  # the page says that it is away, and comes back
            while not self._is_closed and not news.full():
                try:
                    async with asyncio.timeout(HEARTBEAT_S):
                        heard = await news.get()
                except TimeoutError:
                    heard = HEARTBEAT
                yield heard

    def close(self) -> None:
        """End every stream now; the pages come back by themselves."""
        self._is_closed = True
        self._tell(HEARTBEAT)

    async def standing(self) -> Standing:
        """Return how things stand."""
        office, now_ms = self._office(), self._clock()
        day = f"{office.local(now_ms):%Y%m%d}"
        calls = [event for event in reversed(self._calls) if event.day == day]
        newest = {event.number: event for event in reversed(calls)}
        last = [event for event in calls if newest[event.number] is event][:MOST_SHOWN]
        waiting = await self._visits.lobby.waiting(office, now_ms=now_ms)
        names = {desk.id: desk.name for desk in office.desks}
        return Standing(
            now_ms=now_ms,
            day=day,
            calls=[_call(event, names) for event in last],
            desks=[
                DeskShown(id=desk.id, name=names[desk.id], ticket=desk.ticket, paused=desk.paused)
                for desk in await self._visits.desks.at_work(office, now_ms=now_ms)
            ],
            lanes=[LaneShown(id=lane.id, name=lane.name, waiting=waiting.get(lane.id, 0)) for lane in office.lanes],
            notice=_notice(office, now_ms),
        )

    async def _begin(self) -> str:
        cursor = await self._visits.events.cursor(self._office())
        self._keep(await self._visits.events.last(self._office(), MOST_READ))
        return cursor

    def _keep(self, events: Iterable[VisitEvent]) -> None:
        self._calls = [*self._calls, *(event for event in events if event.what in CALLS)][-MOST_KEPT:]

    async def _missed(self, cursor: str) -> tuple[Sequence[VisitEvent], str]:
        """Return all that came behind a cursor, however much of it is of bookings, and where that ends."""
        missed = list[VisitEvent]()
        while True:
            events, end = await self._visits.events.since(self._office(), cursor, MOST_MISSED)
            if end == cursor:
                return missed, end
            missed, cursor = [*missed, *events], end

    async def _read(self, cursor: str) -> str:
        events, cursor = await self._visits.events.wait(self._office(), cursor)
        self._keep(events)
        if events and self._pages:
            self._tell(self._frames(events) + await self._state(cursor))
        return cursor

    def _tell(self, frames: bytes) -> None:
        for news in self._pages:
            if not news.full():
                news.put_nowait(frames)

    def _frames(self, events: Iterable[VisitEvent]) -> bytes:
        names = {desk.id: desk.name for desk in self._office().desks}
        calls = [_call(event, names) for event in events if event.what in CALLS]
        return b"".join(
            b"event: call\nid: %b\ndata: %b\n\n" % (call.id.encode(), msgspec.json.encode(call)) for call in calls
        )

    async def _state(self, seen: str) -> bytes:
        return b"event: state\nid: %b\ndata: %b\n\n" % (seen.encode(), msgspec.json.encode(await self.standing()))

    @contextmanager
    def _page(self) -> Iterator[asyncio.Queue[bytes]]:
        news: asyncio.Queue[bytes] = asyncio.Queue(MOST_BEHIND)
        self._pages.add(news)
        try:
            yield news
        finally:
            self._pages.discard(news)


def _call(event: VisitEvent, names: dict[str, str]) -> Call:
    name, is_again = names.get(event.desk, event.desk), event.what == "recalled"
    return Call(
        id=event.id,
        number=event.number,
        desk=event.desk,
        name=name,
        is_again=is_again,
        at_ms=event.at_ms,
        clips=sentence(event.number, name, is_again=is_again),
    )


def _notice(office: Office, now_ms: int) -> str:
    announcement = office.announcement
    return announcement.text if announcement.is_shown(office.local(now_ms).date()) else ""
