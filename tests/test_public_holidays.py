"""Public holidays and cuti bersama: proposals, which the staff confirm or decline."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.calendars import NO_CHANGES, applied, with_holiday, without_holiday
from bot.public_holidays import proposals, public_holidays
from tests.offices import office_of_tests

OFFICE = replace(office_of_tests(), closed={})
TODAY = date(2026, 11, 24)
LEAVE, CHRISTMAS, NEW_YEAR = date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)


def test_the_days_of_a_year() -> None:
    """A year has its holidays in order, by their Indonesian names, and joint leave is told apart."""
    days = {holiday.day: holiday for holiday in public_holidays([2026])}
    assert sorted(days) == list(days)
    assert ("Hari Kemerdekaan Republik Indonesia", False) == (
        days[date(2026, 8, 17)].name,
        days[date(2026, 8, 17)].is_joint_leave,
    )
    assert ("Cuti Bersama Hari Raya Natal", True) == (days[LEAVE].name, days[LEAVE].is_joint_leave)


def test_what_is_calculated_says_so() -> None:
    """A movable holiday that is not decreed yet is marked as an estimate."""
    assert any("(perkiraan)" in holiday.name for holiday in public_holidays([2027]))


def test_proposals() -> None:
    """Only dates on which the office would be open are proposed, across the turn of the year."""
    found = proposals(OFFICE, NO_CHANGES, first=TODAY, last=date(2027, 1, 31))
    assert [LEAVE, CHRISTMAS, NEW_YEAR] == [holiday.day for holiday in found][:3]
    assert date(2026, 12, 26) not in {holiday.day for holiday in found}  # a Saturday


def test_nothing_closes_by_itself() -> None:
    """A proposal leaves the date open; confirmed it is closed, declined it is open, and neither is proposed again."""
    assert OFFICE.sessions(CHRISTMAS)
    calendar = with_holiday(NO_CHANGES, CHRISTMAS, "Hari Raya Natal", today=TODAY)
    calendar = without_holiday(calendar, LEAVE, "Cuti Bersama Hari Raya Natal")
    office = applied(OFFICE, calendar)
    assert ((), True) == (office.sessions(CHRISTMAS), bool(office.sessions(LEAVE)))
    assert [NEW_YEAR] == [h.day for h in proposals(office, calendar, first=TODAY, last=date(2027, 1, 1))]
