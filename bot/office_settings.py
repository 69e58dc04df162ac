"""An office as the configuration file writes it: checked here, then handed on as `bot.offices.Office`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from msgspec import convert
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, field_validator
from pydantic import ValidationInfo as Info

from bot.calendars import LONGEST_REASON
from bot.config_errors import near_miss, refusal, refuse_repeated
from bot.emergency_settings import EmergencySettings, TeamSettings, teams_of
from bot.lanes import WALK_INS
from bot.lobby_settings import (
    DeskSettings,
    LaneSettings,
    LobbySettings,
    WalkInSettings,
    checked_desks,
    checked_lanes,
    desks_written,
    lanes_of,
)
from bot.office_words import LONGEST_ANNOUNCEMENT, Announcement
from bot.offices import BookingRules, Fee, JobHours, Office, Pool, Session
from bot.staff import Member, Role
from bot.word_settings import Texts, own_texts

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: dict[Weekday, int] = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}


def read_hour(value: object) -> time:
    """Read an hour, "08:00" or TOML's own 08:00:00; no seconds, for "08:00" is also a session's name."""
    try:
        hour = time.fromisoformat(value) if isinstance(value, str) and len(value) == 5 else value
    except ValueError:
        hour = None
    if not isinstance(hour, time) or hour.second or hour.microsecond:
        raise refusal('an hour such as "08:00"')
    return hour


def _read_hour_or_none(value: object) -> time | None:
    return None if value == "" else read_hour(value)


def _read_day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise refusal("a date such as 2026-12-25", found=f'"{value}"') from None


Hour = Annotated[time, PlainValidator(read_hour)]
HourOrNone = Annotated[time | None, PlainValidator(_read_hour_or_none)]
Day = Annotated[date, BeforeValidator(_read_day)]
Text = Annotated[str, Field(min_length=1)]
Reason = Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]
Count = Annotated[int, Field(ge=0, le=100_000)]
Minutes = Annotated[int, Field(ge=0, le=7 * 24 * 60)]


class Section(BaseModel):
    """A table of the office: no key that is not known, nothing turned into another type by itself."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Places(Section):
    """The places of a session, by pool."""

    regular: Count = 0
    priority: Count = 0
    reserve: Count = 0

    def pools(self) -> dict[Pool, int]:
        """Return the places by pool, every pool named."""
        return {"regular": self.regular, "priority": self.priority, "reserve": self.reserve}


class SessionSettings(Section):
    """`[[offices.sessions]]`: one hour of the weekdays that it is held on."""

    days: list[Weekday] = Field(default=["mon", "tue", "wed", "thu", "fri"], min_length=1)
    start: Hour = Field(description='an hour such as "08:00"')
    end: Hour = Field(description='an hour such as "09:00"')
    places: Places = Field(description="the places of each pool: { regular = 37, priority = 5, reserve = 3 }")

    @field_validator("end")
    @classmethod
    def _after_start(cls, end: time, info: Info) -> time:
        start = info.data.get("start")
        if start and end <= start:
            raise refusal(f"an hour after the start, {start:%H:%M}", found=f'"{end:%H:%M}"')
        return end

    def session(self) -> Session:
        """Return the session as the rest of the house knows it."""
        return Session(start=self.start, end=self.end, pools=self.places.pools())


class RuleSettings(Section):
    """`[offices.rules]`: the numbers of the booking rules."""

    hold_minutes: int = Field(default=10, ge=1, le=24 * 60)
    approval_tries: int = Field(default=5, ge=1, le=100)
    return_delay_minutes: list[Minutes] = Field(default=[5, 30], min_length=2, max_length=2)
    arrive_early_minutes: Minutes = 30
    dependants_per_number: Count = 1
    dependant_under_years: Count = 5
    dependant_over_years: Count = 60
    chat_pools: list[Pool] = Field(default=["regular"], min_length=1)
    closes_no_shows: bool = False
    no_show_grace_minutes: Minutes = 30
    no_show_cooldown_days: int = Field(default=7, ge=0, le=366)
    shift_answer_hours: int = Field(default=48, ge=2, le=14 * 24)
    most_waiting: int = Field(default=200, ge=0, le=1000)
    offer_minutes: int = Field(default=15, ge=1, le=24 * 60)
    offers_from: Hour = time(6)
    offers_until: Hour = time(21)

    @field_validator("return_delay_minutes")
    @classmethod
    def _least_first(cls, delay: list[int]) -> list[int]:
        if delay[0] > delay[1]:
            raise refusal("the shortest delay, then the longest", found=str(delay))
        return delay

    @field_validator("offers_until")
    @classmethod
    def _after_they_begin(cls, until: time, info: Info) -> time:
        begin = info.data.get("offers_from")
        if begin and until <= begin:
            raise refusal(f"an hour after offers_from, {begin:%H:%M}", found=f'"{until:%H:%M}"')
        return until

    @field_validator("chat_pools")
    @classmethod
    def _each_once(cls, pools: list[Pool]) -> list[Pool]:
        refuse_repeated("pool", pools)
        return pools


class ReminderSettings(Section):
    """`[offices.reminders]`: when those who are booked are reminded, in the office's time."""

    day_before: HourOrNone = time(16)
    same_day: HourOrNone = time(6)


class SummarySettings(Section):
    """`[offices.summary]`: when the staff chats are told about the day."""

    at: HourOrNone = time(17)


class FeeSettings(Section):
    """`[[offices.fees]]`: what a product costs from a date on."""

    product: Text
    rupiah: int = Field(ge=0, description="whole rupiah, without dots")
    since: date = Field(description="the first day of this fee, a date without quotes")


class StaffSettings(Section):
    """`[[offices.staff]]`: one of the staff, who may then be joined by others through the staff chat."""

    id: str = Field(
        pattern=r"^([a-z][a-z0-9-]*:[^:\s]+|\+[1-9][0-9]{6,14})$",
        description='"<channel>:<id>" as /siapa tells it, or a number like "+6281234567890"',
    )
    name: Text = Field(description="the name that colleagues know")
    roles: list[Role] = Field(min_length=1, description="at least one role")

    def member(self) -> Member:
        """Return the member as the rest of the house knows them."""
        return Member(id=self.id, name=self.name, roles=tuple(self.roles))


NAMES: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "walk_ins": ("category", lambda each: each.category),
    "teams": ("team", lambda each: each.name.casefold()),
    "staff": ("id", lambda each: each.id),
    "fees": ("fee", lambda each: f"{each.product} since {each.since}"),
}
"""What the tables of an office are told apart by, and how a message calls that."""


class OfficeSettings(Section):
    """`[[offices]]`: one branch."""

    code: str = Field(pattern=r"^[A-Z]{3}$", description="three capital letters")
    name: Text = Field(description="the office's name")
    address: Text = Field(description="the office's address")
    zone: str = Field(description='a time zone such as "Asia/Jakarta"')
    official_accounts: list[Text] = []
    horizon_days: int = Field(default=30, ge=1, le=366)
    opening_hour: Hour = time(8)
    retention_days: int = Field(default=90, ge=1, le=3660)
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    closed: dict[Day, Text] = {}
    rules: RuleSettings = RuleSettings()
    reminders: ReminderSettings = ReminderSettings()
    summary: SummarySettings = SummarySettings()
    sessions: list[SessionSettings] = Field(min_length=1, description="at least one [[offices.sessions]]")
    fees: list[FeeSettings] = []
    lanes: list[LaneSettings] = []
    desks: list[DeskSettings] = []
    walk_ins: list[WalkInSettings] = []
    lobby: LobbySettings = LobbySettings()
    teams: list[TeamSettings] = []
    emergency: EmergencySettings = EmergencySettings()
    staff: list[StaffSettings] = []
    asks_second_person: bool = False
    broadcast_alone_up_to: int = Field(default=100, ge=0)
    announcement: str = Field(default="", max_length=LONGEST_ANNOUNCEMENT)
    closing_reasons: list[Reason] = []
    words: Texts = {}
    words_en: Texts = {}
    pages_url: str = Field(
        default="", pattern=r"^(https?://[^/\s?#]+)?$", description='an address such as "https://antrian.example.go.id"'
    )

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        zones = available_timezones()
        if zone not in zones:
            raise refusal('a time zone such as "Asia/Jakarta"', hint=near_miss(zone, zones))
        return zone

    @field_validator("sessions")
    @classmethod
    def _apart(cls, sessions: list[SessionSettings]) -> list[SessionSettings]:
        for day in WEEKDAYS:
            held = sorted((s.start, s.end) for s in sessions if day in s.days)
            for (start, end), (following, _) in pairwise(held):
                if following < end:
                    found = f"{start:%H:%M} to {end:%H:%M} and another from {following:%H:%M} ({day})"
                    raise refusal("sessions that do not overlap", found=found)
        return sessions

    @field_validator("lanes")
    @classmethod
    def _told_apart(cls, lanes: list[LaneSettings]) -> list[LaneSettings]:
        checked_lanes(lanes)
        return lanes

    @field_validator("desks")
    @classmethod
    def _at_known_lanes(cls, desks: list[DeskSettings], info: Info) -> list[DeskSettings]:
        checked_desks(desks, info.data.get("lanes", []))
        return desks

    @field_validator(*NAMES)
    @classmethod
    def _each_once(cls, tables: list[Any], info: Info) -> list[Any]:
        what, name_of = NAMES[str(info.field_name)]
        refuse_repeated(what, map(name_of, tables))
        return tables

    def office(self) -> Office:
        """Return the office as the rest of the house knows it."""
        week = {number: self._sessions_on(day) for day, number in WEEKDAYS.items()}
        lanes = lanes_of(self.lanes)
        return Office(
            code=self.code,
            name=self.name,
            address=self.address,
            zone=self.zone,
            official_accounts=tuple(self.official_accounts),
            week={number: sessions for number, sessions in week.items() if sessions},
            closed=self.closed,
            horizon_days=self.horizon_days,
            opening_hour=self.opening_hour,
            rules=convert(self.rules, BookingRules, from_attributes=True),
            fees=convert(self.fees, tuple[Fee, ...], from_attributes=True),
            lanes=lanes,
            desks=desks_written(self.desks, lanes),
            walk_ins=tuple(each.walk_in() for each in self.walk_ins) or WALK_INS,
            lobby=self.lobby.rules(),
            teams=teams_of(self.teams),
            emergency=self.emergency.rules(),
            retention_days=self.retention_days,
            job_hours=JobHours(
                day_before=self.reminders.day_before, same_day=self.reminders.same_day, summary=self.summary.at
            ),
            latitude=self.latitude,
            longitude=self.longitude,
            staff=tuple(each.member() for each in self.staff),
            asks_second_person=self.asks_second_person,
            broadcast_alone_up_to=self.broadcast_alone_up_to,
            announcement=Announcement(text=self.announcement.strip()),
            closing_reasons=tuple(self.closing_reasons),
            texts=(*own_texts("id", self.words), *own_texts("en", self.words_en)),
            pages_url=self.pages_url,
        )

    def _sessions_on(self, day: Weekday) -> tuple[Session, ...]:
        held = (each.session() for each in self.sessions if day in each.days)
        return tuple(sorted(held, key=lambda session: session.start))
