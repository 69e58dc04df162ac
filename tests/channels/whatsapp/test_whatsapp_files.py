"""Files that people send to a linked device: the device's own process fetches them, within a limit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.errors import MediaUnavailable
from bot.messages import Media
from bot.plugins import Services
from channels.whatsapp.adapter import WhatsAppAdapter
from tests.channels import whatsapp_people as people
from tests.channels.contract import Inbox
from tests.channels.whatsapp_devices import IMPATIENT, DeviceUnderTest, running
from tests.channels.whatsapp_server import WhatsApp
from tests.sent_files import picture

PHOTO = picture()
KINDS = {"photo": "imageMessage", "document": "documentMessage"}


@pytest.fixture
async def device(
    place: tuple[WhatsApp, Path], services: Services, inbox: Inbox, tmp_path: Path
) -> AsyncIterator[DeviceUnderTest]:
    """Give a running account."""
    whatsapp, socket = place
    at_home = replace(services, data_dir=tmp_path)
    async with running(whatsapp, socket, at_home, inbox, pauses=IMPATIENT) as adapter:
        under_test = DeviceUnderTest(whatsapp, socket, adapter, inbox, at_home)
        await under_test.online()
        yield under_test


async def heard(device: DeviceUnderTest, kind: str = "photo", *, path: str = "/v/t62/1") -> Media:
    """Return what the event of a file carries."""
    await device.hand_over(people.sent_file(PHOTO, path=path, kind=KINDS[kind], caption="Surat", id=f"3A{kind}"))
    event = device.inbox.events[-1]
    assert (kind, "Surat") == (event.kind, event.text)
    (media,) = event.media
    return media


async def fetched(device: DeviceUnderTest, media: Media, *, most_bytes: int = 10_000_000) -> bytes:
    """Return a file."""
    assert isinstance(device.adapter, WhatsAppAdapter)
    return await device.adapter.fetch(media, most_bytes=most_bytes)


@pytest.mark.parametrize("kind", KINDS)
async def test_fetched(device: DeviceUnderTest, kind: str) -> None:
    """A picture or document comes byte for byte, by what its event carries alone."""
    device.whatsapp.files["/v/t62/1"] = PHOTO
    assert await fetched(device, await heard(device, kind)) == PHOTO


async def test_too_large(device: DeviceUnderTest) -> None:
    """A file larger than asked for is not even asked for."""
    with pytest.raises(MediaUnavailable) as raised:
        await fetched(device, await heard(device), most_bytes=100)
    assert ("too-large", 0) == (raised.value.why, device.whatsapp.called("DownloadMediaWithPath"))


FAULTS = {
    "deleted": ("", "gone"),
    "another size": ("file length does not match", "gone"),
    "fault": ("failed to download media from last host: download failed with status code 503", "away"),
    "no answer": ("hang", "away"),
    "panic": ("die", "away"),
}


@pytest.mark.parametrize(("fault", "why"), FAULTS.values(), ids=FAULTS)
async def test_not_to_be_had(device: DeviceUnderTest, fault: str, why: str) -> None:
    """A file that is gone is told from one that can be had later; the address of neither is told."""
    media = await heard(device)
    device.whatsapp.faults["DownloadMediaWithPath"] += [fault] if fault else []
    with pytest.raises(MediaUnavailable) as raised:
        await fetched(device, media)
    assert (why, False) == (raised.value.why, "/v/t62" in str(raised.value))


async def test_offline(device: DeviceUnderTest) -> None:
    """Without a connection a file can be had later."""
    media = await heard(device)
    await device.whatsapp.go_offline()
    async with device.broken("no connection"):
        with pytest.raises(MediaUnavailable, match="away"):
            await fetched(device, media)


@pytest.mark.parametrize("content", ["", "777", "gA=="], ids=["nothing", "another's id", "no attachment"])
async def test_no_attachment(device: DeviceUnderTest, content: str) -> None:
    """What names no file of WhatsApp's is one that is gone."""
    with pytest.raises(MediaUnavailable, match="gone"):
        await fetched(device, Media(kind="picture", content=content))
