"""Waiting for a place of a full date: who may stand in line, what is offered to the first, and when it ends.

Handlers let people join and leave; `bot.engine.offers` gives away what comes free.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.booking_claims import CLAIM_GRACE_MS, end_of
from bot.booking_records import Person, compact
from bot.booking_values import Booking, Refused
from bot.codes import approval_code, booking_code
from bot.commands import Book
from bot.messages import InboundEvent
from bot.offices import Office
from bot.routing import Request
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.places import Outcome, Places, Step, candidates
from bot.store.returns import Returned, Returns
from bot.store.sealing import Sealer
from bot.store.waitlist import InLine, Waiter, Waitlists, Who

if TYPE_CHECKING:
    from bot.bookings import Bookings

EVENING = time(18)
"""When those who still wait for tomorrow are told how it stands, in the office's time."""

ODDS_DAYS = 28
DRIVER = Operation("waitlist", 0)
"""Signs what is done to an offer that nobody asks for."""


class Entry(Struct, frozen=True, kw_only=True):
    """Somebody's place in a line; `booking` is in state `waiting`, or what has become of it by now."""

    booking: Booking
    line: InLine


class Award(Struct, frozen=True, kw_only=True):
    """A place that is held for the first in line until they answer; `refused` tells why they can't have it."""

    booking: Booking
    refused: Refused | None = None


class Waitlist:
    """The waiting lists of all offices."""

    def __init__(self, client: Client, sealer: Sealer, bookings: Bookings) -> None:
        self.lists = Waitlists(client)
        self._places = Places(client)
        self._returns = Returns(client)
        self._sealer = sealer
        self._bookings = bookings

    async def join(self, request: Request, wish: Book) -> Entry | Refused:
        """Stand in line for the wish's date, in any session; who is in it already keeps their place.

        Idempotent by the request's operation. The claims of number and person are tried, but taken only with an offer.
        """
        office = request.office
        state = office.day_state(wish.service_date, office.local(request.now_ms))
        if not request.phone:
            return Refused(reason="no_phone")
        if state.kind != "open":
            return Refused(reason="day", state=state)
        attempt = 0
        while True:
            code = booking_code(office.code, self._sealer.derive("booking", f"{request.operation}:{attempt}"))
            outcome = await self._join_as(request, wish, code)
            if outcome is not None:
                return outcome
            attempt += 1

    async def leave(self, request: Request, code: str, day: date) -> Refused | None:
        """Leave the line, or decline what was offered: that place is free for the next at once. None: done.

        The same operation again gives the same answer.
        """
        row = await self._places.row(code[:3], day, compact(code)[3:], now_ms=request.now_ms)
        if row is not None and row.state == "left":
            return None
        booking = await self._bookings.records.read(compact(code), day, request)
        if booking is None or not request.phone or booking.phone != request.phone:
            return Refused(reason="unknown")
        outcome = await self.lists.leave(_step(request, booking), self._who(booking))
        if outcome is Outcome.OK:
            await self._bookings.claims.release(booking, request.now_ms)
            return None
        if outcome is Outcome.GONE and booking.state == "held":
            given_up = await self._bookings.give_up(request, booking)
            return given_up if isinstance(given_up, Refused) else None
        return Refused(reason="not_booked", booking=booking) if outcome is Outcome.GONE else Refused(reason="unknown")

    async def mine(self, request: Request) -> Sequence[Entry]:
        """Return where the sender's number stands in line at this office, by date."""
        if not request.phone:
            return []
        office, now_ms = request.office.code, request.now_ms
        lines = await self.lists.of_number(office, self._bookings.records.number_fingerprint(request.phone))
        find = self._bookings.records.find
        found = await asyncio.gather(*(find(office + line.code, line.day, now_ms=now_ms) for line in lines))
        return [Entry(booking=b, line=line) for b, line in zip(found, lines, strict=True) if b is not None]

    async def returned(self, office: Office, *, now_ms: int) -> Returned | None:
        """Tell how many places came back within four weeks, and on how many dates; None when none did."""
        today = office.local(now_ms).date()
        days = [today - timedelta(days=ago) for ago in range(1, ODDS_DAYS + 1)]
        places = await self._returns.on(office.code, days)
        dates = sum(bool(office.sessions(day)) for day in days)
        return Returned(places=places, dates=dates) if places and dates else None

    async def offer(self, office: Office, day: date, *, now_ms: int) -> Sequence[str]:
        """Hold the free places of a date for the first in its line, unless at night; return their row codes."""
        now = office.local(now_ms)
        sessions = office.bookable_sessions(day, now)
        if is_quiet(office, now.time()) or not sessions:
            return []
        return await self.lists.offer(
            office,
            day,
            candidates=candidates(sessions, office.rules.chat_pools),
            until_ms=now_ms + office.rules.offer_minutes * 60_000,
            now_ms=now_ms,
        )

    async def award(self, offices: Mapping[str, Office], place: tuple[str, date, str], *, now_ms: int) -> Award | None:
        """Take the claims for a place that is held for somebody; None when there is nothing to tell them any more.

        Who can't have it is told so, and then dropped. Again is harmless.
        """
        office, (_, day, code) = offices[place[0]], place
        booking = await self._bookings.records.find(office.code + code, day, now_ms=now_ms)
        if booking is not None and booking.state == "lapsed":
            await self._stand_again(office, booking, now_ms)
        if booking is None or booking.state != "held":
            return None
        request = self._request(offices, booking, now_ms)
        deadline_ms = booking.until_ms + CLAIM_GRACE_MS
        refused = await self._bookings.claims.take(booking, deadline_ms=deadline_ms, request=request)
        if refused:
            return Award(booking=booking, refused=refused)
        settled = await self._bookings.claims.settle(office, compact(booking.code), day, now_ms=now_ms)
        if settled is None:  # declined meanwhile, as another process has told them
            await self._bookings.claims.release(booking, now_ms)
        return Award(booking=booking) if settled is not None and settled.state == "held" else None

    async def drop(self, offices: Mapping[str, Office], booking: Booking, *, now_ms: int) -> None:
        """Take somebody out of the line who can't have the place: it is free for the next. Again is harmless."""
        await self.lists.leave(_step(self._request(offices, booking, now_ms), booking), self._who(booking))

    async def _join_as(self, request: Request, wish: Book, code: str) -> Entry | Refused | None:
        """Join under a code; None when another one is needed."""
        office, rules = request.office, request.office.rules
        person = Person(wish.name, wish.birth_date, request.phone, request.event.chat)
        booking = Booking(
            code=code, office=office.code, state="waiting", day=wish.service_date, session="", pool="",
            name=person.name, birth_date=person.birth_date, phone=person.phone, chat=person.chat,
        )  # fmt: skip
        refused = await self._obstacle(request, booking)
        if refused:
            return refused
        joined = await self.lists.join(
            _step(request, booking),
            self._who(booking),
            approval=approval_code(self._sealer.derive("approval", str(request.operation))),
            tries=rules.approval_tries,
            sealed=self._bookings.records.sealed(person, code),
            most=rules.most_waiting,
            tell_at_ms=tell_at_ms(office, booking.day, request.now_ms),
            erase_at_ms=end_of(office, booking.day + timedelta(days=office.retention_days)),
        )
        if isinstance(joined, Outcome):
            return None if joined is Outcome.CODE_TAKEN else Refused(reason="line_full")
        return await self._entry(request, booking, joined)

    async def _entry(self, request: Request, wanted: Booking, line: InLine) -> Entry | Refused | None:
        """Return the place that a number or a person has in line, if it is that of the one who asks."""
        found = await self._bookings.records.find(wanted.office + line.code, line.day, now_ms=request.now_ms)
        if found is None:
            return None
        if found.phone != request.phone:
            return Refused(reason="person_waits")
        if self._who(found) != self._who(wanted):
            return Refused(reason="number_waits", booking=found)
        return Entry(booking=found, line=line)

    async def _obstacle(self, request: Request, booking: Booking) -> Refused | None:
        """Tell what would keep somebody from booking now; nothing for what this very message has put in line.

        The claims that are tried end at once: they keep nobody from anything.
        """
        row = await self._places.row(booking.office, booking.day, booking.row_code, now_ms=request.now_ms)
        if row is not None and (row.chat, row.number) == (request.operation.chat, request.operation.number):
            return None
        return await self._bookings.claims.take(booking, deadline_ms=request.now_ms, request=request)

    async def _stand_again(self, office: Office, booking: Booking, now_ms: int) -> None:
        row = await self._places.row(office.code, booking.day, booking.row_code, now_ms=now_ms)
        if row is None:
            return
        joined = Operation(row.chat, row.number)
        await self.lists.again(
            office,
            booking.day,
            Waiter(booking.row_code, self._who(booking)),
            approval=approval_code(self._sealer.derive("approval", str(joined))),
            tries=office.rules.approval_tries,
            tell_at_ms=tell_at_ms(office, booking.day, now_ms),
            now_ms=now_ms,
        )

    def _who(self, booking: Booking) -> Who:
        return Who(*self._bookings.records.fingerprints(booking))

    def _request(self, offices: Mapping[str, Office], booking: Booking, now_ms: int) -> Request:
        """Return what somebody asked for by standing in line."""
        office = offices[booking.office]
        return Request(
            event=InboundEvent(chat=booking.chat, office=office.code, message_id=""), operation=DRIVER, office=office,
            offices=offices, language="id", phone=booking.phone, now_ms=now_ms, bookings=self._bookings,
        )  # fmt: skip


def is_quiet(office: Office, now: time) -> bool:
    """Tell whether nobody is to be woken by an offer."""
    return not office.rules.offers_from <= now < office.rules.offers_until


def tell_at_ms(office: Office, day: date, now_ms: int) -> int:
    """Return the next instant at which those who wait for a date are told how it stands: the evening, then the end."""
    evening_ms = int(office.at(day - timedelta(days=1), EVENING).timestamp() * 1000)
    return evening_ms if evening_ms > now_ms else end_of(office, day)


def _step(request: Request, booking: Booking) -> Step:
    return Step(
        office=request.offices[booking.office], day=booking.day, code=booking.row_code, operation=request.operation,
        now_ms=request.now_ms,
    )  # fmt: skip
