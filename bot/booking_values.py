"""A booking, the places of a date, and why something was refused: what `Bookings` tells its callers. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bot.messages import ChatRef
from bot.offices import DayState, Office

BookingState = Literal["waiting", "held", "booked", "arrived", "cancelled", "lapsed", "no_show"]


class Booking(Struct, frozen=True, kw_only=True):
    """A place held or booked for one person. `code` is canonical (`CBN-7K3M-9QXD`).

    `until_ms` (held) is the instant at which the place goes back unless approved; `approval` is the code of
    8 digits that was sent for it, given only to the chat that holds it. `chat` is where it was made.
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
    chat: ChatRef = ChatRef("", "", "")

    @property
    def row_code(self) -> str:
        """Return the eight characters behind the office's prefix, as the store keeps them."""
        return self.code[4:].replace("-", "")


class SessionPlaces(Struct, frozen=True, kw_only=True):
    """What is left of one session for people who book by chat."""

    session: str
    left: int
    bookable: bool  # False once it is too late to come in time


class DayPlaces(Struct, frozen=True, kw_only=True):
    """A date as an applicant sees it. `waiting` are those who stand in line: before them, nobody gets a place."""

    day: date
    state: DayState
    sessions: tuple[SessionPlaces, ...] = ()
    waiting: int = 0

    @property
    def left(self) -> int:
        """Return the places that can be booked now."""
        return sum(s.left for s in self.sessions if s.bookable) if self.state.kind == "open" else 0

    @property
    def is_full(self) -> bool:
        """Tell whether the date could be booked if it had places."""
        return self.state.kind == "open" and not self.left


class Block(Struct, frozen=True, kw_only=True):
    """Why an officer keeps somebody from booking, and until when; None: until it is lifted."""

    reason: str
    until: date | None = None


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
    | not_booked | only a booked place can be moved | booking |
    | too_late | it can be moved until the day before | booking |
    | same | it is on that date and in that session already | booking |
    | cooling_down | this person did not come, and can book again from `free` on | free |
    | line_full | so many wait for that date that nobody more may | |
    | number_waits | this number waits for that date, for another person | booking (its own) |
    | person_waits | this person waits for that date, on another number | |
    | blocked | an officer keeps this number or person from booking, until `free` or until they lift it | why, free |
    """

    reason: Literal[
        "no_phone", "day", "no_session", "session_over", "full", "sender_has", "person_has", "unknown",
        "none_pending", "several_pending", "wrong_approval", "hold_ended", "lapsed", "already_booked", "other_chat",
        "not_booked", "too_late", "same", "cooling_down", "blocked",
        "line_full", "number_waits", "person_waits",
    ]  # fmt: skip
    state: DayState | None = None
    booking: Booking | None = None
    tries_left: int = 0
    free: date | None = None
    why: str = ""


def day_places(
    office: Office,
    day: date,
    state: DayState,
    *,
    now: datetime,
    taken: Mapping[tuple[str, str], int] | None,
    waiting: int = 0,
) -> DayPlaces:
    """Return what is left of a date for people who book by chat: nothing while others wait for it."""
    sessions = sessions_left(office, day, now, taken)
    if waiting:
        sessions = tuple(replace(session, left=0) for session in sessions)
    return DayPlaces(day=day, state=state, sessions=sessions, waiting=waiting)


def sessions_left(
    office: Office, day: date, now: datetime, taken: Mapping[tuple[str, str], int] | None
) -> tuple[SessionPlaces, ...]:
    """Return what is left of each session for people who book by chat; nothing for a date that was not counted."""
    if taken is None:
        return ()
    bookable = {session.id for session in office.bookable_sessions(day, now)}
    return tuple(
        SessionPlaces(
            session=session.id,
            left=sum(max(0, session.pools.get(pool, 0) - taken[session.id, pool]) for pool in office.rules.chat_pools),
            bookable=session.id in bookable,
        )
        for session in office.sessions(day)
    )
