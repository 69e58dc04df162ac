"""The sockets on which webhooks and pages wait for requests."""

from __future__ import annotations

import socket

from bot.errors import AddressRefused

EVERY_HOST = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def listening(host: str, port: int, *, owner: str, settings: str = "`port` or `host`") -> socket.socket:
    """Return a socket that listens, for an owner such as "web account 'cbn'" and where its settings say.

    Raises AddressRefused.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        cause = error.strerror or str(error)
        raise AddressRefused(owner, host=host, port=port, cause=cause, settings=settings) from error
    # asyncio sets it only on sockets that name their protocol; without it each answer waits 40 ms for an ACK.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def address(listener: socket.socket) -> str:
    """Return the URL at which who is on this machine reaches a listening socket, without a path."""
    host, port = listener.getsockname()[:2]
    host = EVERY_HOST.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
