"""The process of a linked device: started on one end of a socket pair, gone when the other end is closed."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import ExitStack, asynccontextmanager, suppress

from channels.whatsapp.frames import LONGEST, Order, framed, read_frame

END_S = 5.0
TAIL_BYTES = 64 * 1024
REASON_LENGTH = 160
LAST_WORDS = re.compile(r"^(?:panic: |fatal error: |\w[\w.]*(?:Error|Exception|Interrupt)\b).*$", re.MULTILINE)


class Line:
    """Our end of a socket pair."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer


class Process:
    """A running one; frames go in and come out."""

    def __init__(self, popen: subprocess.Popen[bytes], line: Line, errors: Line) -> None:
        self.has_reported = False
        self._popen = popen
        self._line = line
        self._errors = errors

    def write(self, order: Order) -> None:
        """Give an order."""
        self._line.writer.write(framed(order))

    async def read(self) -> bytes | None:
        """Return the next report, or None when the process has ended or ends."""
        frame = await read_frame(self._line.reader)
        self.has_reported = self.has_reported or frame is not None
        return frame

    def kill(self) -> None:
        """End it at once."""
        self._popen.kill()

    async def last_words(self) -> str:
        """Return why it ended, as far as it said; to be asked at its end."""
        tail = b""
        with suppress(TimeoutError):
            async with asyncio.timeout(END_S):
                while chunk := await self._errors.reader.read(TAIL_BYTES):
                    tail = (tail + chunk)[-TAIL_BYTES:]
        said = LAST_WORDS.findall(tail.decode(errors="replace"))
        return said[-1][:REASON_LENGTH] if said else "without a word"


@asynccontextmanager
async def started(command: Sequence[str]) -> AsyncIterator[Process]:
    """Run a command, which gets the number of its end of the line as its last argument; end it after the block."""
    with ExitStack() as stack:
        ours, theirs, errors, their_errors = (
            stack.enter_context(end) for pair in (socket.socketpair(), socket.socketpair()) for end in pair
        )
        async with _line(ours) as line, _line(errors) as error_line:
            starting = asyncio.create_task(asyncio.to_thread(_start, command, theirs, their_errors))
            process = None
            try:
                process = Process(await asyncio.shield(starting), line, error_line)
                yield process
            finally:
                line.writer.close()
                at_once = process is None or not process.has_reported
                await _whole(asyncio.to_thread(_end, await starting, at_once=at_once))


@asynccontextmanager
async def _line(end: socket.socket) -> AsyncIterator[Line]:
    reader, writer = await asyncio.open_connection(sock=end, limit=LONGEST)
    try:
        yield Line(reader, writer)
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def _whole(work: Coroutine[None, None, None]) -> None:
    """Do something to its end, also when cancelled meanwhile."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


def _end(popen: subprocess.Popen[bytes], *, at_once: bool) -> None:
    """Wait until a process is gone whose line is closed; one that hangs, or has not begun yet, is killed."""
    if at_once:
        popen.kill()
    try:
        popen.wait(END_S)
    except subprocess.TimeoutExpired:
        popen.kill()
        popen.wait()


def _start(command: Sequence[str], line: socket.socket, errors: socket.socket) -> subprocess.Popen[bytes]:
    with line, errors:
        return subprocess.Popen(
            [*command, str(line.fileno())],
            pass_fds=[line.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the Go library prints there, also whom it writes to
            stderr=errors.fileno(),
            start_new_session=True,  # Ctrl-C at the terminal is for the office, which finishes its work first
        )
