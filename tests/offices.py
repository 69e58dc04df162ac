"""An office for tests, and the instants at which they play.

The dates are far ahead of every server's clock: what a test keeps must not expire while it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from bot.offices import BookingRules, Office, Pool, Session

TODAY = date(2099, 11, 16)
MONDAY = date(2099, 11, 30)
TUESDAY = date(2099, 12, 1)
SUNDAY = date(2099, 12, 6)
HOLIDAY = date(2099, 12, 2)

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS


def office_of_tests(
    code: str = "CBN",
    *,
    pools: Mapping[Pool, int] | None = None,
    hours: tuple[int, ...] = (8, 10),
    rules: BookingRules | None = None,
) -> Office:
    """Return an office of Cirebon's kind: Monday to Friday, a session at each of the hours, two places in each."""
    day = tuple(Session(start=time(h), end=time(h + 1), pools=pools or {"regular": 2, "priority": 1}) for h in hours)
    return Office(
        code=code,
        name=f"Kanim {code}",
        address="Jl. Sultan Ageng Tirtayasa 51",
        zone="Asia/Jakarta",
        week=dict.fromkeys(range(1, 6), day),
        closed={HOLIDAY: "libur"},
        rules=rules or BookingRules(),
    )


def instant(day: date, hour: time, *, office: Office | None = None) -> int:
    """Return an instant of an office's wall clock in milliseconds since 1970."""
    return round((office or office_of_tests()).at(day, hour).timestamp() * 1000)


NOW_MS = instant(TODAY, time(9))


def with_rules(office: Office, **changes: object) -> Office:
    """Return the office with other booking rules."""
    return replace(office, rules=replace(office.rules, **changes))


def erase_at_ms(office: Office, day: date) -> int:
    """Return the end of a date's retention."""
    end = datetime.combine(day + timedelta(days=office.retention_days + 1), time(), office.timezone)
    return round(end.timestamp() * 1000)
