"""The teams that visit the sick, when they do, and the numbers of the emergency service: data of each office. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct

WEEKEND = (6, 7)
HOURS = ("08:00", "10:00", "13:00")


class VisitTeam(Struct, frozen=True, kw_only=True):
    """Who goes out together: on which ISO weekdays, from which hours on, and how many visits it makes in each."""

    name: str
    days: tuple[int, ...] = WEEKEND
    hours: tuple[str, ...] = HOURS
    visits: int = 1

    def goes_out(self, day: date, hour: str) -> bool:
        """Tell whether the team goes out at that hour of that date by plan."""
        return day.isoweekday() in self.days and hour in self.hours


class EmergencyRules(Struct, frozen=True, kw_only=True):
    """The numbers of the emergency service, and what a team takes along."""

    keep_days: int = 30
    weeks_ahead: int = 3
    notice_hours: int = 12
    letter_days: int = 30
    equipment: tuple[str, ...] = ()


class VisitSlot(Struct, frozen=True):
    """An hour of a date for which a visit can be planned; `teams` have room then."""

    day: date
    hour: str
    teams: tuple[str, ...]


TEAMS = (VisitTeam(name="Tim 1"),)
"""The teams of an office that writes none."""

Taken = Mapping[date, Sequence[tuple[str, str]]]
"""By date, the team and hour of each visit that is planned."""


def named(teams: Sequence[VisitTeam], name: str) -> Sequence[VisitTeam]:
    """Return the team of a name, in any case, or all teams for none."""
    return [team for team in teams if not name or team.name.casefold() == name.casefold()]


def visiting_days(teams: Sequence[VisitTeam], rules: EmergencyRules, today: date) -> Iterator[date]:
    """Yield the dates ahead on which any team goes out by plan."""
    weekdays = {weekday for team in teams for weekday in team.days}
    days = (today + timedelta(days=ahead) for ahead in range(7 * rules.weeks_ahead + 1))
    return (day for day in days if day.isoweekday() in weekdays)


def free_slots(teams: Sequence[VisitTeam], rules: EmergencyRules, taken: Taken, now: datetime) -> Iterator[VisitSlot]:
    """Yield the hours of the dates in `taken` that can still be planned at `now`, the office's wall clock."""
    soonest = now + timedelta(hours=rules.notice_hours)
    for day, visits in sorted(taken.items()):
        hours = sorted({hour for team in teams if day.isoweekday() in team.days for hour in team.hours})
        for hour in hours:
            if datetime.combine(day, time.fromisoformat(hour), now.tzinfo) < soonest:
                continue
            free = [team.name for team in teams if has_room(team, day, hour, visits)]
            if free:
                yield VisitSlot(day, hour, tuple(free))


def has_room(team: VisitTeam, day: date, hour: str, visits: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a team goes out then by plan, and has fewer visits than it makes."""
    return team.goes_out(day, hour) and visits.count((team.name, hour)) < team.visits
