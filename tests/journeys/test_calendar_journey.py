"""A supervisor changes the calendar from a chat, over each real library; it counts for who books next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.staff import Member, Role
from bot.store.client import Client
from tests.channels import telegram_bots, telegram_server
from tests.journeys.messengers import at_device, at_telegram
from tests.journeys.partners import PHONE, Meet
from tests.journeys.roads import OFFICE, Clock, running, town
from tests.journeys.test_same_script import services_of

MESSENGERS: Mapping[str, Meet] = {
    **{f"telegram, {library}": at_telegram(library) for library in telegram_bots.LIBRARIES},
    "whatsapp": at_device,
}
RATNA: tuple[Role, ...] = ("supervisor",)
STAFFED = replace(
    OFFICE,
    staff=(
        Member(id=f"telegram:{telegram_server.PERSON}", name="Ratna", roles=RATNA),
        Member(id=PHONE, name="Ratna", roles=RATNA),
    ),
)
THINKING_MS = 20_000

pytestmark = pytest.mark.timeout(60)


@pytest.mark.parametrize("messenger", MESSENGERS)
async def test_a_calendar_is_changed(client: Client, clock: Clock, messenger: str, tmp_path: Path) -> None:
    """Quota, sessions, hours, a Saturday and a holiday: seen, changed with a second press, and booked by at once."""
    built = town(client, (), clock=clock, office=STAFFED)
    async with MESSENGERS[messenger](services_of(built, client, clock), tmp_path) as ratna:
        built.road.add(ratna.adapter)

        async def say(text: str) -> str:
            clock.advance(THINKING_MS)
            return await ratna.say(text)

        async def press(label: str) -> str:
            clock.advance(THINKING_MS)
            return await ratna.press(label)

        async with running(built):
            await ratna.begin()
            assert "• 08:00: 5.000 tempat, 0 terdaftar, 0 menunggu, sisa 5.000" in await say("/kuota")
            assert "Kuota Selasa, 1 Desember 2099\nKanim CBN, buka" in await say("/kuota 1 Desember")
            assert "Sel, 1 Des 08:00: umum 5.000 → 0" in (await say("/kuota 01-12-2099 0")).replace("5000", "5.000")
            assert "✅ Kalender diubah" in await press("Ya, lakukan")
            assert "❌ BELUM TERDAFTAR" in await say("#Budi Santoso#25011987#01122099")

            assert "/buka 28-11-2099 = 08:00" in await say("/buka 28-11-2099")
            assert "selesai – → 12:00" in await say("/buka 28-11-2099 = 08:00-12:00 50")
            assert "✅ Kalender diubah" in await press("Ya, lakukan")
            assert "⏳ MENUNGGU PERSETUJUAN" in await say("#Budi Santoso#25011987#28112099")

            assert "• Sab: tidak ada layanan" in await say("/sesi")
            assert "Sab 08:00: umum – → 9" in await say("/sesi sabtu = 8-9 9")
            assert "Baik, tidak ada yang diubah." in await press("Tidak jadi")
            assert "08:00 → 06:30" in await say("/jam-buka 06:30")
            assert "✅ Kalender diubah" in await press("Ya, lakukan")
            assert "30 → 40 hari ke depan" in await say("/horison 40")
            assert "✅ Kalender diubah" in await press("Ya, lakukan")

            assert "• Jumat, 25 Desember 2099: Hari Raya Natal" in await say("/libur")
            assert "✅ Senin, 14 Desember 2099 tetap buka" in await press("Buka Sen, 14 Des")
            assert "✅ Jumat, 25 Desember 2099 tutup: Hari Raya Natal." in await press("Tutup Jum, 25 Des")
            assert "Hari Raya Natal" in await say("#Tuti#03041990#25122099")

            history = await say("/riwayat")
            assert 6 == len(re.findall(r"Ratna: (?:kuota|buka|jam-buka|horison|libur)", history))
