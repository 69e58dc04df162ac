"""An office at Telegram over a real library: officers in their group, applicants in private, one bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from msgspec.structs import replace

from bot.messages import ChatRef
from bot.offices import Office
from bot.staff import Member
from bot.store.client import Client
from bot.store.media import MediaVault
from tests.channels import telegram_bots, telegram_people, telegram_server
from tests.journeys.roads import OFFICE, Clock, Town, running, town
from tests.journeys.test_same_script import services_of

SARI, DEWI, BUDI = 501, 502, telegram_server.PERSON
RINA, AGUS = 503, 504
STAFFED = replace(
    OFFICE,
    staff=(
        Member(id=f"telegram:{SARI}", name="Sari", roles=("admin",)),
        Member(id=f"telegram:{DEWI}", name="Dewi", roles=("cs",)),
    ),
)
THINKING_MS = 20_000


class TelegramTown:
    """Everybody who talks with the bot; what a chat is then shown comes back as text with its buttons' labels."""

    def __init__(self, api: telegram_server.BotApi, built: Town, clock: Clock) -> None:
        self._api = api
        self._road = built.road
        self._clock = clock
        self._ids = count(1)

    async def in_group(self, text: str = "", *, by: int, **what: Any) -> str:
        """Return what the group is shown after an officer's message; `what` is in it beside the text."""
        update = telegram_people.said(text, id=next(self._ids), person=by, chat=telegram_people.in_staff(), **what)
        return await self._after(update, telegram_people.STAFF)

    async def in_private(self, text: str = "", *, by: int = BUDI, phone: str = "+6281234567890") -> str:
        """Return what a person is shown after a message; without a text they share their number."""
        own = {"phone_number": phone, "first_name": "Budi", "user_id": by}
        what = {} if text else {"contact": own}
        return await self._after(telegram_people.said(text, id=next(self._ids), person=by, **what), by)

    async def press(self, label: str, *, by: int, chat: int) -> str:
        """Return what a chat is shown after a press on its newest button with the label."""
        buttons = [
            (shown.id, each) for shown in self._api.shown if shown.chat == chat for row in shown.buttons for each in row
        ]
        *_, (message, data) = [(id, each["callback_data"]) for id, each in buttons if each["text"] == label]
        where = {"chat": telegram_people.in_staff()} if chat == telegram_people.STAFF else {}
        pressed = telegram_people.pressed(data, on=message, id=str(next(self._ids)), person=by, **where)
        return await self._after(pressed, chat)

    async def shown(self, chat: int) -> str:
        """Return the newest thing that a chat is shown, once everything has been delivered there."""
        await self.delivered(chat)
        return _text([each for each in self._api.shown if each.chat == chat][-1])

    async def delivered(self, chat: int) -> None:
        """Wait until everything has been delivered to a chat."""
        await self._road.drained(ChatRef("telegram", "cbn", str(chat)))

    async def until_count(self, chat: int, words: str, count: int) -> None:
        """Wait until some words are in so many messages of a chat, as they are now."""
        await self._api.until(lambda: self.count(chat, words) == count)

    async def quoted(self) -> int:
        """Return the number of the message, as `in_group` counts them, that the group's newest answer quotes."""
        await self._road.drained(ChatRef("telegram", "cbn", str(telegram_people.STAFF)))
        return [each for each in self._api.shown if each.chat == telegram_people.STAFF][-1].answers

    def whole(self, chat: int) -> str:
        """Return all that a chat is shown."""
        return "\n".join(_text(each) for each in self._api.shown if each.chat == chat)

    def count(self, chat: int, words: str) -> int:
        """Return in how many messages of a chat some words are."""
        return sum(words in _text(each) for each in self._api.shown if each.chat == chat)

    def gives_out(self, id: str, data: bytes) -> None:
        """Let Telegram give out a file that an officer sends."""
        self._api.files[id] = data

    def files(self, chat: int) -> int:
        """Return how many pictures and files a chat has been shown."""
        return sum(bool(each.file) for each in self._api.shown if each.chat == chat)

    async def _after(self, update: telegram_server.Json, chat: int) -> str:
        self._clock.advance(THINKING_MS)
        before = len(self._api.shown)
        await self._api.offer(update)
        assert await self._api.is_confirmed(update["update_id"])
        await self._road.drained(ChatRef("telegram", "cbn", str(chat)))
        return "\n".join(_text(each) for each in self._api.shown[before:] if each.chat == chat).strip()


@asynccontextmanager
async def telegram_town(
    client: Client, clock: Clock, *, library: str, office: Office = STAFFED, media: MediaVault | None = None
) -> AsyncIterator[TelegramTown]:
    """Run the office until the block ends."""
    built = town(client, (), clock=clock, office=office, accounts=(telegram_bots.ACCOUNT,), media=media)
    async with (
        telegram_server.serving() as api,
        telegram_bots.bot(api.url, services_of(built, client, clock), library=library) as adapter,
    ):
        api.chats |= {telegram_people.STAFF, SARI, DEWI, RINA, AGUS}
        built.road.add(adapter)
        async with running(built):
            yield TelegramTown(api, built, clock)


def _text(shown: telegram_server.Shown) -> str:
    return shown.text or shown.caption
