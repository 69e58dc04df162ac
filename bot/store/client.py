"""The client of the store: calls of one tick travel in one pipeline, and are sent again within a limit.

Every call that writes must be idempotent: when a connection breaks, what was in flight is sent again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bot.store.calls import BROKEN, Call, pause_s
from bot.store.fleets import Cluster, Fleet, Single, close, drain
from bot.store.library import Library, antrian_library
from bot.store.targets import Target, read_target
from bot.store.wire import Argument, pack

Key = str | bytes


class Client:
    """Calls functions and commands at the store; `open_client` makes one.

    Calls that are made before the reply of another may be served in any order, when one of them is sent again.
    """

    def __init__(self, target: Target, *, cluster: bool, library: Library, give_up_s: float) -> None:
        self.library = library
        self._target = target
        self._kind = Cluster if cluster else Single
        self._give_up_s = give_up_s
        self._loop = asyncio.get_running_loop()
        self._fleet = self._new_fleet()
        self._waiting: list[Fleet] = []  # the fleets of `blocking`
        self._idle: list[Fleet] = []
        self._closed = False

    def call(self, function: str, keys: Sequence[Key], *args: Argument) -> asyncio.Future[Any]:
        """Call a function of the library; the first key chooses the node.

        The future gives the reply, or redis' ResponseError, or StoreUnavailable when nobody answered in time.
        """
        name = self.library.function_name(function)
        return self._send(self._fleet, pack((b"FCALL", name, len(keys), *keys, *args)), keys[0])

    def execute(self, *command: Argument, key: Key = b"") -> asyncio.Future[Any]:
        """Run a plain command, in the same pipelines; `key` chooses the node of a cluster."""
        return self._send(self._fleet, pack(command), key)

    async def blocking(self, *command: Argument, key: Key = b"") -> Any:
        """Run a reading command that waits at the server (XREAD BLOCK 2000), on a connection of its own."""
        fleet = self._idle.pop() if self._idle else self._another_fleet()
        try:
            return await self._send(fleet, pack(command), key)
        finally:
            self._idle.append(fleet)

    async def subscribe(self, channel: str) -> AsyncGenerator[bytes, None]:
        """Yield what is published on a channel, for ever; reconnects by itself.

        Messages can get lost meanwhile, so each new subscription, the first too, yields b"": go and look.
        """
        failures = 0
        while True:
            wire = None
            try:
                wire = await self._fleet.dial()
                wire.write(pack(("SUBSCRIBE", channel)))
                async for kind, _, message in wire.listen():
                    failures = 0
                    yield message if kind == b"message" else b""
            except BROKEN:
                failures += 1
            finally:
                if wire is not None:
                    await wire.disconnect(nowait=True)
            await asyncio.sleep(pause_s(failures))

    @property
    def away_since(self) -> float | None:
        """Return since when (the event loop's time) a server that is needed has not answered, or None."""
        moments = [node.away_since for node in self._fleet.nodes() if node.away_since is not None]
        return min(moments, default=None)

    async def drain(self) -> None:
        """Wait until every call has been answered or given up, but for those of `blocking`, which change nothing."""
        await drain(self._fleet)

    async def close(self) -> None:
        """End the connections; calls that still wait fail, and new ones are refused."""
        self._closed = True
        for fleet in (self._fleet, *self._waiting):
            await close(fleet)

    def _send(self, fleet: Fleet, packed: bytes, key: Key) -> asyncio.Future[Any]:
        if self._closed:
            raise RuntimeError("the client is closed")
        future = self._loop.create_future()
        fleet.put(Call(packed, key, future, self._loop.time() + self._give_up_s))
        return future

    def _new_fleet(self) -> Fleet:
        return self._kind(self._target, library=self.library, give_up_s=self._give_up_s)

    def _another_fleet(self) -> Fleet:
        fleet = self._new_fleet()
        self._waiting.append(fleet)
        return fleet


@asynccontextmanager
async def open_client(
    url: str, *, cluster: bool = False, library: Library | None = None, give_up_s: float = 30.0
) -> AsyncIterator[Client]:
    """Open a client for a URL as `read_target` takes it; leaving waits for the calls in flight.

    Nothing is sent before the first call, so a store that is away shows only there.
    """
    if library is None:
        library = await asyncio.to_thread(antrian_library)  # it reads files
    client = Client(read_target(url), cluster=cluster, library=library, give_up_s=give_up_s)
    try:
        yield client
        await client.drain()
    finally:
        await client.close()
