"""Who is staff, and what their orders and presses do, over the real libraries of each platform."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest
from msgspec.structs import replace

from bot.staff import Member
from bot.store.client import Client
from tests.channels import telegram_bots, telegram_people, whatsapp_server
from tests.journeys import telegram_town, whatsapp_town
from tests.journeys.roads import Clock

pytestmark = pytest.mark.timeout(60)


class Town(Protocol):
    """People who talk with the office, each known by an id of the platform's."""

    async def in_group(self, text: str, *, by: Any) -> str:
        """Return what the group is shown after an officer's message."""
        ...

    async def in_private(self, text: str, *, by: Any) -> str:
        """Return what somebody is shown after a message in private."""
        ...

    async def press(self, label: str, *, by: Any, chat: Any) -> str:
        """Return what a chat is shown after a press on the newest button with a label."""
        ...

    async def shown(self, chat: Any) -> str:
        """Return the newest thing that a chat is shown."""
        ...

    def whole(self, chat: Any) -> str:
        """Return all that a chat is shown."""
        ...


class Place(NamedTuple):
    """A town with the ids of its people: an admin, CS, two who are no officers yet, an applicant; and the group."""

    town: Town
    sari: Any
    dewi: Any
    rina: Any
    agus: Any
    budi: Any
    group: Any
    agus_shares_number: Callable[[], Awaitable[str]]


Meet = Callable[[Client, Clock, Path], AbstractAsyncContextManager[Place]]
AGUS_NUMBER = "0812-0000-0004"


def at_telegram(library: str) -> Meet:
    """Return how to meet the people at Telegram, where nobody's number is known before they share it."""

    @asynccontextmanager
    async def meet(client: Client, clock: Clock, folder: Path) -> AsyncIterator[Place]:
        people = telegram_town
        async with people.telegram_town(client, clock, library=library) as town:
            await town.in_private()
            yield Place(
                town, people.SARI, people.DEWI, people.RINA, people.AGUS, people.BUDI, telegram_people.STAFF,
                agus_shares_number=lambda: town.in_private(by=people.AGUS, phone="+6281200000004"),
            )  # fmt: skip

    return meet


@asynccontextmanager
async def at_device(client: Client, clock: Clock, folder: Path) -> AsyncIterator[Place]:
    """Meet the people at a linked device, where WhatsApp tells their numbers."""
    sari, dewi, rina, agus, budi = whatsapp_town.PHONES
    staff = (
        Member(id=f"whatsapp:{sari}", name="Sari", roles=("admin",)),
        Member(id=f"whatsapp:{dewi}", name="Dewi", roles=("cs",)),
    )
    office = replace(whatsapp_town.STAFFED, staff=staff)
    async with whatsapp_town.whatsapp_town(client, clock, folder, office=office) as town:
        yield Place(
            town, sari, dewi, rina, agus, budi, whatsapp_server.STAFF,
            agus_shares_number=lambda: town.in_private("#bantuan", by=agus),
        )  # fmt: skip


PLATFORMS: dict[str, Meet] = {
    **{library: at_telegram(library) for library in telegram_bots.LIBRARIES}, "neonize": at_device
}  # fmt: skip


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_becoming_staff(client: Client, clock: Clock, platform: str, tmp_path: Path) -> None:
    """Who joins with a code or is added by number gives orders in the group; a code is shown in private alone."""
    async with PLATFORMS[platform](client, clock, tmp_path) as place:
        town, group = place.town, place.group
        assert "belum mengenal chat pribadi Anda" in await town.in_group("/petugas tambah Rina = cs", by=place.sari)
        await town.in_private("#bantuan", by=place.sari)
        assert "dikirim ke chat pribadi" in await town.in_group("/petugas tambah Rina = cs", by=place.sari)
        (code,) = re.findall(r"/gabung (\w{8})", await town.shown(place.sari))
        assert code not in town.whole(group)
        assert "Anda sudah petugas: Dewi" in await town.in_private(f"/gabung {code}", by=place.dewi)
        assert "Selamat bergabung, Rina" in await town.in_private(f"/gabung {code}", by=place.rina)
        assert "✅ Rina bergabung sebagai petugas: Customer Service" in await town.shown(group)
        assert "Tidak ada nama" in await town.in_group("/cari Budi Santoso", by=place.rina)

        assert "hanya untuk petugas" in await town.in_group("/cari Budi Santoso", by=place.agus)
        assert "✅ Agus sekarang petugas" in await town.in_group(
            f"/petugas tambah Agus = cs = {AGUS_NUMBER}", by=place.sari
        )
        await place.agus_shares_number()
        assert "Tidak ada nama" in await town.in_group("/cari Budi Santoso", by=place.agus)
        assert "Tidak ada nama" in await town.in_private("/cari Budi Santoso", by=place.agus)
        assert "Keluarkan Agus" in await town.in_group("/petugas hapus Agus", by=place.sari)
        assert "bukan petugas lagi" in await town.press("Ya, lakukan", by=place.sari, chat=group)
        assert "hanya untuk petugas" in await town.in_group("/cari Budi Santoso", by=place.agus)
        assert re.search(r"ditolak, cari", await town.in_group("/riwayat", by=place.sari))


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_helping(client: Client, clock: Clock, platform: str, tmp_path: Path) -> None:
    """What officers book, find, cancel, block and let go in their group is done, and told to whom it concerns."""
    async with PLATFORMS[platform](client, clock, tmp_path) as place:
        town, group = place.town, place.group
        await town.in_private("#Budi Santoso#25011987#01122099", by=place.budi)
        code = re.findall(r"CBN-\w{4}-\w{4}", await town.in_private("ya", by=place.budi))[0]
        assert "✅ TERDAFTAR\n" + code in await town.in_group("/cari Budi 01-12-2099", by=place.dewi)
        counter = await town.in_group("/daftarkan Sri Rahayu#03041980#01122099", by=place.dewi)
        assert "✅ TERDAFTAR di loket\n\nSri Rahayu" in counter

        assert "Batalkan booking ini?" in await town.in_group(f"/batalkan {code} banjir", by=place.dewi)
        assert "tidak ada yang diubah" in await town.press("Tidak jadi", by=place.sari, chat=group)
        await town.in_group(f"/batalkan {code} banjir", by=place.dewi)
        assert f"✅ Booking {code} dibatalkan" in await town.press("Ya, lakukan", by=place.dewi, chat=group)
        assert re.search(r"^❌ DIBATALKAN\n.*Alasan: banjir", await town.shown(place.budi), re.DOTALL)

        whom = "Budi Santoso#25011987"
        assert "Blokir" in await town.in_group(f"/blokir {whom} = data palsu", by=place.sari)
        assert "diblokir" in await town.press("Ya, lakukan", by=place.sari, chat=group)
        assert "data palsu" in await town.in_private("#Budi Santoso#25011987#01122099", by=place.budi)
        assert "Lepas" in await town.in_group(f"/lepas {whom} = sudah diperiksa", by=place.sari)
        assert "dapat mendaftar lagi" in await town.press("Ya, lakukan", by=place.sari, chat=group)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_the_box(client: Client, clock: Clock, platform: str, tmp_path: Path) -> None:
    """What people ask is in the box, and each officer's answer goes to who has asked it."""
    async with PLATFORMS[platform](client, clock, tmp_path) as place:
        town, group = place.town, place.group
        await town.in_private("bolehkah saya pakai sandal merah jambu", by=place.budi)
        await town.press("Tanya petugas", by=place.budi, chat=place.budi)
        (asked,) = re.findall(r"Pertanyaan (\w{4})\n", await town.shown(group))
        assert "sandal merah jambu" in await town.in_group("/kotak", by=place.dewi)
        assert "dikirim" in await town.in_group(f"/balas {asked} Boleh, yang rapi.", by=place.dewi)
        assert "Boleh, yang rapi." in await town.shown(place.budi)
        assert "Kotak kosong" in await town.in_group("/kotak", by=place.dewi)


async def test_codes_of_choices(client: Client, clock: Clock, tmp_path: Path) -> None:
    """Where choices have no buttons, a press is meant for one message, whatever comes between; no number is one."""
    async with at_device(client, clock, tmp_path) as place:
        town, group = place.town, place.group
        await town.in_private("bolehkah saya pakai sandal merah jambu", by=place.budi)
        closing = await town.in_group("/tutup 30-11-2099 banjir", by=place.sari)
        (yes,) = re.findall(r"^(\d+a)\. Ya, lakukan", closing, re.MULTILINE)
        await town.press("Tanya petugas", by=place.budi, chat=place.budi)
        (answer,) = re.findall(r"^(\d+a)\. Balas", await town.shown(group), re.MULTILINE)

        for chatter in ("1", "Ya, lakukan", "9z"):
            assert "" == await town.in_group(chatter, by=place.sari)
        assert "tulis jawaban Anda" in await town.in_group(answer, by=place.dewi)
        assert "30 November 2099" in await town.in_group(yes.upper(), by=place.sari)
        assert "dikirim" in await town.in_group("Boleh.", by=place.dewi)
        assert "Boleh." in await town.shown(place.budi)

        await town.in_group("/buka 30-11-2099", by=place.sari)
        assert "tidak ada yang diubah" in await town.press("Tidak jadi", by=place.dewi, chat=group)
        assert "sudah dijawab Tidak jadi" in await town.press("Ya, lakukan", by=place.sari, chat=group)
