"""Thirty desks and four kiosks at once, in eight processes: each ticket is called once, and no number is missing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import pytest
from msgspec.structs import replace

from bot.lane_audit import audit_lanes
from bot.lanes import Desk, WalkIn
from bot.store.calling import DeskOutcome
from bot.store.client import Client
from bot.store.operations import Operation, Stamp
from bot.store.tickets import Tickets
from bot.visit_values import Arrived
from tests.offices import MONDAY
from tests.store.audits import immortals, miscounts
from tests.store.racers import PROCESSES, Racer, Track, dealt
from tests.visits.front import OPENING_MS, Front, office_with_fees

SOAK = os.environ.get("ANTRIAN_SOAK") == "1"
ROUNDS, PEOPLE = (5, 2000) if SOAK else (1, 240)
KIOSKS, DESKS = 4, 30
MOST_STEPS, PATIENCE = 40 * PEOPLE, 300

pytestmark = pytest.mark.timeout(0 if SOAK else 60)  # the first race waits for eight interpreters

LANES = (("cs",), ("cs", "priority"), ("priority",))
OFFICE = replace(
    office_with_fees(),
    desks=tuple(Desk(id=f"desk-{n}", name=f"CS {n}", lanes=LANES[n % 3]) for n in range(DESKS)),
    walk_ins=(
        WalkIn(category="general", places=100_000, is_priority=False),
        WalkIn(category="elderly", places=PEOPLE // 10),
    ),
)

Actor = tuple[str, int, Sequence[str]]


@pytest.fixture(scope="module")
def track(valkey: str) -> Iterator[Track]:
    """Give eight processes."""
    track = Track(valkey)
    yield track
    track.close()


async def act(racer: Racer, actor: Actor) -> list[str]:
    """Be a kiosk that receives its people twice each, or a desk that calls until nobody has come for a while."""
    kind, n, codes = actor
    return await (receive(racer, n, codes) if kind == "kiosk" else serve(racer, n))


async def receive(racer: Racer, kiosk: int, codes: Sequence[str]) -> list[str]:
    """Give numbers to people with codes, and to others without."""
    lobby, given = racer.bookings.visits.lobby, []
    for n, code in enumerate(codes):
        stamp = Stamp(operation=Operation(f"kiosk-{kiosk}", n), now_ms=OPENING_MS + n)
        for _ in range(2):
            arrived = (
                await lobby.walk_in(OFFICE, code, stamp, prints=True)
                if code in ("general", "elderly")
                else await lobby.arrive(OFFICE, code, stamp, prints=True)
            )
            if isinstance(arrived, Arrived):
                given.append(arrived.standing.ticket.number)
                await lobby.printed(OFFICE, given[-1], stamp)
            else:
                given.append(arrived.reason)
    return given


async def serve(racer: Racer, n: int) -> list[str]:
    """Call and let go; now and then put somebody back, or press twice."""
    desks, desk, called, empty = racer.bookings.visits.desks, OFFICE.desks[n], list[str](), 0
    for step in range(MOST_STEPS):
        stamp = Stamp(operation=Operation(f"desk-{n}", 2 * step), now_ms=OPENING_MS + 1_000_000 + step)
        answers = [await desks.call_next(OFFICE, desk, stamp) for _ in range(1 + step % 2)]
        assert answers[0].outcome is DeskOutcome.EMPTY or answers[0].ticket == answers[-1].ticket
        ticket = answers[-1].ticket
        if ticket is None:
            empty += 1
            if empty > PATIENCE:
                break
            continue
        empty, number = 0, ticket.number
        leaves = replace(stamp, operation=Operation(f"desk-{n}", 2 * step + 1))
        if step % 7 == 3:
            skipped = await desks.skip(OFFICE, desk, leaves)
            called += [number] if skipped.ticket and skipped.ticket.state == "no_show" else []
        else:
            await desks.finish(OFFICE, desk, leaves)
            called.append(number)
    return called


async def test_each_ticket_is_called_once(client: Client, track: Track) -> None:
    """Every number is served once by one desk; the numbers of each lane are one to the last; everybody got one."""
    for _ in range(ROUNDS):
        await client.execute("FLUSHALL")
        front = Front(client, OFFICE)
        codes = [(await front.booked()).code for _ in range(min(PEOPLE // 2, 100))]
        codes += ["elderly" if n % 5 == 0 else "general" for n in range(PEOPLE - len(codes))]
        kiosks: list[Actor] = [("kiosk", n, codes[n::KIOSKS]) for n in range(KIOSKS)]
        desks: list[Actor] = [("desk", n, ()) for n in range(DESKS)]
        answers = await track.race(act, dealt([*kiosks, *desks]))
        given = [answers[n % PROCESSES][n // PROCESSES] for n in range(KIOSKS)]
        served = [number for process in answers for actor in process for number in actor]
        numbers = Counter(number for number in chain.from_iterable(given) if number[0] in "AP")
        assert {2} == set(numbers.values())  # scanned twice, one number
        assert max(0, sum(code == "elderly" for code in codes) - PEOPLE // 10) * 2 == served.count("full")
        left = await leftovers(front)
        assert 4 * len(left) < PEOPLE  # the rest was called in the race
        assert {"done", "no_show"} >= {ticket.state for ticket in await Tickets(client).of_day(OFFICE, MONDAY)}
        assert {3} == {count for number, count in Counter([*served, *left]).items() if number != "full"}
        for prefix in "AP":
            counts = sorted(int(number[1:]) for number in numbers if number[0] == prefix)
            assert list(range(1, len(counts) + 1)) == counts
        assert ([], [], []) == (
            await audit_lanes(front.events, OFFICE), await miscounts(client), await immortals(client),
        )  # fmt: skip


async def leftovers(front: Front) -> list[str]:
    """Serve who still waits when the desks have gone."""
    front.now_ms = OPENING_MS + 9_000_000
    left = []
    while number := await front.served("desk-1"):
        left.append(number)
    return left
