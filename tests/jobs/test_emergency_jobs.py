"""The emergency service by the clock: who is visited today is told once, and summaries tell of it without names."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from msgspec.structs import replace

from bot.app import House
from bot.emergencies import CaseRefused, EmergencyCase, Plea
from bot.jobs.periods import Period, due
from bot.jobs.work import do_in
from bot.messages import ChatRef, Reply, Words
from bot.store.operations import Operation, Stamp
from tests.jobs.people import OFFICE, STAFF_CHAT, replies, waiting
from tests.offices import DAY_MS, MONDAY, NOW_MS, instant

SATURDAY = date(2099, 11, 21)
VISITS = Period("visits", "CBN", SATURDAY)
MORNING_MS = instant(SATURDAY, time(6))
CHAT = ChatRef("web", "cbn", "77")
PLEA = Plea(patient="Siti Aminah", condition="grave", address="Jl. Kesambi 56", contact_phone="+6281234567890")


async def planned(house: House, *, hour: str = "08:00", name: str = "one", now_ms: int = NOW_MS) -> EmergencyCase:
    """Return a case whose visit is on Saturday."""
    desk = house.bookings.visits.emergencies
    stamps = [Stamp(operation=Operation(name, n), now_ms=now_ms, by="Tina" if n else "") for n in range(3)]
    opened = await desk.open(OFFICE, desk.number_for(stamps[0].operation), PLEA, stamps[0], chat=CHAT, phone="")
    await desk.accept(OFFICE, opened.number, stamps[1])
    case = await desk.plan(OFFICE, opened.number, stamps[2], day=SATURDAY, hour=hour)
    assert not isinstance(case, CaseRefused)
    return case


async def staff(house: House) -> Reply:
    """Return the one thing that the staff are told."""
    (entry,) = await waiting(house, channel="telegram")
    assert STAFF_CHAT == entry.chat.chat_id
    return entry.reply


async def test_told_on_the_day(house: House) -> None:
    """The family of a planned visit is told when the team comes, the staff how many visits there are; both once."""
    case = await planned(house)
    for _ in range(2):
        await do_in(house, VISITS, now_ms=MORNING_MS)
    (letter,) = await replies(house)
    assert ("emergency-today", case.number, "08:00") == (letter.key, letter.values["number"], letter.values["hour"])
    told = await staff(house)
    assert ("staff-route-today", "1") == (told.key, told.values["count"])


async def test_nobody_to_visit(house: House) -> None:
    """Without visits nothing is said; a family whose team has set off already is not told again."""
    await do_in(house, replace(VISITS, day=MONDAY), now_ms=MORNING_MS)
    assert [] == await replies(house)
    assert [] == await waiting(house, channel="telegram")
    case = await planned(house)
    away = Stamp(operation=Operation("team", 1), now_ms=NOW_MS, by="Tina")
    await house.bookings.visits.emergencies.set_off(OFFICE, case.number, away)
    await do_in(house, VISITS, now_ms=MORNING_MS)
    assert [] == await replies(house)


@pytest.mark.parametrize(
    ("hour", "is_due"), [(time(5, 59), False), (time(6), True), (time(11, 59), True), (time(12), False)]
)
def test_due_in_the_morning(hour: time, is_due: bool) -> None:
    """Visits are told of in the morning, and no more once it is over."""
    found = due(OFFICE, datetime.combine(SATURDAY, hour, OFFICE.timezone))
    assert is_due == (VISITS in list(found))


async def test_weekend_in_the_summary(house: House) -> None:
    """Monday's summary tells what happened since Friday's."""
    await planned(house, hour="10:00", now_ms=NOW_MS + 5 * DAY_MS)  # on Saturday at nine
    monday = SATURDAY + timedelta(days=2)
    await do_in(house, Period("summary", "CBN", monday), now_ms=instant(monday, time(17)))
    happened = (await staff(house)).values["emergencies"]
    assert isinstance(happened, Words)
    assert ("1", "1") == (happened.values["requests"], happened.values["answered"])


async def test_quiet_day(house: House) -> None:
    """A summary says nothing of the service when nothing happened."""
    await do_in(house, Period("summary", "CBN", MONDAY), now_ms=instant(MONDAY, time(17)))
    assert "" == (await staff(house)).values["emergencies"]


async def test_month(house: House) -> None:
    """A month is told to those who deal with the cases, once; of one without any nothing is said."""
    await planned(house)
    for month in (date(2099, 11, 1), date(2099, 11, 1), date(2099, 10, 1)):
        await do_in(house, Period("month", "CBN", month), now_ms=instant(date(2099, 12, 1), time(17)))
    told = await staff(house)
    assert ("staff-case-figures", "1") == (told.key, told.values["requests"])
