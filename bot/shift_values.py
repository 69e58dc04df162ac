"""A date that is moved or given up as a whole, and what becomes of everybody on it. Pure values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from bot.offices import Office

Fate = Literal["moved", "left", "lapsed", "released"]
"""moved to the new date; left where they are, for want of a place; only held, and lapsed; released."""

Answer = Literal["", "agreed", "moved", "cancelled", "expired"]
"""What a moved person said or did: nothing yet, agreed, took another place, cancelled, let the deadline pass."""


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
    """How many people a date has, and where: by (session, pool), held and booked together."""

    held: int
    booked: int
    places: Mapping[tuple[str, str], int]

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
