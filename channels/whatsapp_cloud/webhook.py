"""What Meta posts: answered with 200 only once the inbox has all of it, else it comes again."""

from __future__ import annotations

import asyncio
import hmac
import socket
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import msgspec
from aiohttp import web

from channels.webhooks import body_of, is_same, outcome, served
from channels.whatsapp_cloud.posts import Post, read
from channels.whatsapp_cloud.settings import CloudSettings

SIGNATURE_HEADER = "X-Hub-Signature-256"
BODY_BYTES = 4 * 1024 * 1024  # Meta's posts have 3 MB at most

Take: TypeAlias = Callable[[Post], Awaitable[None]]
"""Hands all of a post to the inbox. Raises StoreUnavailable."""


def signature(body: bytes, app_secret: str) -> str:
    """Return what Meta writes into the header of a post: proof that it knows the app's secret."""
    return f"sha256={hmac.digest(app_secret.encode(), body, 'sha256').hex()}"


async def receive(take: Take, *, listener: socket.socket, options: CloudSettings) -> None:
    """Serve the webhook until cancelled; then the requests in hand finish."""
    app = web.Application(client_max_size=BODY_BYTES)
    requests = Requests(take, options)
    app.router.add_get(options.path, requests.verify)
    app.router.add_post(options.path, requests.answer)
    async with served(app, listener):
        await asyncio.Event().wait()


class Requests:
    """The requests that come to the webhook."""

    def __init__(self, take: Take, options: CloudSettings) -> None:
        self._take = take
        self._phone_id = options.phone_id
        self._secret = options.app_secret.get_secret_value()
        self._word = options.verify_token.get_secret_value()

    async def verify(self, request: web.Request) -> web.Response:
        """Repeat the challenge to who knows the word: so Meta learns that the address is ours."""
        asked = request.query
        if asked.get("hub.mode") != "subscribe" or not is_same(asked.get("hub.verify_token", ""), self._word):
            return web.Response(status=403)
        return web.Response(text=asked.get("hub.challenge", ""))

    async def answer(self, request: web.Request) -> web.Response:
        """Take a post whose signature proves that it is Meta's."""
        body = await body_of(request)
        if body is None:
            return web.Response(status=413)
        if not is_same(request.headers.get(SIGNATURE_HEADER, ""), signature(body, self._secret)):
            return web.Response(status=403)
        try:
            post = read(body, phone_id=self._phone_id)
        except msgspec.DecodeError:
            return web.Response(status=400)
        return await outcome(self._take(post))
