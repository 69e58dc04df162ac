"""Uvicorn as a guest in our event loop: it takes no signals, and stops when we stop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from channels.web.errors import AddressRefused

GRACE_S = 5
EVERY_HOST = {"0.0.0.0": "127.0.0.1", "::": "::1"}


class Guest(uvicorn.Server):
    """A server that leaves Ctrl-C and SIGTERM to the process that it is part of."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def listening(host: str, port: int, *, account: str) -> socket.socket:
    """Return a socket that listens. Raises AddressRefused, naming what to change."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        cause = error.strerror or str(error)
        raise AddressRefused(account=account, host=host, port=port, cause=cause) from error
    # asyncio sets it only on sockets that name their protocol; without it each answer waits 40 ms for an ACK.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def address(listener: socket.socket) -> str:
    """Return the URL at which a browser on this machine finds the page."""
    host, port = listener.getsockname()[:2]
    host = EVERY_HOST.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def serve(app: FastAPI, listener: socket.socket, *, closing: Callable[[], None]) -> None:
    """Serve until cancelled; then `closing` ends the streams, and the requests in hand finish."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    server = Guest(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        closing()
        server.should_exit = True
        await serving
        raise
