"""Updates that Telegram posts: answered with 200 only once the inbox has them, else they come again."""

from __future__ import annotations

import asyncio
import hmac
import socket
from typing import Any

import msgspec
from aiohttp import web

from bot.errors import StoreUnavailable
from channels.telegram.calls import Calls
from channels.telegram.errors import AddressRefused
from channels.telegram.parse import UPDATES
from channels.telegram.polling import Take
from channels.telegram.settings import TelegramSettings
from channels.telegram.wire import Call, Wire

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_BYTES = 1024 * 1024
GRACE_S = 5.0


def listening(options: TelegramSettings, *, account: str) -> socket.socket:
    """Return a socket that listens. Raises AddressRefused, naming what to change."""
    host, port = options.host, options.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        cause = error.strerror or str(error)
        raise AddressRefused(account=account, host=host, port=port, cause=cause) from error


def address(listener: socket.socket, *, path: str) -> str:
    """Return the URL to which a proxy on this machine passes Telegram's posts."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}{path}" if ":" in host else f"http://{host}:{port}{path}"


async def receive(wire: Wire, calls: Calls, take: Take, *, listener: socket.socket, options: TelegramSettings) -> None:
    """Serve the webhook until cancelled; then the requests in hand finish. Raises TokenRefused."""
    app = web.Application(client_max_size=BODY_BYTES)
    app.router.add_post(options.path, Posts(wire, take, secret=options.webhook_secret).answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE_S)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        told = {"url": options.webhook_url, "secret_token": options.webhook_secret, "allowed_updates": list(UPDATES)}
        await calls.until_done(Call("setWebhook", told))
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


class Posts:
    """The requests that come to the webhook."""

    def __init__(self, wire: Wire, take: Take, *, secret: str) -> None:
        self._wire = wire
        self._take = take
        self._secret = secret.encode()

    async def answer(self, request: web.Request) -> web.Response:
        """Take the update of a request that proves that it is Telegram's."""
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(errors="replace"), self._secret):
            return web.Response(status=403)
        try:
            update = self._wire.read(msgspec.json.decode(await request.read(), type=dict[str, Any]))
        except (msgspec.DecodeError, KeyError):
            return web.Response(status=400)
        try:
            await self._take(update)
        except StoreUnavailable:
            return web.Response(status=503)
        return web.Response()
