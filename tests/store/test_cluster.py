"""The client on a cluster of three: keys find their node, and a dead node holds up nobody else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import pytest
from redis.crc import key_slot

from bot.store.client import open_client
from bot.store.library import Library
from tests.store.servers import Server, free_port, until, valkey_server

OPTIONS = {
    "cluster-enabled": "yes",
    "cluster-require-full-coverage": "no",
    "cluster-node-timeout": "1000",
}
RANGES = ((0, 5460), (5461, 10922), (10923, 16383))


def key_of(node: int) -> str:
    """Return a key whose slot belongs to a node."""
    first, last = RANGES[node]
    return next(key for key in map("{{o{}}}".format, range(1000)) if first <= key_slot(key.encode()) <= last)


async def is_whole(server: Server) -> bool:
    """Return whether a node knows an owner for every slot, and takes writes (it waits with them at its start)."""
    slots, info = await server.ask("CLUSTER", "SLOTS"), await server.ask("CLUSTER", "INFO")
    assert isinstance(slots, list)
    assert isinstance(info, bytes)
    return len(slots) == len(RANGES) and b"cluster_state:ok" in info


@pytest.fixture
async def nodes(tmp_path: Path) -> AsyncIterator[list[Server]]:
    """Give three masters, each with a third of the slots."""
    async with AsyncExitStack() as stack:
        servers: list[Server] = []
        for number, (first, last) in enumerate(RANGES):
            folder = tmp_path / str(number)
            folder.mkdir()
            bus = free_port()
            running = valkey_server(folder, port=free_port(), options={**OPTIONS, "cluster-port": str(bus)})
            server = await stack.enter_async_context(running)
            await server.ask("CLUSTER", "ADDSLOTSRANGE", first, last)
            if servers:
                await servers[0].ask("CLUSTER", "MEET", "127.0.0.1", server.port, bus)
            servers.append(server)
        for server in servers:
            await until(partial(is_whole, server))
        yield servers


async def test_keys_find_their_node(nodes: list[Server], tiny: Library) -> None:
    """From one start node the client learns where each key lives, and loads the library there."""
    async with open_client(nodes[0].url, cluster=True, library=tiny) as client:
        assert await asyncio.gather(*(client.call("add", [key_of(n)], n) for n in range(3))) == [0, 1, 2]
        assert await client.execute("GET", key_of(2), key=key_of(2)) == b"2"
    for number, node in enumerate(nodes):
        assert await node.ask("GET", key_of(number)) == str(number).encode()


async def test_a_dead_node_holds_up_nobody_else(nodes: list[Server], tiny: Library) -> None:
    """While one node is down the others answer; its own calls go through when it is back."""
    url = "redis://" + ",".join(f"127.0.0.1:{node.port}" for node in nodes)
    async with open_client(url, cluster=True, library=tiny) as client:
        for number in range(3):
            await client.call("add", [key_of(number)], 1)
        await nodes[1].kill()
        waiting = client.call("add", [key_of(1)], 1)
        for expected in range(2, 12):
            assert await client.call("add", [key_of(0)], 1) == expected
            assert await client.call("add", [key_of(2)], 1) == expected
        assert not waiting.done()
        await nodes[1].start()
        assert await waiting == 2
        assert client.away_since is None


async def test_a_dead_start_node_is_passed_over(nodes: list[Server], tiny: Library) -> None:
    """One start node that answers is enough."""
    url = f"redis://127.0.0.1:{free_port()},127.0.0.1:{nodes[2].port}"
    async with open_client(url, cluster=True, library=tiny) as client:
        assert await asyncio.gather(*(client.call("add", [key_of(n)], 1) for n in range(3))) == [1, 1, 1]


async def test_a_moving_slot_is_followed(nodes: list[Server], tiny: Library) -> None:
    """A key on its way to another node is asked for there (ASK), and from then on found there (MOVED)."""
    old, new = nodes[0], nodes[1]
    key, slot = key_of(0), key_slot(key_of(0).encode())
    old_id, new_id = await old.ask("CLUSTER", "MYID"), await new.ask("CLUSTER", "MYID")
    assert isinstance(old_id, bytes)
    assert isinstance(new_id, bytes)
    async with open_client(old.url, cluster=True, library=tiny) as client:
        await client.call("add", [key], 1)
        await new.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", old_id)
        await old.ask("CLUSTER", "SETSLOT", slot, "MIGRATING", new_id)
        await old.ask("MIGRATE", "127.0.0.1", new.port, key, 0, 5000)
        assert await client.call("add", [key], 1) == 2
        await new.ask("CLUSTER", "SETSLOT", slot, "NODE", new_id)
        await old.ask("CLUSTER", "SETSLOT", slot, "NODE", new_id)
        assert await client.call("add", [key], 1) == 3
    assert await new.ask("GET", key) == b"3"


async def test_hints_reach_every_node(nodes: list[Server], tiny: Library) -> None:
    """What is published at one node comes to a subscriber at any."""
    async with open_client(nodes[0].url, cluster=True, library=tiny) as client:
        hints = client.subscribe("wake")
        assert await anext(hints) == b""
        for number in range(3):
            await client.execute("PUBLISH", "wake", "look", key=key_of(number))
            assert await anext(hints) == b"look"
        await hints.aclose()
