"""An officer runs a counter from the group by pressing, on each platform: called, checked, photographed, put back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from msgspec import Struct

from bot.bookings import Bookings
from bot.store.client import Client
from bot.store.operations import Operation, Stamp
from bot.visit_values import Arrived
from tests.channels import telegram_bots, telegram_people
from tests.journeys.roads import OFFICE, SEALER, Clock
from tests.journeys.telegram_town import SARI, telegram_town
from tests.journeys.whatsapp_town import whatsapp_town

pytestmark = pytest.mark.timeout(60)

Say = Callable[[str], Awaitable[str]]
STAMPS = count(1)


class Officer(Struct, frozen=True, kw_only=True):
    """An admin in the group: what they write and press, and what the group is then shown."""

    order: Say
    press: Say


Meet = Callable[[Client, Clock, Path], AbstractAsyncContextManager[Officer]]


def at_telegram(library: str) -> Meet:
    """Return how to meet them over a library."""

    @asynccontextmanager
    async def meet(client: Client, clock: Clock, folder: Path) -> AsyncIterator[Officer]:
        async with telegram_town(client, clock, library=library) as town:
            yield Officer(
                order=partial(town.in_group, by=SARI), press=partial(town.press, by=SARI, chat=telegram_people.STAFF)
            )

    return meet


@asynccontextmanager
async def at_device(client: Client, clock: Clock, folder: Path) -> AsyncIterator[Officer]:
    """Meet them over a linked device, where a choice is its number."""
    async with whatsapp_town(client, clock, folder) as town:
        yield Officer(order=town.in_group, press=town.press)


PLATFORMS: Mapping[str, Meet] = {
    **{library: at_telegram(library) for library in telegram_bots.LIBRARIES},
    "neonize": at_device,
}


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_counter_by_chat(client: Client, clock: Clock, platform: str, tmp_path: Path) -> None:
    """A walk-in gets a counter number and a bill; another one does not come, and is put back, then sent back."""
    async with PLATFORMS[platform](client, clock, tmp_path) as officer:
        await officer.order("/biaya biasa-5-tahun 400.000 mulai 16-11-2099")
        await officer.press("Ya, lakukan")
        for _ in range(2):
            await walks_in(client, clock)

        assert "• CS 1: kosong\n" in await officer.order("/loket")
        taken = await officer.press("CS 1")
        assert "✅ Anda bekerja di CS 1" in taken
        assert "Menunggu: CS 2\nBerikutnya: A001, A002" in taken
        called = await officer.press("Panggil berikutnya")
        assert "Dipanggil: A001." in called
        assert "A001, dipanggil 1 kali\nNama belum tercatat." in called
        assert "A001 sudah datang." in await officer.press("Sudah datang")
        assert "Siti A•••" in await officer.order("/pemohon Siti Aminah#03041980")
        assert "A001: produk apa?" in await officer.press("Berkas lengkap")
        assert "A001: kategori apa?" in await officer.press("biasa-5-tahun")
        assert "Lengkap. Nomor loket: B001." in await officer.press("Dewasa, paspor baru")

        assert "A002 dilewati" in await skipped(officer)
        await officer.press("Panggil berikutnya")
        assert "1. Dokumen asli tidak dibawa" in await officer.order("/kembalikan")
        assert "✔ 2. Fotokopi A4 kurang" in await officer.press("Alasan 2")
        assert "Dikembalikan. Prioritas bila kembali sampai" in await officer.press("Belum lengkap")
        await officer.press("Jeda")
        assert "Jeda: Salat." in await officer.press("Salat")

        assert "Anda bekerja di Loket 1" in await officer.order("/loket loket 1")
        assert "Dipanggil: B001." in await officer.press("Panggil berikutnya")
        await officer.press("Sudah datang")
        assert "B001: kirim kode billing" in await officer.press("Foto selesai")
        assert "Tagihan Rp400.000 dibuat" in await officer.order("/foto 820991130000001")
        assert "foto B001" in await officer.order("/riwayat")


async def walks_in(client: Client, clock: Clock) -> None:
    """Let somebody come without a booking."""
    lobby = Bookings(client, SEALER, uniform=lambda shortest, longest: longest).visits.lobby
    stamp = Stamp(operation=Operation("kiosk", next(STAMPS)), now_ms=clock())
    assert isinstance(await lobby.walk_in(OFFICE, "general", stamp), Arrived)


async def skipped(officer: Officer) -> str:
    """Call somebody who does not come."""
    await officer.press("Panggil berikutnya")
    return await officer.press("Lewati")
