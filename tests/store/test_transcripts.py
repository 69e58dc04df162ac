"""Transcripts on a real server: once, in order, capped, sealed, forgotten."""

from __future__ import annotations

import asyncio

import pytest

from bot.messages import ChatRef
from bot.store.client import Client
from bot.store.key_ring import KeyRing
from bot.store.sealing import Sealer
from bot.store.transcripts import KEPT_ENTRIES, LIFETIME_MS, Transcripts

CHAT = ChatRef("web", "cbn", "c1")
OTHER = ChatRef("web", "cbn", "c2")


@pytest.fixture
def transcripts(client: Client) -> Transcripts:
    """Give the transcripts of an empty store."""
    return Transcripts(client, Sealer(KeyRing(lookup=bytes(32), sealing={1: bytes(32)})))


async def test_in_order(transcripts: Transcripts) -> None:
    """Entries come back in the order in which they were appended, each chat's its own."""
    for number in range(5):
        await transcripts.append(CHAT, name=f"n{number}", body=b"%d" % number)
    await transcripts.append(OTHER, name="n0", body=b"other")
    entries = await transcripts.since(CHAT)
    assert [b"0", b"1", b"2", b"3", b"4"] == [entry.body for entry in entries]
    assert entries[3:] == await transcripts.since(CHAT, entries[2].id)


async def test_find(transcripts: Transcripts) -> None:
    """An entry is found by its id in its own chat, and in no other."""
    id = await transcripts.append(CHAT, name="n1", body=b"one")
    found = await transcripts.find(CHAT, id)
    assert found
    assert (id, b"one") == (found.id, found.body)
    assert await transcripts.find(OTHER, id) is None
    assert await transcripts.find(CHAT, "1-1") is None


async def test_once(transcripts: Transcripts) -> None:
    """The same name appended by many at once is one entry, and all are told the same id."""
    ids = await asyncio.gather(*(transcripts.append(CHAT, name="same", body=b"%d" % n) for n in range(50)))
    (entry,) = await transcripts.since(CHAT)
    assert {entry.id} == set(ids)


async def test_capped(transcripts: Transcripts, client: Client) -> None:
    """The newest entries are kept, and what remembers their names is capped with them."""
    for number in range(KEPT_ENTRIES + 7):
        await transcripts.append(CHAT, name=f"n{number}", body=b"%d" % number)
    kept = [entry.body for entry in await transcripts.since(CHAT)]
    assert [b"%d" % number for number in range(7, KEPT_ENTRIES + 7)] == kept
    (names,) = await client.execute("KEYS", "*:entries")
    assert KEPT_ENTRIES == await client.execute("HLEN", names)


async def test_sealed_and_mortal(transcripts: Transcripts, client: Client) -> None:
    """Neither the words nor the chat can be read in the store, and every key ends by itself."""
    await transcripts.append(CHAT, name="n1", body=b"rahasia")
    keys = await client.execute("KEYS", "*")
    dumps = [await client.execute("DUMP", key) for key in keys]
    assert b"rahasia" not in b"".join((*keys, *dumps))
    lifetimes = [await client.execute("PTTL", key) for key in keys]
    assert 2 == len(lifetimes)
    assert all(0 < lifetime <= LIFETIME_MS for lifetime in lifetimes)


async def test_erased(transcripts: Transcripts, client: Client) -> None:
    """What was erased leaves nothing behind."""
    await transcripts.append(CHAT, name="n1", body=b"halo")
    await transcripts.erase(CHAT)
    assert [] == await client.execute("KEYS", "*")
