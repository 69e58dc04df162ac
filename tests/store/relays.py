"""A relay between a client and its server that can lose an answer: the server did it, and the client can't know."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path


class Relay:
    """Passes bytes on, both ways, at `url`."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = f"unix://{folder}/relay"
        self.lost = 0
        self._server = url.removeprefix("unix://")
        self._is_losing = False

    def lose_the_next_answer(self) -> None:
        """Break the connection when the server answers the next time."""
        self._is_losing = True

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until either side ends it."""
        from_server, to_server = await asyncio.open_unix_connection(self._server)
        with suppress(ExceptionGroup):
            async with asyncio.TaskGroup() as group:
                group.create_task(self._pass_on(reader, to_server))
                group.create_task(self._pass_back(from_server, writer))
        writer.close()
        to_server.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
        raise ConnectionResetError

    async def _pass_back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            if self._is_losing:
                self._is_losing = False
                self.lost += 1
                break
            writer.write(data)
        raise ConnectionResetError


@asynccontextmanager
async def relay_to(url: str, folder: Path) -> AsyncIterator[Relay]:
    """Give a relay to a server on a unix socket."""
    relay = Relay(url, folder)
    async with await asyncio.start_unix_server(relay.serve, relay.url.removeprefix("unix://")):
        yield relay
