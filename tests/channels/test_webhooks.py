"""What both webhooks have in common: whoever posts too much is refused, and nothing of it stays."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from io import BytesIO

import aiohttp
import pytest
from aiohttp import web

from bot.listening import address, listening
from channels.webhooks import body_of, served

LIMIT = 1024 * 1024
POSTS = 10


@contextmanager
def without_collector() -> Iterator[None]:
    """Let Python look for no garbage: the program does so seldom."""
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()
        gc.enable()


async def answer(request: web.Request) -> web.Response:
    """Answer as a webhook does."""
    body = await body_of(request)
    return web.Response(status=413) if body is None else web.Response(text=str(len(body)))


@asynccontextmanager
async def posting() -> AsyncIterator[Callable[[int], Awaitable[int]]]:
    """Serve such a webhook; give a way to post so many bytes to it, which returns the answer's status."""
    app = web.Application(client_max_size=LIMIT)
    app.router.add_post("/", answer)
    with listening("127.0.0.1", 0, owner="the test") as listener:
        async with served(app, listener), aiohttp.ClientSession() as http:

            async def post(size: int) -> int:
                async with http.post(address(listener), data=BytesIO(b"x" * size)) as response:
                    return response.status

            yield post


@pytest.mark.parametrize(("size", "status"), [(LIMIT, 200), (LIMIT + 1, 413)], ids=["as large as may be", "too large"])
async def test_body(size: int, status: int) -> None:
    """A body of the largest size is taken, a larger one refused."""
    async with posting() as post:
        assert status == await post(size)


async def test_nothing_stays() -> None:
    """What was too large is let go at once: anyone may post, and without end."""
    async with posting() as post:
        with without_collector():
            for _ in range(POSTS):
                assert 413 == await post(2 * LIMIT)
            kept, _ = tracemalloc.get_traced_memory()
    assert kept < POSTS * LIMIT / 2
