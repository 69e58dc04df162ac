"""The calls to one server: those of one tick travel in one pipeline, two pipelines at the most on their way.

Two, so that the server works on one while this process works on the answers of the other.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Any, Protocol

import structlog
from redis.exceptions import AskError

from bot.errors import StoreUnavailable
from bot.store.calls import BROKEN, Call, is_function_missing, is_passing, pause_s
from bot.store.library import Library
from bot.store.targets import Dial
from bot.store.wire import Wire, pack

BATCH = 128
IN_FLIGHT = 2
EAGER = 64
"""With nothing on its way, a pipeline leaves when it has so many calls, before the tick is over."""

_ASKING = pack(("ASKING",))

log = structlog.get_logger(__name__)


class Cluster(Protocol):
    """What a node of a cluster asks the others for."""

    def put(self, call: Call) -> None:
        """Queue a call at the node that has its key, as far as is known."""

    def redirect(self, call: Call, error: AskError) -> None:
        """Queue a call at the node that another one named (MOVED, ASK)."""

    async def relearn(self) -> None:
        """Ask the nodes that answer which of them has what."""


class Node:
    """One server's queue, its connection, and the task that serves them."""

    def __init__(self, dial: Dial, *, library: Library, give_up_s: float, cluster: Cluster | None = None) -> None:
        self.away_since: float | None = None
        self._dial = dial
        self._library = library
        self._give_up_s = give_up_s
        self._cluster = cluster
        self._queue: deque[Call] = deque()
        self._asking: deque[Call] = deque()
        self._flights: deque[list[Call]] = deque()
        self._failures = 0
        self._is_open = False  # connected, and nothing to recover from
        self._is_leaving = False
        self._wire: Wire | None = None
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._task = self._loop.create_task(self._serve(), name="store node")  # awaited by `close`

    def put(self, call: Call) -> None:
        """Queue a call: it leaves with the others of this tick, or when a pipeline on its way is back."""
        self._queue.append(call)
        if len(self._queue) >= EAGER and not self._flights:
            self._take_off()
        elif not self._is_leaving:
            self._is_leaving = True
            self._loop.call_soon(self._take_off)

    def ask(self, call: Call) -> None:
        """Queue a call whose key is just moving to this server."""
        self._asking.append(call)
        self._wake.set()

    @property
    def is_busy(self) -> bool:
        """Return whether calls are queued or in flight."""
        return bool(self._queue or self._asking or self._flights)

    async def idle(self) -> None:
        """Wait until nothing is queued or in flight."""
        await self._idle.wait()

    async def close(self) -> None:
        """End the task; the calls that still wait fail."""
        self._task.cancel()
        await asyncio.wait([self._task])
        for call in (*self._all_flying(), *self._asking, *self._queue):
            call.fail(self._unavailable("the client was closed"))
        await self._hang_up()

    async def _serve(self) -> None:
        while True:
            self._idle.set()
            await self._wake.wait()
            self._idle.clear()
            self._wake.clear()
            while self.is_busy:
                try:
                    await self._round()
                except Exception as error:  # a fault of ours: the callers must not wait for ever
                    log.exception("store.round_failed")
                    await self._drop(error)

    async def _round(self) -> None:
        """Wait for the oldest pipeline; when calls must be sent again, wait for the other one too, and recover."""
        again: list[tuple[Call, Exception]] = []
        try:
            wire = await self._under_way()
            while self._flights:
                replies = await wire.receive(len(self._flights[0]))
                again += self._settle(self._flights.popleft(), replies)
                if not again:
                    break
                self._is_open = False
        except BROKEN as error:
            await self._hang_up()
            flying = self._all_flying()
            self._flights.clear()
            again += self._settle(flying, [error] * len(flying))
        if again:
            await self._recover(again)
        elif self._wire is not None:
            self._is_open = True
            self._note_return()
            self._take_off()

    async def _under_way(self) -> Wire:
        """Connect if need be, and send a pipeline unless one is on its way already."""
        is_new, asks = not self._flights, bool(self._asking)
        if is_new:
            self._flights.append([self._asking.popleft()] if asks else self._batch())
        if self._wire is None:
            self._wire = await self._dial()
        if is_new:
            self._wire.write((_ASKING if asks else b"") + _packed(self._flights[0]))
        if is_new and asks:
            await self._wire.receive(1)
        return self._wire

    def _take_off(self) -> None:
        """Send what is queued if the way is free; else the task does so when it is."""
        self._is_leaving = False
        if self._is_open and self._wire is not None and self._queue and len(self._flights) < IN_FLIGHT:
            self._flights.append(self._batch())
            self._wire.write(_packed(self._flights[-1]))
        self._wake.set()

    def _batch(self) -> list[Call]:
        take = self._queue.popleft
        return [take() for _ in range(min(BATCH, len(self._queue)))]

    def _all_flying(self) -> list[Call]:
        return [call for flight in self._flights for call in flight]

    def _settle(self, flight: Sequence[Call], replies: Sequence[Any]) -> list[tuple[Call, Exception]]:
        """Give the replies to their callers; return the calls to send again, with their errors."""
        again: list[tuple[Call, Exception]] = []
        for call, reply in zip(flight, replies, strict=True):
            if call.future.done():
                continue
            if not isinstance(reply, Exception):
                call.future.set_result(reply)
            elif is_passing(reply) or is_function_missing(reply):
                again.append((call, reply))
            elif self._cluster and isinstance(reply, AskError):
                self._redirect(call, reply, self._cluster)
            else:
                call.fail(reply)
        return again

    def _redirect(self, call: Call, error: AskError, cluster: Cluster) -> None:
        if call.deadline > self._loop.time():
            cluster.redirect(call, error)
        else:
            call.fail(self._unavailable(f"moved to {error.node_addr}"))

    async def _recover(self, again: Sequence[tuple[Call, Exception]]) -> None:
        cause = next((error for _, error in again if not is_function_missing(error)), None)
        if cause is None:
            cause = await self._load_library()
        if cause is not None and not is_passing(cause):
            for call, _ in again:
                call.fail(cause)
            return
        self._queue.extendleft(call for call, _ in reversed(again))
        if cause is not None:
            await self._wait_out(cause)

    async def _load_library(self) -> Exception | None:
        """Load the function library on this server; another process that was first has done it as well."""
        try:
            if self._wire is None:
                self._wire = await self._dial()
            [reply] = await self._wire.exchange(pack(("FUNCTION", "LOAD", self._library.source)), 1)
        except BROKEN as error:
            return error
        if isinstance(reply, Exception) and "already exists" not in str(reply):
            return reply
        log.info("store.library_loaded", library=self._library.name)
        return None

    async def _wait_out(self, cause: Exception) -> None:
        if self.away_since is None:
            self.away_since = self._loop.time()
            log.warning("store.away", cause=str(cause) or type(cause).__name__)
        await self._hang_up()  # each time, as the master may be another server by now
        self._failures += 1
        await asyncio.sleep(pause_s(self._failures))
        self._give_up(cause)
        if self._cluster:
            await self._regroup(self._cluster)

    def _give_up(self, cause: Exception) -> None:
        now = self._loop.time()
        waiting = self._queue
        self._queue = deque(call for call in waiting if call.deadline > now and not call.future.done())
        for call in waiting:
            if call.deadline <= now:
                call.fail(self._unavailable(str(cause) or type(cause).__name__))

    async def _regroup(self, cluster: Cluster) -> None:
        await cluster.relearn()
        waiting, self._queue = self._queue, deque()
        for call in waiting:
            cluster.put(call)
        if waiting and not self._queue:  # others have taken over: nobody waits for this node any more
            self.away_since = None
            self._failures = 0

    def _note_return(self) -> None:
        if self.away_since is None:
            return
        log.info("store.back", away_s=round(self._loop.time() - self.away_since, 1))
        self.away_since = None
        self._failures = 0

    def _unavailable(self, cause: str) -> StoreUnavailable:
        return StoreUnavailable(waited_s=self._give_up_s, cause=cause)

    async def _drop(self, error: Exception) -> None:
        for call in self._all_flying():
            call.fail(error)
        self._flights.clear()
        await self._hang_up()

    async def _hang_up(self) -> None:
        self._is_open = False
        wire, self._wire = self._wire, None
        if wire is not None:
            await wire.disconnect(nowait=True)


def _packed(flight: Sequence[Call]) -> bytes:
    return b"".join([call.packed for call in flight])
