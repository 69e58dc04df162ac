"""The audit finds every call out of turn and every missing number, and nothing where all is well."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.lane_audit import audit_lanes, faults
from bot.store.client import Client
from bot.store.visit_events import VisitEvent
from tests.offices import MINUTE_MS
from tests.visits.front import Front

RULE = "2;1;2700000;@cs-1,cs"


def event(what: str, number: str, minute: int = 0, *, desk: str = "-", line: str = "cs", kind: str = "") -> VisitEvent:
    """Return an event of a day; numbers with P are of people with priority."""
    kind = kind or ("priority" if number.startswith("P") else "regular")
    at_ms = minute * MINUTE_MS
    return VisitEvent(
        id="0-1", what=what, day="20991130", number=number, line=line, desk=desk, kind=kind, at_ms=at_ms,  # type: ignore[arg-type]  # as the store sends it
        arrived_ms=at_ms, order_ms=at_ms, rule=RULE if what == "called" else "-",
    )  # fmt: skip


def called(number: str, minute: int = 10) -> VisitEvent:
    """Return a call of a desk."""
    return event("called", number, minute, desk="cs-1")


COME = [event("waiting", "A001", 1), event("waiting", "A002", 2), event("waiting", "P001", 3)]


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        pytest.param([*COME, called("P001"), called("A001"), called("A002")], [], id="in order"),
        pytest.param(
            [*COME, called("A001")], ["20991130: cs-1 called A001, but P001 was first"], id="priority was first"
        ),
        pytest.param(
            [*COME, called("P001"), called("A002")], ["20991130: cs-1 called A002, but A001 was first"], id="jumped"
        ),
        pytest.param(
            [*COME, called("P001"), called("P001")],
            ["20991130: cs-1 called P001, but A001 was first", "20991130: cs-1 called P001, who did not wait there"],
            id="called twice",
        ),
        pytest.param([event("taken", "A001"), event("taken", "A003")], ["number A002 was never given"], id="a gap"),
        pytest.param(
            [event("waiting", "A001"), event("waiting", "A001")], ["20991130: A001 waits twice"], id="in line twice"
        ),
        pytest.param([*COME, event("withdrawn", "P001"), called("A001")], [], id="withdrawn"),
    ],
)
def test_faults(happened: list[VisitEvent], expected: list[str]) -> None:
    """Each fault is told with who, where and who should have been."""
    assert expected == list(faults(happened))


async def test_a_fault_in_the_store_is_found(front: Front, client: Client) -> None:
    """Somebody who is put before the others behind the rule's back shows in the audit."""
    for _ in range(3):
        await front.walk_in()
        front.wait(minutes=1)
    assert [] == await audit_lanes(front.events, front.office)
    await client.execute("ZADD", "{oCBN}:line:20991130:cs:regular", 1, "A003", key="{oCBN}")
    assert "A003" == await front.call("cs-1")
    assert ["CBN 20991130: cs-1 called A003, but A001 was first"] == await audit_lanes(front.events, front.office)


async def test_a_day_whose_beginning_is_lost(front: Front, client: Client) -> None:
    """A day of which the stream has dropped the first entries is not judged."""
    for _ in range(3):
        await front.walk_in()
    await client.execute("XTRIM", "{oCBN}:events", "MAXLEN", 3, key="{oCBN}")
    await front.call("cs-1")
    assert [] == await audit_lanes(front.events, front.office)
    front.wait(days=1)
    await front.walk_in()
    await client.execute("ZREM", "{oCBN}:line:20991201:cs:regular", "A001", key="{oCBN}")
    await front.walk_in()
    await front.call("cs-1")
    assert ["CBN 20991201: cs-1 called A002, but A001 was first"] == await audit_lanes(front.events, front.office)


async def test_two_days_whose_beginning_is_lost(front: Front, client: Client) -> None:
    """When the clocks differ at midnight, a new day that began before the old one's last event is not judged either."""
    await front.walk_in()
    front.wait(days=1)
    for _ in range(2):
        await front.walk_in()
    await client.execute("ZADD", "{oCBN}:line:20991201:cs:regular", 1, "A002", key="{oCBN}")
    await front.call("cs-1")
    assert ["CBN 20991201: cs-1 called A002, but A001 was first"] == await audit_lanes(front.events, front.office)
    front.wait(days=-1)
    await front.call("cs-1")
    await client.execute("XTRIM", "{oCBN}:events", "MAXLEN", 7, key="{oCBN}")
    assert [] == await audit_lanes(front.events, front.office)


def test_rules_of_the_time_count() -> None:
    """A call is judged by the rule that it went by, not by today's."""
    once = replace(called("A001", 11), rule="1;1;2700000;@cs-1,cs")
    come = [*COME, event("waiting", "P002", 4), called("P001")]
    assert [] == list(faults([*come, once]))
    assert ["20991130: cs-1 called A001, but P002 was first"] == list(faults([*come, called("A001", 11)]))
