"""The booking of a place, from the hold to its end: one person, one number, one active booking, across offices.

Handlers call this; it knows the rules and the order of the store's steps, not their Lua.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from bot.commands import Book
from bot.offices import DayState, Office

if TYPE_CHECKING:
    from bot.routing import Request

BookingState = Literal["held", "booked", "cancelled", "lapsed"]


class Booking(Struct, frozen=True, kw_only=True):
    """A place held or booked for one person. `code` is canonical (`CBN-7K3M-9QXD`).

    `until_ms` (held) is the instant at which the place goes back unless approved; `approval` is the code of
    8 digits that was sent for it, given only to the chat that holds it.
    """

    code: str
    office: str
    state: BookingState
    day: date
    session: str
    pool: str
    name: str
    birth_date: date
    phone: str
    until_ms: int = 0
    approval: str = ""


class SessionPlaces(Struct, frozen=True, kw_only=True):
    """What is left of one session for people who book by chat."""

    session: str
    left: int
    bookable: bool  # False once it is too late to come in time


class DayPlaces(Struct, frozen=True, kw_only=True):
    """A date as an applicant sees it."""

    day: date
    state: DayState
    sessions: tuple[SessionPlaces, ...] = ()

    @property
    def left(self) -> int:
        """Return the places that can be booked now."""
        return sum(s.left for s in self.sessions if s.bookable) if self.state.kind == "open" else 0


class Refused(Struct, frozen=True, kw_only=True):
    """Why no place was held or changed.

    | reason | meaning | filled in |
    |---|---|---|
    | no_phone | the channel knows no number of the sender's | |
    | day | past, closed, not open yet, beyond the horizon | state |
    | no_session | the office has no such session that day | |
    | session_over | too late to come to that session | |
    | full | no place left that day (or in that session) | |
    | sender_has | this number holds an active booking already | booking (its own) |
    | person_has | this person holds one, under this or another number | |
    | unknown | no such booking of this sender's | |
    | none_pending | nothing waits for an approval | |
    | several_pending | more than one waits: the code is needed | |
    | wrong_approval | not the code that was sent; `tries_left` more | tries_left, booking |
    | hold_ended | five wrong tries: the place went back | booking |
    | lapsed | the time for the approval ran out: the place went back | booking |
    | already_booked | it was approved before: nothing changed, it is booked | booking |
    | other_chat | the approval belongs to another chat | |
    """

    reason: Literal[
        "no_phone", "day", "no_session", "session_over", "full", "sender_has", "person_has", "unknown",
        "none_pending", "several_pending", "wrong_approval", "hold_ended", "lapsed", "already_booked", "other_chat",
    ]  # fmt: skip
    state: DayState | None = None
    booking: Booking | None = None
    tries_left: int = 0


class Bookings:
    """The bookings of all offices of this installation."""

    async def hold(self, request: Request, book: Book) -> Booking | Refused:
        """Hold a place while the applicant approves; the same operation again gives the same answer."""
        raise NotImplementedError

    async def confirm(self, request: Request, *, approval: str, code: str) -> Booking | Refused:
        """Turn a held place into a booking, by its approval code or (approval "") by a press in the same chat."""
        raise NotImplementedError

    async def cancel(self, request: Request, code: str) -> Booking | Refused:
        """Give a place back; it can be taken by others only after a random delay, against resale."""
        raise NotImplementedError

    async def mine(self, request: Request) -> Sequence[Booking]:
        """Return the sender's bookings: active ones first, then those lapsed in the last 48 h; newest first in each."""
        raise NotImplementedError

    async def places(self, office: Office, days: Sequence[date], now_ms: int) -> Sequence[DayPlaces]:
        """Return what is left of each date."""
        raise NotImplementedError
