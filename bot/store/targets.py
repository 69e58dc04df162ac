"""Where the state lives, read from a URL: a server, Sentinel's master, or a cluster's start nodes."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from msgspec import Struct
from redis.asyncio.connection import SSLConnection, parse_url
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel
from redis.backoff import NoBackoff

from bot.store.wire import Wire, new_wire

Address = tuple[str, int]
Dial = Callable[[], Awaitable[Wire]]

# RESP 2: nothing but replies comes back on a connection. No driver info: redis-py reads it from disk each time.
_DEFAULTS: Mapping[str, Any] = {
    "protocol": 2,
    "driver_info": None,
    "client_name": "antrian",
    "socket_timeout": 5.0,
    "socket_connect_timeout": 2.0,
}
_SENTINEL = "+sentinel"
_NETLOC = re.compile("[/?#]")  # what ends it


class Target(Struct, frozen=True, kw_only=True):
    """A parsed URL. `hosts` are its addresses, none for a unix socket; `service` is the master's name."""

    options: Mapping[str, Any]
    hosts: tuple[Address, ...] = ()
    service: str = ""

    async def dial(self) -> Wire:
        """Return an open wire to the server, or to the master that a sentinel names now."""
        if self.service:
            return await self.dial_at(await self._master())
        return await _opened(self.options)

    async def dial_at(self, address: Address) -> Wire:
        """Return an open wire to one address, with this target's credentials and TLS."""
        host, port = address
        return await _opened({**self.options, "host": host, "port": port})

    async def _master(self) -> Address:
        kept = {"socket_timeout", "socket_connect_timeout"}
        options = {name: value for name, value in self.options.items() if name in kept or name[:4] == "ssl_"}
        tls = self.options.get("connection_class") is SSLConnection
        options |= {"ssl": tls, "retry": Retry(NoBackoff(), 0), "protocol": 2, "driver_info": None}
        sentinels = Sentinel(self.hosts, sentinel_kwargs=options)  # type: ignore[no-untyped-call]  # as it is
        try:
            host, port = await sentinels.discover_master(self.service)
        finally:
            for sentinel in sentinels.sentinels:
                await sentinel.aclose()
        return host, port


def read_target(url: str) -> Target:
    """Read `redis://`, `rediss://`, `unix://` or `redis+sentinel://host:port/service[/db]`.

    Hosts may be several (`host:port,host:port`); options of redis-py's connections go into the query
    (`?ssl_ca_certs=…`). Raises ValueError.
    """
    if url.startswith("unix:"):
        return _checked(Target(options={**_DEFAULTS, **parse_url(url)}))
    scheme, _, rest = url.partition("://")
    netloc = _NETLOC.split(rest, maxsplit=1)[0]
    login, at, listed = netloc.rpartition("@")
    first, *_ = hosts = listed.split(",")
    # With the first host alone: Python refuses a list with an IPv6 address in it.
    parts = urlsplit(f"{scheme}://{login}{at}{first}{rest.removeprefix(netloc)}")
    service, path = "", parts.path
    if parts.scheme.endswith(_SENTINEL):
        service, _, path = path.strip("/").partition("/")
        if not service:
            raise ValueError("a Sentinel URL ends with the name of the master: redis+sentinel://host:26379/name")
    plain = urlunsplit((parts.scheme.removesuffix(_SENTINEL), parts.netloc, path, parts.query, ""))
    port = 26379 if service else 6379
    return _checked(
        Target(
            options={**_DEFAULTS, **parse_url(plain)},
            hosts=tuple(_address(host, port) for host in hosts),
            service=service,
        )
    )


def _address(text: str, port: int) -> Address:
    parts = urlsplit(f"//{text}")
    return parts.hostname or "localhost", parts.port or port


def _checked(target: Target) -> Target:
    try:
        new_wire(target.options)
    except TypeError as error:
        raise ValueError(f"a Redis URL with an unknown option: {error}") from None
    return target


async def _opened(options: Mapping[str, Any]) -> Wire:
    wire = new_wire(options)
    await wire.open()
    return wire
