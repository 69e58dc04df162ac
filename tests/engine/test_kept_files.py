"""Replies that name a file of the vault: it goes out with them, and what becomes of them when it can't be had."""

from __future__ import annotations

import asyncio

import pytest

from bot.engine.kept_files import KeptFiles
from bot.messages import Media, Reply
from bot.store.client import Client
from bot.store.errors import BlobGone, BlobsAway, SealBroken
from bot.store.media import MediaVault
from tests.engine.test_sender import Office, postponed
from tests.journeys.recording import RecordingChannel
from tests.journeys.roads import SEALER, Clock, running, town
from tests.store.servers import until

NAME = "CBN/siaran-ABCDE/a1b2"


class Shelf:
    """A place for files that counts how often it is asked, and is away when it is told to be."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.is_away = False

    async def put(self, name: str, data: bytes) -> None:
        """Keep bytes."""
        self.files[name] = data

    async def get(self, name: str) -> bytes:
        """Return what is kept."""
        self.asked.append(name)
        await asyncio.sleep(0)
        if self.is_away:
            raise BlobsAway("No space left on device")
        if name not in self.files:
            raise BlobGone
        return self.files[name]

    async def delete(self, name: str) -> None:
        """Delete what is kept."""
        del self.files[name]

    def fill(self, name: str, data: bytes) -> Media:
        """Keep a file, sealed as the vault does it; return the medium that names it."""
        self.files[name] = SEALER.seal(data, about=name.encode())
        return Media(kind="picture", mime="image/jpeg", kept=name)


@pytest.fixture
def shelf() -> Shelf:
    """Give an empty one."""
    return Shelf()


@pytest.fixture
def vault(client: Client, shelf: Shelf) -> MediaVault:
    """Give a vault that keeps its files there."""
    return MediaVault(client, SEALER, shelf)


async def test_read_once(vault: MediaVault, shelf: Shelf) -> None:
    """Many who are sent one file at once read it once; what names none stays as it is."""
    plan, place = shelf.fill(NAME, b"plan"), Media(kind="location", latitude=1, longitude=2)
    files = KeptFiles(vault)
    filled = await asyncio.gather(*(files.filled((plan, place)) for _ in range(20)))
    assert {(b"plan", b"")} == {(one.data, two.data) for one, two in filled}
    assert [NAME] == shelf.asked


async def test_bounded(vault: MediaVault, shelf: Shelf) -> None:
    """No more bytes stay in memory than allowed, but for one file; the one that was not used for longest goes."""
    one, two, three = (shelf.fill(name, bytes(100)) for name in ("one", "two", "three"))
    files = KeptFiles(vault, most_bytes=200)
    for media in (one, two, one, three, one, two):
        await files.filled((media,))
    assert ["one", "two", "three", "two"] == shelf.asked
    large = shelf.fill("large", bytes(300))
    for _ in range(2):
        await files.filled((large,))
    assert ["large"] == shelf.asked[4:]


async def test_sealed(vault: MediaVault, shelf: Shelf) -> None:
    """A file is opened under its own name alone."""
    shelf.fill("other", b"plan")
    shelf.files[NAME] = shelf.files["other"]
    with pytest.raises(SealBroken):
        await KeptFiles(vault).filled((Media(kind="picture", kept=NAME),))


# --- on the road ------------------------------------------------------------------------------------------


async def test_goes_out(client: Client, clock: Clock, vault: MediaVault, shelf: Shelf) -> None:
    """A message that names a file goes out with its bytes, which the outbox never holds."""
    channel, office = RecordingChannel(clock=clock), Office(client, clock)
    reply = Reply(key="broadcast", values={"office": "Kanim", "text": "Halo"}, media=(shelf.fill(NAME, b"p" * 5000),))
    before = await memory(client)
    for number in range(20):
        await office.say(reply, chat=f"siti {number}")
    assert 20 * 5000 > await memory(client) - before
    async with running(town(client, [channel], clock=clock, media=vault)):
        shown = await channel.messages(20)
    assert {b"p" * 5000} == {message.media[0].data for message in shown}
    assert [NAME] == shelf.asked


async def test_gone(client: Client, clock: Clock, vault: MediaVault, shelf: Shelf) -> None:
    """A message whose file has been erased is parked with that reason, and holds up nobody."""
    channel, office = RecordingChannel(clock=clock), Office(client, clock)
    media = (Media(kind="picture", kept=NAME),)

    async def is_parked() -> bool:
        return bool(await office.reasons())

    await office.say(Reply(key="broadcast", values={"office": "Kanim", "text": "Halo"}, media=media))
    await office.say(Reply(key="help", values={"office": "Kanim"}))
    async with running(town(client, [channel], clock=clock, media=vault)):
        assert 1 == len(await channel.messages(1))
        await until(is_parked)
    assert ["its file is gone"] == await office.reasons()


async def test_away(client: Client, clock: Clock, vault: MediaVault, shelf: Shelf) -> None:
    """While the files can't be reached a message waits, and goes out when they are there again."""
    channel, office = RecordingChannel(clock=clock), Office(client, clock)
    media, shelf.is_away = (shelf.fill(NAME, b"plan"),), True
    await office.say(Reply(key="broadcast", values={"office": "Kanim", "text": "Halo"}, media=media))
    async with running(town(client, [channel], clock=clock, media=vault)):
        await postponed(client, 1)
        shelf.is_away = False
        clock.advance(31_000)
        (shown,) = await channel.messages(1)
    assert b"plan" == shown.media[0].data


async def memory(client: Client) -> int:
    """Return how many bytes the store's values take."""
    keys = await client.execute("KEYS", "{i*")
    return sum([int(await client.execute("MEMORY", "USAGE", key, key=key.decode())) for key in keys])
