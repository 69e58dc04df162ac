"""Webhooks over aiohttp: a platform is told that its post was received only once the inbox has it, else it posts again.

Owns how they are served and what they answer; whose a post is and what is in it is the channel's matter.
"""

from __future__ import annotations

import hmac
import socket
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import StoreUnavailable

GRACE_S = 5.0


@asynccontextmanager
async def served(app: web.Application, listener: socket.socket) -> AsyncIterator[None]:
    """Serve an application until the block ends; then the requests in hand finish."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE_S)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        yield
    finally:
        await runner.cleanup()


async def body_of(request: web.Request) -> bytes | None:
    """Return what was posted; None for more than the application takes.

    Its own refusal would hold on to what had come of it, megabytes each time, until Python looks for such garbage.
    """
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        return None


async def outcome(taking: Awaitable[None]) -> web.Response:
    """Return what a platform is answered: 200 once its post is taken, 503 while the store is away."""
    try:
        await taking
    except StoreUnavailable:
        return web.Response(status=503)
    return web.Response()


def is_same(shown: str, known: str) -> bool:
    """Tell whether somebody knows a secret, in a time that tells nothing of it."""
    return hmac.compare_digest(shown.encode(errors="replace"), known.encode())
