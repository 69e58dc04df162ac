"""What the strict platforms over HTTP have in common: faults that wait for a call, and tests that wait for calls."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Literal

from aiohttp import web
from msgspec import Struct


class Fault(Struct, frozen=True, kw_only=True):
    """What goes wrong with a call: an answer in its place, or none; or, after it was done, none, or a way round in
    circles.
    """

    status: int = 200
    body: str = ""
    is_dropped: bool = False
    after: Literal["", "hang", "break", "redirect"] = ""

    def response(self) -> web.Response:
        """Return the answer in the call's place."""
        kind = "application/json" if self.body.startswith("{") else "text/html"
        return web.Response(status=self.status, text=self.body, content_type=kind)


class StrictServer:
    """A platform on loopback. `faults` by call; `news` is told of what a test may wait for."""

    def __init__(self) -> None:
        self.url = ""
        self.faults: defaultdict[str, list[Fault]] = defaultdict(list)
        self.news = asyncio.Condition()
        self._closing = asyncio.Event()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that a call to the server brings about."""
        async with self.news:
            await self.news.wait_for(holds)

    def instead(self, request: web.Request, fault: Fault) -> web.Response | None:
        """Return what comes in the call's place, if a fault wants that: an answer, or a connection that breaks."""
        if fault.is_dropped and request.transport is not None:
            request.transport.abort()
        return fault.response() if fault.body or fault.is_dropped else None

    def next_fault(self, call: str) -> Fault:
        """Return what goes wrong with a call that comes now."""
        return self.faults[call].pop(0) if self.faults[call] else Fault()

    async def spoil(self, request: web.Request, fault: Fault) -> None:
        """Let go wrong what a fault says of a call that is done."""
        if fault.after == "redirect":
            raise web.HTTPTemporaryRedirect(request.path)
        if fault.after == "hang":
            await self._closing.wait()
        if fault.after == "break" and request.transport is not None:
            request.transport.abort()

    @asynccontextmanager
    async def served(self, app: web.Application) -> AsyncIterator[None]:
        """Answer at `url` until the block ends; then nothing hangs any more."""
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield
        finally:
            async with self.news:
                self._closing.set()
                self.news.notify_all()
            await runner.cleanup()
