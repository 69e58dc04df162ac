"""httpx over aiohttp's connections: what goes wrong is told as httpx tells it."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial

import httpx
import pytest

from channels.transport import Transport
from tests.background import going_on

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

CLOSED = "http://127.0.0.1:9"
MANY = 16 * 1024 * 1024  # bytes, more than the machine keeps on the way
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n"


async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Read all that comes, and answer nothing."""
    await reader.read()
    writer.close()


async def stall(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Read nothing."""
    await writer.wait_closed()


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """End the connection once a call has come."""
    await reader.readline()
    writer.close()


async def say(body: bytes, headers: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer with a body."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(HEAD % (len(body), headers) + body)
    await writer.drain()
    writer.close()


async def say_half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """End the connection amid the body."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(HEAD % (10, b"") + b"half")
    writer.close()


@asynccontextmanager
async def serving(serve: Serve) -> AsyncIterator[str]:
    """Give the address of a server; what still hangs at the end is broken off."""
    writers: list[asyncio.StreamWriter] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with suppress(ConnectionError):  # who called has gone
            await serve(reader, writer)

    server = await asyncio.start_server(connected, "127.0.0.1")
    async with server:
        yield "http://{}:{}".format(*server.sockets[0].getsockname())
        for writer in writers:
            has_ended = writer.is_closing() and not writer.transport.get_write_buffer_size()
            if not has_ended:
                writer.transport.abort()
            with suppress(ConnectionError):
                await writer.wait_closed()


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """Give a client with one connection, and no patience."""
    transport = await asyncio.to_thread(Transport, 1, trust_env=False)  # it reads certificates
    async with httpx.AsyncClient(transport=transport, timeout=0.1) as client:
        yield client


async def test_no_connection(http: httpx.AsyncClient) -> None:
    """Where nobody listens nothing was sent."""
    with pytest.raises(httpx.ConnectError):
        await http.post(CLOSED, content=b"x")


async def test_no_room(http: httpx.AsyncClient) -> None:
    """Nor was anything sent that waited in vain for a connection."""
    has_come = asyncio.Event()

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        has_come.set()
        await hang(reader, writer)

    async def call(url: str) -> None:
        await http.post(url, timeout=None)

    async with serving(hold) as url, going_on(call(url)):
        await has_come.wait()
        with pytest.raises(httpx.ConnectTimeout):
            await http.post(url)


@pytest.mark.parametrize(
    ("serve", "size", "expected"),
    [
        pytest.param(hang, 1, httpx.ReadTimeout, id="no answer"),
        pytest.param(stall, MANY, httpx.ReadTimeout, id="not even read"),
        pytest.param(hang_up, 1, httpx.ReadError, id="hung up"),
        pytest.param(say_half, 1, httpx.ReadError, id="half an answer"),
    ],
)
async def test_unknown(serve: Serve, size: int, expected: type[Exception], http: httpx.AsyncClient) -> None:
    """What goes wrong later leaves open whether the call was done."""
    async with serving(serve) as url:
        with pytest.raises(expected):
            await http.post(url, content=bytes(size))


async def test_zipped(http: httpx.AsyncClient) -> None:
    """A body that is zipped is unzipped once."""
    async with serving(partial(say, gzip.compress(b"halo"), b"Content-Encoding: gzip\r\n")) as url:
        assert "halo" == (await http.get(url)).text


async def test_left_early(http: httpx.AsyncClient) -> None:
    """A body that is not read to its end keeps no connection."""
    async with serving(partial(say, bytes(MANY), b"")) as url:
        async with http.stream("GET", url) as response:
            assert await anext(response.aiter_bytes())
        assert MANY == len((await http.get(url)).content)
