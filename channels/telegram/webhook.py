"""Updates that Telegram posts: answered with 200 only once the inbox has them, else they come again."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import msgspec
from aiohttp import web

from channels.telegram.calls import Calls
from channels.telegram.parse import UPDATES
from channels.telegram.polling import Take
from channels.telegram.settings import TelegramSettings
from channels.telegram.wire import Call, Wire
from channels.webhooks import body_of, is_same, outcome, served

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_BYTES = 1024 * 1024


async def receive(wire: Wire, calls: Calls, take: Take, *, listener: socket.socket, options: TelegramSettings) -> None:
    """Serve the webhook until cancelled; then the requests in hand finish. Raises TokenRefused."""
    app = web.Application(client_max_size=BODY_BYTES)
    app.router.add_post(options.path, Posts(wire, take, secret=options.webhook_secret).answer)
    async with served(app, listener):
        told = {"url": options.webhook_url, "secret_token": options.webhook_secret, "allowed_updates": list(UPDATES)}
        await calls.until_done(Call("setWebhook", told))
        await asyncio.Event().wait()


class Posts:
    """The requests that come to the webhook."""

    def __init__(self, wire: Wire, take: Take, *, secret: str) -> None:
        self._wire = wire
        self._take = take
        self._secret = secret

    async def answer(self, request: web.Request) -> web.Response:
        """Take the update of a request that proves that it is Telegram's."""
        if not is_same(request.headers.get(SECRET_HEADER, ""), self._secret):
            return web.Response(status=403)
        body = await body_of(request)
        if body is None:
            return web.Response(status=413)
        try:
            update = self._wire.read(msgspec.json.decode(body, type=dict[str, Any]))
        except (msgspec.DecodeError, KeyError):
            return web.Response(status=400)
        return await outcome(self._take(update))
