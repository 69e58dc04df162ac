"""One connection to a server: redis-py connects and authenticates, then whole batches travel here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import hiredis
from redis.asyncio.connection import AbstractConnection, Connection, SSLConnection, UnixDomainSocketConnection
from redis.exceptions import ConnectionError as RedisConnectionError

Argument = str | bytes | int | float

pack: Callable[[tuple[Argument, ...]], bytes] = hiredis.pack_command  # type: ignore[assignment]  # its stub: one word
"""Packs a command for the wire; raises TypeError for what is not an Argument."""

_READ_BYTES = 256 * 1024
_MORE = object()


class Wire(AbstractConnection):
    """Sends a batch in one write and reads its replies in bulk, without a coroutine for each of them."""

    async def open(self) -> None:
        """Connect, authenticate and choose the database; raises redis' ConnectionError or TimeoutError."""
        # Without redis-py's own limit: its wait_for swallows a cancellation (Python 3.11), and a stop would hang.
        limit_s, self.socket_timeout = self.socket_timeout, None
        try:
            async with asyncio.timeout(limit_s):
                await self.connect()  # type: ignore[no-untyped-call]  # redis-py leaves it untyped
        except BaseException:
            await self.disconnect(nowait=True)
            raise
        self.socket_timeout = limit_s
        self._replies = hiredis.Reader(
            protocolError=RedisConnectionError, replyError=self._parser.parse_error, notEnoughData=_MORE
        )

    def write(self, payload: bytes) -> None:
        """Hand packed commands to the transport, which takes them all at once; nothing waits for replies."""
        if self._writer is None:
            raise RedisConnectionError("not connected")
        self._writer.write(payload)

    async def listen(self) -> AsyncIterator[Any]:
        """Yield what the server sends, however long it takes (pub/sub)."""
        while True:
            reply = self._replies.gets()
            if reply is _MORE:
                self._replies.feed(await self._read())
            else:
                yield reply

    async def exchange(self, payload: bytes, replies: int) -> list[Any]:
        """Write packed commands and return their replies, as `receive` does."""
        self.write(payload)
        return await self.receive(replies)

    async def receive(self, replies: int) -> list[Any]:
        """Return the next replies, in the order of the commands; an error reply is returned as redis' exception.

        Raises redis' ConnectionError or an OSError (a timeout is one): what the server did is not known then.
        """
        gets, feed = self._replies.gets, self._replies.feed
        answers: list[Any] = []
        while True:
            while len(answers) < replies and (reply := gets()) is not _MORE:
                answers.append(reply)
            if len(answers) == replies:
                return answers
            async with asyncio.timeout(self.socket_timeout):
                feed(await self._read())

    async def _read(self) -> bytes:
        data = await self._reader.read(_READ_BYTES) if self._reader else b""
        if not data:
            raise RedisConnectionError("connection closed by the server")
        return data


class TcpWire(Wire, Connection):
    """A wire over TCP."""


class TlsWire(Wire, SSLConnection):
    """A wire over TLS."""


class SocketWire(Wire, UnixDomainSocketConnection):
    """A wire over a unix socket."""


_KINDS: Mapping[type[AbstractConnection], type[Wire]] = {
    Connection: TcpWire,
    SSLConnection: TlsWire,
    UnixDomainSocketConnection: SocketWire,
}


def new_wire(options: Mapping[str, Any]) -> Wire:
    """Return a closed wire; `options` are those of redis-py's connections, as its `parse_url` gives them."""
    rest = dict(options)
    kind = _KINDS[rest.pop("connection_class", Connection)]
    return kind(**rest)
