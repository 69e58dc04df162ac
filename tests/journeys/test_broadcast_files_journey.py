"""One picture for all: sent by an officer at Telegram, seen there and at another bot, on WhatsApp and on the page."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from msgspec import Struct
from msgspec.structs import replace

from bot.adapters import ChannelAdapter
from bot.jobs.retention import erase_files
from bot.messages import ChatRef
from bot.plugins import Services
from bot.store.client import Client
from bot.store.media import MediaVault
from channels.telegram.adapter import opened
from channels.web.adapter import opened as opened_page
from tests.channels import browsers, cloud_numbers, cloud_server, telegram_bots, telegram_people, telegram_server
from tests.channels.telegram_people import STAFF
from tests.journeys.messengers import AtCloud
from tests.journeys.roads import Clock, Town, running, town
from tests.journeys.telegram_town import BUDI, DEWI, SARI, STAFFED, TelegramTown
from tests.journeys.test_broadcast_journey import PHOTO, vault_in, work
from tests.journeys.test_same_script import services_of
from tests.offices import DAY_MS
from tests.sent_files import PROGRAM, picture

if TYPE_CHECKING:
    from channels.web.adapter import WebAdapter

pytestmark = pytest.mark.timeout(60)

SECOND = replace(telegram_bots.ACCOUNT, name="dua", staff_chat="")
OTHER = dict(zip(telegram_bots.LIBRARIES, reversed(telegram_bots.LIBRARIES), strict=True))
ORDER = "/siarkan 1 Desember 2099 = Halo {nama}, lihat denah gedung baru."
BUDIS, ANIS, RANIS = "+6281200000001", "+6281200000002", "+6281200000003"  # Siti's is WhatsApp's own


class AtSecondBot:
    """Ani, who writes to the office's other bot."""

    def __init__(self, api: telegram_server.BotApi, built: Town) -> None:
        self.api = api
        self._drained = built.road.drained
        self._ids = count(1)

    async def says(self, text: str = "") -> None:
        """Write a message; without a text, share the number."""
        own = {"phone_number": ANIS, "first_name": "Ani", "user_id": BUDI}
        update = telegram_people.said(text, id=next(self._ids), **({} if text else {"contact": own}))
        await self.api.offer(update)
        assert await self.api.is_confirmed(update["update_id"])
        await self.news()

    async def news(self) -> str:
        """Return what is shown last, once everything has been delivered."""
        await self._drained(ChatRef("telegram", SECOND.name, str(BUDI)))
        return self.api.shown[-1].caption or self.api.shown[-1].text


class AtPage:
    """Rani, who writes on the page."""

    def __init__(self, browser: browsers.Browser, built: Town, chat: ChatRef) -> None:
        self._browser = browser
        self._drained = built.road.drained
        self._chat = chat

    async def says(self, text: str) -> None:
        """Write a message."""
        await self._browser.post(text)
        await self._drained(self._chat)

    async def pictures(self, words: str) -> list[bytes]:
        """Return the pictures of the bubbles that have some words."""
        await self._drained(self._chat)
        found = [entry.data for entry in await self._browser.entries() if words in entry.data["text"]]
        sources = [each["source"] for data in found for each in data.get("pictures", ())]
        return [b64decode(source.removeprefix("data:image/jpeg;base64,")) for source in sources]


class Everybody(Struct, frozen=True):
    """The officers and Budi at one bot, Ani at another, Siti on WhatsApp, Rani on the page; and the vault."""

    first: TelegramTown
    second: AtSecondBot
    cloud: AtCloud
    page: AtPage
    api: telegram_server.BotApi
    vault: MediaVault


def second_bot(url: str, services: Services, *, library: str) -> AbstractAsyncContextManager[ChannelAdapter]:
    """Open the office's other bot."""
    return opened(SECOND, telegram_bots.options(url, library=library), services, pauses=telegram_bots.SOON)


@asynccontextmanager
async def everybody(client: Client, clock: Clock, library: str, folder: Path) -> AsyncIterator[Everybody]:
    """Run an office on four accounts, each of the bots over a library of its own."""
    vault = vault_in(client, folder)
    built = town(client, (), clock=clock, office=STAFFED, accounts=(telegram_bots.ACCOUNT,), media=vault)
    services = services_of(built, client, clock)
    async with (
        telegram_server.serving() as api,
        telegram_server.serving() as other_api,
        cloud_server.serving() as graph,
        telegram_bots.bot(api.url, services, library=library) as first,
        second_bot(other_api.url, services, library=OTHER[library]) as second,
        cloud_numbers.number(graph.url, services) as number,
        opened_page(browsers.ACCOUNT, browsers.ANY_PORT, services) as page,
    ):
        api.chats |= {STAFF, SARI, DEWI}
        for adapter in (first, second, number, page):
            built.road.add(adapter)
        async with running(built), browsers.browsing(cast("WebAdapter", page).url) as browser:
            await browser.begin(RANIS)
            yield Everybody(
                first=TelegramTown(api, built, clock),
                second=AtSecondBot(other_api, built),
                cloud=AtCloud(number, graph, services),
                page=AtPage(browser, built, await browsers.chat_of(browser, services)),
                api=api,
                vault=vault,
            )


async def book(people: Everybody) -> None:
    """Book for each of the four."""
    await people.first.in_private(phone=BUDIS)
    await people.first.in_private("#Budi Santoso#25011987#01122099")
    await people.first.in_private("ya")
    await people.second.says()
    for text in ("#Ani Lestari#25011988#01122099", "ya"):
        await people.second.says(text)
    await people.cloud.begin()
    for text in ("#Siti Aminah#25011989#01122099", "ya"):
        await people.cloud.say(text)
    for text in ("#Rani Putri#25011990#01122099", "ya"):
        await people.page.says(text)


@pytest.mark.parametrize("library", telegram_bots.LIBRARIES)
async def test_on_every_channel(client: Client, clock: Clock, library: str, tmp_path: Path) -> None:
    """A picture reaches people of every account, and what is none reaches nobody; later it is erased."""
    async with everybody(client, clock, library, tmp_path) as people:
        await book(people)
        people.first.gives_out("denah", PROGRAM)
        refused = await people.first.in_group(by=SARI, photo=PHOTO, caption=ORDER)
        assert "❌ Siaran belum dibuat" in refused
        people.first.gives_out("denah", picture("PNG"))
        preview = await people.first.in_group(by=SARI, photo=PHOTO, caption=ORDER)
        assert "Penerima: 4 orang" in preview
        await people.first.press("Ya, lakukan", by=SARI, chat=STAFF)
        await work(client, clock, tmp_path)

        (seen,) = {each.file for each in people.api.shown if each.chat == STAFF and each.file}
        assert "Halo Budi Santoso, lihat denah gedung baru." in await people.first.shown(BUDI)
        assert seen == [each.file for each in people.api.shown if each.chat == BUDI][-1]
        assert "Halo Ani Lestari, lihat denah" in await people.second.news()
        assert seen == people.second.api.shown[-1].file
        assert "Halo Siti Aminah, lihat denah" in await people.cloud.news()
        assert seen == people.cloud.files()[-1]
        assert [seen] == await people.page.pictures("Halo Rani Putri, lihat denah")
        uploads = [isinstance(call["photo"], bytes) for call in people.api.given("sendPhoto")]
        assert (True, False) == (uploads[-2], uploads[-1])  # to the officer with the preview, then by its id

        await erase_files(people.vault, "CBN", now_ms=clock() + 32 * DAY_MS)
        assert [] == [each for each in (tmp_path / "media").rglob("*") if each.is_file()]
