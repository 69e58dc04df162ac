"""Officers help applicants at Telegram: found, booked at the counter, asked and answered, over both libraries."""

from __future__ import annotations

import re

import pytest

from bot.store.client import Client
from tests.channels import telegram_bots
from tests.channels.telegram_people import STAFF
from tests.journeys.roads import Clock
from tests.journeys.telegram_town import BUDI, DEWI, SARI, telegram_town

pytestmark = pytest.mark.timeout(60)


@pytest.mark.parametrize("library", telegram_bots.LIBRARIES)
async def test_at_the_desk(client: Client, clock: Clock, library: str) -> None:
    """What officers find, book, cancel and answer in their group reaches the people whom it concerns."""
    async with telegram_town(client, clock, library=library) as people:
        await people.in_private()
        await people.in_private("#Budi Santoso#25011987#01122099")
        booked = await people.in_private("ya")
        code = re.findall(r"CBN-\w{4}-\w{4}", booked)[0]

        found = await people.in_group("/cari Budi 01-12-2099", by=DEWI)
        assert re.search(rf"✅ TERDAFTAR\n{code}\nBudi S•••, \+62 812-••••-7890\nSelasa, 1 Desember 2099", found)
        counter = await people.in_group("/daftarkan Sri Rahayu#03041980#01122099", by=DEWI)
        assert re.search(r"^✅ TERDAFTAR di loket\n\nSri Rahayu\nKode booking:\nCBN-\w{4}-\w{4}\n", counter)
        assert 1 == people.files(STAFF)

        assert "08:00 WIB: 2 dari 5.000 terdaftar" in await people.in_group("/rekap 01-12-2099", by=SARI)
        assert 2 == people.files(STAFF)

        unclear = await people.in_private("apakah ijazah SMP boleh dipakai")
        assert "belum kami pahami" in unclear
        assert "kami teruskan kepada petugas" in await people.press("Tanya petugas", by=BUDI, chat=BUDI)
        card = await people.shown(STAFF)
        assert re.search(r"Pertanyaan \w{4}\nDari: Budi S•••, \+62 812-••••-7890\n\napakah ijazah SMP", card)
        assert "apakah ijazah SMP boleh dipakai" in await people.in_group("/kotak", by=SARI)
        assert "tulis jawaban Anda" in await people.press("Balas", by=DEWI, chat=STAFF)
        assert "" == await people.in_group("ada yang tahu?", by=SARI)
        assert "dikirim" in await people.in_group("Boleh, bawa yang asli.", by=DEWI)
        assert re.search(r"Jawaban petugas Kanim CBN.*Boleh, bawa yang asli\.", await people.shown(BUDI), re.DOTALL)
        assert "kami teruskan" in await people.in_private("baik pak saya bawa besok")
        assert "baik pak saya bawa besok" in await people.shown(STAFF)

        assert "Batalkan booking ini?" in await people.in_group(f"/batalkan {code} permintaan pemohon", by=DEWI)
        assert f"✅ Booking {code} dibatalkan" in await people.press("Ya, lakukan", by=DEWI, chat=STAFF)
        assert re.search(r"^❌ DIBATALKAN\n.*Alasan: permintaan pemohon", await people.shown(BUDI), re.DOTALL)
