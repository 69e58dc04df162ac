"""People who wait for a full date: at the store's lists, and as processes that give away, cancel and book at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from bot.booking_values import Booking
from bot.commands import Book
from bot.engine.letters import Letters
from bot.engine.offers import Offers
from bot.offices import Office
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client
from bot.store.waitlist import InLine, Waiter, Waitlists, Who
from bot.waitlist import Entry
from tests.offices import DAY_MS, MINUTE_MS, MONDAY, NOW_MS, erase_at_ms
from tests.requests import APPROVAL, Desk, Sender, sealer_of_tests
from tests.store.racers import Racer, Taker

TELL_MS = NOW_MS + DAY_MS
OFFER_MS = 15 * MINUTE_MS


class Line:
    """The store's line of one date of an office; everybody in it has a chat of their own."""

    def __init__(self, client: Client, office: Office, *, day: date = MONDAY) -> None:
        self.now_ms = NOW_MS
        self.lists = Waitlists(client)
        self._client = client
        self._office = office
        self._day = day
        self._desks: dict[str, Desk] = {}

    def desk(self, code: str) -> Desk:
        """Return where the one writes who stands in line under a code."""
        desk = self._desks.setdefault(code, Desk(self._client, self._office, chat=f"chat-{code}"))
        desk.now_ms = self.now_ms
        return desk

    async def join(self, code: str, *, who: Who | None = None, most: int = 100, again: bool = False) -> str:
        """Join, or handle that message again; return "<code> <place>/<length>", or the outcome."""
        desk = self.desk(code).again() if again else self.desk(code)
        joined = await self.lists.join(
            desk.step(code, self._day), who or who_is(code), approval=APPROVAL, tries=5, sealed=b"sealed|\0",
            most=most, tell_at_ms=TELL_MS, erase_at_ms=erase_at_ms(self._office, self._day),
        )  # fmt: skip
        return f"{joined.code} {joined.place}/{joined.length}" if isinstance(joined, InLine) else joined.value

    async def leave(self, code: str, *, again: bool = False) -> str:
        """Leave, or decline; return the outcome."""
        desk = self.desk(code).again() if again else self.desk(code)
        return (await self.lists.leave(desk.step(code, self._day), who_is(code))).value

    async def offer(self) -> Sequence[str]:
        """Offer what is free; return the codes."""
        desk = self.desk("office")
        return await self.lists.offer(
            self._office, self._day, candidates=desk.candidates(), until_ms=self.now_ms + OFFER_MS, now_ms=self.now_ms
        )

    async def again(self, code: str) -> None:
        """Put somebody in front again whose offer ran out untold."""
        await self.lists.again(
            self._office, self._day, waiter(code), approval=APPROVAL, tries=5, tell_at_ms=TELL_MS, now_ms=self.now_ms
        )

    async def codes(self) -> Sequence[str]:
        """Return who stands in line, the first first."""
        return [each.code for each in await self.lists.line(self._office.code, self._day)]


def who_is(code: str) -> Who:
    """Return the number and the person that stand in line under a code."""
    return Who(f"n-{code}", f"p-{code}")


def waiter(code: str) -> Waiter:
    """Return somebody in line."""
    return Waiter(code, who_is(code))


# --- what processes do at the same time ------------------------------------------------------------------


class Deed(NamedTuple):
    """Something that happens to a full date: its places are given away, one is given up, somebody wants one."""

    kind: Literal["give", "cancel", "book", "decline"]
    taker: Taker
    code: str = ""
    now_ms: int = NOW_MS


async def do(racer: Racer, deed: Deed) -> str:
    """Do it; return what it came to."""
    sender = Sender(
        racer.bookings, deed.taker.phone, chat=deed.taker.chat, office=deed.taker.office, now_ms=deed.now_ms
    )
    match deed.kind:
        case "give":
            await offers_on(racer.client, racer, deed.taker.office, now_ms=deed.now_ms).look()
            return "looked"
        case "cancel":
            sender.request()  # what held it, and what approved it
            sender.request()
            answer = await racer.bookings.cancel(sender.request(), deed.code)
            return answer.state if isinstance(answer, Booking) else answer.reason
        case "decline":
            sender.request()
            refused = await racer.bookings.waitlist.leave(sender.request(), deed.code, MONDAY)
            return refused.reason if refused else "left"
        case "book":
            held = await racer.bookings.hold(sender.request(), wish(deed.taker))
            return held.state if isinstance(held, Booking) else held.reason


def offers_on(client: Client, racer: Racer, office: Office, *, now_ms: int) -> Offers:
    """Return what gives places away in one process, at an instant."""
    offices = LiveOffices({office.code: office}, Calendars(client))
    letters = Letters(client, sealer_of_tests(), accounts=())
    return Offers(racer.bookings, letters, offices=offices, clock=lambda: now_ms)


def wish(taker: Taker) -> Book:
    """Return the place that somebody wants."""
    return Book(name=taker.name, birth_date=taker.born, service_date=MONDAY)


async def joined(racer: Racer, taker: Taker) -> Entry:
    """Let somebody stand in line, which must be possible."""
    sender = Sender(racer.bookings, taker.phone, chat=taker.chat, office=taker.office)
    entry = await racer.bookings.waitlist.join(sender.request(), wish(taker))
    assert isinstance(entry, Entry), entry
    return entry
