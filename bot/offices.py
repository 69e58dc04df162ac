"""An immigration office as its configuration describes it: calendar, sessions, pools. Pure values and date rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from bot.lanes import LANES, WALK_INS, Desk, Lane, LobbyRules, WalkIn, desks_of
from bot.office_words import Announcement, OwnText
from bot.staff import Member
from bot.visit_teams import TEAMS, EmergencyRules, VisitTeam

Pool = Literal["regular", "priority", "reserve"]
DayKind = Literal["open", "past", "closed", "not_open_yet", "beyond"]

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


class Session(Struct, frozen=True, kw_only=True):
    """An hour in which people are received, with its places. `start` and `end` are local times."""

    start: time
    end: time
    pools: Mapping[Pool, int]

    @property
    def id(self) -> str:
        """Return "HH:MM", as a person writes it and as Redis keeps it."""
        return _hour(self.start)


class Fee(Struct, frozen=True, kw_only=True):
    """A fee of a product, in whole rupiah, from `since` on (PP 45/2024 and what follows it)."""

    product: str
    rupiah: int
    since: date


class DayState(Struct, frozen=True, kw_only=True):
    """Whether places of a date can be booked now, and if not, why.

    `reason` (closed) is a key of the locale files or the office's own words; `opens_at` (not_open_yet) is
    the instant when its places open; `until` (beyond) is the last date that is.
    """

    kind: DayKind
    reason: str = ""
    opens_at: datetime | None = None
    until: date | None = None


OPEN = DayState(kind="open")


class BookingRules(Struct, frozen=True, kw_only=True):
    """The numbers of the booking rules (domain.md §1)."""

    hold_minutes: int = 10
    approval_tries: int = 5
    return_delay_minutes: tuple[int, int] = (5, 30)
    arrive_early_minutes: int = 30
    dependants_per_number: int = 1
    dependant_under_years: int = 5
    dependant_over_years: int = 60
    chat_pools: tuple[Pool, ...] = ("regular",)
    closes_no_shows: bool = False
    no_show_grace_minutes: int = 30
    no_show_cooldown_days: int = 7
    shift_answer_hours: int = 48
    most_waiting: int = 200
    offer_minutes: int = 15
    offers_from: time = time(6)
    offers_until: time = time(21)


class JobHours(Struct, frozen=True, kw_only=True):
    """The local times of what is done by itself; None: it isn't.

    `day_before` and `same_day` remind those who are booked; `summary` tells the staff about the day.
    """

    day_before: time | None = time(16)
    same_day: time | None = time(6)
    summary: time | None = time(17)


class Office(Struct, frozen=True, kw_only=True):
    """One branch. `code` is three letters; it starts its booking codes and tags its keys in Redis.

    `dates` are the sessions of single dates, which come before those of the week; `version` is that of the calendar
    that has been laid over the configuration (`bot.calendars`), 0 for none.
    """

    code: str
    name: str
    address: str
    zone: str
    official_accounts: tuple[str, ...] = ()
    week: Mapping[int, tuple[Session, ...]]  # by ISO weekday, 1 = Monday; an absent day is closed
    closed: Mapping[date, str] = field(default_factory=dict)
    dates: Mapping[date, tuple[Session, ...]] = field(default_factory=dict)
    version: int = 0
    horizon_days: int = 30
    opening_hour: time = time(8)
    rules: BookingRules = field(default_factory=BookingRules)
    fees: tuple[Fee, ...] = ()
    lanes: tuple[Lane, ...] = LANES
    desks: tuple[Desk, ...] = desks_of(LANES)
    walk_ins: tuple[WalkIn, ...] = WALK_INS
    lobby: LobbyRules = field(default_factory=LobbyRules)
    teams: tuple[VisitTeam, ...] = TEAMS
    emergency: EmergencyRules = EmergencyRules()
    retention_days: int = 90
    job_hours: JobHours = field(default_factory=JobHours)
    latitude: float | None = None
    longitude: float | None = None
    staff: tuple[Member, ...] = ()
    asks_second_person: bool = False  # for what can't be taken back, see handlers/staff
    broadcast_alone_up_to: int = 100  # people; a broadcast to more can't be taken back
    texts: tuple[OwnText, ...] = ()
    announcement: Announcement = Announcement(text="")
    closing_reasons: tuple[str, ...] = ()  # ready to be chosen
    pages_url: str = ""  # where people reach the pages of the office, without a slash at the end

    @property
    def timezone(self) -> ZoneInfo:
        """Return the office's time zone."""
        return ZoneInfo(self.zone)

    @property
    def zone_name(self) -> str:
        """Return the zone as people call it: WIB, WITA, WIT; another zone by its own name."""
        return ZONE_NAMES.get(self.zone, self.zone)

    def local(self, now_ms: int) -> datetime:
        """Return an instant (milliseconds since 1970) as the office's wall clock shows it."""
        return datetime.fromtimestamp(now_ms / 1000, self.timezone)

    def at(self, day: date, hour: time) -> datetime:
        """Return the instant of a local date and hour."""
        return datetime.combine(day, hour, self.timezone)

    def sessions(self, day: date) -> tuple[Session, ...]:
        """Return the sessions of a date; none when the office is closed."""
        return () if day in self.closed else self.held_sessions(day)

    def held_sessions(self, day: date) -> tuple[Session, ...]:
        """Return the sessions that a date has, or would have if it were not closed."""
        own = self.dates.get(day)
        return self.week.get(day.isoweekday(), ()) if own is None else own

    def bookable_sessions(self, day: date, now: datetime) -> tuple[Session, ...]:
        """Return the sessions of a date that one can still come to in time (30 minutes before its start)."""
        early = timedelta(minutes=self.rules.arrive_early_minutes)
        if day > (now + early).date():
            return self.sessions(day)
        return tuple(s for s in self.sessions(day) if now <= self.at(day, s.start) - early)

    def day_state(self, day: date, now: datetime) -> DayState:
        """Tell whether a date can be booked at `now`, from the calendar alone (not from what is left)."""
        today = now.date()
        last = today + timedelta(days=self.horizon_days)
        if day < today:
            return DayState(kind="past")
        if day > last:
            return DayState(kind="beyond", until=self.last_open_day(now))
        if not self.sessions(day):
            return DayState(kind="closed", reason=self.closed.get(day, "closed-weekday"))
        if day == last and now < (opens_at := self.at(today, self.opening_hour)):
            return DayState(kind="not_open_yet", opens_at=opens_at)
        return OPEN if self.bookable_sessions(day, now) else DayState(kind="past")

    def fee(self, product: str, day: date) -> Fee | None:
        """Return what a product costs on a date, None when it is not to be had."""
        begun = [fee for fee in self.fees if fee.product == product and fee.since <= day]
        return max(begun, key=lambda fee: fee.since, default=None)

    def working_day_after(self, day: date, count: int) -> date:
        """Return the n-th day after a date on which the office is open; where it never is, weekdays are counted."""
        following = [day + timedelta(days=ahead) for ahead in range(1, 366)]
        working = [each for each in following if self.sessions(each)] or [d for d in following if d.isoweekday() < 6]
        return working[min(count, len(working)) - 1] if count else day

    def last_open_day(self, now: datetime) -> date:
        """Return the furthest date that can be booked now; where there is none, the end of the horizon."""
        last = now.date() + timedelta(days=self.horizon_days)
        days = (last - timedelta(days=back) for back in range(self.horizon_days + 1))
        return next((day for day in days if self.day_state(day, now).kind == "open"), last)

    def open_days(self, now: datetime) -> Iterator[date]:
        """Yield the dates whose places can be booked now, the nearest first."""
        for ahead in range(self.horizon_days + 1):
            day = now.date() + timedelta(days=ahead)
            if self.day_state(day, now).kind == "open":
                yield day


@lru_cache(maxsize=1440)
def _hour(start: time) -> str:
    return f"{start:%H:%M}"
