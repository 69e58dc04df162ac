"""Many people who write to a bot: a new one writes as soon as one is answered, and a clock runs while they talk."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from time import perf_counter
from typing import Any, TypeAlias

from msgspec import Struct

PATIENCE_S = 100
"""How long a run may take: a library that gives up an answer would keep the people waiting for ever."""


class Load(Struct, frozen=True, kw_only=True):
    """So many messages of one text, each from another person, at most `concurrency` of them unanswered.

    `sending_ms`: how long WhatsApp takes for a message to one of them, besides what the libraries do.
    """

    text: str
    messages: int
    concurrency: int
    sending_ms: int = 0


class Crowd:
    """The people of one run; `write` brings the message of the person with this number, from 1 on, to the bot."""

    def __init__(self, load: Load, write: Callable[[int], None]) -> None:
        self._load = load
        self._write = write
        self._written = 0
        self._answered = 0
        self._began = 0.0
        self._took_s: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def talk(self) -> float:
        """Let everybody write; return how many seconds it took until all were answered."""
        self._began = perf_counter()
        for _ in range(self._load.concurrency):
            self._next()
        return await self._took_s

    def answered(self) -> int:
        """Count an answer, and let the next person write; return its number."""
        self._answered += 1
        self._next()
        if self._answered == self._load.messages:
            self._took_s.set_result(perf_counter() - self._began)
        return self._answered

    def _next(self) -> None:
        if self._written < self._load.messages:
            self._written += 1
            self._write(self._written)


class Platform:
    """The end of the pipe in the platform's process."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    async def opens(self, url: str) -> str:
        """Tell where the platform is; return the address to post to, or "", once the bot runs."""
        self._pipe.send(url)
        address: str = await asyncio.to_thread(self._pipe.recv)
        return address

    def closes(self, took_s: float) -> None:
        """Tell how long it took."""
        self._pipe.send(took_s)


Serve: TypeAlias = Callable[[Load, Platform], Coroutine[Any, Any, None]]


class Crowded(Struct, frozen=True):
    """A platform with its people, who wait until the bot runs."""

    url: str
    pipe: Connection

    async def took_s(self, address: str) -> float:
        """Return how long the people talked to a bot, that has a webhook at `address` or fetches what they write."""
        self.pipe.send(address)
        if not await asyncio.to_thread(self.pipe.poll, PATIENCE_S):
            raise TimeoutError(f"not everybody was answered within {PATIENCE_S} s")
        seconds: float = self.pipe.recv()
        return seconds


@asynccontextmanager
async def crowded(serve: Serve, load: Load) -> AsyncIterator[Crowded]:
    """Run a platform in another process, so that it takes no time of the bot's."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_run, args=(serve, load, theirs), daemon=True)
    process.start()
    try:
        yield Crowded(await asyncio.to_thread(ours.recv), ours)
    finally:
        process.terminate()
        await asyncio.to_thread(process.join)


def _run(serve: Serve, load: Load, pipe: Connection) -> None:
    asyncio.run(serve(load, Platform(pipe)))
