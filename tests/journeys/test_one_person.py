"""One person on two channels of one house: one booking, seen and changed on both, and notices on the one used last."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.store.client import Client
from tests.channels import telegram_bots, telegram_people, telegram_server
from tests.journeys.messengers import AtCloud, AtDevice, at_cloud, at_device
from tests.journeys.partners import Meet
from tests.journeys.roads import Clock, running, town
from tests.journeys.telegram_town import BUDI, DEWI, SARI, STAFFED, TelegramTown
from tests.journeys.test_same_script import services_of

WHATSAPP: Mapping[str, Meet] = {"linked device": at_device, "Cloud API": at_cloud}

pytestmark = pytest.mark.timeout(60)


@pytest.mark.parametrize("library", telegram_bots.LIBRARIES)
@pytest.mark.parametrize("way", WHATSAPP)
async def test_two_channels(client: Client, clock: Clock, way: str, library: str, tmp_path: Path) -> None:
    """A booking made on WhatsApp is found and moved on Telegram once the number is shared; notices follow the owner."""
    async with both(client, clock, whatsapp=WHATSAPP[way], library=library, folder=tmp_path) as (telegram, whatsapp):
        await whatsapp.say("#Budi Santoso#25011987#01122099")
        (code,) = set(re.findall(r"CBN-\w{4}-\w{4}", await whatsapp.say("ya")))

        assert code not in await telegram.in_private("#cek")
        await telegram.in_private()
        found = await telegram.in_private("#cek")
        assert re.search(rf"^✅ TERDAFTAR.*{code}.*Selasa, 1 Desember 2099", found, re.DOTALL)

        await telegram.in_group(f"/kirim {code} mohon bawa KK asli", by=DEWI)
        assert "mohon bawa KK asli" in await telegram.shown(BUDI)
        assert "" == await whatsapp.news()

        assert code in await telegram.in_private("#ubah")
        assert "Kamis, 19 November 2099" in await telegram.press("Kam, 19 Nov 2099", by=BUDI, chat=BUDI)
        moved = await telegram.press("10:00 WIB: sisa 5.000", by=BUDI, chat=BUDI)
        assert re.search(rf"^✅ TERDAFTAR.*{code}.*19 November 2099, pukul 10:00 WIB", moved, re.DOTALL)

        assert "Kamis, 19 November 2099, pukul 10:00 WIB" in await whatsapp.say("#cek")
        await telegram.in_group(f"/kirim {code} mohon datang lebih awal", by=DEWI)
        assert "mohon datang lebih awal" in await whatsapp.news()
        assert moved.endswith(await telegram.shown(BUDI))


@asynccontextmanager
async def both(
    client: Client, clock: Clock, *, whatsapp: Meet, library: str, folder: Path
) -> AsyncIterator[tuple[TelegramTown, AtCloud | AtDevice]]:
    """Run an office with a bot at Telegram and a number on WhatsApp; the same person writes to both."""
    built = town(client, (), clock=clock, office=STAFFED, accounts=(telegram_bots.ACCOUNT,))
    services = services_of(built, client, clock)
    async with (
        telegram_server.serving() as api,
        telegram_bots.bot(api.url, services, library=library) as adapter,
        whatsapp(services, folder) as partner,
    ):
        assert isinstance(partner, AtCloud | AtDevice)
        api.chats |= {telegram_people.STAFF, SARI, DEWI}
        for each in (adapter, partner.adapter):
            built.road.add(each)
        async with running(built):
            await partner.begin()
            yield TelegramTown(api, built, clock), partner
