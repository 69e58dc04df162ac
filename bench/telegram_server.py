"""A Bot API in a process of its own that plays many people: a new one writes as soon as one is answered."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from time import perf_counter

import msgspec
from aiohttp import web
from msgspec import Struct

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ"
BATCH = 100
ME = b'{"ok":true,"result":{"id":123456789,"is_bot":true,"first_name":"Kanim","username":"kanim_bot"}}'
YES = b'{"ok":true,"result":true}'


class Load(Struct, frozen=True, kw_only=True):
    """So many messages of one text, each from another person, at most `concurrency` of them unanswered."""

    text: str
    messages: int
    concurrency: int


class Crowd:
    """The people of one run, and the clock that runs while they talk."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._waiting: deque[int] = deque()
        self._news = asyncio.Event()
        self._written = 0
        self._answered = 0
        self._began = 0.0
        self.took_s: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def call(self, request: web.Request) -> web.Response:
        """Answer a call of the bot's."""
        match request.match_info["method"]:
            case "getMe":
                body = ME
            case "getUpdates":
                body = await self._updates()
            case "sendMessage":
                body = self._take()
            case _:
                body = YES
        return web.Response(body=body, content_type="application/json")

    async def _updates(self) -> bytes:
        if not self._began:
            self._began = perf_counter()
            for _ in range(self._load.concurrency):
                self._write()
        while not self._waiting:
            self._news.clear()
            await self._news.wait()
        batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
        return msgspec.json.encode({"ok": True, "result": [self._update(number) for number in batch]})

    def _update(self, number: int) -> dict[str, object]:
        person = {"id": 1000 + number, "is_bot": False, "first_name": "Budi", "language_code": "id"}
        chat = {"id": 1000 + number, "type": "private", "first_name": "Budi"}
        message = {"message_id": 1, "date": 1_795_500_000, "chat": chat, "from": person, "text": self._load.text}
        return {"update_id": number, "message": message}

    def _write(self) -> None:
        if self._written < self._load.messages:
            self._written += 1
            self._waiting.append(self._written)
            self._news.set()

    def _take(self) -> bytes:
        self._answered += 1
        self._write()
        if self._answered == self._load.messages:
            self.took_s.set_result(perf_counter() - self._began)
        chat = {"id": 1000, "type": "private", "first_name": "Budi"}
        message = {"message_id": self._answered, "date": 1_795_500_000, "chat": chat, "text": "x"}
        return msgspec.json.encode({"ok": True, "result": message})


class Crowded(Struct, frozen=True):
    """A served run: its address, and the end of the pipe at which the seconds that it took come out."""

    url: str
    pipe: Connection

    async def took_s(self) -> float:
        """Return how long the people talked, once all have been answered."""
        seconds: float = await asyncio.to_thread(self.pipe.recv)
        return seconds


@asynccontextmanager
async def crowded(load: Load) -> AsyncIterator[Crowded]:
    """Serve a run in another process, so that it takes no time of the bot's."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(load, theirs), daemon=True)
    process.start()
    try:
        yield Crowded(await asyncio.to_thread(ours.recv), ours)
    finally:
        process.terminate()
        await asyncio.to_thread(process.join)


def _serve(load: Load, pipe: Connection) -> None:
    asyncio.run(_serving(load, pipe))


async def _serving(load: Load, pipe: Connection) -> None:
    crowd = Crowd(load)
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", crowd.call)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    pipe.send(f"http://127.0.0.1:{runner.addresses[0][1]}")
    pipe.send(await crowd.took_s)
    await asyncio.Event().wait()
