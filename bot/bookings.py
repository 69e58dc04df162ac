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

from bot.attendance import Attendance, free_from
from bot.booking_values import Booking, BookingState, DayPlaces, Refused, sessions_left
from bot.codes import approval_code, booking_code
from bot.commands import Book
from bot.messages import ChatRef
from bot.names import folded
from bot.offices import Office, Pool, Session
from bot.store.blocks import Blocks
from bot.store.claims import Blocked, Claim, Claims, Kind, Limits
from bot.store.client import Client
from bot.store.errors import CalendarChanged
from bot.store.places import Candidate, Held, Outcome, Places, Row, Step
from bot.store.sealing import Sealer

if TYPE_CHECKING:
    from bot.routing import Request


CLAIM_GRACE_MS = 120_000
"""How long a claim outlives its hold, so that an approval on the last second still finds it (the clock of another
process, a repeated message)."""

ONE_PERSON = Limits(adults=1, total=1)
ALL_OF_THEM = Limits(adults=1000, total=1000)
"""For a claim that goes along with its booking: nothing else can be in its way."""


NOBODY = ChatRef("", "", "")
"""The chat of who has none."""


class Person(Struct, frozen=True, array_like=True):
    """Whom a place is for, and where to write to them: what is sealed in a booking.

    Who was booked by an officer has no phone, and the chat NOBODY.
    """

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
        self._blocks = Blocks(client, sealer)
        self.attendance = Attendance(client, self)
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Person).decode
        self._decode_chat = msgspec.msgpack.Decoder(ChatRef).decode

    async def hold(self, request: Request, book: Book) -> Booking | Refused:
        """Hold a place while the applicant approves; the same operation again gives the same answer."""
        if not request.phone:
            return Refused(reason="no_phone")
        person = Person(book.name, book.birth_date, request.phone, request.event.chat)
        return await self._hold_for(request, person, book, pools=request.office.rules.chat_pools)

    async def book_at_counter(self, request: Request, book: Book) -> Booking | Refused:
        """Book for somebody without a phone who stands before an officer; places of the reserve go first.

        The same operation again gives the same answer.
        """
        person = Person(book.name, book.birth_date, "", NOBODY)
        pools: tuple[Pool, ...] = ("reserve", *request.office.rules.chat_pools)
        held = await self._hold_for(request, person, book, pools=pools)
        if isinstance(held, Refused):
            return held
        blocked = await self._claim(held, deadline_ms=_end_of(request.office, held.day), request=request)
        if blocked:
            return blocked
        outcome, tries_left = await self._places.confirm(self._step(request, held), approval="")
        if outcome is not Outcome.OK:
            return _not_confirmed(outcome, held, tries_left)
        return msgspec.structs.replace(held, state="booked", until_ms=0, approval="")

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
        if outcome is Outcome.UNKNOWN:
            await self._refuse_moved(booking, request)
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
        return await self.give_up(request, known[0])

    async def give_up(self, request: Request, booking: Booking) -> Booking | Refused:
        """Give a booking's place back, whoever asks for it; the same operation again gives the same answer."""
        outcome = await self._places.cancel(self._step(request, booking), return_at_ms=self._return_at_ms(request))
        if outcome is Outcome.UNKNOWN:
            await self._refuse_moved(booking, request)
            return Refused(reason="unknown")
        if outcome is Outcome.GONE and booking.state != "cancelled":
            return Refused(reason="not_booked" if booking.state == "no_show" else "lapsed", booking=booking)
        await self._release(booking, request.now_ms)
        return msgspec.structs.replace(booking, state="cancelled", until_ms=0, approval="")

    async def move(self, request: Request, code: str, *, day: date, session: str) -> Booking | Refused:
        """Move a booking to another date or session ("" for any) of its office, until the day before.

        It keeps its place until it has the new one; the old one comes back like that of a cancelled booking.
        """
        claims = await self._claims.of(self.number_fingerprint(request.phone)) if request.phone else ()
        claim = next((claim for claim in claims if claim.code == _compact(code)), None)
        if claim is None:
            return Refused(reason="unknown")
        moved: Booking | Refused | None = None
        if claim.day != day:  # a process that died behind the move left the claim on the old date
            moved = await self._read(claim.code, day, request)
        if moved is None or moved.state != "booked":
            moved = await self._moved(request, claim, day=day, session=session)
        if isinstance(moved, Booking):
            end = _end_of(request.offices[moved.office], moved.day)
            await self._claim(moved, deadline_ms=end, request=request)
        return moved

    async def mine(self, request: Request) -> Sequence[Booking]:
        """Return the sender's bookings: active ones first, then those lapsed or missed; newest first in each."""
        today = request.office.local(request.now_ms).date()
        found = [kept.booking for kept in await self._known(request)]
        active = [b for b in found if b.state in ("held", "booked") and b.day >= today]
        return [*active, *(b for b in found if b.state in ("lapsed", "no_show"))]

    async def of_day(self, office: Office, day: date) -> Sequence[Booking]:
        """Return the bookings of a date that are there now, whatever their state, by session and code."""
        rows = await self._places.rows(office.code, day)
        found = (self._booking(office.code + code, day, row) for code, row in rows if row.state != "moved")
        return sorted(found, key=lambda booking: (booking.session, booking.code))

    def fingerprints(self, booking: Booking) -> tuple[str, str]:
        """Return the fingerprints of a booking's number and of its person, which have claims on it."""
        number = self.number_fingerprint(booking.phone or booking.code)  # who has no number is alone under the code
        return number, self.person_fingerprint(booking.name, booking.birth_date)

    def number_fingerprint(self, phone: str) -> str:
        """Return the fingerprint under which a number's claims are."""
        return self._sealer.fingerprint("number", phone)

    def person_fingerprint(self, name: str, birth_date: date) -> str:
        """Return the fingerprint under which a person's claims are, however the name is spelt."""
        return self._sealer.fingerprint("person", f"{folded(name)} {birth_date:%Y%m%d}")

    async def claimed_by(self, office: Office, fingerprint: str, *, now_ms: int) -> Sequence[Booking]:
        """Return the bookings at an office that a number or a person has claims on, the newest first."""
        claims = [claim for claim in await self._claims.of(fingerprint) if claim.code.startswith(office.code)]
        found = await asyncio.gather(*(self.find(claim.code, claim.day, now_ms=now_ms) for claim in claims))
        return [booking for booking in reversed(found) if booking is not None]

    async def pardon(self, fingerprint: str, *, now_ms: int) -> None:
        """Let somebody book again at once who did not come. Again is harmless."""
        for claim in await self._claims.of(fingerprint):
            booking = await self.find(claim.code, claim.day, now_ms=now_ms)
            if booking is not None and booking.state == "no_show":
                await self._release(booking, now_ms)

    async def find(self, code: str, day: date, *, now_ms: int) -> Booking | None:
        """Return a booking wherever it is now, by a date on which it is or was; without its approval code."""
        found = await self._row(_compact(code), day, now_ms)
        return None if found is None else self._without_approval(_compact(code), *found)

    async def settle(self, office: Office, code: str, day: date, *, now_ms: int) -> Booking | None:
        """Bring a booking's claims in line with what the office's staff made of it. Again is harmless.

        Its owner may move or cancel it meanwhile: then that counts.
        """
        booking, settled = await self.find(code, day, now_ms=now_ms), None
        while booking is not None and booking != settled:
            if booking.state == "booked":
                await self._follow(office, booking, now_ms)
            elif booking.state in ("cancelled", "lapsed"):
                await self._release(booking, now_ms)
            settled, booking = booking, await self.find(code, booking.day, now_ms=now_ms)
        return booking

    async def chat_for(self, booking: Booking, *, now_ms: int) -> ChatRef:
        """Return where to write to the owner of a booking's number: the chat in which they last asked for a booking."""
        number, _ = self.fingerprints(booking)
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
            least_ms = _end_of(office, day) if row.state == "booked" else now_ms + 1
            for fingerprint in self.fingerprints(booking):
                claims = await self._claims.of(fingerprint)
                if not any(c.code == office.code + code and c.deadline_ms >= least_ms for c in claims):
                    found.append(f"{office.code} {day}: {code} is {row.state} but has no claim")
        return found

    async def _hold_for(
        self, request: Request, person: Person, book: Book, *, pools: Sequence[Pool]
    ) -> Booking | Refused:
        office = request.office
        sessions = _wanted(office, book.service_date, book.session, office.local(request.now_ms))
        if isinstance(sessions, Refused):
            return sessions
        candidates, attempt = _candidates(sessions, pools), 0
        while True:
            code = self._code(request, attempt)
            outcome = await self._hold_as(request, person, book.service_date, candidates, code)
            if outcome is not Outcome.CODE_TAKEN:
                return outcome
            attempt += 1

    async def _hold_as(
        self, request: Request, person: Person, day: date, candidates: Sequence[Candidate], code: str
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
            candidates=candidates,
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
        number, person = self.fingerprints(booking)
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
            fingerprint, obstacle = (number, by_number) if by_number else (person, by_person)
            if isinstance(obstacle, Blocked):
                block = self._blocks.opened(fingerprint, obstacle.sealed)
                return Refused(reason="blocked", why=block.reason, free=block.until)
            code, day = obstacle  # type: ignore[misc]  # one of the two is set
            in_the_way = await self._read(code, day, request)
            if in_the_way is None or in_the_way.state in ("held", "booked"):
                is_own = in_the_way is not None and in_the_way.phone == booking.phone != ""
                reason: Literal["sender_has", "person_has"] = "sender_has" if by_number or is_own else "person_has"
                return Refused(reason=reason, booking=in_the_way if is_own else None)
            free = free_from(request.offices[in_the_way.office], in_the_way.day)
            if in_the_way.state == "no_show" and free > request.office.local(request.now_ms).date():
                return Refused(reason="cooling_down", free=free)
            if in_the_way.state == "lapsed":
                await self._give_back(in_the_way, request)
            await self._claims.release(fingerprint, code, now_ms=request.now_ms)  # its hold is over: fallen

    async def _follow(self, office: Office, booking: Booking, now_ms: int) -> None:
        number, person = self.fingerprints(booking)
        claim = Claim(
            code=_compact(booking.code), day=booking.day, deadline_ms=_end_of(office, booking.day),
            kind=_kind(office, booking.birth_date, booking.day),
        )  # fmt: skip
        await self._claims.take_both((number, ALL_OF_THEM), (person, ALL_OF_THEM), claim=claim, now_ms=now_ms)

    async def _give_back(self, lapsed: Booking, request: Request) -> None:
        """Make sure that a late approval, under way since before the deadline, can't win any more."""
        office, place = request.offices[lapsed.office], (lapsed.session, lapsed.pool)
        await self._places.taken(office, (lapsed.day,), (place,), now_ms=request.now_ms)

    async def _release(self, booking: Booking, now_ms: int) -> None:
        code = _compact(booking.code)
        for fingerprint in self.fingerprints(booking):
            await self._claims.release(fingerprint, code, now_ms=now_ms)

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
            candidates=_candidates(sessions, office.rules.chat_pools),
            return_at_ms=self._return_at_ms(request),
            erase_at_ms=_end_of(office, day + timedelta(days=office.retention_days)),
        )
        if not isinstance(moved, Held):
            if moved is Outcome.UNKNOWN:
                await self._refuse_moved(booking, request)
            return _not_moved(moved, booking)
        return msgspec.structs.replace(booking, day=day, session=moved.session, pool=moved.pool)

    async def _refuse_moved(self, booking: Booking, request: Request) -> None:
        """Have the message handled again when its booking was moved between reading and changing it."""
        now = await self._read(_compact(booking.code), booking.day, request)
        if now is not None and now.day != booking.day:
            raise CalendarChanged(booking.office)

    def _return_at_ms(self, request: Request) -> int:
        shortest, longest = request.office.rules.return_delay_minutes
        return request.now_ms + int(self._uniform(shortest * 60_000, longest * 60_000))

    async def _known(self, request: Request) -> list[_Known]:
        """Return the bookings that the sender's claims know of, the newest first."""
        if not request.phone:
            return []
        number = self.number_fingerprint(request.phone)
        claims, noted = await self._claims.of_number(number)
        rows = await asyncio.gather(*(self._kept(c.code, c.day, request) for c in claims))
        known = [known for known in reversed(rows) if known is not None]
        if known and (self._noted(number, noted) or known[0].booking.chat) != request.event.chat:
            await self._claims.reach(number, self._sealer.seal(self._encode(request.event.chat), about=number.encode()))
        return known

    def _noted(self, number: str, sealed: bytes) -> ChatRef | None:
        return self._decode_chat(self._sealer.open(sealed, about=number.encode())) if sealed else None

    async def _kept(self, code: str, day: date, request: Request) -> _Known | None:
        found = await self._row(code, day, request.now_ms)
        if found is None:
            return None
        day, row = found
        is_here = row.chat == request.operation.chat
        booking = self._booking(code, day, row) if is_here else self._without_approval(code, day, row)
        return _Known(booking=booking, is_here=is_here, is_answered=row.is_signed_by(request.operation))

    async def _row(self, code: str, day: date, now_ms: int) -> tuple[date, Row] | None:
        row = await self._places.row(code[:3], day, code[3:], now_ms=now_ms)
        while row is not None and row.state == "moved":  # this was its date once
            day = datetime.strptime(str(row.until_ms), "%Y%m%d").date()
            row = await self._places.row(code[:3], day, code[3:], now_ms=now_ms)
        return None if row is None else (day, row)

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

    def _without_approval(self, code: str, day: date, row: Row) -> Booking:
        return self._booking(code, day, msgspec.structs.replace(row, approval=""))

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


def _candidates(sessions: Sequence[Session], pools: Sequence[Pool]) -> list[Candidate]:
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
