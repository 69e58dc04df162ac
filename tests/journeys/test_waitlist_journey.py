"""Waiting for a full date at Telegram, over both libraries, and on WhatsApp over neonize, until it is booked."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.commands import Book
from bot.engine.letters import Letters
from bot.engine.offers import Offers
from bot.messages import ChatRef
from bot.offices import BookingRules
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client
from tests.bookings.wishes import BORN, booked
from tests.channels import telegram_bots, whatsapp_devices
from tests.journeys.messengers import at_device, at_telegram
from tests.journeys.partners import Meet, Partner
from tests.journeys.roads import SEALER, Clock, Town, running, town
from tests.journeys.test_same_script import services_of
from tests.offices import DAY_MS, TUESDAY, office_of_tests
from tests.requests import Sender

pytestmark = pytest.mark.timeout(60)

OFFICE = office_of_tests(
    pools={"regular": 1}, hours=(8,), rules=BookingRules(hold_minutes=24 * 60, return_delay_minutes=(0, 0))
)
PARTNERS: dict[str, tuple[Meet, ChatRef]] = {
    **{library: (at_telegram(library), telegram_bots.CHAT) for library in telegram_bots.LIBRARIES},
    "neonize": (at_device, whatsapp_devices.CHAT),
}
THINKING_MS = 20_000


class Scene:
    """Somebody who waits, the one who has the only place, and the office."""

    def __init__(self, client: Client, clock: Clock, built: Town, partner: Partner, chat: ChatRef) -> None:
        self._clock = clock
        self._built = built
        self._partner = partner
        self._chat = chat
        letters = Letters(client, SEALER, accounts=())
        offices = LiveOffices({OFFICE.code: OFFICE}, Calendars(client))
        self._offers = Offers(built.bookings, letters, offices=offices, clock=clock)
        self._holder = Sender(built.bookings, "+6281200000001", chat="holder", office=OFFICE, now_ms=clock())
        self._code = ""

    async def fill(self) -> None:
        """Let somebody book the only place of Tuesday."""
        self._holder.now_ms = self._clock()
        wish = Book(name="Agus Salim", birth_date=BORN, service_date=TUESDAY)
        self._code = (await booked(self._built.bookings, self._holder, wish)).code

    async def give_up(self) -> None:
        """Let them cancel it, and the office give it away."""
        self._holder.now_ms = self._clock()
        await self._built.bookings.cancel(self._holder.request(), self._code)
        self._clock.advance(THINKING_MS)
        await self._offers.look()
        await self._built.road.drained(self._chat)

    async def says(self, text: str) -> str:
        """Return the answer to a message."""
        self._clock.advance(THINKING_MS)
        return await self._partner.say(text)

    async def presses(self, label: str) -> str:
        """Return the answer to a press."""
        self._clock.advance(THINKING_MS)
        return await self._partner.press(label)


@pytest.mark.parametrize("where", PARTNERS)
async def test_waiting(client: Client, clock: Clock, where: str, tmp_path: Path) -> None:
    """Who finds a date full joins its line with one press, sees where they stand, and takes what is offered."""
    meet, chat = PARTNERS[where]
    built = town(client, (), clock=clock, office=OFFICE)
    services = replace(services_of(built, client, clock), offices={OFFICE.code: OFFICE})
    async with meet(services, tmp_path) as partner:
        built.road.add(partner.adapter)
        scene = Scene(client, clock, built, partner, chat)
        await scene.fill()
        async with running(built):
            await partner.begin()
            assert "sudah penuh" in await scene.says("#Budi Santoso#25011987#01122099")
            joined = await scene.presses("Daftar tunggu")
            assert joined.startswith("⏳ DALAM DAFTAR TUNGGU\nBudi Santoso\nSelasa, 1 Desember 2099")
            assert "Urutan Anda: 1 dari 1." in joined
            assert "Anda tidak menunggu" in await scene.presses("Keluar")
            assert "Urutan Anda: 1 dari 1." in await scene.says("#tunggu Budi Santoso#25011987#01122099")
            assert "Urutan Anda: 1 dari 1." in await scene.says("tunggu")
            await scene.give_up()
            taken = await (scene.says("ya") if where == "neonize" else scene.presses("Ya, ambil"))
            assert "✅ TERDAFTAR" in taken
            assert "Selasa, 1 Desember 2099, pukul 08:00 WIB" in taken
    assert [] == await built.bookings.differences(OFFICE, TUESDAY, now_ms=clock() + DAY_MS // 24)
