"""The lines inside an office, its desks, and the numbers of the lobby's rules: data of each office. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from msgspec import Struct

Station = Literal["cs", "counter", "collection"]
STATIONS: tuple[Station, ...] = get_args(Station)

FEWEST_DIGITS = 3


class Lane(Struct, frozen=True, kw_only=True):
    """A line inside the office; `prefix` starts its queue numbers (`A012`).

    `station` is what is done there: the papers, interview and photo, or handing over. `name` is how the office calls
    each of its desks, before the desk's number. In a lane that is for priority everybody has it.
    """

    id: str
    prefix: str
    counters: int
    station: Station = "cs"
    name: str = ""
    is_for_priority: bool = False

    def number(self, count: int) -> str:
        """Return the queue number of the n-th ticket of a day."""
        return f"{self.prefix}{count:0{FEWEST_DIGITS}}"


class Desk(Struct, frozen=True, kw_only=True):
    """A desk or counter with an officer. `lanes` are the ids of those that it takes people from.

    Whoever is transferred to one desk waits in its own line, `own_lane`, which no lane's id can be.
    """

    id: str
    name: str
    lanes: tuple[str, ...]

    @property
    def own_lane(self) -> str:
        """Return the line of those who were sent to this desk."""
        return f"@{self.id}"


class WalkIn(Struct, frozen=True, kw_only=True):
    """A category of people who come without a booking, and how many tickets a day it may take."""

    category: str
    places: int
    is_priority: bool = True


class LobbyRules(Struct, frozen=True, kw_only=True):
    """The numbers of the lobby's rules (domain.md §2 to §4).

    The order: after `priority_in_a_row` priority people of a desk comes a regular one, after `regular_in_a_row` of
    these one with priority; after a single one of a kind, when the first of the other has waited `ageing_minutes`.
    """

    priority_in_a_row: int = 2
    regular_in_a_row: int = 1
    ageing_minutes: int = 45
    calls_until_no_show: int = 3
    skip_distance: int = 3
    early_minutes: int = 60
    correction_days: int = 7
    bill_days: int = 7
    production_days: int = 3
    collection_days: int = 30


LANES = (
    Lane(id="cs", prefix="A", counters=2, station="cs", name="CS"),
    Lane(id="counter", prefix="B", counters=3, station="counter", name="Loket"),
    Lane(id="priority", prefix="P", counters=1, station="cs", name="Prioritas", is_for_priority=True),
    Lane(id="collection", prefix="C", counters=1, station="collection", name="Pengambilan"),
)
"""The lanes of an office that writes none; a lane with one of these ids takes from here what it leaves out."""

WALK_INS = (
    WalkIn(category="elderly", places=20),
    WalkIn(category="child", places=15),
    WalkIn(category="pregnant", places=10),
    WalkIn(category="disabled", places=10),
    WalkIn(category="general", places=10, is_priority=False),
)


def desks_of(lanes: Sequence[Lane]) -> tuple[Desk, ...]:
    """Return the desks of lanes that have as many as their `counters`, each for itself: `cs-1`, "CS 1"."""
    return tuple(
        Desk(id=f"{lane.id}-{n}", name=f"{lane.name or lane.id} {n}", lanes=(lane.id,))
        for lane in lanes
        for n in range(1, lane.counters + 1)
    )


def lane_for(lanes: Sequence[Lane], station: Station, *, has_priority: bool) -> Lane | None:
    """Return the lane in which somebody waits for a station; the one for priority, if any, when they have it."""
    here = [lane for lane in lanes if lane.station == station]
    fitting = [lane for lane in here if lane.is_for_priority == has_priority]
    return next(iter([*fitting, *(lane for lane in here if not lane.is_for_priority)]), None)
