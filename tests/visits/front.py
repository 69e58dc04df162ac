"""An office with its lobby and desks, and people who come to it: what the tests of visits play with."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import count

from msgspec.structs import replace

from bot.booking_values import Booking
from bot.bookings import Bookings
from bot.commands import Book
from bot.lanes import Desk
from bot.offices import Fee, Office
from bot.store.calling import DeskOutcome
from bot.store.client import Client
from bot.store.operations import Operation, Stamp
from bot.visit_values import Application, Arrived, Ticket
from tests.offices import MINUTE_MS, MONDAY, NOW_MS, instant, office_of_tests
from tests.requests import Sender, sealer_of_tests

FEES = (
    Fee(product="plain", rupiah=350_000, since=date(2018, 1, 1)),
    Fee(product="electronic", rupiah=950_000, since=date(2018, 1, 1)),
    Fee(product="migrant", rupiah=0, since=date(2018, 1, 1)),
)
OPENING_MS = instant(MONDAY, time(8))
BILL, PROOF = "820991130000001", "NTPN0001"


def office_with_fees(code: str = "CBN", *, zone: str = "Asia/Jakarta") -> Office:
    """Return an office of tests that has products, and many places."""
    return replace(office_of_tests(code, pools={"regular": 100, "priority": 10}), fees=FEES, zone=zone)


class Front:
    """One office at `now_ms`; each press has an operation of its own, after `again` the last one is repeated."""

    def __init__(self, client: Client, office: Office | None = None, *, now_ms: int = OPENING_MS) -> None:
        self.office = office or office_with_fees()
        self.now_ms = now_ms
        self.bookings = Bookings(client, sealer_of_tests(), uniform=lambda shortest, longest: shortest)
        visits = self.bookings.visits
        self.lobby, self.desks, self.work = visits.lobby, visits.desks, visits.desk_work
        self.applications, self.events, self.estimates = visits.applications, visits.events, visits.estimates
        self.senders: dict[str, Sender] = {}
        self._presses = 0
        self._people = count(1)

    def stamp(self, by: str = "Sari") -> Stamp:
        """Return the next press."""
        self._presses += 1
        return Stamp(operation=Operation("press", self._presses), now_ms=self.now_ms, by=by)

    def again(self) -> None:
        """Make the next press the last one once more."""
        self._presses -= 1

    def wait(self, *, minutes: float = 0, days: int = 0) -> None:
        """Let time pass."""
        self.now_ms += round(minutes * MINUTE_MS) + days * 24 * 60 * MINUTE_MS

    def desk(self, id: str) -> Desk:
        """Return a desk of the office."""
        return next(desk for desk in self.office.desks if desk.id == id)

    async def booked(self, *, day: date = MONDAY, session: str = "08:00") -> Booking:
        """Book a place for somebody new, some days before."""
        n = next(self._people)
        sender = Sender(
            self.bookings, f"+628{n:09}", chat=f"{self.office.code} chat {n}", office=self.office, now_ms=NOW_MS
        )
        name = f"Orang {''.join('abcdefghij'[int(digit)] for digit in str(n))}"
        wish = Book(name=name, birth_date=date(2060, 1, 1) + timedelta(days=n), service_date=day, session=session)
        held = await self.bookings.hold(sender.request(), wish)
        assert isinstance(held, Booking), held
        done = await self.bookings.confirm(sender.request(), approval=held.approval, code="")
        assert isinstance(done, Booking), done
        self.senders[done.code] = sender
        return done

    async def arrive(self, code: str, *, prints: bool = False) -> Arrived:
        """Receive somebody, which must be possible."""
        arrived = await self.lobby.arrive(self.office, code, self.stamp(), prints=prints)
        assert isinstance(arrived, Arrived), arrived
        return arrived

    async def visitor(self) -> Arrived:
        """Book a place for somebody new, and receive them."""
        return await self.arrive((await self.booked()).code)

    async def walk_in(self, category: str = "general") -> Ticket:
        """Receive somebody without a booking, which must be possible."""
        arrived = await self.lobby.walk_in(self.office, category, self.stamp())
        assert isinstance(arrived, Arrived), arrived
        return arrived.standing.ticket

    async def call(self, desk: str) -> str:
        """Call the next person to a desk; return their number, "" for nobody."""
        answer = await self.desks.call_next(self.office, self.desk(desk), self.stamp())
        assert answer.outcome in (DeskOutcome.OK, DeskOutcome.EMPTY), answer
        return answer.ticket.number if answer.ticket else ""

    async def served(self, desk: str) -> str:
        """Call the next person to a desk and let them go; return their number, "" for nobody."""
        number = await self.call(desk)
        if number:
            await self.desks.finish(self.office, self.desk(desk), self.stamp())
        return number

    async def state(self, number: str) -> str:
        """Return the state of a ticket of today."""
        ticket = await self.lobby.ticket(self.office, number, now_ms=self.now_ms)
        return ticket.state if ticket else ""

    async def application(self, code: str) -> Application:
        """Return an application, which must be there."""
        found = await self.applications.find(self.office, code)
        assert found is not None
        return found
