"""A date that is moved or given up as a whole, and what becomes of everybody on it. Pure values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Literal

from msgspec import Struct

from bot.offices import Office

Fate = Literal["moved", "left", "lapsed", "released"]
"""moved to the new date; left where they are, for want of a place; only held, and lapsed; released."""

Answer = Literal["", "agreed", "moved", "cancelled", "expired"]
"""What a moved person said or did: nothing yet, agreed, took another place, cancelled, let the deadline pass."""

EVENING = time(18)
SHORTEST_ANSWER_MS = 2 * 3600 * 1000
"""How long people have at the least to answer: a date that leaves them less is too near."""

MOST_PEOPLE = 2000
"""How many people of a date one step can move or release."""


class Shifted(Struct, frozen=True, kw_only=True):
    """What became of one booking. `session` and `pool` are those on the new date, or those that it had."""

    code: str
    fate: Fate
    session: str
    pool: str
    answer: Answer = ""


class Shift(Struct, frozen=True, kw_only=True):
    """A date that was moved to another one, or (`to` is None) given up; `people` in the order of their codes."""

    id: str
    office: str
    day: date
    to: date | None
    deadline_ms: int
    people: Sequence[Shifted]

    def of(self, fate: Fate) -> Sequence[Shifted]:
        """Return those who had this fate."""
        return [each for each in self.people if each.fate == fate]

    def answered(self, answer: Answer) -> Sequence[Shifted]:
        """Return the moved ones who answered so; "" for those who have not answered."""
        return [each for each in self.of("moved") if each.answer == answer]


class Occupancy(Struct, frozen=True, kw_only=True):
    """How many people a date has, and where, by (session, pool).

    `came` have a queue number already, or are noted as absent. `places` are all of them, `holds` those held.
    `soon` are the places of cancelled bookings that are not on offer again yet.
    """

    held: int
    booked: int
    came: int = 0
    places: Mapping[tuple[str, str], int]
    holds: Mapping[tuple[str, str], int] = {}
    soon: Mapping[tuple[str, str], int] = {}

    @property
    def people(self) -> int:
        """Return how many a change of the date touches."""
        return self.held + self.booked

    def above(self, office: Office, day: date) -> Mapping[tuple[str, str], int]:
        """Return where more are held or booked than the office has places, and how many more."""
        sessions = office.held_sessions(day)
        limits: dict[tuple[str, str], int] = {(s.id, pool): limit for s in sessions for pool, limit in s.pools.items()}
        over = {place: taken - limits.get(place, 0) for place, taken in self.places.items()}
        return {place: more for place, more in sorted(over.items()) if more > 0}


class Room(Struct, frozen=True, kw_only=True):
    """What a new date has for those who are to be moved there: free places, and how many people find none."""

    free: int
    without_place: int

    @classmethod
    def found(cls, wanted: Mapping[str, int], free: Mapping[str, int], *, for_all: Collection[str]) -> Room:
        """Return the room, from counts by pool: each has its own pool's places, then what is left of those for all."""
        over = sum(max(0, count - free.get(pool, 0)) for pool, count in wanted.items())
        left = sum(max(0, free.get(pool, 0) - wanted.get(pool, 0)) for pool in for_all)
        usable = sum(free.get(pool, 0) for pool in {*wanted, *for_all})
        return cls(free=usable, without_place=max(0, over - left))


def answer_by(office: Office, to: date, now_ms: int) -> int:
    """Return until when people can answer who are moved to a date: as configured, but by the evening before it."""
    evening = office.at(to - timedelta(days=1), EVENING)
    return min(now_ms + office.rules.shift_answer_hours * 3600 * 1000, int(evening.timestamp() * 1000))
