"""The client on one server: pipelines, order of failures, resending, giving up, cancelling, hints."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest
from redis.exceptions import ResponseError

from bot.errors import StoreUnavailable
from bot.store.client import Client, open_client
from bot.store.errors import UnknownFunction
from bot.store.library import Library
from bot.store.nodes import BATCH
from bot.store.targets import read_target
from tests.store.servers import Server, until, valkey_server


async def reads_done(server: Server) -> int:
    """Return how often the server has read from its connections."""
    info = await server.ask("INFO", "stats")
    assert isinstance(info, bytes)
    return int(info.split(b"total_reads_processed:")[1].split()[0])


async def is_away(client: Client) -> bool:
    """Return whether the client has noticed that its server is gone."""
    return client.away_since is not None


async def has_blocked_reader(client: Client) -> bool:
    """Return whether somebody waits at the server."""
    return b"blocked_clients:1\r\n" in await client.execute("INFO", "clients")


async def test_calls_of_one_tick_travel_together(server: Server, tiny: Library) -> None:
    """Many callers of one tick cost the server one read, not one each."""
    async with open_client(server.url, library=tiny) as client:
        await client.call("add", ["n"], 0)
        before = await reads_done(server)
        sums = await asyncio.gather(*(client.call("add", ["n"], 1) for _ in range(100)))
        reads = await reads_done(server) - before
    assert sums == list(range(1, 101))
    assert reads < 10


async def test_more_calls_than_a_pipeline_holds_all_return(server: Server, tiny: Library) -> None:
    """What does not fit in one pipeline goes with the next, in order."""
    async with open_client(server.url, library=tiny) as client:
        sums = await asyncio.gather(*(client.call("add", ["n"], 1) for _ in range(2 * BATCH + 3)))
    assert sums == list(range(1, 2 * BATCH + 4))


async def test_an_error_reaches_its_own_caller_only(server: Server, tiny: Library) -> None:
    """A call that the server refuses leaves the others of its pipeline alone."""
    async with open_client(server.url, library=tiny) as client:
        await client.call("add", ["n"], 0)
        replies = await asyncio.gather(
            client.call("add", ["n"], 1),
            client.call("fail", ["n"]),
            client.execute("INCR", "n"),
            return_exceptions=True,
        )
    assert [replies[0], replies[2]] == [1, 2]
    assert isinstance(replies[1], ResponseError)
    assert "REFUSED" in str(replies[1])


async def test_a_wrong_argument_fails_at_the_call(server: Server, tiny: Library) -> None:
    """What can't be sent raises where it is written, before it gets near a pipeline."""
    async with open_client(server.url, library=tiny) as client:
        with pytest.raises(TypeError):
            client.call("add", ["n"], None)  # type: ignore[arg-type]  # the point of the test
        with pytest.raises(UnknownFunction):
            client.call("nonsense", ["n"])
        assert await client.call("add", ["n"], 1) == 1


async def test_a_cancelled_caller_does_not_disturb_the_others(server: Server, tiny: Library) -> None:
    """A reply that nobody waits for any more is not given to the next caller."""
    async with open_client(server.url, library=tiny) as client:
        await client.call("add", ["n"], 0)
        server.freeze()
        first, second = client.call("add", ["n"], 1), client.call("add", ["m"], 7)
        await asyncio.sleep(0)
        first.cancel()
        server.thaw()
        assert await second == 7
        assert await client.execute("GET", "m") == b"7"


async def test_the_library_is_loaded_where_it_is_missing(server: Server, tiny: Library) -> None:
    """An emptied server gets the library again in passing; the callers notice nothing."""
    async with open_client(server.url, library=tiny) as client:
        assert await client.call("add", ["n"], 1) == 1
        await client.execute("FUNCTION", "FLUSH")
        assert await asyncio.gather(*(client.call("add", ["n"], 1) for _ in range(3))) == [2, 3, 4]


async def test_two_clients_may_load_the_library_at_once(server: Server, tiny: Library) -> None:
    """The one that comes second finds it there and goes on."""
    async with open_client(server.url, library=tiny) as one, open_client(server.url, library=tiny) as two:
        assert sorted(await asyncio.gather(one.call("add", ["n"], 1), two.call("add", ["n"], 1))) == [1, 2]


async def test_a_broken_library_is_told_at_once(server: Server) -> None:
    """Lua that does not compile is an error for the caller, not a reason to wait."""
    broken = Library("antrian_x", "x", "#!lua name=antrian_x\nthis is not Lua", {"f": b"f_x"})
    async with open_client(server.url, library=broken) as client:
        with pytest.raises(ResponseError, match="compiling"):
            await client.call("f", ["n"])


async def test_calls_wait_for_a_killed_server(server: Server, tiny: Library) -> None:
    """Calls made while the server is gone go through once it is back, and `away_since` says so meanwhile."""
    async with open_client(server.url, library=tiny) as client:
        assert await client.call("add", ["n"], 1) == 1
        assert client.away_since is None
        await server.kill()
        waiting = [client.call("add", ["n"], 1) for _ in range(5)]
        await until(partial(is_away, client))
        await server.start()
        assert await asyncio.gather(*waiting) == [2, 3, 4, 5, 6]
        assert client.away_since is None


async def test_calls_give_up_at_their_deadline(tmp_path: Path, tiny: Library) -> None:
    """Nobody waits longer than the limit for a server that does not come."""
    async with open_client(f"unix://{tmp_path}/nobody", library=tiny, give_up_s=0.2) as client:
        with pytest.raises(StoreUnavailable) as caught:
            await client.call("add", ["n"], 1)
    assert caught.value.waited_s == 0.2


async def test_a_silent_server_counts_as_away(server: Server, tiny: Library) -> None:
    """A server that keeps its connections but answers nothing is given up, and taken up again."""
    url = f"{server.url}?socket_timeout=0.1&socket_connect_timeout=0.1"
    async with open_client(url, library=tiny, give_up_s=0.3) as client:
        await client.call("add", ["n"], 1)
        server.freeze()
        with pytest.raises(StoreUnavailable):
            await client.execute("GET", "n")
        server.thaw()
        assert await client.execute("GET", "n") == b"1"


async def test_leaving_waits_for_calls_in_flight(server: Server, tiny: Library) -> None:
    """What was called before the end of the block has its reply after it; nothing can be called later."""
    async with open_client(server.url, library=tiny) as client:
        last = client.call("add", ["n"], 1)
    assert last.result() == 1
    with pytest.raises(RuntimeError, match="closed"):
        client.execute("PING")


async def test_leaving_by_an_error_does_not_wait(tmp_path: Path, tiny: Library) -> None:
    """When the block fails, calls that still wait for a server fail too."""
    waiting: list[asyncio.Future[int]] = []

    async def call_and_fail() -> None:
        async with open_client(f"unix://{tmp_path}/nobody", library=tiny) as client:
            waiting.append(client.call("add", ["n"], 1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await call_and_fail()
    with pytest.raises(StoreUnavailable, match="closed"):
        await waiting[0]


async def test_a_blocking_read_holds_nobody_up(client: Client) -> None:
    """A command that waits at the server has a connection of its own."""
    reading = asyncio.ensure_future(client.blocking("BLPOP", "list", 2))
    assert await client.execute("PING") == b"PONG"
    await until(partial(has_blocked_reader, client))
    await client.execute("RPUSH", "list", "x")
    assert await reading == [b"list", b"x"]


async def test_hints_come_after_a_restart_too(tmp_path: Path) -> None:
    """A subscription outlives the server: it tells to look for oneself, then goes on with messages."""
    async with valkey_server(tmp_path) as server, open_client(server.url) as client:
        hints = client.subscribe("wake")
        assert await anext(hints) == b""
        await client.execute("PUBLISH", "wake", "one")
        assert await anext(hints) == b"one"
        await server.kill()
        await server.start()
        assert await anext(hints) == b""
        await client.execute("PUBLISH", "wake", "two")
        assert await anext(hints) == b"two"
        await hints.aclose()


@pytest.mark.parametrize(
    ("url", "hosts", "service"),
    [
        pytest.param("redis://h", (("h", 6379),), "", id="default port"),
        pytest.param("redis://u:p@h:1,[::1]:2/3", (("h", 1), ("::1", 2)), "", id="several hosts"),
        pytest.param("rediss://h:1?ssl_ca_certs=/ca.pem", (("h", 1),), "", id="tls"),
        pytest.param("unix:///run/v.sock?db=2", (), "", id="socket"),
        pytest.param("redis+sentinel://a,b:7/main/2", (("a", 26379), ("b", 7)), "main", id="sentinel"),
    ],
)
def test_urls(url: str, hosts: tuple[tuple[str, int], ...], service: str) -> None:
    """Each form of URL names its hosts, and Sentinel's its master."""
    target = read_target(url)
    assert (target.hosts, target.service) == (hosts, service)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://h", id="another scheme"),
        pytest.param("redis://h?nonsense=1", id="unknown option"),
        pytest.param("redis+sentinel://h:1", id="no master's name"),
    ],
)
def test_wrong_urls(url: str) -> None:
    """A URL that can't be meant is refused before anything is sent."""
    with pytest.raises(ValueError, match="URL"):
        read_target(url)


async def test_leaving_waits_for_no_news(valkey: str) -> None:
    """A client that is left does not wait for what a blocking read is waiting for."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    async with open_client(valkey) as opened:
        reading = asyncio.ensure_future(opened.blocking("XREAD", "BLOCK", 9000, "STREAMS", "news", "$", key="news"))
        await opened.execute("PING")
        reading.cancel()
    assert loop.time() - begun < 3
