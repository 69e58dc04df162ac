"""From the printed number to the passport in hand, on each platform: what the chat shows as others make the steps."""

from __future__ import annotations

import re
import time
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.bookings import Bookings
from bot.engine.letters import Letters
from bot.engine.visit_letters import VisitLetters
from bot.lanes import Desk
from bot.offices import Office
from bot.store.accounts import Accounts
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client
from bot.store.operations import Operation, Stamp
from bot.visit_values import Arrived
from tests.background import going_on
from tests.channels import telegram_bots
from tests.journeys import telegram_town
from tests.journeys.roads import SEALER, Clock
from tests.journeys.staffed import PLATFORMS, People
from tests.journeys.telegram_town import BUDI
from tests.visits.front import FEES

pytestmark = pytest.mark.timeout(60)

BILL, PROOF = "820991130000001", "1A2B3C4D5E6F7G8H"
AT_MOST_S = 2.0
STAFFED = replace(telegram_town.STAFFED, fees=FEES)


class Lobby:
    """The kiosk and the desks of an office, and what tells people of them, which reads on when it is told to."""

    def __init__(self, client: Client, clock: Clock, office: Office) -> None:
        self.office = office
        self.visits = Bookings(client, SEALER, uniform=lambda shortest, longest: longest).visits
        self.letters = VisitLetters(
            self.visits,
            Letters(client, SEALER, accounts=()),
            Accounts(client),
            offices=LiveOffices({office.code: office}, Calendars(client)),
            clock=clock,
        )
        self._clock = clock
        self._presses = count(1)
        self._cursor = ""

    def stamp(self) -> Stamp:
        """Return the next press."""
        return Stamp(operation=Operation("page", next(self._presses)), now_ms=self._clock(), by="Dewi")

    def desk(self, id: str) -> Desk:
        """Return a desk."""
        return next(desk for desk in self.office.desks if desk.id == id)

    async def arrive(self, code: str) -> str:
        """Receive somebody; return their number."""
        arrived = await self.visits.lobby.arrive(self.office, code, self.stamp())
        assert isinstance(arrived, Arrived)
        return arrived.standing.ticket.number

    async def call(self, desk: str) -> None:
        """Call the next person."""
        await self.visits.desks.call_next(self.office, self.desk(desk), self.stamp())

    async def tell(self) -> None:
        """Tell all that has happened."""
        self._cursor = self._cursor or await self.letters.begin(self.office.code)
        while self._cursor != await self.visits.events.cursor(self.office):
            self._cursor = await self.letters.read(self.office.code, self._cursor)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_from_the_number_to_the_passport(client: Client, clock: Clock, platform: str, tmp_path: Path) -> None:
    """Each step reaches the person once, in words; the staff's chat does what the pages leave to it."""
    async with PLATFORMS[platform](client, clock, tmp_path, STAFFED) as people:
        lobby = Lobby(client, clock, STAFFED)
        code, work = await book(people), lobby.visits.desk_work
        await lobby.tell()
        assert "❌ BELUM ADA NOMOR ANTRIAN" in await people.ask("#antrian")

        assert "A001" == await lobby.arrive(code)
        await lobby.tell()
        assert "⏳ MENUNGGU DIPANGGIL\nNomor antrian Anda: A001\nJalur: CS" in await people.private()
        assert "bila tinggal 5 orang lagi" in await people.ask("#antrian 5")
        await lobby.call("cs-1")
        await lobby.tell()
        assert "✅ GILIRAN ANDA\nNomor A001: silakan ke CS 1 sekarang." == await people.private()
        await work.sit_down(lobby.office, lobby.desk("cs-1"), lobby.stamp())
        assert "✅ SEDANG DILAYANI" in await people.ask("#cek")
        await work.complete(lobby.office, lobby.desk("cs-1"), lobby.stamp(), product="plain", category="adult")
        await lobby.tell()
        assert "Nomor antrian Anda: B001\nJalur: Loket" in await people.private()
        await lobby.call("counter-2")
        await work.photographed(lobby.office, lobby.desk("counter-2"), lobby.stamp())
        await lobby.tell()
        bill = await people.private()
        assert bill.startswith("⏳ MENUNGGU PEMBAYARAN\nBudi Santoso")
        assert "(lihat kertas dari petugas)" in bill

        assert f"Kode billing {BILL}" in await people.order(f"/tagihan {code} {BILL}")
        await lobby.tell()
        assert f"Kode bayar (15 angka):\n{BILL}\n" in await people.private()
        assert BILL in await people.ask("#bayar")
        assert f"✅ {code} lunas\nBudi S•••" in await people.order(f"/lunas {BILL} {PROOF}")
        await lobby.tell()
        assert re.search(rf"✅ LUNAS\n.*{PROOF}\nPaspor diperkirakan siap Kamis, 19", await people.private(), re.DOTALL)
        assert "✅ 1 paspor siap diambil" in await people.order(f"/siap {code}")
        await lobby.tell()
        assert "✅ PASPOR SIAP DIAMBIL" in await people.private()
        assert "✅ PASPOR SIAP DIAMBIL" in await people.ask("#paspor")
        asked = await people.order(f"/serahkan {code} keluarga Siti Aminah")
        assert "• Kartu keluarga (KK)" in asked
        assert f"✅ Paspor {code} diserahkan." in await people.press("Ya, lakukan")
        await lobby.tell()
        assert "✅ PASPOR SUDAH DIAMBIL\nBudi Santoso\n\nDiambil keluarga: Siti Aminah." in await people.private()


@pytest.mark.parametrize("library", telegram_bots.LIBRARIES)
async def test_the_call_comes_at_once(client: Client, clock: Clock, library: str) -> None:
    """A call is in the chat within two seconds, and the last message about the number has changed by then, too."""
    office = STAFFED
    async with telegram_town.telegram_town(client, clock, library=library, office=office) as town:
        lobby = Lobby(client, clock, office)
        await town.in_private()
        await town.in_private("#Budi Santoso#25011987#16112099#10:00")
        (code,) = re.findall(r"CBN-\w{4}-\w{4}", await town.in_private("ya"))[:1]
        async with going_on(lobby.letters.run()):
            await lobby.arrive(code)
            await town.until_count(BUDI, "⏳ MENUNGGU DIPANGGIL\nNomor antrian Anda: A001", 1)
            assert "Anda berikutnya." in await town.in_private("#antrian")
            begun = time.monotonic()
            await lobby.call("cs-1")
            await town.until_count(BUDI, "✅ GILIRAN ANDA\nNomor A001: silakan ke CS 1 sekarang.", 2)
            assert time.monotonic() - begun < AT_MOST_S
        assert 1 == town.count(BUDI, "⏳ MENUNGGU DIPANGGIL")  # the older one: what was asked for last has changed


async def book(people: People) -> str:
    """Book the session of this morning; return the code."""
    assert "⏳ MENUNGGU PERSETUJUAN" in await people.ask("#Budi Santoso#25011987#16112099#10:00")
    (code,) = re.findall(r"CBN-\w{4}-\w{4}", await people.ask("ya"))[:1]
    return str(code)
