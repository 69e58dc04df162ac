"""The servers behind one URL: a single one, or a cluster's nodes with the map of who has which slot."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from functools import partial
from typing import Any, Protocol

from redis.crc import key_slot
from redis.exceptions import AskError
from redis.exceptions import ConnectionError as RedisConnectionError

from bot.store.calls import BROKEN, Call
from bot.store.library import Library
from bot.store.nodes import Node
from bot.store.targets import Address, Target
from bot.store.wire import Wire, pack

_SLOTS = pack(("CLUSTER", "SLOTS"))


class Fleet(Protocol):
    """Where calls go."""

    def put(self, call: Call, /) -> None:
        """Queue a call at the server that has its key."""

    async def dial(self) -> Wire:
        """Return an open wire to a server that answers, whichever it is."""

    def nodes(self) -> list[Node]:
        """Return the servers known so far."""


class Single:
    """One server, or the master that Sentinel names."""

    def __init__(self, target: Target, *, library: Library, give_up_s: float) -> None:
        self._node = Node(target.dial, library=library, give_up_s=give_up_s)
        self.put = self._node.put
        self.dial = target.dial

    def nodes(self) -> list[Node]:
        """Return the one server."""
        return [self._node]


class Cluster:
    """A cluster's nodes. The map of its slots is learnt from redirections, and whole when a node fails."""

    def __init__(self, target: Target, *, library: Library, give_up_s: float) -> None:
        self._target = target
        self._library = library
        self._give_up_s = give_up_s
        self._nodes: dict[Address, Node] = {}
        self._owners: dict[int, Address] = {}
        self._lesson = 0
        self._learning = asyncio.Lock()

    def put(self, call: Call) -> None:
        """Queue a call at the node that has its key; while that is not known, at one that will tell."""
        key = call.key.encode() if isinstance(call.key, str) else call.key
        self._node(self._owners.get(key_slot(key)) or random.choice(self._addresses())).put(call)

    def redirect(self, call: Call, error: AskError) -> None:
        """Queue a call at the node that another one named: for good (MOVED), or while a slot moves (ASK)."""
        node = self._node(error.node_addr)
        if type(error) is AskError:
            node.ask(call)
        else:
            self._owners[error.slot_id] = error.node_addr
            node.put(call)

    async def relearn(self) -> None:
        """Learn the map of slots from the first node that tells; without one, keep what is known."""
        lesson = self._lesson
        async with self._learning:
            if lesson != self._lesson:
                return  # another failing node's calls have just had it learnt
            for address in self._addresses():
                with suppress(*BROKEN):
                    await self._learn_from(address)
                    return

    async def dial(self) -> Wire:
        """Return an open wire to the first node that answers."""
        for address in self._addresses():
            with suppress(*BROKEN):
                return await self._target.dial_at(address)
        raise RedisConnectionError("no node of the cluster answers")

    def nodes(self) -> list[Node]:
        """Return the nodes that were called so far."""
        return list(self._nodes.values())

    def _node(self, address: Address) -> Node:
        node = self._nodes.get(address)
        if node is None:
            dial = partial(self._target.dial_at, address)
            node = Node(dial, library=self._library, give_up_s=self._give_up_s, cluster=self)
            self._nodes[address] = node
        return node

    def _addresses(self) -> list[Address]:
        """Return all addresses in random order, those that fail just now last."""
        away = {address for address, node in self._nodes.items() if node.away_since is not None}
        known = list({*self._nodes, *self._owners.values(), *self._target.hosts})
        random.shuffle(known)
        return sorted(known, key=away.__contains__)

    async def _learn_from(self, address: Address) -> None:
        wire = await self._target.dial_at(address)
        try:
            [rows] = await wire.exchange(_SLOTS, 1)
        finally:
            await wire.disconnect(nowait=True)
        if isinstance(rows, Exception):
            raise RedisConnectionError(str(rows))
        self._owners = {
            slot: _address(master, asked=address) for first, last, master, *_ in rows for slot in range(first, last + 1)
        }
        self._lesson += 1


def _address(row: list[Any], *, asked: Address) -> Address:
    """Return a node's address; one that does not know its own name gives none: it is the one we asked."""
    host, port, *_ = row
    return (host.decode() if host else asked[0]), port


async def drain(fleet: Fleet) -> None:
    """Wait until every call has been answered or given up."""
    while busy := [node for node in fleet.nodes() if node.is_busy]:
        await asyncio.gather(*(node.idle() for node in busy))


async def close(fleet: Fleet) -> None:
    """End the nodes' tasks and connections; calls that still wait fail."""
    for node in fleet.nodes():
        await node.close()
