"""The vault: files of cases are kept sealed, once, found by case and by link, and deleted in time."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from bot.media import MOST_FILES, KeptFile
from bot.media_checks import CheckedFile
from bot.store.blobs import FolderBlobs
from bot.store.client import Client
from bot.store.errors import BlobGone, SealBroken
from bot.store.media import LINK_MS, UNOPENED_MS, MediaVault
from bot.store.operations import Operation
from tests.offices import NOW_MS
from tests.requests import sealer_of_tests
from tests.store.test_blobs import files_in

CASE = "WNA-7K3M-9QXD"
FILE = CheckedFile("image/jpeg", b"\xff\xd8\xff wajah seseorang")
DAY_MS = 24 * 3600_000


@pytest.fixture
def vault(client: Client, tmp_path: Path) -> MediaVault:
    """Give an empty vault."""
    return MediaVault(client, sealer_of_tests(), FolderBlobs(tmp_path))


async def kept(vault: MediaVault, id: str = "a1", *, case: str = CASE, now_ms: int = NOW_MS) -> KeptFile:
    """Keep a file, and return it."""
    file = await vault.keep("CBN", case, FILE, id=id, circle="supervision", now_ms=now_ms)
    assert file is not None
    return file


async def test_sealed(vault: MediaVault, client: Client, tmp_path: Path) -> None:
    """A file comes back as it was; neither on the disk nor in Redis can anything of it be read."""
    file = await kept(vault)
    assert FILE.data == await vault.read("CBN", file)
    (path,) = files_in(tmp_path)
    assert b"wajah" not in path.read_bytes()
    dumps = [await client.execute("DUMP", key, key=key) for key in await client.execute("KEYS", "*")]
    assert not any(b"image/jpeg" in dump for dump in dumps)


async def test_changed(vault: MediaVault, tmp_path: Path) -> None:
    """A file that was put in another's place does not open."""
    file, other = await kept(vault), await kept(vault, "b2")
    paths = {path.name: path for path in files_in(tmp_path)}
    paths[file.id].write_bytes(paths[other.id].read_bytes())
    with pytest.raises(SealBroken):
        await vault.read("CBN", file)


async def test_once(vault: MediaVault) -> None:
    """The same id is kept once, in the order of coming."""
    for id, minute in (("b2", 0), ("a1", 1), ("b2", 2)):
        await kept(vault, id, now_ms=NOW_MS + minute * 60_000)
    assert ["b2", "a1"] == [file.id for file in await vault.of_case("CBN", CASE)]


async def test_most_files(vault: MediaVault) -> None:
    """Of many that come at once a case takes so many as it may, and no more."""
    keep = (
        vault.keep("CBN", CASE, FILE, id=str(n), circle="emergency", now_ms=NOW_MS) for n in range(MOST_FILES + 5)
    )  # fmt: skip
    taken = await asyncio.gather(*keep)
    assert MOST_FILES == len([file for file in taken if file])


async def test_died_before_the_file(vault: MediaVault, tmp_path: Path) -> None:
    """A file that was written down and never put there is not taken for kept."""
    file = await kept(vault)
    assert file == await vault.find("CBN", CASE, "a1")
    files_in(tmp_path)[0].unlink()
    assert await vault.find("CBN", CASE, "a1") is None
    await kept(vault)
    assert FILE.data == await vault.read("CBN", file)


async def test_never_opened(vault: MediaVault) -> None:
    """Files of a conversation that never became a case are due after two days."""
    await kept(vault)
    assert [] == await vault.due("CBN", now_ms=NOW_MS + UNOPENED_MS - 1)
    assert [CASE] == await vault.due("CBN", now_ms=NOW_MS + UNOPENED_MS)


async def test_opened_and_closed(vault: MediaVault, tmp_path: Path) -> None:
    """A case's files stay while it is open, and go at the instant that its closing sets, with all that is known."""
    file = await kept(vault)
    await vault.open("CBN", CASE, now_ms=NOW_MS)
    later = await kept(vault, "b2", now_ms=NOW_MS + 30 * DAY_MS)
    assert [] == await vault.due("CBN", now_ms=NOW_MS + 300 * DAY_MS)
    await vault.close("CBN", CASE, ends_ms=NOW_MS + 60 * DAY_MS)
    assert [CASE] == await vault.due("CBN", now_ms=NOW_MS + 60 * DAY_MS)
    assert 2 == await vault.erase("CBN", CASE, now_ms=NOW_MS + 60 * DAY_MS)
    assert 0 == await vault.erase("CBN", CASE, now_ms=NOW_MS + 60 * DAY_MS)
    assert ([], []) == (await vault.due("CBN", now_ms=NOW_MS + 99 * DAY_MS), files_in(tmp_path))
    for each in (file, later):
        with pytest.raises(BlobGone):
            await vault.read("CBN", each)


async def test_closed_that_never_was(vault: MediaVault) -> None:
    """To close a case without files leaves nothing behind."""
    await vault.close("CBN", CASE, ends_ms=NOW_MS)
    assert [] == await vault.due("CBN", now_ms=NOW_MS + DAY_MS)


async def test_lifetimes(vault: MediaVault, client: Client) -> None:
    """What is written down of files goes by itself long after their end: until then a late job finds the files."""
    await kept(vault)
    lifetime_ms = await client.execute("PEXPIRETIME", "{oCBN}:files:WNA-7K3M-9QXD")
    assert NOW_MS + UNOPENED_MS + 400 * DAY_MS == lifetime_ms


async def test_a_job_that_comes_late(vault: MediaVault, tmp_path: Path) -> None:
    """Where no job ran for a month after the end, the files are deleted all the same."""
    begun_ms = time.time_ns() // 1_000_000 - 60 * DAY_MS
    await vault.keep("CBN", CASE, FILE, id="a1", circle="emergency", now_ms=begun_ms)
    late_ms = begun_ms + UNOPENED_MS + 30 * DAY_MS
    assert [CASE] == await vault.due("CBN", now_ms=late_ms)
    assert 1 == await vault.erase("CBN", CASE, now_ms=late_ms)
    assert [] == files_in(tmp_path)


async def test_link(vault: MediaVault, client: Client) -> None:
    """A link stands for one file for a quarter of an hour; a guessed one for none; the same message gives the same."""
    file, operation = await kept(vault), Operation("c", 7)
    link = await vault.link("CBN", file, operation=operation)
    assert link == await vault.link("CBN", file, operation=operation)
    assert link != await vault.link("CBN", file, operation=Operation("c", 8))
    token = link.removeprefix("/berkas/")
    assert file == await vault.linked("CBN", token)
    assert await vault.linked("CBN", token[:-1] + "-") is None
    (key, *_) = await client.execute("KEYS", "*file-link*")
    assert token.encode() not in key
    assert LINK_MS - 10_000 < await client.execute("PTTL", key) <= LINK_MS
