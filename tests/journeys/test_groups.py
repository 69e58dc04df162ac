"""Groups on each platform: the staff's is answered for orders alone, another is told once, then there is silence."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

import pytest
from msgspec.structs import replace

from bot.messages import ChatRef
from bot.staff import Member
from bot.store.client import Client
from tests.channels import (
    telegram_bots,
    telegram_people,
    telegram_server,
    whatsapp_devices,
    whatsapp_people,
    whatsapp_server,
)
from tests.journeys.messengers import Unhurried
from tests.journeys.roads import OFFICE, Clock, Town, running, town
from tests.journeys.test_same_script import services_of

OTHER = -500
ORDER = "/rekap 01-12-2099"
CHATTER = ("selamat pagi", "1", "ada yang lihat Pak Budi?")
SAID_ELSEWHERE = ("#jadwal", "/rekap", "#Budi Santoso#25011987#01122099", "halo")

pytestmark = pytest.mark.timeout(60)


class Groups(Protocol):
    """An account that is in the staff's group and in another one."""

    async def staff_say(self, text: str) -> str:
        """Let an officer say something in their group; return the id of the message."""
        ...

    async def shown_to_staff(self) -> Sequence[tuple[str, str]]:
        """Return what the group is shown, each with the id of the message that it quotes."""
        ...

    async def are_joined(self) -> None:
        """Take the account into the other group; return when it has spoken there."""
        ...

    async def others_say(self, text: str) -> None:
        """Let somebody say something in the other group."""
        ...

    def shown_to_others(self) -> Sequence[str]:
        """Return what the other group is shown."""
        ...


class TelegramGroups:
    """A bot in two groups."""

    def __init__(self, api: telegram_server.BotApi, built: Town) -> None:
        self._api = api
        self._road = built.road
        self._number = 0

    async def staff_say(self, text: str) -> str:
        """Let an officer write."""
        return await self._say(text, telegram_people.in_staff())

    async def shown_to_staff(self) -> Sequence[tuple[str, str]]:
        """Return what they see."""
        await self._road.drained(ChatRef("telegram", "cbn", str(telegram_people.STAFF)))
        return [(s.text or s.caption, str(s.answers)) for s in self._api.shown if s.chat == telegram_people.STAFF]

    async def are_joined(self) -> None:
        """Add the bot."""
        await self._api.offer(telegram_people.joined(chat=OTHER))
        await self._api.until(lambda: self.shown_to_others() != [])

    async def others_say(self, text: str) -> None:
        """Let somebody write in the other group."""
        await self._say(text, {"id": OTHER, "type": "supergroup", "title": "Keluarga"})

    def shown_to_others(self) -> Sequence[str]:
        """Return what they see."""
        return [shown.text for shown in self._api.shown if shown.chat == OTHER]

    async def _say(self, text: str, chat: telegram_server.Json) -> str:
        self._number += 1
        update = telegram_people.said(text, id=self._number, chat=chat)
        assert await self._api.is_confirmed(await self._api.offer(update))
        return str(self._number)


class WhatsAppGroups:
    """A linked device in two groups."""

    def __init__(self, whatsapp: whatsapp_server.WhatsApp, built: Town) -> None:
        self._whatsapp = whatsapp
        self._road = built.road
        self._number = 0

    async def staff_say(self, text: str) -> str:
        """Let an officer write."""
        id = await self._say(text, whatsapp_server.STAFF)
        await self._whatsapp.until(lambda: id in {read for _, _, read in self._whatsapp.read})
        return id

    async def shown_to_staff(self) -> Sequence[tuple[str, str]]:
        """Return what they see."""
        await self._road.drained(ChatRef("whatsapp", "cbn", whatsapp_server.STAFF))
        seen = [each for each in self._whatsapp.seen if each.chat == whatsapp_server.STAFF]
        return [(each.text, each.answers[0] if each.answers else "0") for each in seen]

    async def are_joined(self) -> None:
        """Add the device."""
        await self._whatsapp.bring(whatsapp_people.joined(whatsapp_server.GROUP))
        await self._whatsapp.until(lambda: self.shown_to_others() != [])

    async def others_say(self, text: str) -> None:
        """Let somebody write in the other group."""
        await self._say(text, whatsapp_server.GROUP)

    def shown_to_others(self) -> Sequence[str]:
        """Return what they see."""
        return [seen.text for seen in self._whatsapp.seen if seen.chat == whatsapp_server.GROUP]

    async def _say(self, text: str, chat: str) -> str:
        self._number += 1
        id = f"3A{self._number:08X}"
        await self._whatsapp.bring(whatsapp_people.said(text, id=id, chat=chat))
        return id


Meet = Callable[[Client, Clock, Path], AbstractAsyncContextManager[Groups]]


def at_telegram(library: str) -> Meet:
    """Return how to meet a bot over a library."""

    @asynccontextmanager
    async def meet(client: Client, clock: Clock, folder: Path) -> AsyncIterator[Groups]:
        staff = (Member(id=f"telegram:{telegram_server.PERSON}", name="Sari", roles=("admin",)),)
        built = town(client, (), clock=clock, office=replace(OFFICE, staff=staff), accounts=(telegram_bots.ACCOUNT,))
        services = services_of(built, client, clock)
        async with (
            telegram_server.serving() as api,
            telegram_bots.bot(api.url, services, library=library) as adapter,
        ):
            api.chats |= {telegram_people.STAFF, OTHER}
            built.road.add(adapter)
            async with running(built):
                yield TelegramGroups(api, built)

    return meet


@asynccontextmanager
async def at_device(client: Client, clock: Clock, folder: Path) -> AsyncIterator[Groups]:
    """Meet a linked device."""
    staff = (Member(id=f"whatsapp:{whatsapp_server.LID}", name="Sari", roles=("admin",)),)
    built = town(client, (), clock=clock, office=replace(OFFICE, staff=staff), accounts=(whatsapp_devices.ACCOUNT,))
    services = services_of(built, client, clock)
    async with (
        whatsapp_server.serving(folder) as (whatsapp, socket),
        whatsapp_devices.device(socket, services, session=str(folder / "session.db")) as adapter,
    ):
        built.road.add(Unhurried(adapter))
        async with running(built):
            await whatsapp.online()
            await whatsapp_devices.ready(adapter)
            yield WhatsAppGroups(whatsapp, built)


PLATFORMS = {**{library: at_telegram(library) for library in telegram_bots.LIBRARIES}, "neonize": at_device}


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_groups(client: Client, clock: Clock, platform: str, tmp_path: Path) -> None:
    """Orders of officers are answered and quoted, their talk is not; elsewhere one sentence is all that is said."""
    async with PLATFORMS[platform](client, clock, tmp_path) as groups:
        for text in CHATTER[:2]:
            await groups.staff_say(text)
        order = await groups.staff_say(ORDER)
        ((figures, quoted),) = await groups.shown_to_staff()
        assert ("08:00 WIB: 0 dari 5.000 terdaftar" in figures, order) == (True, quoted)

        await groups.are_joined()
        for text in SAID_ELSEWHERE:
            await groups.others_say(text)
        await groups.staff_say(CHATTER[2])
        order = await groups.staff_say("/siapa")
        *_, (who, quoted) = await groups.shown_to_staff()
        assert ("Sari" in who, order) == (True, quoted)
        assert 2 == len(await groups.shown_to_staff())
        (told,) = groups.shown_to_others()
        assert "chat pribadi" in told
