"""The emergency service as the configuration file writes it: the teams that go out, and the service's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.config_errors import refusal, refuse_repeated
from bot.visit_teams import HOURS, TEAMS, EmergencyRules, VisitTeam

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_NUMBERS: dict[Weekday, int] = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}


class Section(BaseModel):
    """A table of the office: no key that is not known, nothing turned into another type by itself."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TeamSettings(Section):
    """`[[offices.teams]]`: who visits the sick together, and when."""

    name: str = Field(min_length=1, max_length=20, description="what the team is called, such as Tim 1")
    days: list[Weekday] = Field(default=["sat", "sun"], min_length=1)
    hours: list[str] = Field(default=[*HOURS], min_length=1)
    visits: int = Field(default=1, ge=1, le=20)

    @field_validator("name")
    @classmethod
    def _without_signs(cls, name: str) -> str:
        if "|" in name or "=" in name:
            raise refusal("a name without | and =", found=f'"{name}"')
        return name

    @field_validator("hours")
    @classmethod
    def _are_hours(cls, hours: list[str]) -> list[str]:
        refuse_repeated("hour", hours)
        wrong = next((hour for hour in hours if not _is_hour(hour)), None)
        if wrong is not None:
            raise refusal('hours such as "08:00"', found=f'"{wrong}"')
        return hours

    def team(self) -> VisitTeam:
        """Return the team as the rest of the house knows it."""
        days, hours = tuple(_NUMBERS[day] for day in self.days), tuple(sorted(self.hours))
        return VisitTeam(name=self.name, days=days, hours=hours, visits=self.visits)


class EmergencySettings(Section):
    """`[offices.emergency]`: the numbers of the emergency service."""

    keep_days: int = Field(default=30, ge=1, le=366)
    weeks_ahead: int = Field(default=3, ge=1, le=12)
    notice_hours: int = Field(default=12, ge=0, le=7 * 24)
    letter_days: int = Field(default=30, ge=1, le=366)
    equipment: list[str] = []

    def rules(self) -> EmergencyRules:
        """Return the numbers as the rest of the house knows them."""
        return EmergencyRules(**{**self.model_dump(), "equipment": tuple(self.equipment)})


def teams_of(settings: Sequence[TeamSettings]) -> tuple[VisitTeam, ...]:
    """Return the teams that are written, or the one of an office that writes none."""
    return tuple(each.team() for each in settings) or TEAMS


def _is_hour(text: str) -> bool:
    try:
        return len(text) == 5 and time.fromisoformat(text) is not None
    except ValueError:
        return False
