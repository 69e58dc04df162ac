"""The printers of the lobby: on the network, or behind a file of the system. Knows no tickets.

A paper has come out once the printer says so: the question stands behind the paper's last line, so a printer that is
off, stuck or out of paper does not answer it, or answers no. A file gives no answer; what it took counts as printed.
"""

from __future__ import annotations

import asyncio
import os
import select
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.errors import AntrianError

PORT = 9100
PATIENCE_S = 8.0
ASK_PAPER = b"\x1dr1"  # GS r 1: transmit the paper sensor's status, in its turn
PAPER_END = 0x0C


class PrinterFailed(AntrianError):
    """Raised when nobody knows that a paper has come out whole; the same may be printed again."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the printer failed: {reason}")


class Printer:
    """One printer: "host", "host:port", or the path of a file such as /dev/usb/lp0. One paper at a time."""

    def __init__(self, target: str, *, patience_s: float = PATIENCE_S) -> None:
        self._target = target
        self._patience_s = patience_s
        self._turn = asyncio.Lock()

    async def print(self, paper: bytes) -> None:
        """Print ESC/POS. Raises PrinterFailed."""
        try:
            async with self._turn, asyncio.timeout(self._patience_s):
                if self._target.startswith("/"):
                    await asyncio.to_thread(_write, self._target, paper, self._patience_s)
                else:
                    await self._send(paper)
        except TimeoutError:
            raise PrinterFailed(f"no answer within {self._patience_s:g} s") from None
        except (OSError, asyncio.IncompleteReadError) as error:
            raise PrinterFailed(_reason(error)) from error

    async def _send(self, paper: bytes) -> None:
        where = urlsplit(f"//{self._target}")
        reader, writer = await asyncio.open_connection(where.hostname, where.port or PORT)
        try:
            writer.write(paper + ASK_PAPER)
            await writer.drain()
            (status,) = await reader.readexactly(1)
        finally:
            writer.transport.abort()  # a printer that is stuck would never take the rest
        if status & PAPER_END:
            raise PrinterFailed("out of paper")


class Printers:
    """The printers of an account's kiosks, by the kiosk's name; the one under "*" serves those that are not named."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        shared = {target: Printer(target) for target in targets.values()}
        self._of = {name.casefold(): shared[target] for name, target in targets.items()}

    def of(self, kiosk: str) -> Printer | None:
        """Return the printer of a kiosk; None: its browser prints."""
        return self._of.get(kiosk.casefold(), self._of.get("*"))


def _write(path: str, paper: bytes, patience_s: float) -> None:
    """Write all of it to a device that may be busy. A thread can't be cancelled, so it keeps the time itself."""
    until = time.monotonic() + patience_s
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        ready = select.poll()
        ready.register(file, select.POLLOUT)
        while paper:
            if not ready.poll(max(0, (until - time.monotonic()) * 1000)):
                raise TimeoutError
            paper = paper[os.write(file, paper) :]
    finally:
        os.close(file)


def _reason(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "the connection was cut"
    number = error.errno if isinstance(error, OSError) else None
    return os.strerror(number) if number and number > 0 else str(error)  # asyncio's own words name the address
