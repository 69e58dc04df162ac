"""A Bot API with its people."""

from __future__ import annotations

import asyncio
from collections import deque
from itertools import islice

import msgspec
from aiohttp import web

from bench.crowd import Crowd, Load, Platform

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ"
BATCH = 100
ME = b'{"ok":true,"result":{"id":123456789,"is_bot":true,"first_name":"Kanim","username":"kanim_bot"}}'
YES = b'{"ok":true,"result":true}'


async def serve(load: Load, platform: Platform) -> None:
    """Let the people talk to the bot that fetches here."""
    telegram = Telegram(load)
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", telegram.call)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await platform.opens(f"http://127.0.0.1:{runner.addresses[0][1]}")
    platform.closes(await telegram.crowd.talk())
    await asyncio.Event().wait()


class Telegram:
    """What is written to one bot waits here until the bot has moved its offset over it."""

    def __init__(self, load: Load) -> None:
        self.crowd = Crowd(load, self._write)
        self._text = load.text
        self._waiting: deque[int] = deque()
        self._news = asyncio.Event()

    async def call(self, request: web.Request) -> web.Response:
        """Answer a call of the bot's."""
        match request.match_info["method"]:
            case "getMe":
                body = ME
            case "getUpdates":
                body = await self._updates(await _offset(request))
            case "sendMessage":
                body = self._take()
            case _:
                body = YES
        return web.Response(body=body, content_type="application/json")

    async def _updates(self, offset: int) -> bytes:
        while self._waiting and self._waiting[0] < offset:
            self._waiting.popleft()
        while not self._waiting:
            self._news.clear()
            await self._news.wait()
        batch = [self._update(number) for number in islice(self._waiting, BATCH)]
        return msgspec.json.encode({"ok": True, "result": batch})

    def _update(self, number: int) -> dict[str, object]:
        person = {"id": 1000 + number, "is_bot": False, "first_name": "Budi", "language_code": "id"}
        chat = {"id": 1000 + number, "type": "private", "first_name": "Budi"}
        message = {"message_id": 1, "date": 1_795_500_000, "chat": chat, "from": person, "text": self._text}
        return {"update_id": number, "message": message}

    def _write(self, number: int) -> None:
        self._waiting.append(number)
        self._news.set()

    def _take(self) -> bytes:
        chat = {"id": 1000, "type": "private", "first_name": "Budi"}
        message = {"message_id": self.crowd.answered(), "date": 1_795_500_000, "chat": chat, "text": "x"}
        return msgspec.json.encode({"ok": True, "result": message})


async def _offset(request: web.Request) -> int:
    """Return the first update that the bot has not seen; the libraries write it as JSON or as a form."""
    fields = await request.json() if request.content_type == "application/json" else await request.post()
    return int(str(fields.get("offset", 0)))
