"""The inside of an office as the configuration file writes it: lanes, desks, walk-ins and the lobby's rules."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, Field

from bot.config_errors import near_miss, refusal, refuse_repeated
from bot.lanes import LANES, STATIONS, Desk, Lane, LobbyRules, Station, WalkIn, desks_of

_KNOWN = {lane.id: lane for lane in LANES}
_NAME = r"^[a-z][a-z0-9-]*$"


class Section(BaseModel):
    """A table of the office: no key that is not known, nothing turned into another type by itself."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LaneSettings(Section):
    """`[[offices.lanes]]`: a line inside the office."""

    id: str = Field(pattern=_NAME, description="a short name in small letters")
    prefix: str = Field(pattern=r"^[A-Z]$", description="a capital letter")
    counters: int = Field(ge=1, le=99, description="how many counters serve the line")
    station: Station | None = Field(default=None, description=f"one of: {', '.join(STATIONS)}")
    name: str = ""
    is_for_priority: bool | None = None

    def lane(self) -> Lane:
        """Return the lane as the rest of the house knows it."""
        known = _KNOWN.get(self.id) or Lane(id=self.id, prefix=self.prefix, counters=1, name=self.id)
        wanted = {"station": self.station, "is_for_priority": self.is_for_priority, "name": self.name or None}
        said = {key: value for key, value in wanted.items() if value is not None}
        return replace(known, prefix=self.prefix, counters=self.counters, **said)


class DeskSettings(Section):
    """`[[offices.desks]]`: a desk with the lanes that it takes people from."""

    id: str = Field(pattern=_NAME, description="a short name in small letters")
    name: str = Field(min_length=1, max_length=20, description="what people are told to go to, such as Loket 3")
    lanes: list[str] = Field(min_length=1, description="at least one lane")

    def desk(self) -> Desk:
        """Return the desk as the rest of the house knows it."""
        return Desk(id=self.id, name=self.name, lanes=tuple(self.lanes))


class WalkInSettings(Section):
    """`[[offices.walk_ins]]`: who may come without a booking, and how many a day."""

    category: str = Field(pattern=_NAME, description="a short name in small letters")
    places: int = Field(ge=0, le=100_000, description="how many tickets a day")
    is_priority: bool = True

    def walk_in(self) -> WalkIn:
        """Return the category as the rest of the house knows it."""
        return WalkIn(category=self.category, places=self.places, is_priority=self.is_priority)


class LobbySettings(Section):
    """`[offices.lobby]`: the numbers of the rules inside the office."""

    priority_in_a_row: int = Field(default=2, ge=1, le=100)
    regular_in_a_row: int = Field(default=1, ge=1, le=100)
    ageing_minutes: int = Field(default=45, ge=1, le=24 * 60)
    calls_until_no_show: int = Field(default=3, ge=1, le=100)
    skip_distance: int = Field(default=3, ge=1, le=100)
    early_minutes: int = Field(default=60, ge=0, le=24 * 60)
    correction_days: int = Field(default=7, ge=0, le=366)
    bill_days: int = Field(default=7, ge=1, le=366)
    production_days: int = Field(default=3, ge=0, le=100)
    collection_days: int = Field(default=30, ge=1, le=366)

    def rules(self) -> LobbyRules:
        """Return the rules as the rest of the house knows them."""
        return LobbyRules(**self.model_dump())


def checked_lanes(lanes: Sequence[LaneSettings]) -> None:
    """Refuse lanes that can't be told apart."""
    refuse_repeated("lane", (lane.id for lane in lanes))
    refuse_repeated("prefix", (lane.prefix for lane in lanes))


def checked_desks(desks: Sequence[DeskSettings], lanes: Sequence[LaneSettings]) -> None:
    """Refuse desks that can't be told apart, or that take people from a lane which is not there."""
    refuse_repeated("desk", (desk.id for desk in desks))
    known = [lane.id for lane in lanes] or [*_KNOWN]
    unknown = next((lane for desk in desks for lane in desk.lanes if lane not in known), None)
    if unknown is not None:
        raise refusal(f"one of: {', '.join(known)}", found=f'"{unknown}"', hint=near_miss(unknown, known))


def lanes_of(settings: Sequence[LaneSettings]) -> tuple[Lane, ...]:
    """Return the lanes that are written, or those of an office that writes none."""
    return tuple(each.lane() for each in settings) or LANES


def desks_written(settings: Sequence[DeskSettings], lanes: Sequence[Lane]) -> tuple[Desk, ...]:
    """Return the desks that are written, or as many for each lane as it has counters."""
    return tuple(each.desk() for each in settings) or desks_of(lanes)
