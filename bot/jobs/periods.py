"""What is due at an instant, from an office's hours alone. Pure: who does it, and whether it is done, is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Literal

from msgspec import Struct

from bot.offices import Office

JobKind = Literal[
    "remind-before", "remind-today", "close-session", "summary", "retention", "shifts", "broadcast", "bills",
    "collections", "visits", "deadlines", "month",
]  # fmt: skip

AGAIN_S: Mapping[JobKind, int] = {"shifts": 60, "broadcast": 1}
"""What is done again and again as long as it is due, and after how many seconds; else each period is done once."""

RETENTION_AT = time(3)
PASSPORTS_AT = time(9)
MORNING_FROM, MORNING_UNTIL = time(6), time(12)
"""When those are told to whom a team comes today, and officers of the reports whose date it is."""

LATE_COLLECTIONS = 4
"""For how many days it is made up that people were not reminded of a passport, when nothing ran meanwhile."""

LATE_MONTH_DAYS = 7
"""For how many days of a month the one before is summed up, when nothing ran on the first."""

LATE_DAYS = 1
"""For how many days after its date a session is still closed, and a bill reminded of, when nothing ran meanwhile."""


class Period(Struct, frozen=True):
    """One piece of work that is done once: of a kind, for an office, about a date (and a session "HH:MM").

    `subject` names what else it is about, such as a broadcast.
    """

    kind: JobKind
    office: str
    day: date
    session: str = ""
    subject: str = ""

    @property
    def id(self) -> str:
        """Return its name, the same in every process: "close-session_CBN_20261130_0800"."""
        parts = (self.kind, self.office, f"{self.day:%Y%m%d}", self.session.replace(":", ""), self.subject)
        return "_".join(part for part in parts if part)


def due(office: Office, now: datetime) -> Iterator[Period]:
    """Yield what is due at `now`, the office's wall clock; also what came due while nothing ran."""
    yield from _reminders(office, now)
    if office.rules.closes_no_shows:
        yield from _sessions_over(office, now)
    today, hours = now.date(), office.job_hours
    if hours.summary and now.time() >= hours.summary and office.sessions(today):
        yield Period("summary", office.code, today)
    if hours.summary and now.time() >= hours.summary and today.day <= LATE_MONTH_DAYS:
        yield Period("month", office.code, (today.replace(day=1) - timedelta(days=1)).replace(day=1))
    if now.time() >= RETENTION_AT:
        yield Period("retention", office.code, today)
    if MORNING_FROM <= now.time() < MORNING_UNTIL:
        yield Period("visits", office.code, today)
        yield Period("deadlines", office.code, today)
    if now.time() >= PASSPORTS_AT:
        yield from _passports(office, today)


def _reminders(office: Office, now: datetime) -> Iterator[Period]:
    today, hours = now.date(), office.job_hours
    tomorrow = today + timedelta(days=1)
    if hours.day_before and now.time() >= hours.day_before and office.sessions(tomorrow):
        yield Period("remind-before", office.code, tomorrow)
    sessions = office.sessions(today)
    if hours.same_day and sessions and hours.same_day <= now.time() < sessions[-1].start:
        yield Period("remind-today", office.code, today)


def _sessions_over(office: Office, now: datetime) -> Iterator[Period]:
    grace = timedelta(minutes=office.rules.no_show_grace_minutes)
    for ago in range(LATE_DAYS + 1):
        day = now.date() - timedelta(days=ago)
        for session in office.sessions(day):
            if now >= office.at(day, session.end) + grace:
                yield Period("close-session", office.code, day, session.id)


def _passports(office: Office, today: date) -> Iterator[Period]:
    for ago in range(LATE_DAYS + 1):
        yield Period("bills", office.code, today - timedelta(days=ago))
    for ago in range(LATE_COLLECTIONS + 1):
        yield Period("collections", office.code, today - timedelta(days=ago))
