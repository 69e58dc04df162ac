"""Files that people send for a case: fetched within limits, checked, kept once; a refused one is told why."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.engine.media_desk import MediaDesk
from bot.errors import MediaUnavailable
from bot.media import MOST_BYTES, KeptFile, RefusedFile
from bot.messages import InboundEvent, Media
from bot.store.blobs import FolderBlobs
from bot.store.client import Client
from bot.store.media import MediaVault
from bot.store.operations import Operation
from tests.journeys.recording import RecordingChannel
from tests.journeys.roads import said
from tests.offices import NOW_MS
from tests.requests import sealer_of_tests
from tests.sent_files import PDF, PROGRAM, bomb, picture

CASE = "ES-7K3M-9QXD"
ONE = Operation("siti", 1)


class Platform(RecordingChannel):
    """A channel that hands out the files that people sent."""

    def __init__(self) -> None:
        super().__init__(clock=lambda: NOW_MS)
        self.files: dict[str, bytes] = {"foto": picture(), "surat": PDF}
        self.asked: list[str] = []

    async def fetch(self, media: Media, *, most_bytes: int) -> bytes:
        """Return a file; one called "lambat" never comes."""
        self.asked.append(media.content)
        if media.content == "lambat":
            await asyncio.Event().wait()
        if media.content not in self.files:
            raise MediaUnavailable("gone", "no such file")
        return self.files[media.content]


@pytest.fixture
def platform() -> Platform:
    """Give a platform."""
    return Platform()


@pytest.fixture
def desk(client: Client, platform: Platform, tmp_path: Path) -> MediaDesk:
    """Give a desk that fetches from the platform."""
    vault = MediaVault(client, sealer_of_tests(), FolderBlobs(tmp_path / "media"))
    desk = MediaDesk(vault, fetch_s=0.05)
    desk.add(platform)
    return desk


def sent(*files: str) -> InboundEvent:
    """Return a message with files."""
    return replace(said(), media=tuple(Media(kind="picture", content=file, name="surat.jpg") for file in files))


async def take(desk: MediaDesk, event: InboundEvent, operation: Operation = ONE) -> list[str]:
    """Return what became of each file: its kind, or why it was not taken."""
    taken = await desk.take(event, case=CASE, circle="emergency", operation=operation, now_ms=NOW_MS)
    return [each.mime if isinstance(each, KeptFile) else each.reason for each in taken]


async def test_taken(desk: MediaDesk) -> None:
    """Each file of a message is kept for the case; a place on the map is none."""
    event = sent("foto", "surat")
    event = replace(event, media=(*event.media, Media(kind="location", latitude=1, longitude=2)))
    assert ["image/jpeg", "application/pdf"] == await take(desk, event)
    kept = await desk.vault.of_case("CBN", CASE)
    assert {"image/jpeg", "application/pdf"} == {file.mime for file in kept}


async def test_taken_twice(desk: MediaDesk, platform: Platform) -> None:
    """A message handled again keeps nothing twice, and asks the platform for nothing."""
    await take(desk, sent("foto"))
    platform.files.clear()
    assert ["image/jpeg"] == await take(desk, sent("foto"))
    assert (["foto"], 1) == (platform.asked, len(await desk.vault.of_case("CBN", CASE)))


REFUSED = {
    "renamed program": ("x", PROGRAM, "unfit"),
    "bomb": ("x", bomb(), "broken"),
    "too large": ("x", b"\xff\xd8\xff" + bytes(MOST_BYTES), "too-large"),
    "gone": ("hilang", b"", "gone"),
    "too slow": ("lambat", b"", "away"),
}


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED.values(), ids=REFUSED)
async def test_refused(desk: MediaDesk, platform: Platform, name: str, data: bytes, reason: str) -> None:
    """What is not to be kept is told with its reason, and nothing of it is kept; the other file is."""
    platform.files |= {"x": data} if data else {}
    assert [reason, "image/jpeg"] == await take(desk, sent(name, "foto"))
    assert 1 == len(await desk.vault.of_case("CBN", CASE))


async def test_from_a_channel_without_files(desk: MediaDesk) -> None:
    """A channel that hands out no files, or that another process serves, is told as such."""
    event = sent("foto")
    elsewhere = replace(event, chat=replace(event.chat, account="elsewhere"))
    assert ["not-here"] == await take(desk, elsewhere)


async def test_disk_full(desk: MediaDesk, tmp_path: Path) -> None:
    """While nothing can be kept, the person is asked to send it again later."""
    (tmp_path / "media").write_text("a file where the folder should be")
    assert ["away"] == await take(desk, sent("foto"))


async def test_too_many(desk: MediaDesk) -> None:
    """A case that has as many files as it may takes no more."""
    outcomes = [await take(desk, sent("surat"), Operation("siti", number)) for number in range(21)]
    assert [["application/pdf"]] * 20 + [["too-many"]] == outcomes
    assert RefusedFile("too-many").reason == outcomes[-1][0]
