"""The calls to one server: those of one tick travel in one pipeline, one pipeline at a time."""

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

BATCH = 512
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
        self._flying: Sequence[Call] = ()
        self._failures = 0
        self._wire: Wire | None = None
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._task = self._loop.create_task(self._serve(), name="store node")  # awaited by `close`

    def put(self, call: Call) -> None:
        """Queue a call: it leaves with the others of this tick, or when the pipeline in flight is back."""
        self._queue.append(call)
        if not self._wake.is_set():
            self._wake.set()

    def ask(self, call: Call) -> None:
        """Queue a call whose key is just moving to this server."""
        self._asking.append(call)
        self._wake.set()

    @property
    def is_busy(self) -> bool:
        """Return whether calls are queued or in flight."""
        return bool(self._queue or self._asking or self._flying)

    async def idle(self) -> None:
        """Wait until nothing is queued or in flight."""
        await self._idle.wait()

    async def close(self) -> None:
        """End the task; the calls that still wait fail."""
        self._task.cancel()
        await asyncio.wait([self._task])
        for call in (*self._flying, *self._asking, *self._queue):
            call.fail(self._unavailable("the client was closed"))
        await self._hang_up()

    async def _serve(self) -> None:
        while True:
            self._idle.set()
            await self._wake.wait()
            self._idle.clear()
            self._wake.clear()
            while self._queue or self._asking:
                await self._round()

    async def _round(self) -> None:
        try:
            if self._asking:
                self._flying = [self._asking.popleft()]
                replies = (await self._exchange(_ASKING + self._flying[0].packed, 2))[1:]
            else:
                self._flying = self._batch()
                replies = await self._exchange(b"".join([c.packed for c in self._flying]), len(self._flying))
        except BROKEN as error:
            await self._hang_up()
            replies = [error] * len(self._flying)
        except Exception as error:  # a fault of ours: the callers must not wait for ever
            log.exception("store.round_failed")
            await self._hang_up()
            replies = [error] * len(self._flying)
        again = self._settle(replies)
        if again:
            await self._recover(again)
        elif self.away_since is not None and self._wire is not None:
            self._note_return(self.away_since)
        self._flying = ()

    def _batch(self) -> list[Call]:
        take = self._queue.popleft
        return [take() for _ in range(min(BATCH, len(self._queue)))]

    async def _exchange(self, payload: bytes, replies: int) -> list[Any]:
        if self._wire is None:
            self._wire = await self._dial()
        return await self._wire.exchange(payload, replies)

    def _settle(self, replies: Sequence[Any]) -> list[tuple[Call, Exception]]:
        """Give the replies to their callers; return the calls to send again, with their errors."""
        again: list[tuple[Call, Exception]] = []
        for call, reply in zip(self._flying, replies, strict=True):
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
            [reply] = await self._exchange(pack(("FUNCTION", "LOAD", self._library.source)), 1)
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

    def _note_return(self, since: float) -> None:
        log.info("store.back", away_s=round(self._loop.time() - since, 1))
        self.away_since = None
        self._failures = 0

    def _unavailable(self, cause: str) -> StoreUnavailable:
        return StoreUnavailable(waited_s=self._give_up_s, cause=cause)

    async def _hang_up(self) -> None:
        wire, self._wire = self._wire, None
        if wire is not None:
            await wire.disconnect(nowait=True)
