"""The booking of a place, from the hold to its end: one person, one number, one active booking, across offices.

Handlers call this; it knows the rules and the order of the store's steps, not their Lua.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, get_args

import msgspec
from msgspec import Struct

from bot.booking_values import Booking, BookingState, DayPlaces, Refused, sessions_left
from bot.codes import approval_code, booking_code
from bot.commands import Book
from bot.messages import ChatRef
from bot.names import folded
from bot.offices import Office, Session
from bot.store.claims import Claim, Claims, Kind, Limits
from bot.store.client import Client
from bot.store.places import Candidate, Held, Outcome, Places, Row, Step
from bot.store.sealing import Sealer

if TYPE_CHECKING:
    from bot.routing import Request


CLAIM_GRACE_MS = 120_000
"""How long a claim outlives its hold, so that an approval on the last second still finds it (the clock of another
process, a repeated message)."""

ONE_PERSON = Limits(adults=1, total=1)


class Person(Struct, frozen=True, array_like=True):
    """Whom a place is for, and where to write to them: what is sealed in a booking."""

    name: str
    birth_date: date
    phone: str
    chat: ChatRef


class Bookings:
    """The bookings of all offices of this installation.

    A claim on the number and one on the person are taken before the hold and released after its end; every step
    is idempotent, and codes are derived from the message that asks, so a message handled twice changes nothing.
    `uniform` draws the delay of a cancelled place: random.SystemRandom().uniform outside tests.
    """

    def __init__(self, client: Client, sealer: Sealer, *, uniform: Callable[[float, float], float]) -> None:
        self._claims = Claims(client)
        self._places = Places(client)
        self._sealer = sealer
        self._uniform = uniform
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Person).decode
        self._decode_chat = msgspec.msgpack.Decoder(ChatRef).decode

    async def hold(self, request: Request, book: Book) -> Booking | Refused:
        """Hold a place while the applicant approves; the same operation again gives the same answer."""
        office = request.office
        if not request.phone:
            return Refused(reason="no_phone")
        sessions = _wanted(office, book.service_date, book.session, office.local(request.now_ms))
        if isinstance(sessions, Refused):
            return sessions
        person = Person(book.name, book.birth_date, request.phone, request.event.chat)
        attempt = 0
        while True:
            code = self._code(request, attempt)
            outcome = await self._hold_as(request, person, book.service_date, sessions, code)
            if outcome is not Outcome.CODE_TAKEN:
                return outcome
            attempt += 1

    async def confirm(self, request: Request, *, approval: str, code: str) -> Booking | Refused:
        """Turn a held place into a booking, by its approval code or (approval "") by a press in the same chat."""
        known = await self._known(request)
        if code:
            known = [kept for kept in known if kept.booking.code == code]
        target = _meant(known, approval)
        if isinstance(target, Refused):
            return target
        booking = target.booking
        is_approved = booking.state == "held" and target.is_here and approval in ("", booking.approval)
        if is_approved:
            end = _end_of(request.office, booking.day)
            blocked = await self._claim(booking, deadline_ms=end, request=request)
            if blocked:
                return blocked
        outcome, tries_left = await self._places.confirm(self._step(request, booking), approval=approval)
        if outcome is Outcome.OK:
            return msgspec.structs.replace(booking, state="booked", until_ms=0, approval="")
        if outcome in (Outcome.ENDED, Outcome.LAPSED, Outcome.CANCELLED, Outcome.UNKNOWN):
            await self._release(booking, request.now_ms)
        return _not_confirmed(outcome, booking, tries_left)

    async def cancel(self, request: Request, code: str) -> Booking | Refused:
        """Give a place back; it can be taken by others only after a random delay, against resale."""
        today = request.office.local(request.now_ms).date()
        known = [kept.booking for kept in await self._known(request) if kept.booking.code == code]
        if not known or known[0].day < today:
            return Refused(reason="unknown")
        booking = known[0]
        outcome = await self._places.cancel(self._step(request, booking), return_at_ms=self._return_at_ms(request))
        if outcome is Outcome.UNKNOWN:
            return Refused(reason="unknown")
        if outcome is Outcome.GONE and booking.state != "cancelled":
            return Refused(reason="lapsed", booking=booking)
        await self._release(booking, request.now_ms)
        return msgspec.structs.replace(booking, state="cancelled", until_ms=0, approval="")

    async def move(self, request: Request, code: str, *, day: date, session: str) -> Booking | Refused:
        """Move a booking to another date or session ("" for any) of its office, until the day before.

        It keeps its place until it has the new one; the old one comes back like that of a cancelled booking.
        """
        claims = await self._claims.of(self._number(request.phone)) if request.phone else ()
        claim = next((claim for claim in claims if claim.code == _compact(code)), None)
        if claim is None:
            return Refused(reason="unknown")
        moved: Booking | Refused | None = None
        if claim.day != day:  # a process that died behind the move left the claim on the old date
            moved = await self._read(claim.code, day, request)
        if moved is None or moved.state != "booked":
            moved = await self._moved(request, claim, day=day, session=session)
        if isinstance(moved, Booking):
            await self._claim(moved, deadline_ms=_end_of(request.offices[moved.office], day), request=request)
        return moved

    async def mine(self, request: Request) -> Sequence[Booking]:
        """Return the sender's bookings: active ones first, then those lapsed in the last 48 h; newest first in each."""
        today = request.office.local(request.now_ms).date()
        found = [kept.booking for kept in await self._known(request)]
        active = [b for b in found if b.state in ("held", "booked") and b.day >= today]
        return [*active, *(b for b in found if b.state == "lapsed")]

    async def chat_for(self, booking: Booking, *, now_ms: int) -> ChatRef:
        """Return where to write to the owner of a booking's number: the chat in which they last asked for a booking."""
        number = self._number(booking.phone)
        claims, noted = await self._claims.of_number(number)
        newest = claims[-1] if claims else None
        if chat := self._noted(number, noted):
            return chat
        if newest is None or newest.code == _compact(booking.code):
            return booking.chat
        row = await self._places.row(newest.code[:3], newest.day, newest.code[3:], now_ms=now_ms)
        return self._person_of(newest.code, row).chat if row and row.sealed else booking.chat

    async def places(self, office: Office, days: Sequence[date], now_ms: int) -> Sequence[DayPlaces]:
        """Return what is left of each date."""
        now = office.local(now_ms)
        states = {day: office.day_state(day, now) for day in days}
        open_days = [day for day in days if states[day].kind == "open"]
        pools = office.rules.chat_pools
        kinds = sorted({(s.id, pool) for day in open_days for s in office.sessions(day) for pool in pools})
        taken = dict(zip(open_days, await self._places.taken(office, open_days, kinds, now_ms=now_ms), strict=True))
        return [
            DayPlaces(day=day, state=states[day], sessions=sessions_left(office, day, now, taken.get(day)))
            for day in days
        ]

    async def differences(self, office: Office, day: date, *, now_ms: int) -> Sequence[str]:
        """Recount a date and look for the claims of its bookings; return what does not agree. Empty: all is well."""
        found = [f"{office.code} {day}: {line}" for line in await self._places.differences(office.code, day)]
        for code, row in await self._places.rows(office.code, day):
            is_over = row.state == "held" and row.until_ms <= now_ms
            if is_over or row.state not in ("held", "booked") or day < office.local(now_ms).date():
                continue
            booking = self._booking(office.code + code, day, row)
            for fingerprint in (self._number(booking.phone), self._person(booking)):
                claims = await self._claims.of(fingerprint)
                if not any(c.code == office.code + code and c.deadline_ms > now_ms for c in claims):
                    found.append(f"{office.code} {day}: {code} is {row.state} but has no claim")
        return found

    async def _hold_as(
        self, request: Request, person: Person, day: date, sessions: Sequence[Session], code: str
    ) -> Booking | Refused | Literal[Outcome.CODE_TAKEN]:
        office, rules = request.office, request.office.rules
        until_ms = request.now_ms + rules.hold_minutes * 60_000
        booking = Booking(
            code=code, office=office.code, state="held", day=day, session="", pool="", name=person.name,
            birth_date=person.birth_date, phone=person.phone, until_ms=until_ms,
            approval=approval_code(self._sealer.derive("approval", str(request.operation))), chat=person.chat,
        )  # fmt: skip
        blocked = await self._claim(booking, deadline_ms=until_ms + CLAIM_GRACE_MS, request=request)
        if blocked:
            return blocked
        held = await self._places.hold(
            self._step(request, booking),
            candidates=_candidates(sessions, office),
            until_ms=until_ms,
            approval=booking.approval,
            tries=rules.approval_tries,
            sealed=self._sealer.seal(self._encode(person), about=_compact(code).encode()),
            erase_at_ms=_end_of(office, day + timedelta(days=office.retention_days)),
        )
        if isinstance(held, Held):
            return msgspec.structs.replace(booking, session=held.session, pool=held.pool, until_ms=held.until_ms)
        await self._release(booking, request.now_ms)
        return Outcome.CODE_TAKEN if held is Outcome.CODE_TAKEN else Refused(reason="full")

    async def _claim(self, booking: Booking, *, deadline_ms: int, request: Request) -> Refused | None:
        """Take or prolong the claims of a booking on its number and its person; say what is in the way, if anything."""
        rules, kind = request.office.rules, _kind(request.office, booking.birth_date, booking.day)
        claim = Claim(code=_compact(booking.code), day=booking.day, deadline_ms=deadline_ms, kind=kind)
        number, person = self._number(booking.phone), self._person(booking)
        limits = Limits(adults=1, total=1 + rules.dependants_per_number)
        while True:
            by_number, by_person = await self._claims.take_both(
                (number, limits), (person, ONE_PERSON), claim=claim, now_ms=request.now_ms
            )
            if by_number is None and by_person is None:
                return None
            if by_number is None:
                await self._claims.release(number, claim.code, now_ms=request.now_ms)
            if by_person is None:
                await self._claims.release(person, claim.code, now_ms=request.now_ms)
            fingerprint, (code, day) = (number, by_number) if by_number else (person, by_person)  # type: ignore[misc]  # one of the two is set
            in_the_way = await self._read(code, day, request)
            if in_the_way is None or in_the_way.state in ("held", "booked"):
                is_own = in_the_way is not None and in_the_way.phone == request.phone
                reason: Literal["sender_has", "person_has"] = "sender_has" if by_number or is_own else "person_has"
                return Refused(reason=reason, booking=in_the_way if is_own else None)
            if in_the_way.state == "lapsed":
                await self._give_back(in_the_way, request)
            await self._claims.release(fingerprint, code, now_ms=request.now_ms)  # its hold is over: fallen

    async def _give_back(self, lapsed: Booking, request: Request) -> None:
        """Make sure that a late approval, under way since before the deadline, can't win any more."""
        office, place = request.offices[lapsed.office], (lapsed.session, lapsed.pool)
        await self._places.taken(office, (lapsed.day,), (place,), now_ms=request.now_ms)

    async def _release(self, booking: Booking, now_ms: int) -> None:
        code = _compact(booking.code)
        await self._claims.release(self._number(booking.phone), code, now_ms=now_ms)
        await self._claims.release(self._person(booking), code, now_ms=now_ms)

    async def _moved(self, request: Request, claim: Claim, *, day: date, session: str) -> Booking | Refused:
        booking = await self._read(claim.code, claim.day, request)
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
            candidates=_candidates(sessions, office),
            return_at_ms=self._return_at_ms(request),
            erase_at_ms=_end_of(office, day + timedelta(days=office.retention_days)),
        )
        if not isinstance(moved, Held):
            return _not_moved(moved, booking)
        return msgspec.structs.replace(booking, day=day, session=moved.session, pool=moved.pool)

    def _return_at_ms(self, request: Request) -> int:
        shortest, longest = request.office.rules.return_delay_minutes
        return request.now_ms + int(self._uniform(shortest * 60_000, longest * 60_000))

    async def _known(self, request: Request) -> list[_Known]:
        """Return the bookings that the sender's claims know of, the newest first."""
        if not request.phone:
            return []
        number = self._number(request.phone)
        claims, noted = await self._claims.of_number(number)
        rows = await asyncio.gather(*(self._kept(c.code, c.day, request) for c in claims))
        known = [known for known in reversed(rows) if known is not None]
        if known and (self._noted(number, noted) or known[0].booking.chat) != request.event.chat:
            await self._claims.reach(number, self._sealer.seal(self._encode(request.event.chat), about=number.encode()))
        return known

    def _noted(self, number: str, sealed: bytes) -> ChatRef | None:
        return self._decode_chat(self._sealer.open(sealed, about=number.encode())) if sealed else None

    async def _kept(self, code: str, day: date, request: Request) -> _Known | None:
        row = await self._places.row(code[:3], day, code[3:], now_ms=request.now_ms)
        if row is None:
            return None
        if row.state == "moved":  # the claim still names the old date
            return await self._kept(code, datetime.strptime(str(row.until_ms), "%Y%m%d").date(), request)
        is_here = row.chat == request.operation.chat
        booking = self._booking(code, day, row if is_here else msgspec.structs.replace(row, approval=""))
        return _Known(booking=booking, is_here=is_here, is_answered=row.is_signed_by(request.operation))

    async def _read(self, code: str, day: date, request: Request) -> Booking | None:
        known = await self._kept(code, day, request)
        return None if known is None else known.booking

    def _booking(self, code: str, day: date, row: Row) -> Booking:
        person = self._person_of(code, row)
        if row.state not in get_args(BookingState):
            raise ValueError(f"booking {code} has the unknown state {row.state}")
        return Booking(
            code=f"{code[:3]}-{code[3:7]}-{code[7:]}", office=code[:3], state=row.state, day=day,  # type: ignore[arg-type]  # checked above
            session=row.session, pool=row.pool, name=person.name, birth_date=person.birth_date,
            phone=person.phone, until_ms=row.until_ms, approval=row.approval, chat=person.chat,
        )  # fmt: skip

    def _person_of(self, code: str, row: Row) -> Person:
        return self._decode(self._sealer.open(row.sealed, about=code.encode()))

    def _step(self, request: Request, booking: Booking) -> Step:
        return Step(
            office=request.offices[booking.office],
            day=booking.day,
            code=_compact(booking.code)[3:],
            operation=request.operation,
            now_ms=request.now_ms,
        )

    def _code(self, request: Request, attempt: int) -> str:
        secret = self._sealer.derive("booking", f"{request.operation}:{attempt}")
        return booking_code(request.office.code, secret)

    def _number(self, phone: str) -> str:
        return self._sealer.fingerprint("number", phone)

    def _person(self, booking: Booking) -> str:
        return self._sealer.fingerprint("person", f"{folded(booking.name)} {booking.birth_date:%Y%m%d}")


class _Known(Struct, frozen=True, kw_only=True):
    booking: Booking
    is_here: bool  # held in the chat that asks now
    is_answered: bool  # this very message has changed it before


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


def _candidates(sessions: Sequence[Session], office: Office) -> list[Candidate]:
    pools = office.rules.chat_pools
    return [Candidate(session.id, pool, session.pools.get(pool, 0)) for session in sessions for pool in pools]


def _not_moved(outcome: Outcome, booking: Booking) -> Refused:
    match outcome:
        case Outcome.SAME:
            return Refused(reason="same", booking=booking)
        case Outcome.FULL | Outcome.CODE_TAKEN:
            return Refused(reason="full")
        case Outcome.GONE:
            return Refused(reason="not_booked", booking=booking)
        case _:
            return Refused(reason="unknown")


def _meant(known: Sequence[_Known], approval: str) -> _Known | Refused:
    """Choose the booking that an approval is for: one it changed before, the pending one of this chat, the newest."""
    answered = [kept for kept in known if kept.is_answered]
    if answered:
        return answered[0]
    pending = [kept for kept in known if kept.booking.state == "held"]
    here = [kept for kept in pending if kept.is_here]
    exact = [kept for kept in here if approval and kept.booking.approval == approval]
    if exact:
        return exact[0]
    if len(here) > 1 and not approval:
        return Refused(reason="several_pending")
    candidates = here or pending or known
    return candidates[0] if candidates else Refused(reason="none_pending")


def _not_confirmed(outcome: Outcome, booking: Booking, tries_left: int) -> Refused:
    match outcome:
        case Outcome.WRONG:
            return Refused(reason="wrong_approval", booking=booking, tries_left=tries_left)
        case Outcome.ENDED:
            ended = msgspec.structs.replace(booking, state="lapsed", until_ms=0, approval="")
            return Refused(reason="hold_ended", booking=ended)
        case Outcome.LAPSED:
            return Refused(reason="lapsed", booking=booking)
        case Outcome.ALREADY:
            return Refused(reason="already_booked", booking=booking)
        case Outcome.OTHER_CHAT:
            return Refused(reason="other_chat")
        case _:
            return Refused(reason="none_pending")


def _kind(office: Office, birth_date: date, day: date) -> Kind:
    """Tell a dependant (a small child, an elderly person) from an adult, by the age on the service date."""
    age = day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
    rules = office.rules
    return "d" if age < rules.dependant_under_years or age >= rules.dependant_over_years else "a"


def _end_of(office: Office, day: date) -> int:
    """Return the instant (ms) at which a date is over in the office's time."""
    return int(office.at(day + timedelta(days=1), time()).timestamp() * 1000)


def _compact(code: str) -> str:
    return code.replace("-", "")
