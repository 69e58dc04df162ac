"""A receipt printer on a loopback port: keeps what it prints, and can be shut, stuck, cut off or out of paper."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

ASK_PAPER = b"\x1dr1"
ENOUGH, NO_PAPER = b"\x00", b"\x0c"

Mood = Literal["well", "shut", "stuck", "cut", "empty"]


class FakePrinter:
    """What is on the other end of port 9100. Only in good health does a paper come out of it."""

    def __init__(self) -> None:
        self.mood: Mood = "well"
        self.papers: list[bytes] = []
        self.port = 0

    @property
    def target(self) -> str:
        """Return where it is, as the configuration says it."""
        return f"127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one paper."""
        try:
            paper = (await reader.readuntil(ASK_PAPER)).removesuffix(ASK_PAPER)
            if self.mood == "stuck":
                await reader.read()  # until the other side gives up
            elif self.mood != "cut":
                if self.mood == "well":
                    self.papers.append(paper)
                writer.write(NO_PAPER if self.mood == "empty" else ENOUGH)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.transport.abort()


@asynccontextmanager
async def printer() -> AsyncIterator[FakePrinter]:
    """Run a printer that is well."""
    fake = FakePrinter()
    server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
    fake.port = server.sockets[0].getsockname()[1]
    async with server:
        yield fake
        server.close()
