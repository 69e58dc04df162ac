"""httpx over aiohttp's connections, for the libraries that call their platform through httpx.

httpx's own pool looks at each of its connections for each request: with 64 at once that was most of a call's time.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import TypeAlias

import aiohttp
import httpx

KEEP_S = 5.0
CHUNK_BYTES = 64 * 1024

Limits: TypeAlias = Mapping[str, float | None]
"""httpx's, in seconds: "pool", "connect", "write", "read"."""


class Transport(httpx.AsyncBaseTransport):
    """At most `connections` at once. `trust_env`: certificates may be named in the environment; proxies never are."""

    def __init__(self, connections: int, *, trust_env: bool) -> None:
        self._connections = connections
        self._ssl = httpx.create_ssl_context(trust_env=trust_env)
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer, of which the body is still to be read. Raises httpx.TransportError."""
        limits, content = request.extensions["timeout"], await request.aread()
        with _told_as_httpx():
            async with asyncio.timeout(_whole_s(limits)):
                response = await self._open_session().request(
                    request.method,
                    str(request.url),
                    headers=request.headers.multi_items(),
                    data=BytesIO(content) if content else None,  # large bytes by themselves would hold up the loop
                    allow_redirects=False,
                    timeout=_each(limits),
                )
        headers, body = response.raw_headers, Body(response)
        return httpx.Response(response.status, headers=headers, stream=body, request=request)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def _open_session(self) -> aiohttp.ClientSession:
        """Return the session, which wants a running loop when it is made."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEEP_S, ssl=self._ssl)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
            )
        return self._session


class Body(httpx.AsyncByteStream):
    """The body of an answer, as it comes."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _told_as_httpx():
            async for chunk in self._response.content.iter_chunked(CHUNK_BYTES):
                yield chunk

    async def aclose(self) -> None:
        """Give the connection back; one whose body was not read to its end is closed."""
        self._response.release()


def _each(limits: Limits) -> aiohttp.ClientTimeout:
    """Return httpx's limits as aiohttp's; these have none for the writing, see `_whole_s`."""
    return aiohttp.ClientTimeout(
        total=None, connect=limits["pool"], sock_connect=limits["connect"], sock_read=limits["read"]
    )


def _whole_s(limits: Limits) -> float | None:
    """Return how long it may take until an answer begins, when each step takes as long as it may."""
    steps = [limit for limit in limits.values() if limit is not None]
    return sum(steps) if len(steps) == len(limits) else None


@contextmanager
def _told_as_httpx() -> Iterator[None]:
    """Raise aiohttp's errors as httpx's: first of all those of a call that never reached the server."""
    try:
        yield
    except aiohttp.ConnectionTimeoutError as error:
        raise httpx.ConnectTimeout(str(error)) from error
    except aiohttp.ClientConnectorError as error:
        raise httpx.ConnectError(str(error)) from error
    except TimeoutError as error:
        raise httpx.ReadTimeout(str(error)) from error
    except aiohttp.InvalidURL as error:
        raise httpx.UnsupportedProtocol(str(error)) from error
    except aiohttp.ClientError as error:
        raise httpx.ReadError(str(error)) from error
