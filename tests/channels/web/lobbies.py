"""A lobby for tests of its pages: an office that is open, people with bookings, devices that are paired."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time, timedelta
from itertools import count

from msgspec.structs import replace

from bot.booking_values import Booking
from bot.bookings import Bookings
from bot.commands import Book
from bot.lanes import Desk, WalkIn
from bot.offices import Fee, Office
from bot.plugins import Services
from bot.store.devices import Device, DeviceKind, Devices
from bot.store.operations import Operation, Stamp
from bot.ticket_links import TicketLinks
from channels.web.reception import Reception
from channels.web.settings import WebSettings
from tests.channels.browsers import Browser, browsing, listening
from tests.channels.contract import Inbox
from tests.offices import MINUTE_MS, MONDAY, NOW_MS, instant, office_of_tests
from tests.requests import Sender

WALK_INS = (
    WalkIn(category="elderly", places=20),
    WalkIn(category="pregnant", places=10),
    WalkIn(category="general", places=2, is_priority=False),
)
SECRETS = count(1)


class LobbyOfTests:
    """An office on a Monday at eight; every step is a new one."""

    def __init__(self, services: Services, *, pages_url: str = "") -> None:
        self.now_ms = instant(MONDAY, time(8))
        office = replace(
            office_of_tests(pools={"regular": 50}), name="Kantor Imigrasi Kelas I TPI Cirebon",
            walk_ins=WALK_INS, pages_url=pages_url, fees=(Fee(product="free", rupiah=0, since=date(2024, 1, 1)),),
        )  # fmt: skip
        bookings = Bookings(services.client, services.sealer, uniform=lambda low, high: low)
        self.services = replace(services, offices={"CBN": office}, clock=lambda: self.now_ms, bookings=bookings)
        self.links = TicketLinks(services.sealer)
        self._people = count(1)
        self._names = count(1)
        self._steps = count(1)

    @property
    def office(self) -> Office:
        """Return the office."""
        return self.services.offices["CBN"]

    @property
    def reception(self) -> Reception:
        """Return what stands behind the office's kiosks."""
        services = self.services
        return Reception(
            services.bookings.visits, services.lexicon.of(self.office),
            links=self.links, office=lambda: self.office, clock=services.clock,
        )  # fmt: skip

    def change(self, **changes: object) -> None:
        """Change the office."""
        self.services = replace(self.services, offices={"CBN": replace(self.office, **changes)})

    def stamp(self) -> Stamp:
        """Return the next step."""
        return Stamp(operation=Operation("step", next(self._steps)), now_ms=self.now_ms)

    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.now_ms += minutes * MINUTE_MS

    def desk(self, id: str) -> Desk:
        """Return a desk."""
        return next(desk for desk in self.office.desks if desk.id == id)

    def sender(self) -> Sender:
        """Return somebody new in the chat, some days before."""
        n = next(self._people)
        bookings = self.services.bookings
        return Sender(bookings, f"+628{n:09}", chat=f"chat {n}", office=self.office, now_ms=NOW_MS)

    async def held(self, sender: Sender, *, day: date = MONDAY, session: str = "08:00") -> Booking:
        """Hold a place."""
        n = next(self._names)
        name = f"Siti Orang {'abcdefghij'[n % 10]}"
        wish = Book(name=name, birth_date=date(2060, 1, 1) + timedelta(days=n), service_date=day, session=session)
        held = await self.services.bookings.hold(sender.request(), wish)
        assert isinstance(held, Booking), held
        return held

    async def booked(self, *, day: date = MONDAY, session: str = "08:00") -> str:
        """Book a place for somebody new; return the code."""
        sender = self.sender()
        held = await self.held(sender, day=day, session=session)
        done = await self.services.bookings.confirm(sender.request(), approval=held.approval, code="")
        assert isinstance(done, Booking), done
        return done.code

    async def waiting(self) -> int:
        """Return how many stand in the lines."""
        waiting = await self.services.bookings.visits.lobby.waiting(self.office, now_ms=self.now_ms)
        return sum(waiting.values())

    async def call(self, desk: str = "cs-1") -> str:
        """Let a desk call the next person; return the number."""
        answer = await self.services.bookings.visits.desks.call_next(self.office, self.desk(desk), self.stamp())
        assert answer.ticket is not None
        return answer.ticket.number

    async def pairing_code(self, name: str = "Kios 1", kind: DeviceKind = "kiosk") -> str:
        """Return a code that makes a browser a device."""
        devices = Devices(self.services.client, self.services.sealer)
        operation = Operation("pairing", next(SECRETS))
        return await devices.code(self.office, Device(name=name, kind=kind), operation=operation)

    async def withdraw(self, name: str = "Kios 1") -> None:
        """Withdraw a device."""
        assert await Devices(self.services.client, self.services.sealer).withdraw(self.office, name)

    @asynccontextmanager
    async def kiosk(self, *, printer: str = "", name: str = "Kios 1") -> AsyncIterator[Browser]:
        """Run the pages, and give the browser of a kiosk."""
        options = WebSettings(port=0, printers={"*": printer} if printer else {})
        async with listening(self.services, Inbox(), options) as web, browsing(web.url) as browser:
            await self.pair(browser, name)
            yield browser

    async def pair(self, browser: Browser, name: str = "Kios 1") -> None:
        """Make a browser a kiosk."""
        response = await browser.http.post("/perangkat", json={"code": await self.pairing_code(name)})
        assert "/kios" == response.json()["home"]
