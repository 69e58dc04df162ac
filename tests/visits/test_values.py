"""The rules of the office's inside, without a store: lanes, order, hours, stages."""

from __future__ import annotations

from datetime import date, time

import pytest
from msgspec.structs import replace

from bot.application_steps import FILLED_IN
from bot.calling_rules import Caller, Place, Turns, callers_of, in_turn, next_kind
from bot.lanes import LANES, Lane, LobbyRules, Station, desks_of, lane_for
from bot.receptions import reception_ms
from bot.visit_values import BEFORE, STAGES, STATION_OF, DeskAtWork, Kind, may_follow
from tests.offices import HOLIDAY, MINUTE_MS, MONDAY, instant
from tests.visits.front import office_with_fees

RULES = LobbyRules()
OFFICE = office_with_fees()


def test_numbers_and_codes_differ() -> None:
    """A queue number is a letter and three digits, more when a day has more."""
    assert ["A001", "A099", "A1000"] == [LANES[0].number(count) for count in (1, 99, 1000)]


def test_an_office_has_desks_by_default() -> None:
    """An office that writes nothing has two desks for the papers, three counters, and one each for the others."""
    ids = ["cs-1", "cs-2", "counter-1", "counter-2", "counter-3", "priority-1", "collection-1"]
    assert ids == [desk.id for desk in OFFICE.desks] == [desk.id for desk in desks_of(LANES)]
    assert ["CS 1", "Loket 3"] == [OFFICE.desks[0].name, OFFICE.desks[4].name]


@pytest.mark.parametrize(
    ("station", "has_priority", "lane"),
    [
        ("cs", False, "cs"),
        ("cs", True, "priority"),
        ("counter", True, "counter"),
        ("collection", True, "collection"),
    ],
)
def test_lane_for(station: Station, has_priority: bool, lane: str) -> None:
    """Who has priority waits in a lane for it where the station has one."""
    found = lane_for(LANES, station, has_priority=has_priority)
    assert lane == (found.id if found else "")


def test_no_lane() -> None:
    """Nobody waits for a station that the office lacks, nor without priority in a lane that is for it."""
    assert lane_for((Lane(id="p", prefix="P", counters=1, is_for_priority=True),), "cs", has_priority=False) is None


# --- the order -------------------------------------------------------------------------------------------


def place(number: str, minute: int) -> Place:
    """Return where somebody stands who came in a minute."""
    return Place(minute * MINUTE_MS, number, minute * MINUTE_MS)


@pytest.mark.parametrize(
    ("turns", "priority", "regular", "expected"),
    [
        pytest.param(Turns(), 10, 0, "priority", id="a desk begins with priority"),
        pytest.param(Turns("priority", 1), 10, 10, "priority", id="a second one in a row"),
        pytest.param(Turns("priority", 2), 10, 10, "regular", id="but no third"),
        pytest.param(Turns("regular", 1), 10, 10, "priority", id="after a regular one priority again"),
        pytest.param(Turns("priority", 1), 44, 0, "regular", id="who has waited 45 minutes comes after one"),
        pytest.param(Turns("priority", 1), 44, 1, "priority", id="who has waited 44 does not"),
        pytest.param(Turns("priority", 2), None, 0, "regular", id="only regular people"),
        pytest.param(Turns("priority", 9), 0, None, "priority", id="only priority people"),
    ],
)
def test_next_kind(turns: Turns, priority: int | None, regular: int | None, expected: str) -> None:
    """The kinds take turns, two to one; who has waited long gets every second turn."""
    came: dict[Kind, int | None] = {"priority": priority, "regular": regular}
    firsts = {kind: place("X001", minute) for kind, minute in came.items() if minute is not None}
    assert expected == next_kind(turns, firsts, RULES, now_ms=45 * MINUTE_MS)


def test_nobody_starves() -> None:
    """However many come with priority, a regular person is called after two of them, and the other way round."""
    priority = [place(f"P{n:03}", n) for n in range(30)]
    order = called(1, priority, [place("A001", 0)])
    assert ["P000", "P001", "A001"] == order[:3]
    assert 31 == len(order)
    assert "P001" == called(1, [place("P001", 99)], [place(f"A{n:03}", n) for n in range(30)])[0]


@pytest.mark.parametrize(
    ("desks", "expected"),
    [
        pytest.param(1, "P0 P1 A0 P2 P3 A1 A2 A3", id="one desk"),
        pytest.param(2, "P0 P1 P2 P3 A0 A1 A2 A3", id="two desks, each with its own turns"),
    ],
)
def test_order(desks: int, expected: str) -> None:
    """Desks call one after the other, each by its own turns of both kinds."""
    priority, regular = [place(f"P{n}", n) for n in range(4)], [place(f"A{n}", n) for n in range(4)]
    assert expected.split() == called(desks, priority, regular)


def test_order_over_several_lines() -> None:
    """A desk with two lines calls from both; another one with one of them takes its share."""
    callers = [Caller(("cs", "priority")), Caller(("cs",))]
    waiting: dict[tuple[str, Kind], list[Place]] = {
        ("priority", "priority"): [place(f"P{n}", n) for n in range(3)], ("cs", "regular"): [place("A0", 0)],
    }  # fmt: skip
    assert ["P0", "A0", "P1", "P2"] == [each.number for each in in_turn(callers, waiting, RULES, now_ms=0)]


def called(desks: int, priority: list[Place], regular: list[Place]) -> list[str]:
    """Return the numbers of a line in the order in which so many desks call them."""
    waiting: dict[tuple[str, Kind], list[Place]] = {("cs", "priority"): priority, ("cs", "regular"): regular}
    return [each.number for each in in_turn([Caller(("cs",))] * desks, waiting, RULES, now_ms=0)]


def test_callers() -> None:
    """A desk that is free calls next, then who has called longest ago; who pauses or is away calls when all are."""
    now_ms, desks = 10**9, OFFICE.desks[:2]
    busy = DeskAtWork(id="cs-1", ticket="A001", seen_ms=now_ms - 60_000, last_kind="regular", in_a_row=1)
    free = DeskAtWork(id="cs-2", seen_ms=now_ms)
    called_first = Caller(("@cs-1", "cs"), Turns("regular", 1))
    assert [Caller(("@cs-2", "cs")), called_first] == callers_of("cs", desks, [busy, free], now_ms=now_ms)
    for gone in (replace(free, paused="salat"), replace(free, seen_ms=1)):
        assert [called_first] == callers_of("cs", desks, [busy, gone], now_ms=now_ms)
    assert [Caller(("@cs-2", "cs"))] == callers_of("@cs-2", desks, [busy, free], now_ms=now_ms)
    assert 2 == len(callers_of("cs", desks, [DeskAtWork(id="cs-1"), DeskAtWork(id="cs-2")], now_ms=now_ms))
    assert [Caller(("closed",))] == callers_of("closed", desks, [busy, free], now_ms=now_ms)


# --- days and hours --------------------------------------------------------------------------------------


def test_reception_hours() -> None:
    """A session's people are received from an hour before it to half an hour behind its end."""
    assert (instant(MONDAY, time(7)), instant(MONDAY, time(9, 30))) == reception_ms(OFFICE, MONDAY, "08:00")


def test_working_days() -> None:
    """Three working days after a Monday leave out the holiday, and those after a Thursday the weekend."""
    assert date(2099, 12, 4) == OFFICE.working_day_after(MONDAY, 3)
    assert HOLIDAY not in {OFFICE.working_day_after(MONDAY, n) for n in range(1, 30)}
    assert date(2099, 12, 8) == OFFICE.working_day_after(date(2099, 12, 3), 3)
    never = replace(OFFICE, week={})
    assert date(2099, 12, 3) == never.working_day_after(MONDAY, 3)


def test_fee_of_a_date() -> None:
    """A product costs what the latest fee that has begun says."""
    newer = replace(OFFICE.fees[0], rupiah=400_000, since=MONDAY)
    office = replace(OFFICE, fees=(*OFFICE.fees, newer))
    fees = [office.fee("plain", day) for day in (date(2017, 1, 1), date(2099, 11, 29), MONDAY)]
    assert [None, 350_000, 400_000] == [fee and fee.rupiah for fee in fees]
    assert office.fee("golden", MONDAY) is None


# --- stages ----------------------------------------------------------------------------------------------


def test_every_stage_can_be_reached() -> None:
    """From the booking each stage can be reached, and the last ones lead nowhere."""
    reached: set[str] = {""}
    for _ in STAGES:
        reached |= {stage for stage in STAGES if BEFORE[stage] & reached}
    assert {"", *STAGES} == reached
    assert {"collected", "expired"} == {s for s in STAGES if not any(may_follow(s, after) for after in STAGES)}


def test_tables_name_stages() -> None:
    """The tables speak of stages that there are."""
    assert set(STAGES) == set(BEFORE)
    assert set(STATION_OF) | set(FILLED_IN) <= set(STAGES)
