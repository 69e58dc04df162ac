"""Reports at the store: changed by many at once without a loss, once for an operation, and forgotten in time."""

from __future__ import annotations

import asyncio

import pytest
from msgspec.structs import replace

from bot.messages import ChatRef
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.supervision import OPEN_MS, Reports
from bot.supervision import Addition, Report
from tests.offices import NOW_MS, office_of_tests
from tests.requests import sealer_of_tests

OFFICE = office_of_tests()
CHAT = ChatRef("telegram", "cbn", "pelapor-77")
MADE = Operation("chat", 1)
REPORT = Report(number="WNA-7K3M-9QXD", made_ms=NOW_MS, what="work", place="pasar", when="kemarin", details="bekerja")
PHONE = "+6281234567890"


@pytest.fixture
async def reports(client: Client) -> Reports:
    """Give the reports, one of them made."""
    reports = Reports(client, sealer_of_tests())
    await reports.make(OFFICE, REPORT, CHAT, phone=PHONE, operation=MADE, now_ms=NOW_MS)
    return reports


def noting(text: str) -> Addition:
    """Return a note."""
    return Addition(at_ms=NOW_MS, text=text, by="Rina")


async def note(reports: Reports, number: int) -> None:
    """Note something."""

    def noted(report: Report) -> Report:
        return replace(report, notes=(*report.notes, noting(f"{number}")))

    operation = Operation("officer", number)
    assert await reports.change(OFFICE, REPORT.number, noted, operation=operation, now_ms=NOW_MS)


async def test_many_at_once(reports: Reports) -> None:
    """Thirty notes at once, each of them twice, are thirty notes."""
    await asyncio.gather(*(note(reports, number) for number in [*range(30)] * 2))
    report = await reports.find(OFFICE, REPORT.number)
    assert report is not None
    assert {f"{number}" for number in range(30)} == {each.text for each in report.notes}
    assert 30 == len(report.notes)


async def test_made_twice(reports: Reports) -> None:
    """A report that is made again by the same message stays as it was, and as it is by now."""
    await note(reports, 1)
    await reports.make(OFFICE, REPORT, CHAT, phone="", operation=MADE, now_ms=NOW_MS)
    report = await reports.find(OFFICE, REPORT.number)
    assert report is not None
    assert ["1"] == [each.text for each in report.notes]


OWNERS = {
    "the chat": (Operation("chat", 9), "", True),
    "another chat with the number": (Operation("other", 1), PHONE, True),
    "another chat": (Operation("other", 1), "", False),
    "another number": (Operation("other", 1), "+6281234567891", False),
}


@pytest.mark.parametrize(("operation", "phone", "is_own"), OWNERS.values(), ids=OWNERS)
async def test_own(reports: Reports, operation: Operation, phone: str, is_own: bool) -> None:
    """A report is its reporter's in that chat and with that number, and nobody else's."""
    found = await reports.own(OFFICE, REPORT.number, operation, phone=phone)
    assert is_own == (found is not None)
    assert await reports.own(OFFICE, "WNA-0000-0000", operation, phone=phone) is None


async def test_reporter(reports: Reports) -> None:
    """Where to write to the reporter is kept beside the report, never in it."""
    assert CHAT == await reports.reporter(OFFICE, REPORT.number)
    assert await reports.reporter(OFFICE, "WNA-0000-0000") is None
    assert "pelapor" not in repr(await reports.find(OFFICE, REPORT.number))


async def test_forgotten(reports: Reports, client: Client) -> None:
    """An open report stays until long after its last change, and an ended one leaves the list when its time is over."""
    key = f"{{oCBN}}:report:{REPORT.number}"
    assert NOW_MS + OPEN_MS == await client.execute("PEXPIRETIME", key)
    await reports.change(
        OFFICE, REPORT.number, lambda report: replace(report, state="done", ended_ms=NOW_MS),
        operation=Operation("officer", 1), now_ms=NOW_MS,
    )  # fmt: skip
    ends_ms = NOW_MS + OFFICE.retention_days * 24 * 3600_000
    assert ends_ms == await client.execute("PEXPIRETIME", key)
    await client.execute("DEL", key)
    other = replace(REPORT, number="WNA-OTHER")
    await reports.make(OFFICE, other, CHAT, phone="", operation=Operation("chat", 2), now_ms=ends_ms)
    assert [b"WNA-OTHER"] == await client.execute("ZRANGE", "{oCBN}:reports", 0, -1)


async def test_rate(reports: Reports) -> None:
    """One chat makes five reports at once, another one its own; a fifth of a day later there may be one more."""
    made = [await reports.may_make(Operation("chat", n), now_ms=NOW_MS) for n in range(6)]
    assert [True] * 5 + [False] == made
    assert await reports.may_make(Operation("other", 1), now_ms=NOW_MS)
    assert await reports.may_make(Operation("chat", 7), now_ms=NOW_MS + 24 * 3600_000 // 5 + 1)
