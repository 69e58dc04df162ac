"""A Bot API in a process of its own that keeps to Telegram's limits to the letter, and plays applicants who ask.

What comes too fast gets a 429: more than so many messages within any second, or two within a second to one chat.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from time import monotonic

import aiohttp
import msgspec
from aiohttp import web
from msgspec import Struct

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ"
ME = b'{"ok":true,"result":{"id":123456789,"is_bot":true,"first_name":"Kanim","username":"kanim_bot"}}'
YES = b'{"ok":true,"result":true}'

ASKERS_FROM = 9_000_000
"""The ids of those who ask begin here; those of the broadcast's people are below."""

TOO_MANY = {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 1}}


class Limits(Struct, frozen=True, kw_only=True):
    """How many messages the platform takes within a second, and how many people ask something each second."""

    per_s: int
    asking_per_s: float


class Seen(Struct, frozen=True, kw_only=True):
    """What the platform has seen: when it took each message, how often each person got the broadcast, the refusals,
    and when people asked and how long they waited, in seconds."""

    taken_at: Sequence[float]
    got: dict[int, int]
    refused: int
    waits: Sequence[tuple[float, float]]
    now: float

    def rate(self, since: float, until: float) -> float:
        """Return how many messages a second it took in a time."""
        taken = bisect_left(self.taken_at, until) - bisect_left(self.taken_at, since)
        return taken / (until - since) if until > since else 0.0

    def waited_p95_s(self, *, but: tuple[float, float] = (0.0, 0.0)) -> float:
        """Return how long all but a twentieth waited at the most, without those who asked in a time."""
        ranked = sorted(waited for asked, waited in self.waits if not but[0] <= asked < but[1])
        return ranked[round((len(ranked) - 1) * 0.95)] if ranked else 0.0


class Platform:
    """One bot at a strict Telegram."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._taken: list[float] = []
        self._last: dict[int, float] = {}
        self._got: Counter[int] = Counter()
        self._refused = 0
        self._asked: dict[int, float] = {}
        self._waits: list[tuple[float, float]] = []
        self._updates: deque[dict[str, object]] = deque()
        self._news = asyncio.Event()
        self._messages = 0

    async def ask(self) -> None:
        """Let people ask, one after the other, as long as this runs."""
        number = 0
        while self._limits.asking_per_s:
            await asyncio.sleep(1 / self._limits.asking_per_s)
            number += 1
            person = ASKERS_FROM + number
            self._asked[person] = monotonic()
            self._updates.append(_said(number, person))
            self._news.set()

    async def call(self, request: web.Request) -> web.Response:
        """Answer a call of the bot's."""
        match request.match_info["method"]:
            case "getMe":
                return web.Response(body=ME, content_type="application/json")
            case "getUpdates":
                return web.json_response({"ok": True, "result": await self._new_updates()})
            case "sendMessage":
                form = await request.post()
                return self._take(int(str(form["chat_id"])))
        return web.Response(body=YES, content_type="application/json")

    async def seen(self, request: web.Request) -> web.Response:
        """Tell what has been seen so far."""
        seen = Seen(
            taken_at=self._taken, got=dict(self._got), refused=self._refused, waits=self._waits, now=monotonic()
        )
        return web.Response(body=msgspec.json.encode(seen))

    async def _new_updates(self) -> list[dict[str, object]]:
        self._news.clear()
        if not self._updates:
            try:
                await asyncio.wait_for(self._news.wait(), 5)
            except TimeoutError:
                return []
        found = list(self._updates)
        self._updates.clear()
        return found

    def _take(self, chat: int) -> web.Response:
        now = monotonic()
        within = len(self._taken) - bisect_left(self._taken, now - 1)
        if within >= self._limits.per_s or now - self._last.get(chat, -1.0) < 1:
            self._refused += 1
            return web.json_response(TOO_MANY, status=429)
        self._taken.append(now)
        self._last[chat] = now
        self._messages += 1
        if chat < ASKERS_FROM:
            self._got[chat] += 1
        elif chat in self._asked:
            asked = self._asked.pop(chat)
            self._waits.append((asked, now - asked))
        told = {
            "message_id": self._messages,
            "date": 1_795_500_000,
            "chat": {"id": chat, "type": "private"},
            "text": "x",
        }
        return web.json_response({"ok": True, "result": told})


@asynccontextmanager
async def strict_telegram(limits: Limits) -> AsyncIterator[str]:
    """Serve the platform in another process; gives its address."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(limits, theirs), daemon=True)
    process.start()
    try:
        yield await asyncio.to_thread(ours.recv)
    finally:
        process.terminate()
        await asyncio.to_thread(process.join)


async def look(url: str) -> Seen:
    """Return what the platform at an address has seen."""
    async with aiohttp.ClientSession() as http, http.get(f"{url}/seen") as response:
        return msgspec.json.decode(await response.read(), type=Seen)


def _said(number: int, person: int) -> dict[str, object]:
    sender = {"id": person, "is_bot": False, "first_name": "Budi", "language_code": "id"}
    chat = {"id": person, "type": "private", "first_name": "Budi"}
    message = {"message_id": 1, "date": 1_795_500_000, "chat": chat, "from": sender, "text": "#bantuan"}
    return {"update_id": number, "message": message}


def _serve(limits: Limits, pipe: Connection) -> None:
    asyncio.run(_serving(limits, pipe))


async def _serving(limits: Limits, pipe: Connection) -> None:
    platform = Platform(limits)
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", platform.call)
    app.router.add_get("/seen", platform.seen)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    pipe.send(f"http://127.0.0.1:{runner.addresses[0][1]}")
    await platform.ask()
    await asyncio.Event().wait()
