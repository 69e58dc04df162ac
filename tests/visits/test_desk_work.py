"""What an officer does with the person before the desk, also when the process dies on the way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypedDict

import pytest

from bot.desk_work import Done, NobodyThere
from bot.lane_audit import audit_lanes
from bot.store.calling import DeskOutcome
from bot.store.client import Client
from bot.visit_values import StepRefused
from tests.visits.front import BILL, Front
from tests.visits.gaps import Gap, Killed


class Wish(TypedDict):
    """What is applied for."""

    product: str
    category: str


ADULT = Wish(product="plain", category="adult")


@pytest.mark.usefixtures("audited")
async def test_a_whole_visit(front: Front) -> None:
    """Papers, counter number, photo, bill; each desk knows whom it has and what is next."""
    code = (await front.visitor()).application.code
    cs, counter = front.desk("cs-1"), front.desk("counter-2")
    await front.call("cs-1")
    assert "at_cs" == (await front.work.sit_down(front.office, cs, front.stamp())).stage
    there = await front.work.current(front.office, cs, now_ms=front.now_ms)
    assert there is not None
    assert ("A001", code) == (there[0].number, there[1].code)
    done = await front.work.complete(front.office, cs, front.stamp(), **ADULT)
    assert ("counter", "B001", None) == (done.application.stage, number_of(done), done.next)
    assert await front.work.current(front.office, cs, now_ms=front.now_ms) is None
    assert "B001" == await front.call("counter-2")
    assert "at_counter" == (await front.work.sit_down(front.office, counter, front.stamp())).stage
    billed = await front.work.photographed(front.office, counter, front.stamp(), billing_code=BILL)
    assert ("awaiting_payment", "done") == (billed.application.stage, await front.state("B001"))


def number_of(done: Done) -> str:
    """Return the number for the next station."""
    return done.standing.ticket.number if done.standing else ""


@pytest.mark.usefixtures("audited")
async def test_hand_over(front: Front) -> None:
    """The passport is handed over at the collection counter."""
    code = (await front.visitor()).application.code
    await front.applications.complete(front.office, code, front.stamp(), **ADULT)
    await front.applications.photographed(front.office, code, front.stamp())
    await front.applications.paid(front.office, code, front.stamp(), proof="NTPN1")
    await front.applications.ready(front.office, code, front.stamp())
    front.wait(days=3)
    await front.arrive(code)
    assert "C001" == await front.call("collection-1")
    desk = front.desk("collection-1")
    done = await front.work.hand_over(
        front.office, desk, front.stamp(), collector="applicant", papers=["payment", "id_card"]
    )
    assert "collected" == done.application.stage


@pytest.mark.usefixtures("audited")
async def test_priority_goes_on(front: Front) -> None:
    """Who has priority has it at the counter too."""
    await front.visitor()
    code = (await front.walk_in("disabled")).code
    await front.applications.identify(front.office, code, front.stamp(), name="Sri Rahayu")
    for desk in ("cs-1", "priority-1"):
        await front.call(desk)
        await front.work.complete(front.office, front.desk(desk), front.stamp(), **ADULT)
    assert "B002" == await front.call("counter-1")


@pytest.mark.usefixtures("audited")
async def test_automatic_next(front: Front) -> None:
    """With the automatic next one press ends a visit and calls the next person."""
    for _ in range(2):
        await front.visitor()
    await front.call("cs-1")
    for _ in range(2):
        done = await front.work.complete(front.office, front.desk("cs-1"), front.stamp(), calls_next=True, **ADULT)
        assert done.next is not None
        assert (DeskOutcome.OK, "A002") == (done.next.outcome, done.next.ticket.number if done.next.ticket else "")
        assert "B001" == number_of(done)
        front.again()
    assert "called" == await front.state("A002")


@pytest.mark.usefixtures("audited")
async def test_not_done_to_the_next_person(front: Front) -> None:
    """A second press that means who has just left is refused, and the next person stays as they are."""
    first, second = await front.visitor(), await front.visitor()
    await front.call("cs-1")
    desk = front.desk("cs-1")
    await front.work.complete(front.office, desk, front.stamp(), number="A001", calls_next=True, **ADULT)
    with pytest.raises(NobodyThere):
        await front.work.complete(front.office, desk, front.stamp(), number="A001", calls_next=True, **ADULT)
    stages = [(await front.application(each.application.code)).stage for each in (first, second)]
    assert ["counter", "arrived"] == stages


@pytest.mark.usefixtures("audited")
async def test_nobody_there(front: Front) -> None:
    """Without anybody before the desk there is nothing to do."""
    with pytest.raises(NobodyThere):
        await front.work.sit_down(front.office, front.desk("cs-1"), front.stamp())


@pytest.mark.usefixtures("audited")
async def test_a_refused_step_keeps_the_person(front: Front) -> None:
    """When the step is refused, the person stays before the desk."""
    await front.visitor()
    await front.call("cs-1")
    with pytest.raises(StepRefused):
        await front.work.complete(front.office, front.desk("cs-1"), front.stamp(), product="golden", category="adult")
    assert "called" == await front.state("A001")


@pytest.mark.usefixtures("audited")
async def test_undo_withdraws_the_number(front: Front) -> None:
    """When the complete papers are taken back, the counter number is not called; the code gets one for the papers."""
    code = (await front.visitor()).application.code
    await front.call("cs-1")
    await front.work.complete(front.office, front.desk("cs-1"), front.stamp(), **ADULT)
    await front.applications.undo(front.office, code, front.stamp(), why="KK belum asli")
    assert ("", "lapsed") == (await front.call("counter-1"), await front.state("B001"))
    assert "A002" == (await front.arrive(code)).standing.ticket.number


# --- deaths ----------------------------------------------------------------------------------------------


Press = Callable[[Front], Awaitable[object]]
CODES = ["", ""]

PRESSES: dict[str, Press] = {
    "arrive": lambda front: front.lobby.arrive(front.office, CODES[0], front.stamp()),
    "walk in": lambda front: front.lobby.walk_in(front.office, "elderly", front.stamp()),
    "sit down": lambda front: front.work.sit_down(front.office, front.desk("cs-1"), front.stamp()),
    "complete": lambda front: front.work.complete(
        front.office, front.desk("cs-1"), front.stamp(), number="A001", calls_next=True, product="plain",
        category="adult",
    ),
    "send back": lambda front: front.work.send_back(
        front.office, front.desk("cs-1"), front.stamp(), reasons=["KK"], calls_next=True
    ),
    "undo": lambda front: front.applications.undo(front.office, CODES[0], front.stamp(), why="salah"),
}  # fmt: skip


async def prepared(client: Client, press: str) -> Front:
    """Return an office in which two have booked, and for a desk's press are received and one of them called."""
    await client.execute("FLUSHALL")
    front = Front(client)
    CODES[:] = [(await front.booked()).code for _ in range(2)]
    if press not in ("arrive", "walk in"):
        for code in CODES:
            await front.arrive(code)
        await front.call("cs-1")
    if press == "undo":
        await front.work.complete(front.office, front.desk("cs-1"), front.stamp(), **ADULT)
    return front


async def outcome(front: Front) -> Sequence[object]:
    """Return everything that a press can have changed."""
    tickets = [await front.lobby.ticket(front.office, number, now_ms=front.now_ms) for number in NUMBERS]
    applications = [await front.applications.find(front.office, code) for code in CODES]
    desks = await front.desks.at_work(front.office, now_ms=front.now_ms)
    waiting = await front.lobby.waiting(front.office, now_ms=front.now_ms)
    return [tickets, applications, desks, waiting, await audit_lanes(front.events, front.office)]


NUMBERS = ("A001", "A002", "A003", "P001", "P002", "B001", "B002")


@pytest.mark.parametrize("press", PRESSES)
async def test_killed_anywhere(client: Client, press: str) -> None:
    """After a death behind any call, the same press leaves everything as if nobody had died."""
    front = await prepared(client, press)
    await PRESSES[press](front)
    expected = await outcome(front)
    for lives in range(20):
        front = await prepared(client, press)
        dying = Front(Gap(client, calls=lives))  # type: ignore[arg-type]  # a client but for its end
        dying._presses = front._presses
        try:
            await PRESSES[press](dying)
        except Killed:
            await PRESSES[press](front)
            assert expected == await outcome(front), f"after {lives} calls"
        else:
            assert lives > 1  # it was killed behind each of its calls before
            return
    raise AssertionError("it never ended")
