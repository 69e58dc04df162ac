"""What the staff change of an office while it runs: dates, sessions, quotas, closures, words. Pure values and changes.

A calendar is laid over the configuration, which stays as it was: what a calendar does not name is as configured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from bot.errors import CalendarRefused
from bot.offices import Office, Pool, Session
from bot.own_words import OwnWords, word_lines, worded

_T = TypeVar("_T")

MOST_PLACES = 100_000
MOST_DAYS_AHEAD = 366
LONGEST_REASON = 200


class Calendar(Struct, frozen=True, kw_only=True):
    """The changes that are in force.

    `opened` are dates that the configuration closes and the staff have opened. `sessions` are those of single dates.
    `week` has, by ISO weekday, what replaces the configured sessions of that weekday. `confirmed` and `declined` are
    public holidays that the staff have been asked about, with their names. `words`: `bot.own_words`.
    """

    version: int = 0
    closed: Mapping[date, str] = field(default_factory=dict)
    opened: frozenset[date] = frozenset()
    sessions: Mapping[date, tuple[Session, ...]] = field(default_factory=dict)
    week: Mapping[int, tuple[Session, ...]] = field(default_factory=dict)
    horizon_days: int | None = None
    opening_hour: time | None = None
    confirmed: Mapping[date, str] = field(default_factory=dict)
    declined: Mapping[date, str] = field(default_factory=dict)
    words: OwnWords = field(default_factory=dict)


class Difference(Struct, frozen=True):
    """One thing that a change did, before and after; "" is nothing. `what` is "2026-12-24 08:00 regular" …"""

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.what}: {self.before or '-'} → {self.after or '-'}"


NO_CHANGES = Calendar()


def applied(office: Office, calendar: Calendar) -> Office:
    """Return the office as the rest of the house sees it: as configured, with a calendar laid over it."""
    if calendar == NO_CHANGES:
        return office
    configured = {day: reason for day, reason in office.closed.items() if day not in calendar.opened}
    return replace(
        worded(office, calendar.words),
        version=calendar.version,
        closed={**configured, **calendar.closed},
        dates=calendar.sessions,
        week={**office.week, **calendar.week},
        horizon_days=calendar.horizon_days or office.horizon_days,
        opening_hour=calendar.opening_hour or office.opening_hour,
    )


def with_quota(
    calendar: Calendar, office: Office, day: date, *, pool: Pool, places: int, today: date, session: str = ""
) -> Calendar:
    """Give a session of a date so many places in a pool; without a session the whole date, divided as now."""
    held = _held(calendar, office, day, today)
    if session and session not in {each.id for each in held}:
        raise CalendarRefused("no_session", day=day, found=session)
    chosen = [each for each in held if session in ("", each.id)]
    divided = _shares([each.pools.get(pool, 0) for each in chosen], places)
    shares = {each.id: share for each, share in zip(chosen, divided, strict=True)}
    changed = {each.id: replace(each, pools={**each.pools, pool: shares[each.id]}) for each in chosen}
    return with_sessions(calendar, day, [changed.get(each.id, each) for each in held], today=today)


def with_sessions(calendar: Calendar, day: date, sessions: Iterable[Session], *, today: date) -> Calendar:
    """Give a date sessions of its own, whatever its weekday has."""
    _refuse_past(day, today)
    return replace(calendar, sessions={**calendar.sessions, day: _checked(sessions)})


def without_sessions(calendar: Calendar, day: date) -> Calendar:
    """Let a date have the sessions of its weekday again."""
    return replace(calendar, sessions=_without(calendar.sessions, day))


def with_weekday(calendar: Calendar, weekday: int, sessions: Iterable[Session]) -> Calendar:
    """Give a weekday (1 = Monday) other sessions from now on; none closes it. Dates with their own keep them."""
    return replace(calendar, week={**calendar.week, weekday: _checked(sessions)})


def with_horizon(calendar: Calendar, days: int) -> Calendar:
    """Let people book so many days ahead."""
    if not 1 <= days <= MOST_DAYS_AHEAD:
        raise CalendarRefused("horizon", found=str(days))
    return replace(calendar, horizon_days=days)


def with_opening_hour(calendar: Calendar, hour: time) -> Calendar:
    """Open one more date each day at this hour."""
    return replace(calendar, opening_hour=hour)


def closed_on(calendar: Calendar, day: date, reason: str, *, today: date) -> Calendar:
    """Close a date, with the reason that people are told. Bookings on it stay: see `bot.shifts`."""
    _refuse_past(day, today)
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise CalendarRefused("reason", day=day, found=reason)
    return replace(calendar, closed={**calendar.closed, day: reason}, opened=calendar.opened - {day})


def opened_on(
    calendar: Calendar, office: Office, day: date, *, today: date, sessions: Iterable[Session] = ()
) -> Calendar:
    """Open a closed date again, or one on which the office is never open with the sessions given."""
    _refuse_past(day, today)
    own = _checked(sessions)
    if own:
        calendar = with_sessions(calendar, day, own, today=today)
    if not applied(office, calendar).held_sessions(day):
        raise CalendarRefused("no_sessions", day=day)
    opened = calendar.opened | {day} if day in office.closed else calendar.opened
    return replace(calendar, closed=_without(calendar.closed, day), opened=opened)


def with_holiday(calendar: Calendar, day: date, name: str, *, today: date) -> Calendar:
    """Confirm that the office is closed on a public holiday, which is then the reason."""
    closed = closed_on(calendar, day, name, today=today)
    return replace(closed, confirmed={**closed.confirmed, day: name}, declined=_without(closed.declined, day))


def without_holiday(calendar: Calendar, day: date, name: str) -> Calendar:
    """Note that the office is open on a public holiday; one that was confirmed before is opened again."""
    closed = _without(calendar.closed, day) if day in calendar.confirmed else calendar.closed
    declined = {**calendar.declined, day: name}
    return replace(calendar, closed=closed, confirmed=_without(calendar.confirmed, day), declined=declined)


def without_past(calendar: Calendar, before: date) -> Calendar:
    """Forget what was said of dates before this one."""
    return replace(
        calendar,
        closed=_since(calendar.closed, before),
        opened=frozenset(day for day in calendar.opened if day >= before),
        sessions=_since(calendar.sessions, before),
        confirmed=_since(calendar.confirmed, before),
        declined=_since(calendar.declined, before),
    )


def differences(office: Office, before: Calendar, after: Calendar) -> Sequence[Difference]:
    """Return what a change did to an office, in the order of the dates."""
    days = {*before.closed, *after.closed, *before.opened, *after.opened, *before.sessions, *after.sessions}
    old, new = _lines(applied(office, before), before, days), _lines(applied(office, after), after, days)
    return [
        Difference(what, old.get(what, ""), new.get(what, ""))
        for what in sorted({*old, *new})
        if old.get(what) != new.get(what)
    ]


def _lines(office: Office, calendar: Calendar, days: Iterable[date]) -> dict[str, str]:
    lines = {"horizon": str(office.horizon_days), "opening": f"{office.opening_hour:%H:%M}"}
    lines |= {f"{day} closed": office.closed[day] for day in days if day in office.closed}
    lines |= dict(word_lines(office))
    lines |= {f"{day} holiday": name for day, name in calendar.confirmed.items()}
    lines |= {f"{day} holiday": "declined" for day in calendar.declined}
    named = [(f"{day}", office.held_sessions(day)) for day in days]
    named += [(f"weekday {number}", sessions) for number, sessions in office.week.items()]
    for name, sessions in named:
        lines |= {f"{name} {s.id} until": f"{s.end:%H:%M}" for s in sessions}
        lines |= {f"{name} {s.id} {pool}": str(places) for s in sessions for pool, places in s.pools.items()}
    return lines


def _held(calendar: Calendar, office: Office, day: date, today: date) -> tuple[Session, ...]:
    _refuse_past(day, today)
    live = applied(office, calendar)
    if day in live.closed:
        raise CalendarRefused("closed", day=day, found=live.closed[day])
    if not live.sessions(day):
        raise CalendarRefused("no_sessions", day=day)
    return live.sessions(day)


def _shares(now: Sequence[int], places: int) -> Sequence[int]:
    """Divide places as they are divided now, evenly where there are none; what is over goes to the first."""
    if not 0 <= places <= MOST_PLACES:
        raise CalendarRefused("places", found=str(places))
    weights = now if sum(now) else [1] * len(now)
    shares = [places * weight // sum(weights) for weight in weights]
    order = sorted(range(len(shares)), key=lambda n: (-(places * weights[n] % sum(weights)), n))
    for n in order[: places - sum(shares)]:
        shares[n] += 1
    return shares


def _checked(sessions: Iterable[Session]) -> tuple[Session, ...]:
    ordered = tuple(sorted(sessions, key=lambda session: session.start))
    for session in ordered:
        if session.end <= session.start:
            raise CalendarRefused("overlap", found=session.id)
        if not all(0 <= places <= MOST_PLACES for places in session.pools.values()):
            raise CalendarRefused("places", found=session.id)
    for first, second in pairwise(ordered):
        if second.start < first.end:
            raise CalendarRefused("overlap", found=second.id)
    return ordered


def _refuse_past(day: date, today: date) -> None:
    if day < today:
        raise CalendarRefused("past", day=day)


def _without(by_day: Mapping[date, _T], day: date) -> dict[date, _T]:
    return {each: value for each, value in by_day.items() if each != day}


def _since(by_day: Mapping[date, _T], first: date) -> dict[date, _T]:
    return {each: value for each, value in by_day.items() if each >= first}
