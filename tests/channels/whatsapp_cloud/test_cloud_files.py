"""Files that go to many over one number: given to Meta once, and sent by its id from then on."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.errors import SendAfter
from bot.messages import Media, Message
from bot.plugins import Services
from channels.whatsapp_cloud.adapter import CloudAdapter
from tests.channels.cloud_numbers import CHAT, number
from tests.channels.cloud_server import GraphApi, refusal
from tests.sent_files import PDF, picture

KEPT = "CBN/siaran-ABCDE/a1b2"
PLAN = Media(kind="picture", mime="image/jpeg", kept=KEPT, data=picture())
RULES = Media(kind="document", name="aturan.pdf", mime="application/pdf", kept=KEPT, data=PDF)


@pytest.fixture
async def adapter(api: GraphApi, services: Services) -> AsyncIterator[CloudAdapter]:
    """Give an account that does not run: it sends."""
    async with number(api.url, services) as opened:
        yield opened


async def send(adapter: CloudAdapter, media: Media) -> None:
    """Deliver a message with a file."""
    for payload in adapter.render(Message(id="m1.1", chat=CHAT, text="Halo", media=(media,))):
        await adapter.deliver(payload)


@pytest.mark.parametrize("media", [PLAN, RULES], ids=["picture", "document"])
async def test_uploaded_once(api: GraphApi, adapter: CloudAdapter, media: Media) -> None:
    """A file of the vault is uploaded with the first message, and everybody sees it."""
    for _ in range(3):
        await send(adapter, media)
    assert ([media.data] * 3, 1) == ([each.file for each in api.shown if each.file], len(api.files))


async def test_upload_failed(api: GraphApi, adapter: CloudAdapter) -> None:
    """An upload that failed is tried again with the next message."""
    api.faults["media"].append(refusal(131000, status=500))
    with pytest.raises(SendAfter):
        await send(adapter, PLAN)
    await send(adapter, PLAN)
    assert [PLAN.data] == [each.file for each in api.shown if each.file]


async def test_one_person_alone(api: GraphApi, adapter: CloudAdapter) -> None:
    """What is made for one person is no file of the vault, and is uploaded for them."""
    for data in (picture(), picture(size=(80, 48))):
        await send(adapter, Media(kind="picture", mime="image/jpeg", data=data))
    assert 2 == len(api.files)
