"""The office finds its own words in the staff's group, on each platform: previewed, in force, and taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from msgspec import Struct

from bot.store.client import Client
from tests.channels import telegram_bots
from tests.channels.telegram_people import STAFF
from tests.journeys.roads import Clock
from tests.journeys.telegram_town import BUDI, SARI, telegram_town
from tests.journeys.whatsapp_town import whatsapp_town

pytestmark = pytest.mark.timeout(60)

Say = Callable[[str], Awaitable[str]]


class People(Struct, frozen=True, kw_only=True):
    """An admin in the group, who gives orders and presses buttons, and an applicant who asks in private."""

    order: Say
    press: Say
    ask: Say


Meet = Callable[[Client, Clock, Path], AbstractAsyncContextManager[People]]


def at_telegram(library: str) -> Meet:
    """Return how to meet them over a library."""

    @asynccontextmanager
    async def meet(client: Client, clock: Clock, folder: Path) -> AsyncIterator[People]:
        async with telegram_town(client, clock, library=library) as town:
            yield People(
                order=lambda text: town.in_group(text, by=SARI),
                press=lambda label: town.press(label, by=SARI, chat=STAFF),
                ask=lambda text: town.in_private(text, by=BUDI),
            )

    return meet


@asynccontextmanager
async def at_device(client: Client, clock: Clock, folder: Path) -> AsyncIterator[People]:
    """Meet them over a linked device."""
    async with whatsapp_town(client, clock, folder) as town:
        yield People(order=town.in_group, press=town.press, ask=town.in_private)


PLATFORMS: Mapping[str, Meet] = {
    **{library: at_telegram(library) for library in telegram_bots.LIBRARIES},
    "neonize": at_device,
}


@pytest.fixture(params=PLATFORMS)
async def people(request: pytest.FixtureRequest, client: Client, clock: Clock, tmp_path: Path) -> AsyncIterator[People]:
    """Give the people on a platform."""
    async with PLATFORMS[request.param](client, clock, tmp_path) as met:
        yield met


async def test_a_text(people: People) -> None:
    """A text is refused while a value lacks, then read as it was previewed, and ours again when it is undone."""
    ours = await people.ask("#alur")
    assert "1. Datang {early} menit sebelum sesi Anda." in await people.order("/teks alur")
    assert "Bagian {early} belum ada" in await people.order("/teks alur = Naik ke lantai 2.")
    asked = await people.order("/teks alur = Naik ke lantai 2.\n\nDatang {early} menit sebelumnya.")
    assert asked.startswith("Naik ke lantai 2.\n\nDatang 30 menit sebelumnya.\n")
    assert ours == await people.ask("#alur")
    assert "✅ Berlaku sekarang: teks alur" in await people.press("Ya, lakukan")
    assert (await people.ask("#alur")).startswith("Naik ke lantai 2.\n\nDatang 30 menit sebelumnya.")
    assert "✅ Dikembalikan: teks alur" in await people.order("/teks alur batal")
    assert ours == await people.ask("#alur")


async def test_announcement_address_fee_and_reasons(people: People) -> None:
    """What is announced, the address, a fee and a closing reason come from the chat to the applicants and officers."""
    await people.order("/pengumuman Loket foto pindah ke lantai 2 sampai 30-11-2099")
    await people.press("Ya, lakukan")
    assert (await people.ask("#jadwal")).startswith("📢 Loket foto pindah ke lantai 2\n\nJadwal Kanim CBN")
    assert "Sampai: Senin, 30 November 2099" in await people.order("/pengumuman")

    await people.order("/alamat Jl. Melati 5, Cirebon")
    await people.press("Ya, lakukan")
    assert "Jl. Melati 5, Cirebon" in await people.ask("#lokasi")

    await people.order("/biaya biasa-5-tahun 400.000 mulai hari ini")
    assert "Paspor biasa, 5 tahun menjadi Rp400.000" in await people.press("Ya, lakukan")
    assert "• Paspor biasa, 5 tahun: Rp400.000" in await people.ask("biaya")

    assert "1. Listrik padam" in await people.order("/alasan tambah Listrik padam")
    history = await people.order("/riwayat")
    for done in ("pengumuman. Dari – menjadi Loket foto", "alamat. Dari Jl. Sultan", "biaya biasa-5-tahun", "alasan"):
        assert done in history
