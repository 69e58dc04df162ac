"""What people are told of their wait, against how long they waited: on simulated mornings with uneven services."""

from __future__ import annotations

from datetime import datetime
from statistics import median

import pytest
from msgspec.structs import replace

from bench.mornings import USUAL_S, Morning, Played, play, with_desks
from bot.estimates import AT_ONCE_S, PAUSE_S, Crew, crew_of, later_with_priority, range_s, worked_off_s
from bot.lanes import WalkIn
from bot.service_times import FEWEST, OF_TODAY, ServiceTimes, read_services
from bot.store.client import Client
from bot.visit_values import DeskAtWork, Ticket
from tests.offices import MINUTE_MS
from tests.visits.front import Front, office_with_fees

MANY = tuple(WalkIn(category=name, places=10_000, is_priority=name == "elderly") for name in ("general", "elderly"))
CALM = Morning(people=100)


# --- promises on the real store ----------------------------------------------------------------------------


def within(played: Played) -> float:
    """Return the share of waits within what was told."""
    ranges = [(each.told_s or (0, 0), each.waited_s) for each in played.waits]
    return sum(least <= waited_s <= most for (least, most), waited_s in ranges) / len(ranges)


def off_s(played: Played) -> float:
    """Return how far waits usually were from the middle of what was told."""
    return median(abs(each.waited_s - sum(each.told_s or (0, 0)) / 2) for each in played.waits)


@pytest.mark.parametrize(
    ("morning", "share", "far_s"),
    [
        pytest.param(CALM, 0.8, USUAL_S, id="calm"),
        pytest.param(replace(CALM, rush=0.6), 0.8, 3 * USUAL_S, id="rush"),
        pytest.param(replace(CALM, rush=0.4, has_priority=0.2), 0.6, 4 * USUAL_S, id="some go first"),
    ],
)
async def test_promises_are_kept(client: Client, morning: Morning, share: float, far_s: float) -> None:
    """After one day most waits are within what was told, and the store reports the same of them."""
    front = Front(client, with_desks(office_with_fees(), 2))
    visits = front.bookings.visits
    await play(visits, front.office, replace(CALM, has_priority=morning.has_priority), seed=2)
    await client.execute("DEL", "{oCBN}:promises", key="{oCBN}")
    played = await play(visits, front.office, morning, seed=2, day=1)
    error = await front.estimates.error(front.office, "cs")
    assert error is not None
    assert 100 == error.count
    assert pytest.approx(within(played), abs=0.02) == error.within  # the store counts whole seconds
    assert error.within >= share
    assert max(error.median_off_s, off_s(played)) < far_s


async def test_nothing_is_promised_at_first(client: Client) -> None:
    """Before anybody has been served there is no promise, and no error."""
    front = Front(client)
    arrived = await front.visitor()
    assert arrived.standing.wait_s is None
    assert await front.estimates.error(front.office, "cs") is None


async def test_a_free_desk(client: Client) -> None:
    """Once enough is known, whom a desk is free for is promised to be called at once."""
    front = Front(client, replace(office_with_fees(), walk_ins=MANY))
    for _ in range(FEWEST):
        await front.walk_in()
        await front.call("cs-1")
        front.wait(minutes=10)
        await front.desks.finish(front.office, front.desk("cs-1"), front.stamp())
    first = await front.lobby.standing(front.office, await front.walk_in(), now_ms=front.now_ms)
    second = await front.lobby.standing(front.office, await front.walk_in(), now_ms=front.now_ms)
    assert (0, (0, AT_ONCE_S)) == (first.before, first.wait_s)
    assert (1, (900, 901)) == (second.before, second.wait_s)  # one and a half services of exactly 600 s, at one desk


# --- services ----------------------------------------------------------------------------------------------

EVEN = [60, 180] * 15


def test_hours_that_differ() -> None:
    """An hour that clearly takes longer is known by its own mean; hours that differ by chance by that of all."""
    slow = ServiceTimes({9: EVEN, 12: [2 * each for each in EVEN]})
    assert [True, True] == [slow.expected_s(9) < 125, slow.expected_s(12) > 230]
    assert slow.expected_s(9) < slow.expected_s(15) < slow.expected_s(12)
    alike = ServiceTimes({9: EVEN, 12: [each + 3 for each in EVEN]})
    assert pytest.approx(121.5) == alike.expected_s(9) == alike.expected_s(12)


@pytest.mark.parametrize(
    ("of_today", "expected_s"),
    [
        pytest.param([(9, 200)] * OF_TODAY, 200, id="clearly slower"),
        pytest.param([(9, 130)] * OF_TODAY, 120, id="by chance"),
        pytest.param([(9, 400)] * (OF_TODAY - 1), 120, id="too early to tell"),
    ],
)
def test_today(of_today: list[tuple[int, int]], expected_s: float) -> None:
    """Today's services count for the rest of the day when they clearly differ from the usual ones."""
    assert pytest.approx(expected_s) == ServiceTimes({9: EVEN}, of_today=of_today).expected_s(10)


def test_reading() -> None:
    """Services are read by hour, those with priority by their mark, and today's only when they are today's."""
    hours = [b"100 200p 300" if hour == 9 else None for hour in range(24)]
    read = read_services(hours, b"20991130 " + b" ".join([b"09-400"] * OF_TODAY), date="20991130")
    assert 3 == read.count
    assert pytest.approx([1 / 3, 400]) == [read.has_priority, read.expected_s(9)]
    assert 200 == read_services(hours, b"20991129 09-400", date="20991130").expected_s(9)
    assert 0 == read_services([None] * 24, None, date="20991130").count


# --- working off -------------------------------------------------------------------------------------------

NINE = datetime(2099, 11, 30, 9, 30)
STEADY = ServiceTimes({9: [120] * 30, 10: [120] * 30})


@pytest.mark.parametrize(
    ("services", "count", "back_in_s", "expected_s"),
    [
        pytest.param(STEADY, 10, [0.0], 1200, id="one desk"),
        pytest.param(STEADY, 10, [0.0, 0.0], 600, id="two desks"),
        pytest.param(STEADY, 10, [0.0, 600.0], 900, id="one of them pauses at first"),
        pytest.param(STEADY, 10, [300.0], 1500, id="nobody is there at first"),
        pytest.param(ServiceTimes({9: [60] * 60, 10: [120] * 60}), 60, [0.0], 1800 + 3600, id="slower from ten on"),
    ],
)
def test_worked_off(services: ServiceTimes, count: float, back_in_s: list[float], expected_s: float) -> None:
    """The desks that are there work off so many services, hour by hour at what a service takes then."""
    assert pytest.approx(expected_s, rel=0.02) == worked_off_s(services, count, Crew(back_in_s=back_in_s), now=NINE)


def test_width() -> None:
    """The range is wider the more people are before, the fewer services are known, and when desks pause."""

    def width(before: int, *, known: int = 4, back_s: float = 0, later: float = 0) -> int:
        crew = Crew(back_in_s=[0.0, back_s])
        least, most = range_s(ServiceTimes({9: EVEN[:4] * known}), before, crew, later=later, now=NINE)
        return most - least

    assert width(5) < width(20) < width(40)
    assert width(20) < min(width(20, known=2), width(20, back_s=900), width(20, later=5))


@pytest.mark.parametrize(
    ("before", "priority_before", "share", "expected"),
    [
        pytest.param(12, 0, 0.25, 2, id="four more, or none"),
        pytest.param(12, 6, 0.25, 0, id="they are before already"),
        pytest.param(12, 0, 0.0, 0, id="nobody has priority"),
    ],
)
def test_later_with_priority(before: int, priority_before: int, share: float, expected: float) -> None:
    """Half of those are counted who come later and go first, when as many go on coming."""
    assert pytest.approx(expected) == later_with_priority(before, priority_before, share)


def test_crew() -> None:
    """Desks of the lane count when they have done something lately; one that pauses is back after a while."""
    office = office_with_fees()
    ticket = Ticket(number="A001", code="CBN", lane="cs", state="waiting", arrived_ms=0, order_ms=0)
    now_ms = 100 * MINUTE_MS
    busy = DeskAtWork(id="cs-1", ticket="A000", seen_ms=now_ms)
    paused = DeskAtWork(id="cs-2", paused="salat", seen_ms=now_ms - 5 * MINUTE_MS)
    away = DeskAtWork(id="cs-2", seen_ms=now_ms - 70 * MINUTE_MS)
    other = DeskAtWork(id="counter-1", seen_ms=now_ms)
    assert Crew(back_in_s=[0, PAUSE_S - 300]) == crew_of(office, ticket, [busy, paused, other], now_ms=now_ms)
    assert Crew(back_in_s=[0]) == crew_of(office, ticket, [busy, away], now_ms=now_ms)
    assert Crew(back_in_s=[0], free=1) == crew_of(
        office, replace(ticket, sent_to="counter-1"), [busy, other], now_ms=now_ms
    )
    assert Crew(back_in_s=[0, 0]) == crew_of(office, ticket, [away], now_ms=now_ms)
