"""What asks the state for something: a chat's steps at the store, and a sender's requests to the bookings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.bookings import Bookings
from bot.messages import ChatRef, InboundEvent
from bot.offices import Office
from bot.routing import Request
from bot.store.client import Client
from bot.store.key_ring import KeyRing
from bot.store.operations import Operation
from bot.store.places import Candidate, Confirmed, Held, Outcome, Places, Step
from bot.store.sealing import Sealer
from tests.offices import DAY_MS, MINUTE_MS, MONDAY, NOW_MS, erase_at_ms

APPROVAL = "00002681"
WRONG_APPROVAL = "00002682"
HOLD_MS = 10 * MINUTE_MS
RETURN_MS = 7 * MINUTE_MS


def sealer_of_tests() -> Sealer:
    """Return a sealer whose fingerprints and codes are the same in every process."""
    return Sealer(KeyRing(lookup=b"l" * 32, sealing={1: b"s" * 32}))


class Turn:
    """A chat's numbers: each operation takes the next; after `again` the last one is repeated."""

    def __init__(self, chat: str) -> None:
        self.chat = chat
        self._last = 0

    def next(self) -> Operation:
        """Return the operation that names what is asked now."""
        self._last += 1
        return Operation(self.chat, self._last)

    def again(self) -> None:
        """Make the next operation the last one once more."""
        self._last -= 1


class Desk:
    """Asks the store's places for one chat, at `now_ms`."""

    def __init__(self, client: Client, office: Office, *, chat: str = "chat", now_ms: int = NOW_MS) -> None:
        self.now_ms = now_ms
        self.office = office
        self.places = Places(client)
        self._turn = Turn(chat)

    def again(self) -> Desk:
        """Repeat the last operation with what is asked next."""
        self._turn.again()
        return self

    def step(self, code: str, day: date = MONDAY) -> Step:
        """Return the next step of the chat."""
        return Step(office=self.office, day=day, code=code, operation=self._turn.next(), now_ms=self.now_ms)

    def candidates(self, *sessions: str, pools: Sequence[str] = ("regular",)) -> list[Candidate]:
        """Return the places of some sessions of a weekday, or of all of them."""
        return [
            Candidate(s.id, pool, s.pools.get(pool, 0))  # type: ignore[call-overload]  # any text: none of it
            for s in self.office.sessions(MONDAY)
            for pool in pools
            if s.id in (sessions or s.id)
        ]

    async def hold(self, code: str, *sessions: str, day: date = MONDAY, for_ms: int = HOLD_MS) -> Held | Outcome:
        """Hold a regular place of a session, or of any."""
        return await self.places.hold(
            self.step(code, day),
            candidates=self.candidates(*sessions),
            until_ms=self.now_ms + for_ms,
            approval=APPROVAL,
            tries=5,
            sealed=b"sealed|\0|\n" + code.encode(),
            erase_at_ms=erase_at_ms(self.office, day),
        )

    async def book(self, code: str, *sessions: str, day: date = MONDAY) -> None:
        """Hold a place and approve it."""
        assert isinstance(await self.hold(code, *sessions, day=day), Held)
        assert (await self.confirm(code, day=day)).outcome is Outcome.OK

    async def confirm(self, code: str, *, day: date = MONDAY, approval: str = APPROVAL) -> Confirmed:
        """Approve a held place."""
        return await self.places.confirm(self.step(code, day), approval=approval)

    async def cancel(self, code: str, *, day: date = MONDAY, after_ms: int = RETURN_MS) -> Outcome:
        """Give a place up."""
        return await self.places.cancel(self.step(code, day), return_at_ms=self.now_ms + after_ms)

    async def move(self, code: str, *sessions: str, to: date, day: date = MONDAY) -> Held | Outcome:
        """Move a booking to another date or session."""
        return await self.places.move(
            self.step(code, day),
            to=to,
            candidates=self.candidates(*sessions),
            return_at_ms=self.now_ms + RETURN_MS,
            erase_at_ms=erase_at_ms(self.office, to),
        )

    async def taken(self, session: str = "08:00", *, day: date = MONDAY, pool: str = "regular") -> int:
        """Count what is taken of a session."""
        (counts,) = await self.places.taken(self.office, (day,), ((session, pool),), now_ms=self.now_ms)
        return counts[session, pool]

    async def state(self, code: str, *, day: date = MONDAY) -> str:
        """Return the state of a booking, "" for none."""
        row = await self.places.row(self.office.code, day, code, now_ms=self.now_ms)
        return row.state if row else ""


class Sender:
    """Someone who writes from one number in one chat with an office, at `now_ms`."""

    def __init__(
        self,
        bookings: Bookings,
        phone: str,
        *,
        chat: str,
        office: Office,
        offices: Sequence[Office] = (),
        channel: str = "web",
        now_ms: int = NOW_MS,
    ) -> None:
        self.now_ms = now_ms
        self._bookings = bookings
        self._phone = phone
        self._office = office
        self._offices = {o.code: o for o in (office, *offices)}
        self._chat = ChatRef(channel, office.code.lower(), chat)
        self._turn = Turn(chat)

    def request(self) -> Request:
        """Return the next message's request."""
        operation = self._turn.next()
        return Request(
            event=InboundEvent(chat=self._chat, office=self._office.code, message_id=str(operation.number)),
            operation=operation,
            office=self._office,
            offices=self._offices,
            language="id",
            phone=self._phone,
            now_ms=self.now_ms,
            bookings=self._bookings,
        )

    def again(self) -> Request:
        """Return the last message's request once more, as a process sees it that takes over from a dead one."""
        self._turn.again()
        return self.request()

    def wait(self, *, days: int = 0, minutes: float = 0) -> None:
        """Let time pass."""
        self.now_ms += days * DAY_MS + round(minutes * MINUTE_MS)

    def moved_to(self, chat: str) -> Sender:
        """Return the same person in another chat of the office."""
        offices = tuple(self._offices.values())
        return Sender(
            self._bookings, self._phone, chat=chat, office=self._office, offices=offices, channel=self._chat.channel,
            now_ms=self.now_ms,
        )  # fmt: skip
