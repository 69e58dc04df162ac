"""Indonesia's public holidays and *cuti bersama*, as proposals: a date closes only when the staff confirm it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from bot.calendars import Calendar
from bot.offices import Office


class PublicHoliday(Struct, frozen=True, kw_only=True):
    """A date with its Indonesian name. `is_joint_leave`: cuti bersama, which the government decides year by year."""

    day: date
    name: str
    is_joint_leave: bool


def public_holidays(years: Iterable[int]) -> Sequence[PublicHoliday]:
    """Return the public holidays of some years in order.

    A movable one of a year that is not decreed yet is calculated, and its name says so: "(perkiraan)".
    The first call imports the package, which takes 0.2 s, and reads its words from files: make it in a thread.
    """
    return [holiday for year in sorted(set(years)) for holiday in _of_year(year)]


def proposals(office: Office, calendar: Calendar, *, first: date, last: date) -> Sequence[PublicHoliday]:
    """Return the public holidays between two dates, both included, on which the office would be open.

    Those are left out that the staff have confirmed or declined, or on which it is closed for another reason.
    """
    known = {*calendar.confirmed, *calendar.declined}
    return [
        holiday
        for holiday in public_holidays(range(first.year, last.year + 1))
        if first <= holiday.day <= last and holiday.day not in known and office.sessions(holiday.day)
    ]


@lru_cache(64)
def _of_year(year: int) -> tuple[PublicHoliday, ...]:
    from holidays.constants import GOVERNMENT, PUBLIC
    from holidays.countries.indonesia import Indonesia

    public = Indonesia(years=year, categories=(PUBLIC,), language="id")
    leave = Indonesia(years=year, categories=(GOVERNMENT,), language="id")
    named = {**leave, **public}
    return tuple(PublicHoliday(day=day, name=named[day], is_joint_leave=day not in public) for day in sorted(named))
