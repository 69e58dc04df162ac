"""Midnight in WIB, WITA and WIT: each date has its own numbers, lines and desks, whatever the clocks of others show."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import date, time
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from bot.lane_audit import audit_lanes
from bot.lanes import Desk, WalkIn
from bot.offices import Office, Session
from bot.store.calling import DeskOutcome
from bot.store.client import Client
from bot.store.operations import Operation, Stamp
from bot.store.tickets import Tickets
from bot.store.visit_events import FIRST
from bot.visit_values import Arrived
from tests.offices import MINUTE_MS, MONDAY, TUESDAY, instant
from tests.store.audits import immortals, miscounts
from tests.store.racers import PROCESSES, Racer, Track, dealt
from tests.visits.front import Front, office_with_fees

SOAK = os.environ.get("ANTRIAN_SOAK") == "1"
ROUNDS, HALF = (5, 250) if SOAK else (1, 25)
"""How many people come to each kiosk before midnight, and as many after."""

KIOSKS, DESKS, BOOKED, PATIENCE = 4, 30, 8, 300
ZONES = {"CBN": "Asia/Jakarta", "MKS": "Asia/Makassar", "JAP": "Asia/Jayapura"}
LANES = (("cs",), ("cs", "priority"), ("priority",))
NIGHT = (
    Session(start=time(), end=time(1), pools={"regular": BOOKED}),
    Session(start=time(23), end=time(23, 59), pools={"regular": BOOKED}),
)

pytestmark = pytest.mark.timeout(0 if SOAK else 60)  # the first race waits for eight interpreters


def office_at_night(code: str) -> Office:
    """Return an office of one of the zones, which receives people before and after midnight."""
    return replace(
        office_with_fees(code, zone=ZONES[code]),
        week=dict.fromkeys(range(1, 6), NIGHT),
        desks=tuple(Desk(id=f"desk-{n}", name=f"CS {n}", lanes=LANES[n % 3]) for n in range(DESKS)),
        walk_ins=tuple(
            WalkIn(category=name, places=100_000, is_priority=name == "elderly") for name in ("general", "elderly")
        ),
    )


OFFICES = {code: office_at_night(code) for code in ZONES}
MIDNIGHTS_MS = {code: instant(TUESDAY, time(), office=office) for code, office in OFFICES.items()}


def midnight_ms(office: Office) -> int:
    """Return the midnight that all have to pass."""
    return MIDNIGHTS_MS[office.code]


# --- a press that comes again behind midnight ----------------------------------------------------------------


Press = Callable[[Front, Stamp], Awaitable[object]]

PRESSES: dict[str, Press] = {
    "walk in": lambda front, stamp: front.lobby.walk_in(front.office, "general", stamp),
    "call": lambda front, stamp: front.desks.call_next(front.office, front.desk("desk-3"), stamp),
    "recall": lambda front, stamp: front.desks.recall(front.office, front.desk("desk-0"), stamp),
    "skip": lambda front, stamp: front.desks.skip(front.office, front.desk("desk-0"), stamp),
    "finish": lambda front, stamp: front.desks.finish(front.office, front.desk("desk-0"), stamp),
    "pause": lambda front, stamp: front.desks.pause(front.office, front.desk("desk-0"), stamp, reason="salat"),
    "complete": lambda front, stamp: front.work.complete(
        front.office, front.desk("desk-0"), stamp, product="plain", category="adult"
    ),
}


@pytest.mark.parametrize("code", ZONES, ids=ZONES.__getitem__)
@pytest.mark.parametrize("press", PRESSES)
async def test_pressed_again_behind_midnight(client: Client, press: str, code: str) -> None:
    """A press that comes again a moment after midnight has its effect on the day before, and none on the new one."""
    office = OFFICES[code]
    front = Front(client, office, now_ms=midnight_ms(office) - MINUTE_MS)
    for _ in range(2):
        walked_in = await front.walk_in()
        await front.applications.identify(office, walked_in.code, front.stamp(), name="Sri Rahayu")
    await front.call("desk-0")
    stamp = replace(front.stamp(), now_ms=midnight_ms(office) - 1)
    await PRESSES[press](front, stamp)
    yesterday = await Tickets(client).of_day(office, MONDAY)
    front.now_ms = midnight_ms(office)
    again = await PRESSES[press](front, replace(stamp, now_ms=front.now_ms))
    if isinstance(again, Arrived):
        assert ("A003", "lapsed", False) == (again.standing.ticket.number, again.standing.ticket.state, again.is_new)
    assert list(yesterday) == list(await Tickets(client).of_day(office, MONDAY))
    assert [] == list(await Tickets(client).of_day(office, TUESDAY))
    assert {""} == {desk.ticket + desk.paused for desk in await front.desks.at_work(office, now_ms=front.now_ms)}


async def test_paper_of_yesterday(client: Client) -> None:
    """A paper that comes out behind midnight lets nobody wait who has the same number today."""
    office = OFFICES["JAP"]
    front = Front(client, office, now_ms=midnight_ms(office) - 1)
    await front.lobby.walk_in(office, "general", front.stamp(), prints=True)
    front.now_ms += 1
    await front.lobby.walk_in(office, "general", front.stamp(), prints=True)
    assert await front.lobby.printed(office, "A001", front.stamp(), day=MONDAY) is None
    assert "printing" == await front.state("A001")
    await front.lobby.printed(office, "A001", front.stamp(), day=TUESDAY)
    assert "waiting" == await front.state("A001")


# --- the race ------------------------------------------------------------------------------------------------


class Clock(NamedTuple):
    """What one kiosk or desk takes for the time: from when on, and how much each step takes."""

    starts_ms: int
    step_ms: int

    def at(self, step: float) -> int:
        """Return the time after so many steps."""
        return self.starts_ms + round(step * self.step_ms)


class Sleepless(NamedTuple):
    """A kiosk with the people who come to it, or a desk."""

    kind: str
    n: int
    office: str
    clock: Clock
    codes: Sequence[str] = ()


@pytest.fixture(scope="module")
def track(valkey: str) -> Iterator[Track]:
    """Give eight processes."""
    track = Track(valkey)
    yield track
    track.close()


async def stay_up(racer: Racer, actor: Sleepless) -> list[str]:
    """Work through midnight; return "<date> <number>" of whom a kiosk gave a number, or a desk has called."""
    office = OFFICES[actor.office]
    return await (receive(racer, office, actor) if actor.kind == "kiosk" else call(racer, office, actor))


async def receive(racer: Racer, office: Office, kiosk: Sleepless) -> list[str]:
    """Give numbers; each press comes again one step later, that of the last person before midnight behind it."""
    lobby, given = racer.bookings.visits.lobby, list[str]()
    for n, code in enumerate(kiosk.codes):
        for step in (n, n + 1):
            stamp = Stamp(operation=Operation(f"kiosk-{kiosk.n}", n), now_ms=kiosk.clock.at(step))
            arrived = (
                await lobby.walk_in(office, code, stamp, prints=True)
                if code in ("general", "elderly")
                else await lobby.arrive(office, code, stamp, prints=True)
            )
            assert isinstance(arrived, Arrived), arrived
            ticket = arrived.standing.ticket
            day = office.local(ticket.arrived_ms).date()
            given.append(f"{day} {ticket.number}")
            await lobby.printed(office, ticket.number, stamp, day=day)
    return given


async def call(racer: Racer, office: Office, actor: Sleepless) -> list[str]:
    """Call, twice with the same press, and let go; until nobody has come for a while after midnight.

    A desk for which nobody waits looks again after a twentieth of a step.
    """
    desks, desk, called = racer.bookings.visits.desks, office.desks[actor.n], list[str]()
    steps = in_vain = 0
    while in_vain < PATIENCE:
        passed = steps / 20
        now_ms, later_ms = actor.clock.at(passed), actor.clock.at(passed + 0.5)
        stamp = Stamp(operation=Operation(f"desk-{actor.n}", 2 * steps), now_ms=now_ms)
        answer = await desks.call_next(office, desk, stamp)
        if answer.ticket is None:
            assert answer.outcome is DeskOutcome.EMPTY  # nobody of yesterday is before the desk
            steps, in_vain = steps + 1, in_vain + (office.local(now_ms).date() > MONDAY)
            continue
        again = await desks.call_next(office, desk, replace(stamp, now_ms=later_ms))
        assert again.ticket is not None
        number, came_ms = again.ticket.number, again.ticket.arrived_ms
        assert answer.ticket.number == number
        called.append(f"{office.local(came_ms).date()} {number}")
        leaves = Stamp(operation=Operation(f"desk-{actor.n}", 2 * steps + 1), now_ms=later_ms)
        await desks.finish(office, desk, leaves, number=number)  # behind midnight they are gone already
        steps, in_vain = steps + 20, 0
    return called


async def actors(front: Front) -> list[Sleepless]:
    """Return kiosks and desks whose clocks differ, with people who have booked either date, and others."""
    midnight, code = midnight_ms(front.office), front.office.code
    before = [(await front.booked(day=MONDAY, session="23:00")).code for _ in range(BOOKED)]
    after = [(await front.booked(day=TUESDAY, session="00:00")).code for _ in range(BOOKED)]
    others = ["elderly" if n % 5 == 0 else "general" for n in range(HALF)]
    kiosks = []
    for n, step_s in enumerate((7, 9, 12, 16)):
        clock = Clock(midnight - HALF * step_s * 1000 + n, step_s * 1000)
        codes = [*[*before[n::KIOSKS], *others][:HALF], *[*after[n::KIOSKS], *others][:HALF]]
        kiosks.append(Sleepless("kiosk", n, code, clock, codes))
    starts = [midnight - (1 + n % 4) * MINUTE_MS + 997 * n for n in range(DESKS)]
    desks = [Sleepless("desk", n, code, Clock(starts[n], (11 + 3 * (n % 7)) * 1000)) for n in range(DESKS)]
    return [*kiosks, *desks]


@pytest.mark.parametrize("code", ZONES, ids=ZONES.__getitem__)
async def test_race_through_midnight(client: Client, track: Track, code: str) -> None:
    """Numbers are one to the last on each date, each is called once and on its date, and the new day starts empty."""
    for _ in range(ROUNDS):
        await client.execute("FLUSHALL")
        front = Front(client, OFFICES[code])
        answers = await track.race(stay_up, dealt(await actors(front)))
        given = Counter(each for n in range(KIOSKS) for each in answers[n % PROCESSES][n // PROCESSES])
        called = Counter(each for process in answers for actor in process for each in actor) - given
        assert {2} == set(given.values())  # pressed twice, one number
        for day in (MONDAY, TUESDAY):
            numbers = [each.split()[1] for each in given if each.startswith(str(day))]
            assert KIOSKS * HALF == len(numbers)
            assert numbered(numbers) == sorted(numbers)
            assert sorted(numbers) == sorted(
                ticket.number for ticket in await Tickets(client).of_day(front.office, day)
            )
        await check_calls(front, called, given)
        assert ([], [], []) == (
            await audit_lanes(front.events, front.office), await miscounts(client), await immortals(client),
        )  # fmt: skip


def numbered(numbers: Sequence[str]) -> list[str]:
    """Return the numbers that as many people get, without a gap in any lane."""
    counts = Counter(number[0] for number in numbers)
    return sorted(f"{prefix}{n:03}" for prefix, count in counts.items() for n in range(1, count + 1))


async def check_calls(front: Front, called: Counter[str], given: Counter[str]) -> None:
    """Check that each call was of its date's line and the only one; whom nobody called waits today, or is over."""
    told = await calls_told(front)
    assert {1} == set(called.values()) | set(told.values())
    assert {(each.split()[0], each) for each in called} == set(told)
    front.now_ms = midnight_ms(front.office) + 240 * MINUTE_MS
    left = {f"{TUESDAY} {number}" for desk in ("desk-0", "desk-2") for number in await worked_off(front, desk)}
    assert {each for each in given if each.startswith(str(TUESDAY))} == left | {
        each for each in called if each.startswith(str(TUESDAY))
    }
    assert {0} == set((await front.lobby.waiting(front.office, now_ms=front.now_ms)).values())


async def calls_told(front: Front) -> Counter[tuple[str, str]]:
    """Return the calls of the stream: on which date, and "<date> <number>" of whom."""
    told, cursor, following = Counter[tuple[str, str]](), "", FIRST
    while cursor != following:
        cursor = following
        events, following = await front.events.since(front.office, cursor)
        calls = (each for each in events if each.what == "called")
        told += Counter(
            (f"{front.office.local(each.at_ms).date()}", f"{date.fromisoformat(each.day)} {each.number}")
            for each in calls
        )
    return told


async def worked_off(front: Front, desk: str) -> list[str]:
    """Serve who still waits for a desk."""
    left = []
    while number := await front.served(desk):
        left.append(number)
    return left
