"""Lines from a file descriptor, neither blocking the event loop nor touching the descriptor's flags."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from os import read

from msgspec import Struct

CHUNK_BYTES = 65536
LINE_BYTES = 64 * 1024
"""Longer lines are cut here, so that a binary file piped in by mistake fills no memory."""


class Line(Struct, frozen=True):
    """One line, without its end; `number` counts from 1."""

    number: int
    data: bytes


async def lines(fd: int) -> AsyncIterator[Line]:
    """Yield the lines of a terminal, pipe, socket or file until its end."""
    number, rest, is_cut = 0, b"", False
    while chunk := await _chunk(fd):
        *whole, rest = (rest + chunk).split(b"\n")
        for data in whole:
            if not is_cut:
                number += 1
                yield Line(number, data)
            is_cut = False
        if len(rest) > LINE_BYTES:
            if not is_cut:
                number += 1
                yield Line(number, rest)
            rest, is_cut = b"", True
    if rest and not is_cut:
        yield Line(number + 1, rest)


async def _chunk(fd: int) -> bytes:
    await _readable(fd)
    # Ready, so it returns at once; in a thread because a descriptor shared with a shell must stay blocking.
    return await asyncio.to_thread(read, fd, CHUNK_BYTES)


async def _readable(fd: int) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()

    def tell() -> None:
        loop.remove_reader(fd)
        ready.set()

    try:
        loop.add_reader(fd, tell)
    except PermissionError:
        return  # a plain file: always ready, and epoll refuses to watch it
    try:
        await ready.wait()
    finally:
        loop.remove_reader(fd)
