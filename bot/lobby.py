"""Receives people: a code or a category becomes a place in a line, once, or a reason why not; and where one stands."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from bot.application_steps import last_day_back
from bot.applications import Applications
from bot.calling_rules import Caller, Place, Turns, callers_of, in_turn
from bot.codes import booking_code
from bot.desks import Desks
from bot.estimates import Estimates
from bot.lanes import Desk, Station, WalkIn, lane_for
from bot.lookups import by_code
from bot.offices import Office
from bot.receptions import turned_away
from bot.store.client import Client
from bot.store.operations import Stamp
from bot.store.sealing import Sealer
from bot.store.tickets import Taken, Taking, Tickets
from bot.visit_values import (
    KINDS,
    STATION_OF,
    Application,
    Arrived,
    Kind,
    Stage,
    Standing,
    Ticket,
    TurnedAway,
    may_wait,
)

if TYPE_CHECKING:
    from bot.booking_values import Booking
    from bot.bookings import Bookings

_UNFINISHED: frozenset[Stage] = frozenset(("arrived", "at_cs", "sent_back", "counter", "at_counter"))


class Lobby:
    """The lobbies of all offices. The same code, or the same operation, gets the same ticket however often it comes.

    Who waits has an application, and who has an application had a number: a death between leaves a number that is not
    printed, and the next scan goes on.
    """

    def __init__(
        self, client: Client, sealer: Sealer, bookings: Bookings, *,
        applications: Applications, desks: Desks, estimates: Estimates,
    ) -> None:  # fmt: skip
        self._tickets = Tickets(client)
        self._sealer = sealer
        self._bookings = bookings
        self._applications = applications
        self._desks = desks
        self._estimates = estimates

    async def arrive(self, office: Office, code: str, stamp: Stamp, *, prints: bool = False) -> Arrived | TurnedAway:
        """Give who shows a code the number that their application needs now, or say why there is none.

        With `prints` it waits only from `printed` on: a kiosk's paper may not come out.
        """
        if not code.replace("-", "").startswith(office.code):
            return TurnedAway(reason="other_office")
        known = await self._applications.find(office, code)
        if known is None:
            return await self._received(office, code, stamp, prints=prints)
        application = await self._received_again(office, known, stamp)
        if isinstance(application, TurnedAway):
            return application
        return await self._given(office, application, STATION_OF[application.stage], stamp, prints=prints)

    async def walk_in(
        self, office: Office, category: str, stamp: Stamp, *, prints: bool = False
    ) -> Arrived | TurnedAway:
        """Give somebody without a booking a number, while the category has any today."""
        walk_in = next((each for each in office.walk_ins if each.category == category), None)
        if walk_in is None or not walk_in.places:
            return TurnedAway(reason="no_category")
        application = Application(
            code=booking_code(office.code, self._sealer.derive("walk-in", str(stamp.operation))), office=office.code,
            stage="arrived", since_ms=stamp.now_ms, day=office.local(stamp.now_ms).date(), ground=category,
            is_priority=walk_in.is_priority,
        )  # fmt: skip
        return await self._begun(office, application, stamp, prints=prints, walk_in=walk_in)

    async def next_number(self, office: Office, application: Application, stamp: Stamp) -> Arrived | TurnedAway:
        """Give an application whose papers are complete a number for the counter, once."""
        return await self._given(office, application, "counter", stamp, prints=False)

    async def printed(self, office: Office, number: str, stamp: Stamp, *, day: date | None = None) -> Ticket | None:
        """Let a ticket wait whose paper has come out. Again is harmless; None when there is none.

        `day` is the number's date; when midnight has passed since, the same number of today is somebody else's.
        """
        if day is not None and day != office.local(stamp.now_ms).date():
            return None
        ticket = await self._tickets.find(office, number, now_ms=stamp.now_ms)
        return None if ticket is None else await self._tickets.printed(office, ticket, stamp)

    async def ticket(self, office: Office, number: str, *, now_ms: int) -> Ticket | None:
        """Return a ticket of today."""
        return await self._tickets.find(office, number.upper(), now_ms=now_ms)

    async def ticket_on(self, office: Office, number: str, day: date, *, now_ms: int) -> Ticket | None:
        """Return a ticket of another day; who still waited at its end has lapsed."""
        return await self._tickets.find(office, number.upper(), now_ms=now_ms, day=day)

    async def ticket_of(self, office: Office, code: str, *, now_ms: int) -> Ticket | None:
        """Return the ticket of today that an application got last."""
        stations: tuple[Station, ...] = ("collection", "counter", "cs")
        compact = code.replace("-", "")
        held = await asyncio.gather(*(self._tickets.held_by(office, compact, each, now_ms=now_ms) for each in stations))
        return max((ticket for ticket in held if ticket), key=lambda ticket: ticket.arrived_ms, default=None)

    async def standing(self, office: Office, ticket: Ticket, *, now_ms: int) -> Standing:
        """Tell how many are before a ticket, and how long it may take; nobody and no time once it has been called."""
        if ticket.state not in ("printing", "waiting"):
            return Standing(ticket=ticket, before=0, wait_s=None)
        desks = await self._desks.at_work(office, now_ms=now_ms)
        callers = callers_of(ticket.line, office.desks, desks, now_ms=now_ms)
        waiting = await self._waiting(office, {line for caller in callers for line in caller.lines}, now_ms=now_ms)
        own = Place(ticket.order_ms, ticket.number, ticket.arrived_ms)
        if own.number not in {place.number for place in waiting[ticket.line, ticket.kind]}:
            waiting[ticket.line, ticket.kind].append(own)  # its paper is not out yet
        order = in_turn(callers, waiting, office.lobby, now_ms=now_ms)
        before = [place.number for place in takewhile(lambda place: place.number != own.number, order)]
        first = {place.number for (_, kind), places in waiting.items() if kind == "priority" for place in places}
        wait_s = await self._estimates.wait_s(
            office, ticket, len(before), priority_before=len(first.intersection(before)), desks=desks, now_ms=now_ms
        )
        return Standing(ticket=ticket, before=len(before), wait_s=wait_s)

    async def before_each(self, office: Office, line: str, *, now_ms: int) -> Mapping[str, int]:
        """Return how many are before each number that waits for a desk which a line (a lane's id, "@<desk>") is of."""
        lines_of = [(desk.own_lane, *desk.lanes) for desk in office.desks]
        waiting = await self._waiting(office, {line, *(each for lines in lines_of for each in lines)}, now_ms=now_ms)
        desks = await self._desks.at_work(office, now_ms=now_ms)
        counts = dict[str, int]()
        for each in {line, *(each for lines in lines_of if line in lines for each in lines)}:
            own = {place.number for kind in KINDS for place in waiting[each, kind]}
            callers = callers_of(each, office.desks, desks, now_ms=now_ms) if own else ()
            order = in_turn(callers, waiting, office.lobby, now_ms=now_ms)
            counts |= {place.number: n for n, place in enumerate(order) if place.number in own}
        return counts

    async def coming(self, office: Office, desk: Desk, *, most: int, now_ms: int) -> Sequence[str]:
        """Return the numbers that a desk would call next, if nobody else called."""
        work = next(each for each in await self._desks.at_work(office, now_ms=now_ms) if each.id == desk.id)
        caller = Caller((desk.own_lane, *desk.lanes), Turns(work.last_kind or None, work.in_a_row))
        waiting = await self._waiting(office, caller.lines, now_ms=now_ms)
        return [place.number for place in islice(in_turn([caller], waiting, office.lobby, now_ms=now_ms), most)]

    async def waiting(self, office: Office, *, now_ms: int) -> Mapping[str, int]:
        """Return how many wait in each lane, by its id; who waits for one desk alone counts for its first lane."""
        own = [(desk.own_lane, desk.lanes[0]) for desk in office.desks]
        lines = [*((lane.id, lane.id) for lane in office.lanes), *own]
        lengths = await self._tickets.lengths(office, [line for line, _ in lines], now_ms=now_ms)
        counts = dict.fromkeys((lane.id for lane in office.lanes), 0)
        for (_, lane), length in zip(lines, lengths, strict=True):
            counts[lane] = counts.get(lane, 0) + length
        return counts

    async def _waiting(
        self, office: Office, lines: Iterable[str], *, now_ms: int
    ) -> dict[tuple[str, Kind], list[Place]]:
        found = await self._tickets.waiting(office, lines, now_ms=now_ms)
        return {at: [Place(order, number, int(order)) for number, order in members] for at, members in found.items()}

    async def _received(self, office: Office, code: str, stamp: Stamp, *, prints: bool) -> Arrived | TurnedAway:
        """Receive who comes with a booking for the first time."""
        today = office.local(stamp.now_ms).date()
        booking = await self._bookings.records.find(code, today, now_ms=stamp.now_ms)
        if booking is None:
            booking = await by_code(self._bookings, office, code.replace("-", ""), now_ms=stamp.now_ms)
        refusal = turned_away(office, booking, now_ms=stamp.now_ms)
        if refusal is not None or booking is None:
            return refusal or TurnedAway(reason="unknown")
        return await self._begun(office, _application(booking, stamp), stamp, prints=prints)

    async def _begun(
        self, office: Office, application: Application, stamp: Stamp, *, prints: bool, walk_in: WalkIn | None = None
    ) -> Arrived | TurnedAway:
        """Give a new application its first number: it is kept once it has one, and waits once it is kept."""
        arrived = await self._numbered(office, application, "cs", stamp, prints=True, walk_in=walk_in)
        if isinstance(arrived, TurnedAway):
            return arrived
        arrived = replace(arrived, application=await self._applications.begin(office, application, stamp))
        return arrived if prints else await self._let_wait(office, arrived, stamp)

    async def _received_again(self, office: Office, application: Application, stamp: Stamp) -> Application | TurnedAway:
        """Receive who has an application: back with papers, not done the last time, or to collect."""
        if application.stage in ("collected", "expired"):
            return TurnedAway(reason="ended", application=application)
        if application.stage == "bill_lapsed":
            return TurnedAway(reason="bill_lapsed", application=application)
        if application.stage not in STATION_OF:
            return TurnedAway(reason="not_ready", application=application)
        today = office.local(stamp.now_ms).date()
        last = application.back_until or last_day_back(office, application.since_ms)
        if application.stage in _UNFINISHED and today > last:
            return TurnedAway(reason="late", application=application)
        if application.stage == "sent_back":
            return await self._applications.arrive_again(office, application.code, stamp)
        return application

    async def _given(
        self, office: Office, application: Application, station: Station, stamp: Stamp, *, prints: bool
    ) -> Arrived | TurnedAway:
        """Give a number, and take it back when somebody has gone on with the application meanwhile."""
        given = await self._numbered(office, application, station, stamp, prints=prints)
        now = await self._applications.find(office, application.code)
        if isinstance(given, TurnedAway) or now is None or may_wait(now.stage, station):
            return given
        if await self._tickets.withdraw(office, now.compact, station, stamp) or _has_lapsed(given):
            return TurnedAway(reason="not_ready", application=now)
        return given

    async def _numbered(
        self, office: Office, application: Application, station: Station, stamp: Stamp, *,
        prints: bool, walk_in: WalkIn | None = None,
    ) -> Arrived | TurnedAway:  # fmt: skip
        today = office.local(stamp.now_ms).date()
        is_late = application.stage in _UNFINISHED and office.local(application.since_ms).date() < today
        has_priority = application.is_priority or is_late
        lane = lane_for(office.lanes, station, has_priority=has_priority)
        if lane is None:
            return TurnedAway(reason="no_lane", application=application)
        taken = await self._tickets.take(
            office, application.compact, lane, stamp, station=station, has_priority=has_priority, prints=prints,
            is_booked=application.stage == "arrived" and application.day == today and not application.ground,
            walk_in=walk_in,
        )  # fmt: skip
        if isinstance(taken, Taking):
            return TurnedAway(reason=_NOT_TAKEN[taken], application=application)
        arrived = await self._promised(office, application, taken, now_ms=stamp.now_ms)
        return arrived if prints else await self._let_wait(office, arrived, stamp)

    async def _let_wait(self, office: Office, arrived: Arrived, stamp: Stamp) -> Arrived:
        """Let a number wait that needs no paper, or none any more."""
        if arrived.standing.ticket.state != "printing":
            return arrived
        ticket = await self._tickets.printed(office, arrived.standing.ticket, stamp)
        return replace(arrived, standing=replace(arrived.standing, ticket=ticket))

    async def _promised(self, office: Office, application: Application, taken: Taken, *, now_ms: int) -> Arrived:
        standing = await self.standing(office, taken.ticket, now_ms=now_ms)
        if standing.wait_s is not None and taken.ticket.promised_s is None:
            await self._tickets.promise(office, taken.ticket, standing.wait_s, now_ms=now_ms)
        return Arrived(standing=standing, application=application, is_new=taken.is_new)


def _has_lapsed(arrived: Arrived) -> bool:
    return arrived.standing.ticket.state == "lapsed"


_NOT_TAKEN: Mapping[Taking, Literal["full", "cancelled"]] = {Taking.FULL: "full", Taking.NOT_BOOKED: "cancelled"}


def _application(booking: Booking, stamp: Stamp) -> Application:
    return Application(
        code=booking.code, office=booking.office, stage="arrived", since_ms=stamp.now_ms, day=booking.day,
        name=booking.name, birth_date=booking.birth_date, phone=booking.phone, is_priority=booking.pool == "priority",
    )  # fmt: skip
