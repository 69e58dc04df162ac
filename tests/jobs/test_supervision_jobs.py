"""Reports in the summaries: counts alone, told to the staff once, and nothing of what was reported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace

from bot.app import House
from bot.jobs.periods import Period
from bot.jobs.work import do_in
from bot.messages import ChatRef, Day, Reply, Words
from bot.staff import Member
from bot.store.operations import Operation
from bot.store.staff import Members
from bot.store.supervision import Reports
from bot.supervision import Report, ReportState
from tests.jobs.people import OFFICE, STAFF_CHAT, waiting
from tests.offices import DAY_MS, NOW_MS, TODAY, instant
from tests.staffing import employ

CHAT = ChatRef("web", "cbn", "77")
SECRETS = ("Warung Biru", "Budi Santoso", "+6281277700077", "WNA-")


async def made(house: House, number: int, *, now_ms: int = NOW_MS) -> Report:
    """Make a report."""
    report = Report(
        number=f"WNA-{number}", made_ms=now_ms, what="work", place="Warung Biru", when="kemarin", details="bekerja",
        name="Budi Santoso", phone="+6281277700077",
    )  # fmt: skip
    operation = Operation("reporter", number)
    await Reports(house.client, house.sealer).make(OFFICE, report, CHAT, phone="", operation=operation, now_ms=now_ms)
    return report


async def become(house: House, report: Report, state: ReportState, *, hours: int, day: int = 0) -> None:
    """Let a report have another state some hours, and days, after it was made; the same message twice."""
    now_ms = report.made_ms + hours * 3600_000 + day * DAY_MS
    for _ in range(2):
        await Reports(house.client, house.sealer).change(
            OFFICE, report.number, lambda found: replace(found, state=state, ended_ms=now_ms if state == "done" else 0),
            operation=Operation(f"officer {state}", int(report.number[4:])), now_ms=now_ms,
        )  # fmt: skip


async def told(house: House, period: Period) -> list[Reply]:
    """Do a job twice; return what the staff are told."""
    for _ in range(2):
        await do_in(house, period, now_ms=instant(period.day, time(17)))
    entries = await waiting(house, channel="telegram")
    assert {STAFF_CHAT} >= {entry.chat.chat_id for entry in entries}
    assert [] == [secret for secret in SECRETS if any(secret in repr(entry.reply) for entry in entries)]
    return [entry.reply for entry in entries]


async def test_day(house: House) -> None:
    """The daily summary tells how many came, how soon they were followed up, how many ended and how many are open."""
    first, second, _ = [await made(house, number) for number in range(3)]
    await become(house, first, "followed", hours=1)
    await become(house, first, "done", hours=3)
    await become(house, second, "done", hours=2)
    (summary,) = await told(house, Period("summary", "CBN", TODAY))
    words = summary.values["reports"]
    assert isinstance(words, Words)
    expected = {"received": "3", "answered": "2", "answer-hours": "1,5", "ended": "2", "open": "1", "late": "0"}
    assert ("staff-reports-lately", expected) == (words.key, words.values)


async def test_taken_up_again(house: House) -> None:
    """A report that is taken up again is answered once, and open."""
    report = await made(house, 1)
    await become(house, report, "done", hours=1)
    await become(house, report, "followed", hours=2)
    (summary,) = await told(house, Period("summary", "CBN", TODAY))
    words = summary.values["reports"]
    assert isinstance(words, Words)
    assert ("1", "1") == (words.values["answered"], words.values["open"])


@pytest.mark.parametrize(("due", "late"), [(TODAY - timedelta(days=1), "1"), (TODAY, "0"), (None, "0")])
async def test_late(house: House, due: date | None, late: str) -> None:
    """An open report whose date is over is counted as late."""
    report = await made(house, 1)
    await Reports(house.client, house.sealer).change(
        OFFICE, report.number, lambda found: replace(found, due=due), operation=Operation("o", 1), now_ms=NOW_MS
    )
    (summary,) = await told(house, Period("summary", "CBN", TODAY))
    words = summary.values["reports"]
    assert isinstance(words, Words)
    assert late == words.values["late"]


DUE: Mapping[str, tuple[int, date | None, str, Mapping[str, str]]] = {
    "today": (1, TODAY, "Rina", {"31": "WNA-1"}),
    "late": (1, TODAY - timedelta(days=3), "Rina", {"31": "WNA-1"}),
    "nobody's": (1, TODAY, "", {"31": "WNA-1", "41": "WNA-1"}),
    "of one who reads none": (2, TODAY, "Siti", {"31": "WNA-0, WNA-1", "41": "WNA-0, WNA-1"}),
    "tomorrow": (1, TODAY + timedelta(days=1), "Rina", {}),
    "without a date": (1, None, "Rina", {}),
}


@pytest.mark.parametrize(("count", "due", "officer", "expected"), DUE.values(), ids=DUE)
async def test_deadlines(house: House, count: int, due: date | None, officer: str, expected: Mapping[str, str]) -> None:
    """In the morning each officer is told, in private and once, of what is due: their own, and what is nobody's."""
    reports = Reports(house.client, house.sealer)
    for name, chat in (("Rina", "31"), ("Tono", "41")):
        member = Member(id=f"telegram:{chat}", name=name, roles=("supervision",))
        await employ(Members(house.client, house.sealer), OFFICE, member)
        await reports.readers.remember(OFFICE, member, ChatRef("telegram", "cbn", chat))
    for number in range(2 - count, 2):
        report = await made(house, number)
        await reports.change(
            OFFICE, report.number, lambda found: replace(found, due=due, officer=officer),
            operation=Operation("o", number), now_ms=NOW_MS,
        )  # fmt: skip
    for _ in range(2):
        await do_in(house, Period("deadlines", "CBN", TODAY), now_ms=instant(TODAY, time(6)))
    entries = await waiting(house, channel="telegram")
    assert expected == {entry.chat.chat_id: entry.reply.values["numbers"] for entry in entries}
    assert len(expected) == len(entries)


async def test_quiet_day(house: House) -> None:
    """Without a report nothing is said."""
    (summary,) = await told(house, Period("summary", "CBN", TODAY))
    assert "" == summary.values["reports"]


async def test_month(house: House) -> None:
    """A month is told once, whenever in it things happened; a month without any is not."""
    report = await made(house, 1)
    await made(house, 2, now_ms=NOW_MS + DAY_MS)
    await become(house, report, "done", hours=0, day=1)
    (month,) = await told(house, Period("month", "CBN", date(2099, 11, 1)))
    assert {
        "month": Day(date(2099, 11, 1), "month"), "received": "2", "answered": "1", "answer-hours": "24,0",
        "ended": "1", "open": "1", "late": "0",
    } == month.values  # fmt: skip
    assert [] == await told(house, Period("month", "CBN", date(2099, 10, 1)))
