"""A date is moved, then another one closed, on each platform: ordered in the group, told in private, answered."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from msgspec import Struct

from bot.accounts import ConfiguredAccount
from bot.app import House
from bot.bookings import Bookings
from bot.config import Config
from bot.jobs.periods import Period
from bot.jobs.work import do_in
from bot.plugins import Account
from bot.store.blobs import FolderBlobs
from bot.store.calendars import open_offices
from bot.store.client import Client
from bot.store.media import MediaVault
from bot.store.outbox import Outbox
from tests.channels import telegram_bots, telegram_people, whatsapp_devices, whatsapp_server
from tests.journeys.roads import OFFICE, SEALER, Clock
from tests.journeys.telegram_town import BUDI, SARI, telegram_town
from tests.journeys.whatsapp_town import whatsapp_town
from tests.offices import DAY_MS, TODAY

pytestmark = pytest.mark.timeout(60)

Say = Callable[[str], Awaitable[str]]
Look = Callable[[], Awaitable[str]]


class People(Struct, frozen=True, kw_only=True):
    """An admin in the group and an applicant in private: what they say and press, and what they are shown last."""

    order: Say
    press: Say
    ask: Say
    agree: Look
    group: Look
    private: Look


Meet = Callable[[Client, Clock, Path], AbstractAsyncContextManager[People]]


def at_telegram(library: str) -> Meet:
    """Return how to meet them over a library."""

    @asynccontextmanager
    async def meet(client: Client, clock: Clock, folder: Path) -> AsyncIterator[People]:
        async with telegram_town(client, clock, library=library) as town:
            await town.in_private()
            yield People(
                order=partial(town.in_group, by=SARI),
                press=partial(town.press, by=SARI, chat=telegram_people.STAFF),
                ask=town.in_private,
                agree=partial(town.press, "Setuju", by=BUDI, chat=BUDI),
                group=partial(town.shown, telegram_people.STAFF),
                private=partial(town.shown, BUDI),
            )

    return meet


@asynccontextmanager
async def at_device(client: Client, clock: Clock, folder: Path) -> AsyncIterator[People]:
    """Meet them over a linked device, where a choice is its number."""
    async with whatsapp_town(client, clock, folder) as town:
        yield People(
            order=town.in_group,
            press=town.press,
            ask=town.in_private,
            agree=partial(town.in_private, "1"),
            group=partial(town.shown, whatsapp_server.STAFF),
            private=partial(town.shown, whatsapp_server.LID),
        )


PLATFORMS: Mapping[str, tuple[Meet, Account]] = {
    **{library: (at_telegram(library), telegram_bots.ACCOUNT) for library in telegram_bots.LIBRARIES},
    "neonize": (at_device, whatsapp_devices.ACCOUNT),
}


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_date_is_moved(client: Client, clock: Clock, platform: str, tmp_path: Path) -> None:
    """Two bookings are moved; one is agreed to, one is lost to silence; then the new date is closed as well."""
    meet, account = PLATFORMS[platform]
    async with meet(client, clock, tmp_path) as people:
        code, _ = await book(people, "Budi Santoso#25011987"), await book(people, "Adi Santoso#01012098")

        assert "• Sen, 30 Nov: 2 terdaftar, 0 menunggu" in await people.order("/tutup 30-11-2099 banjir")
        assert "tidak ada yang diubah" in await people.press("Tidak jadi")
        asked = await people.order("/pindah 30-11-2099 01-12-2099 listrik padam")
        assert "• Terdaftar: 2\n" in asked
        assert "• Tidak mendapat tempat: 0\n" in asked
        assert "Dipindahkan ke Selasa, 1 Desember 2099: 2 orang." in await people.press("Ya, lakukan")

        await tend(client, clock, account)
        notice = await people.private()
        assert "⏳ JADWAL ANDA DIPINDAHKAN\nPada Senin, 30 November 2099 kantor tutup: listrik padam." in notice
        assert "Jadwal baru: Selasa, 1 Desember 2099, pukul" in notice
        assert "• Belum menjawab: 2" in await people.group()
        assert "⏳ JADWAL ANDA DIPINDAHKAN" in await people.ask(f"#cek {code}")
        assert "Terima kasih, jadwal baru Anda sudah pasti." in await people.agree()

        await tend(client, clock, account)
        report = await people.group()
        assert "• Setuju: 1\n" in report
        assert re.search(r"Belum menjawab:\n• CBN-\w{4}-\w{4}, (?:Adi|Budi) S•••, \+62 812-••••-7890", report)
        assert "• Belum menjawab: 1" in await people.order("/pindah status")

        clock.advance(2 * DAY_MS)
        await tend(client, clock, account)
        assert "kami belum menerima jawaban Anda" in await people.private()
        assert "Selesai." in await people.group()

        assert "• Sel, 1 Des: 1 terdaftar, 0 menunggu" in await people.order("/tutup besok sampai 01-12-2099 banjir")
        assert "Booking yang dilepas: 1" in await people.press("Ya, lakukan")
        await tend(client, clock, account)
        released = await people.private()
        assert released.startswith("❌ DIBATALKAN\nPada Selasa, 1 Desember 2099 kantor tutup: banjir.")
        assert "Tanggal terdekat yang masih ada tempat" in released


async def book(people: People, line: str) -> str:
    """Book Monday; return the code."""
    assert "⏳ MENUNGGU PERSETUJUAN" in await people.ask(f"#{line}#30112099")
    (code,) = re.findall(r"CBN-\w{4}-\w{4}", await people.ask("ya"))[:1]
    return str(code)


async def tend(client: Client, clock: Clock, account: Account) -> None:
    """Do the job of the shifts, as a worker does in a process of its own."""
    configured = ConfiguredAccount(
        channel=account.channel, name=account.name, office=account.office, staff_chat=account.staff_chat
    )  # fmt: skip
    nowhere = Path("nowhere")
    house = House(
        config=Config(offices={"CBN": OFFICE}, accounts=(configured,), data_dir=nowhere, key_file=nowhere),
        client=client,
        sealer=SEALER,
        offices=await open_offices({"CBN": OFFICE}, client),
        bookings=Bookings(client, SEALER, uniform=lambda shortest, longest: longest),
        outbox=Outbox(client, SEALER),
        media=MediaVault(client, SEALER, FolderBlobs(nowhere)),
        store=None,  # type: ignore[arg-type]  # the job starts no server
    )
    await do_in(house, Period("shifts", "CBN", TODAY, "09:00"), now_ms=clock())
