"""Emergency cases on a real server: one officer takes a case, an hour is given away once, however many ask at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest
from msgspec.structs import replace

from bot.emergencies import CaseRefused, EmergencyCase, PlannedVisit, Plea
from bot.emergency_desk import Emergencies
from bot.messages import ChatRef
from bot.offices import Fee
from bot.store.client import Client
from bot.store.operations import Operation, Stamp
from bot.visit_teams import VisitTeam
from tests.bookings.test_shift_kills import Killed, Mortal
from tests.offices import DAY_MS, NOW_MS, office_of_tests
from tests.store.racers import PROCESSES, Racer, Track, dealt

SATURDAY, SUNDAY = date(2099, 11, 21), date(2099, 11, 22)
TEAMS = (VisitTeam(name="Tim 1", visits=3), VisitTeam(name="Tim 2", visits=2))
OFFICE = replace(office_of_tests(), teams=TEAMS)
WITH_FEES = replace(OFFICE, fees=(Fee(product="plain-5-years", rupiah=350_000, since=date(2018, 1, 1)),))
PLEA = Plea(patient="Siti Aminah", condition="grave", address="Jl. Kesambi 56", contact_phone="+6281234567890")
CHAT = ChatRef("telegram", "cbn", "77")
FAMILIES = 24

pytestmark = pytest.mark.timeout(60)  # the first race waits for eight interpreters


@pytest.fixture(scope="module")
def track(valkey: str) -> Iterator[Track]:
    """Give eight processes."""
    track = Track(valkey)
    yield track
    track.close()


def stamp(name: str, number: int = 0, *, by: str = "") -> Stamp:
    """Return what marks a step."""
    return Stamp(operation=Operation(name, number), now_ms=NOW_MS, by=by)


def desk_of(client: Client) -> Emergencies:
    """Return the cases behind a client."""
    return Racer(client).bookings.visits.emergencies


async def opened(client: Client, name: str = "family") -> EmergencyCase:
    """Return a case that was opened just now."""
    desk, mark = desk_of(client), stamp(name)
    return await desk.open(OFFICE, desk.number_for(mark.operation), PLEA, mark, chat=CHAT, phone="")


async def take(racer: Racer, actor: tuple[str, str]) -> str:
    """Accept a case as an officer; return who has it then."""
    number, officer = actor
    case = await racer.bookings.visits.emergencies.accept(OFFICE, number, stamp(officer, by=officer))
    return f"lost to {case.case.by}" if isinstance(case, CaseRefused) and case.case else officer


async def plan(racer: Racer, number: str) -> str:
    """Plan a case's visit at an hour, with any team; return which, or why not."""
    case = await racer.bookings.visits.emergencies.plan(OFFICE, number, stamp(number, 2), day=SATURDAY, hour="08:00")
    return case.reason if isinstance(case, CaseRefused) else case.visit.team if case.visit else ""


async def plan_sunday(racer: Racer, number: str) -> str:
    """Plan a case's visit on the Sunday, on which one of two teams goes out."""
    teams = (TEAMS[0], replace(TEAMS[1], days=(6,)))
    mark, office = stamp(number, 2), replace(OFFICE, teams=teams)
    case = await racer.bookings.visits.emergencies.plan(office, number, mark, day=SUNDAY, hour="08:00")
    return case.reason if isinstance(case, CaseRefused) else case.visit.team if case.visit else ""


async def test_one_officer_takes_it(client: Client, track: Track) -> None:
    """Of forty officers who press at once one has the case, and all the others are told the same name."""
    case = await opened(client)
    answers = await track.race(take, dealt([(case.number, f"officer {n}") for n in range(5 * PROCESSES)]))
    told = Counter(answer.removeprefix("lost to ") for process in answers for answer in process)
    assert [5 * PROCESSES] == list(told.values())


async def accepted(client: Client) -> list[str]:
    """Return the numbers of two dozen cases that are taken and wait for an hour."""
    desk = desk_of(client)
    numbers = [(await opened(client, f"family {n}")).number for n in range(FAMILIES)]
    for number in numbers:
        await desk.accept(OFFICE, number, stamp(number, 1, by="Tina"))
    return numbers


async def test_an_hour_is_given_away_once(client: Client, track: Track) -> None:
    """Of two dozen families who choose one hour at once, five get it: three with one team and two with the other."""
    answers = await track.race(plan, dealt(await accepted(client)))
    outcomes = Counter(answer for process in answers for answer in process)
    assert {"Tim 1": 3, "Tim 2": 2, "full": FAMILIES - 5} == outcomes
    assert 5 == len(await desk_of(client).route(OFFICE, SATURDAY))


async def test_only_teams_that_go_out(client: Client, track: Track) -> None:
    """Of families who choose a Sunday's hour at once, as many get it as the one team of that day makes visits."""
    answers = await track.race(plan_sunday, dealt(await accepted(client)))
    outcomes = Counter(answer for process in answers for answer in process)
    assert {"Tim 1": 3, "full": FAMILIES - 3} == outcomes


async def test_team_of_another_hour(client: Client) -> None:
    """An hour at which the second team alone goes out is the second team's."""
    teams = (VisitTeam(name="Tim 1", hours=("08:00",)), VisitTeam(name="Tim 2", hours=("14:00",)))
    office, desk, case = replace(OFFICE, teams=teams), desk_of(client), await opened(client)
    await desk.accept(office, case.number, stamp("a", by="Tina"))
    planned = await desk.plan(office, case.number, stamp("b"), day=SATURDAY, hour="14:00")
    assert not isinstance(planned, CaseRefused)
    assert PlannedVisit(SATURDAY, "14:00", "Tim 2") == planned.visit


async def test_moved_visit(client: Client) -> None:
    """A visit that moves to another hour leaves its place to others."""
    desk, case = desk_of(client), await opened(client)
    await desk.accept(OFFICE, case.number, stamp("a", by="Tina"))
    for n, hour in enumerate(("08:00", "10:00")):
        await desk.plan(OFFICE, case.number, stamp("b", n, by="Tina"), day=SATURDAY, hour=hour, team="Tim 1")
    (stop,) = await desk.route(OFFICE, SATURDAY)
    assert stop.visit is not None
    assert "10:00" == stop.visit.hour


async def test_number_of_another(client: Client) -> None:
    """A number that another case has is not given twice; the letters under it stay that one's."""
    first = await opened(client)
    plea = replace(PLEA, doctor_letter=("a",))
    other = await desk_of(client).open(OFFICE, first.number, plea, stamp("other"), chat=CHAT, phone="")
    assert first.number != other.number
    assert () == other.plea.doctor_letter


async def test_repeated(client: Client) -> None:
    """The same operation again makes one case, and takes each step once."""
    assert await opened(client) == await opened(client)
    desk, case = desk_of(client), await opened(client)
    one = await desk.accept(OFFICE, case.number, stamp("a", by="Tina"))
    assert one == await desk.accept(OFFICE, case.number, stamp("a", by="Tina"))
    figures = await desk.figures(OFFICE, date(2099, 11, 1))
    assert (1, 1) == (figures.requests, figures.answered)


async def test_lifetimes(client: Client) -> None:
    """Every key of a case has an end: 400 days while it is open, the office's days when it is over."""
    desk, case = desk_of(client), await opened(client)
    key = f"{{oCBN}}:emergency:{case.number}"
    assert NOW_MS + 400 * DAY_MS == await client.execute("PEXPIRETIME", key, key=key)
    await desk.withdraw(OFFICE, case.number, stamp("b"))
    assert NOW_MS + 30 * DAY_MS == await client.execute("PEXPIRETIME", key, key=key)
    assert [] == await desk.waiting(OFFICE)


async def test_killed_anywhere(client: Client) -> None:
    """After a death behind any call, the same press again ends the visit once, with one application and one figure."""
    for lives in range(40):
        await client.execute("FLUSHALL")
        desk, case = desk_of(client), await opened(client)
        await desk.accept(WITH_FEES, case.number, stamp("a", by="Tina"))
        await desk.plan(WITH_FEES, case.number, stamp("b", by="Tina"), day=SATURDAY, hour="08:00")
        await desk.set_off(WITH_FEES, case.number, stamp("c", by="Tina"))
        dying = desk_of(Mortal(client, lives=lives))  # type: ignore[arg-type]  # as much of a client as is used
        with suppress(Killed):
            await finish(dying, case.number)
            assert lives > 3
            return
        done = await finish(desk, case.number)
        assert not isinstance(done, CaseRefused)
        assert "visited" == done.stage
        applications = Racer(client).bookings.visits.applications
        assert 1 == len(await applications.at(WITH_FEES, "awaiting_payment"))
        assert 1 == (await desk.figures(WITH_FEES, date(2099, 11, 1))).visited
    pytest.fail("it never got through")


async def finish(desk: Emergencies, number: str) -> EmergencyCase | CaseRefused:
    """End a visit, as one press does."""
    return await desk.finish(WITH_FEES, number, stamp("d", by="Tina"), product="plain-5-years")
