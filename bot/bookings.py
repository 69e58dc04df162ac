"""The booking of a place, from the hold to its end: one person, one number, one active booking, across offices.

Handlers call this; it knows the rules and the order of the store's steps, not their Lua.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from bot.attendance import Attendance
from bot.booking_claims import CLAIM_GRACE_MS, BookingClaims, end_of
from bot.booking_outcomes import meant, not_confirmed, not_moved
from bot.booking_records import NOBODY, BookingRecords, Person, compact
from bot.booking_values import Booking, DayPlaces, Refused, day_places
from bot.codes import approval_code, booking_code
from bot.commands import Book
from bot.offices import Office, Pool, Session
from bot.shifts import Shifts
from bot.store.claims import Claim
from bot.store.client import Client
from bot.store.errors import CalendarChanged
from bot.store.news import News
from bot.store.places import Candidate, Held, Outcome, Places, Step, candidates
from bot.store.sealing import Sealer
from bot.visits import Visits
from bot.waitlist import Waitlist

if TYPE_CHECKING:
    from bot.routing import Request


class Bookings:
    """The bookings of all offices of this installation.

    A claim on the number and one on the person are taken before the hold and released after its end; every step
    is idempotent, and codes are derived from the message that asks, so a message handled twice changes nothing.
    `records` reads bookings, `claims` knows whose they are, `attendance` who comes, `news` who wants none; `shifts`
    moves whole dates, `waitlist` has those who wait for a place, `visits` is what happens in the offices.
    `uniform` draws the delay of a cancelled place: random.SystemRandom().uniform outside tests.
    """

    def __init__(self, client: Client, sealer: Sealer, *, uniform: Callable[[float, float], float]) -> None:
        self.records = BookingRecords(client, sealer)
        self.claims = BookingClaims(client, sealer, records=self.records)
        self.attendance = Attendance(client, self)
        self.news = News(client)
        self.shifts = Shifts(client, self, uniform=uniform)
        self.waitlist = Waitlist(client, sealer, self)
        self.visits = Visits(client, sealer, self)
        self._places = Places(client)
        self._sealer = sealer
        self._uniform = uniform

    async def hold(self, request: Request, book: Book) -> Booking | Refused:
        """Hold a place while the applicant approves; the same operation again gives the same answer."""
        if not request.phone:
            return Refused(reason="no_phone")
        person = Person(book.name, book.birth_date, request.phone, request.event.chat)
        return await self._hold_for(request, person, book, pools=request.office.rules.chat_pools)

    async def book_at_counter(self, request: Request, book: Book) -> Booking | Refused:
        """Book for somebody without a phone who stands before an officer; places of the reserve go first.

        A waiting list is not in the way: who may pass it is the officer's to judge.
        The same operation again gives the same answer.
        """
        person = Person(book.name, book.birth_date, "", NOBODY)
        pools: tuple[Pool, ...] = ("reserve", *request.office.rules.chat_pools)
        held = await self._hold_for(request, person, book, pools=pools, passes_line=True)
        if isinstance(held, Refused):
            return held
        blocked = await self.claims.take(held, deadline_ms=end_of(request.office, held.day), request=request)
        if blocked:
            return blocked
        outcome, tries_left = await self._places.confirm(self._step(request, held), approval="")
        if outcome is not Outcome.OK:
            return not_confirmed(outcome, held, tries_left)
        return msgspec.structs.replace(held, state="booked", until_ms=0, approval="")

    async def confirm(self, request: Request, *, approval: str, code: str) -> Booking | Refused:
        """Turn a held place into a booking, by its approval code or (approval "") by a press in the same chat."""
        known = await self.claims.known_to(request)
        if code:
            known = [kept for kept in known if kept.booking.code == code]
        target = meant(known, approval)
        if isinstance(target, Refused):
            return target
        booking = target.booking
        is_approved = booking.state == "held" and target.is_here and approval in ("", booking.approval)
        if is_approved:
            end = end_of(request.office, booking.day)
            blocked = await self.claims.take(booking, deadline_ms=end, request=request)
            if blocked:
                return blocked
        outcome, tries_left = await self._places.confirm(self._step(request, booking), approval=approval)
        if outcome is Outcome.UNKNOWN:
            await self._refuse_moved(booking, request)
        if outcome is Outcome.OK:
            return msgspec.structs.replace(booking, state="booked", until_ms=0, approval="")
        if outcome in (Outcome.ENDED, Outcome.LAPSED, Outcome.CANCELLED, Outcome.UNKNOWN):
            await self.claims.release(booking, request.now_ms)
        return not_confirmed(outcome, booking, tries_left)

    async def cancel(self, request: Request, code: str) -> Booking | Refused:
        """Give a place back; it can be taken by others only after a random delay, against resale."""
        today = request.office.local(request.now_ms).date()
        known = [kept.booking for kept in await self.claims.known_to(request) if kept.booking.code == code]
        if not known or known[0].day < today:
            return Refused(reason="unknown")
        return await self.give_up(request, known[0])

    async def give_up(self, request: Request, booking: Booking) -> Booking | Refused:
        """Give a booking's place back, whoever asks for it; the same operation again gives the same answer."""
        outcome = await self._places.cancel(self._step(request, booking), return_at_ms=self._return_at_ms(request))
        if outcome is Outcome.UNKNOWN:
            await self._refuse_moved(booking, request)
            return Refused(reason="unknown")
        if outcome is Outcome.GONE and booking.state != "cancelled":
            return Refused(reason="lapsed" if booking.state == "lapsed" else "not_booked", booking=booking)
        await self.claims.release(booking, request.now_ms)
        return msgspec.structs.replace(booking, state="cancelled", until_ms=0, approval="")

    async def move(self, request: Request, code: str, *, day: date, session: str) -> Booking | Refused:
        """Move a booking to another date or session ("" for any) of its office, until the day before.

        It keeps its place until it has the new one; the old one comes back like that of a cancelled booking.
        """
        claims = await self.claims.of(self.records.number_fingerprint(request.phone)) if request.phone else ()
        claim = next((claim for claim in claims if claim.code == compact(code)), None)
        if claim is None:
            return Refused(reason="unknown")
        moved: Booking | Refused | None = None
        if claim.day != day:  # a process that died behind the move left the claim on the old date
            moved = await self.records.read(claim.code, day, request)
        if moved is None or moved.state != "booked":
            moved = await self._moved(request, claim, day=day, session=session)
        if isinstance(moved, Booking):
            end = end_of(request.offices[moved.office], moved.day)
            await self.claims.take(moved, deadline_ms=end, request=request)
        return moved

    async def mine(self, request: Request) -> Sequence[Booking]:
        """Return the sender's bookings: active ones first, then those lapsed or missed; newest first in each."""
        today = request.office.local(request.now_ms).date()
        found = [kept.booking for kept in await self.claims.known_to(request)]
        active = [b for b in found if b.state in ("held", "booked", "arrived") and b.day >= today]
        return [*active, *(b for b in found if b.state in ("lapsed", "no_show"))]

    async def places(self, office: Office, days: Sequence[date], now_ms: int) -> Sequence[DayPlaces]:
        """Return what is left of each date: nothing for others while people wait for it."""
        now = office.local(now_ms)
        states = {day: office.day_state(day, now) for day in days}
        open_days = [day for day in days if states[day].kind == "open"]
        pools = office.rules.chat_pools
        kinds = sorted({(s.id, pool) for day in open_days for s in office.sessions(day) for pool in pools})
        counted, waiting = await asyncio.gather(
            self._places.taken(office, open_days, kinds, now_ms=now_ms),
            self.waitlist.lists.lengths(office.code, open_days),
        )
        taken = dict(zip(open_days, counted, strict=True))
        return [
            day_places(office, day, states[day], now=now, taken=taken.get(day), waiting=waiting.get(day, 0))
            for day in days
        ]

    async def differences(self, office: Office, day: date, *, now_ms: int) -> Sequence[str]:
        """Recount a date and look for the claims of its bookings; return what does not agree. Empty: all is well."""
        found = [f"{office.code} {day}: {line}" for line in await self._places.differences(office.code, day)]
        untold = await self.waitlist.lists.untold(office.code)  # their claims are being taken
        for code, row in await self._places.rows(office.code, day):
            is_over = row.state == "held" and (row.until_ms <= now_ms or (day, code) in untold)
            if is_over or row.state not in ("held", "booked") or day < office.local(now_ms).date():
                continue
            booking = self.records.booking(office.code + code, day, row)
            least_ms = end_of(office, day) if row.state == "booked" else now_ms + 1
            for fingerprint in self.records.fingerprints(booking):
                claims = await self.claims.of(fingerprint)
                if not any(c.code == office.code + code and c.deadline_ms >= least_ms for c in claims):
                    found.append(f"{office.code} {day}: {code} is {row.state} but has no claim")
        return found

    async def _hold_for(
        self, request: Request, person: Person, book: Book, *, pools: Sequence[Pool], passes_line: bool = False
    ) -> Booking | Refused:
        office = request.office
        sessions = _wanted(office, book.service_date, book.session, office.local(request.now_ms))
        if isinstance(sessions, Refused):
            return sessions
        wanted, attempt = candidates(sessions, pools), 0
        while True:
            code = self._code(request, attempt)
            outcome = await self._hold_as(request, person, book.service_date, wanted, code, passes_line=passes_line)
            if outcome is not Outcome.CODE_TAKEN:
                return outcome
            attempt += 1

    async def _hold_as(
        self, request: Request, person: Person, day: date, wanted: Sequence[Candidate], code: str, *, passes_line: bool
    ) -> Booking | Refused | Literal[Outcome.CODE_TAKEN]:
        office, rules = request.office, request.office.rules
        until_ms = request.now_ms + rules.hold_minutes * 60_000
        booking = Booking(
            code=code, office=office.code, state="held", day=day, session="", pool="", name=person.name,
            birth_date=person.birth_date, phone=person.phone, until_ms=until_ms,
            approval=approval_code(self._sealer.derive("approval", str(request.operation))), chat=person.chat,
        )  # fmt: skip
        blocked = await self.claims.take(booking, deadline_ms=until_ms + CLAIM_GRACE_MS, request=request)
        if blocked:
            return blocked
        held = await self._places.hold(
            self._step(request, booking),
            candidates=wanted,
            until_ms=until_ms,
            approval=booking.approval,
            tries=rules.approval_tries,
            sealed=self.records.sealed(person, code),
            erase_at_ms=end_of(office, day + timedelta(days=office.retention_days)),
            passes_line=passes_line,
        )
        if isinstance(held, Held):
            return msgspec.structs.replace(booking, session=held.session, pool=held.pool, until_ms=held.until_ms)
        await self.claims.release(booking, request.now_ms)
        return Outcome.CODE_TAKEN if held is Outcome.CODE_TAKEN else Refused(reason="full")

    async def _moved(self, request: Request, claim: Claim, *, day: date, session: str) -> Booking | Refused:
        booking = await self.records.read(claim.code, claim.day, request)
        if booking is None:
            return Refused(reason="unknown")
        office = request.offices[booking.office]
        now = office.local(request.now_ms)
        if booking.state != "booked":
            return Refused(reason="not_booked", booking=booking)
        if booking.day <= now.date():
            return Refused(reason="too_late", booking=booking)
        sessions = _wanted(office, day, session, now)
        if isinstance(sessions, Refused):
            return sessions
        moved = await self._places.move(
            self._step(request, booking),
            to=day,
            candidates=candidates(sessions, office.rules.chat_pools),
            return_at_ms=self._return_at_ms(request),
            erase_at_ms=end_of(office, day + timedelta(days=office.retention_days)),
        )
        if not isinstance(moved, Held):
            if moved is Outcome.UNKNOWN:
                await self._refuse_moved(booking, request)
            return not_moved(moved, booking)
        return msgspec.structs.replace(booking, day=day, session=moved.session, pool=moved.pool)

    async def _refuse_moved(self, booking: Booking, request: Request) -> None:
        """Have the message handled again when its booking was moved between reading and changing it."""
        now = await self.records.read(compact(booking.code), booking.day, request)
        if now is not None and now.day != booking.day:
            raise CalendarChanged(booking.office)

    def _return_at_ms(self, request: Request) -> int:
        shortest, longest = request.office.rules.return_delay_minutes
        return request.now_ms + int(self._uniform(shortest * 60_000, longest * 60_000))

    def _step(self, request: Request, booking: Booking) -> Step:
        return Step(
            office=request.offices[booking.office],
            day=booking.day,
            code=compact(booking.code)[3:],
            operation=request.operation,
            now_ms=request.now_ms,
        )

    def _code(self, request: Request, attempt: int) -> str:
        secret = self._sealer.derive("booking", f"{request.operation}:{attempt}")
        return booking_code(request.office.code, secret)


def _wanted(office: Office, day: date, hour: str, now: datetime) -> Sequence[Session] | Refused:
    """Return the sessions in which a place may be taken ("": of any hour), or why there is none."""
    state = office.day_state(day, now)
    if state.kind != "open":
        return Refused(reason="day", state=state)
    bookable = office.bookable_sessions(day, now)
    if not hour:
        return bookable
    if hour not in {session.id for session in office.sessions(day)}:
        return Refused(reason="no_session")
    wanted = tuple(session for session in bookable if session.id == hour)
    return wanted or Refused(reason="session_over")
