"""Officers write to those whose passport is ready and to those who wait, over the libraries of both messengers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.bookings import Bookings
from bot.commands import Book
from bot.offices import BookingRules, Office
from bot.store.client import Client
from tests.bookings.wishes import BORN, booked
from tests.journeys.roads import OFFICE, SEALER, Clock
from tests.journeys.staffed import PLATFORMS, People
from tests.journeys.test_broadcast_journey import work
from tests.journeys.test_passport_journey import Lobby
from tests.offices import TUESDAY, office_of_tests
from tests.requests import Sender
from tests.visits.front import FEES, PROOF

pytestmark = pytest.mark.timeout(60)

PASSPORTS = replace(OFFICE, fees=FEES)
TINY = office_of_tests(pools={"regular": 1}, hours=(8,), rules=BookingRules(hold_minutes=24 * 60))


async def announced(people: People, line: str, office: Office, *, at: tuple[Client, Clock, Path]) -> str:
    """Announce something; return what the person is then shown, or why there is nobody to be told."""
    preview = await people.order(f"/siarkan {line}")
    if "❌" in preview:
        return preview
    assert "Penerima: 1 orang" in preview
    assert "dimulai dalam beberapa detik" in await people.press("Ya, lakukan")
    await work(*at, office=office)
    return await people.private()


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_ready_to_collect(client: Client, clock: Clock, platform: str, tmp_path: Path) -> None:
    """Whose passport is ready is told, with name and code, and whoever has no session is asked about none."""
    async with PLATFORMS[platform](client, clock, tmp_path, PASSPORTS) as people:
        await people.ask("#Budi Santoso#25011987#16112099#10:00")
        (code,) = re.findall(r"CBN-\w{4}-\w{4}", await people.ask("ya"))[:1]
        lobby = Lobby(client, clock, PASSPORTS)
        await lobby.arrive(code)
        assert "Tidak ada yang dapat dikirimi" in await people.order("/siarkan siap-diambil = Halo")
        await make_ready(lobby, code)

        refused = await people.order("/siarkan siap-diambil = Halo {nama}, pukul {sesi}")
        assert "{sesi} tidak ada isinya untuk sasaran ini: semua siap-diambil" in refused
        line = "siap diambil = Halo {nama}, paspor {kode} ada di loket 3."
        shown = await announced(people, line, PASSPORTS, at=(client, clock, tmp_path))
        if platform == "neonize":
            assert "1 di WhatsApp perangkat tertaut" in shown
        else:
            assert f"Halo Budi Santoso, paspor {code} ada di loket 3." in shown


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_waiting(client: Client, clock: Clock, platform: str, tmp_path: Path) -> None:
    """Those who wait for a full date are told, and not those who have a place."""
    async with PLATFORMS[platform](client, clock, tmp_path, TINY) as people:
        bookings = Bookings(client, SEALER, uniform=lambda shortest, longest: longest)
        holder = Sender(bookings, "+6281200000001", chat="holder", office=TINY, now_ms=clock())
        await booked(bookings, holder, Book(name="Agus Salim", birth_date=BORN, service_date=TUESDAY))
        assert "DALAM DAFTAR TUNGGU" in await people.ask("#tunggu Budi Santoso#25011987#01122099")

        assert "{kode} tidak ada isinya" in await people.order("/siarkan 01-12-2099 menunggu = Halo {kode}")
        line = "01-12-2099 menunggu = Halo {nama}, besok kami membuka tempat tambahan untuk {tanggal}."
        shown = await announced(people, line, TINY, at=(client, clock, tmp_path))
        if platform == "neonize":
            assert "1 di WhatsApp perangkat tertaut" in shown
        else:
            assert "Halo Budi Santoso, besok kami membuka tempat tambahan untuk Selasa, 1 Desember 2099." in shown


async def make_ready(lobby: Lobby, code: str) -> None:
    """Let an application go its way until the passport can be collected."""
    steps, office = lobby.visits.applications, lobby.office
    await steps.complete(office, code, lobby.stamp(), product="plain", category="adult")
    await steps.photographed(office, code, lobby.stamp())
    await steps.paid(office, code, lobby.stamp(), proof=PROOF)
    await steps.ready(office, code, lobby.stamp())
