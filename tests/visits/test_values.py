"""The rules of the office's inside, without a store: lanes, order, hours, stages, estimates."""

from __future__ import annotations

from datetime import date, time

import pytest
from msgspec.structs import replace

from bot.application_steps import FILLED_IN
from bot.calling_rules import Place, Turns, in_order, next_kind, people_before
from bot.estimates import spread_s
from bot.lanes import LANES, Lane, LobbyRules, Station, desks_of, lane_for
from bot.receptions import reception_ms
from bot.visit_values import BEFORE, STAGES, STATION_OF, Kind, may_follow
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
    order = [each.number for each in in_order(priority, [place("A001", 0)], RULES, now_ms=0)]
    assert ["P000", "P001", "A001"] == order[:3]
    regular = [place(f"A{n:03}", n) for n in range(30)]
    assert 0 == people_before("P001", [place("P001", 99)], regular, RULES, now_ms=0)
    assert 31 == len(order)


def test_people_before() -> None:
    """Before somebody are all whom a desk would call first, of both kinds."""
    priority, regular = [place(f"P{n}", n) for n in range(4)], [place(f"A{n}", n) for n in range(4)]
    expected = ["P0", "P1", "A0", "P2", "P3", "A1", "A2", "A3"]
    before = [people_before(number, priority, regular, RULES, now_ms=0) for number in expected]
    assert list(range(8)) == before


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


# --- estimates -------------------------------------------------------------------------------------------


def test_no_estimate_without_experience() -> None:
    """Nothing is promised from fewer than eight services."""
    assert spread_s([300] * 7, 3, desks=1) is None


@pytest.mark.parametrize(
    ("before", "desks", "expected"), [(0, 1, (150, 301)), (3, 1, (1050, 1201)), (3, 2, (525, 601))]
)
def test_even_services(before: int, desks: int, expected: tuple[int, int]) -> None:
    """Where each service takes five minutes, the wait is theirs for those before, and a half to a whole one more."""
    assert expected == spread_s([300] * 8, before, desks=desks)


def test_uneven_services_even_out() -> None:
    """The more are before, the wider the range, but less than so many times as wide."""
    samples = [100, 200, 300, 400, 500, 600, 700, 800]
    one, ten = spread_s(samples, 0, desks=1), spread_s(samples, 9, desks=1)
    assert one is not None
    assert ten is not None
    assert one[1] - one[0] < ten[1] - ten[0] < 10 * (one[1] - one[0])
