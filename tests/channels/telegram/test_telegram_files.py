"""Files that go to many over one bot: uploaded once, and sent by Telegram's id from then on."""

from __future__ import annotations

from typing import Literal

import pytest

from bot.errors import SendNever
from bot.messages import ChatRef, Media, Message
from bot.plugins import Services
from channels.telegram.adapter import TelegramAdapter
from tests.channels.telegram_bots import FAULTS, bot
from tests.channels.telegram_server import PERSON, BotApi, Json
from tests.sent_files import PDF, picture

KEPT = "CBN/siaran-ABCDE/a1b2"
PLAN = Media(kind="picture", mime="image/jpeg", kept=KEPT, data=picture())
RULES = Media(kind="document", name="aturan.pdf", mime="application/pdf", kept=KEPT, data=PDF)


async def sent(adapter: TelegramAdapter, media: Media, *, to: int = PERSON) -> None:
    """Send a message with a file to a chat."""
    message = Message(id=f"m{to}.1", chat=ChatRef("telegram", "cbn", str(to)), text="Halo", media=(media,))
    for call in adapter.render(message):
        await adapter.deliver(call)


def shown(api: BotApi) -> list[tuple[int, bytes]]:
    """Return which files people see."""
    return [(each.chat, each.file) for each in api.shown if each.file]


def uploads(calls: list[Json], field: str) -> list[bool]:
    """Tell of each call whether it uploaded a file."""
    return [isinstance(call[field], bytes) for call in calls]


@pytest.mark.parametrize(
    ("media", "method", "field"),
    [(PLAN, "sendPhoto", "photo"), (RULES, "sendDocument", "document")],
    ids=["picture", "document"],
)
async def test_uploaded_once(
    api: BotApi, services: Services, library: str, media: Media, method: str, field: Literal["photo", "document"]
) -> None:
    """A file of the vault is uploaded with the first message, and named by its id in the others."""
    async with bot(api.url, services, library=library) as adapter:
        for chat in (PERSON, PERSON + 1, PERSON):
            await sent(adapter, media, to=chat)
    assert [(chat, media.data) for chat in (PERSON, PERSON + 1, PERSON)] == shown(api)
    assert [True, False, False] == uploads(api.given(method), field)


async def test_each_bot_its_own(api: BotApi, services: Services, library: str) -> None:
    """An id is good for one account: another one uploads the file for itself."""
    for _ in range(2):
        async with bot(api.url, services, library=library) as adapter:
            await sent(adapter, PLAN)
    assert [True, True] == uploads(api.given("sendPhoto"), "photo")


async def test_forgotten(api: BotApi, services: Services, library: str) -> None:
    """An id that Telegram does not know any more makes the file be uploaded once more, and nothing is lost."""
    async with bot(api.url, services, library=library) as adapter:
        await sent(adapter, PLAN)
        api.uploads.clear()
        await sent(adapter, PLAN)
        await sent(adapter, PLAN)
    assert [True, False, True, False] == uploads(api.given("sendPhoto"), "photo")
    assert 3 == len(shown(api))


async def test_refused_otherwise(api: BotApi, services: Services, library: str) -> None:
    """Who has blocked the bot is not sent the file a second time."""
    async with bot(api.url, services, library=library) as adapter:
        await sent(adapter, PLAN)
        api.faults["sendPhoto"].append(FAULTS["blocked"])
        with pytest.raises(SendNever, match="blocked"):
            await sent(adapter, PLAN)
    assert 1 == len(shown(api))


async def test_one_person_alone(api: BotApi, services: Services, library: str) -> None:
    """What is made for one person is no file of the vault, and is never sent to another by an id."""
    async with bot(api.url, services, library=library) as adapter:
        for data in (picture(), picture(size=(80, 48))):
            await sent(adapter, Media(kind="picture", data=data))
    assert [True, True] == uploads(api.given("sendPhoto"), "photo")
