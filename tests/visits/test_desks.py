"""How desks call, call again, put back, send on and pause."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.lanes import Desk
from bot.store.calling import DeskOutcome
from bot.store.client import Client
from tests.visits.front import Front, office_with_fees

pytestmark = pytest.mark.usefixtures("audited")


async def crowd(front: Front, *categories: str) -> list[str]:
    """Receive walk-ins in order, a minute apart; return their numbers."""
    numbers = []
    for category in categories:
        numbers.append((await front.walk_in(category)).number)
        front.wait(minutes=1)
    return numbers


def with_both(front: Front) -> Front:
    """Give the office a desk for those with priority and the others."""
    both = Desk(id="both", name="CS 9", lanes=("priority", "cs"))
    front.office = replace(front.office, desks=(*front.office.desks, both))
    return front


# --- calling ---------------------------------------------------------------------------------------------


async def test_each_is_called_once(front: Front) -> None:
    """Two desks never get one person; who came first is called first; nobody is left at the end."""
    await crowd(front, *["general"] * 3)
    assert ["A001", "A002"] == [await front.call("cs-1"), await front.call("cs-2")]
    await front.desks.finish(front.office, front.desk("cs-2"), front.stamp())
    assert ["A003", ""] == [await front.served("cs-2") for _ in range(2)]


async def test_a_busy_desk_calls_nobody(front: Front) -> None:
    """A desk with somebody before it is told who that is; the same press again gets the same person."""
    await crowd(front, "general", "general")
    await front.call("cs-1")
    front.again()
    assert "A001" == await front.call("cs-1")
    busy = await front.desks.call_next(front.office, front.desk("cs-1"), front.stamp())
    assert (DeskOutcome.BUSY, "A001") == (busy.outcome, busy.ticket.number if busy.ticket else "")
    assert "waiting" == await front.state("A002")


async def test_a_repeated_call_after_the_person_left(front: Front) -> None:
    """A press that comes again late gets whom it got, and calls nobody else."""
    await crowd(front, "general", "general")
    await front.call("cs-1")
    await front.desks.finish(front.office, front.desk("cs-1"), front.stamp())
    front.again()
    front.again()
    assert "A001" == await front.call("cs-1")
    assert ("done", "waiting") == (await front.state("A001"), await front.state("A002"))


async def test_a_desk_takes_its_own_lanes(front: Front) -> None:
    """A desk calls from its lanes only."""
    await crowd(front, "elderly", "general")
    assert ["A001", "P001"] == [await front.call("cs-1"), await front.call("priority-1")]


async def test_priority_and_regular_take_turns(front: Front) -> None:
    """Two with priority, then a regular one, over the lanes of a desk."""
    await crowd(with_both(front), *["general"] * 3, *["elderly"] * 4)
    order = [await front.served("both") for _ in range(8)]
    assert ["P001", "P002", "A001", "P003", "P004", "A002", "A003", ""] == order


async def test_who_waits_long_comes_after_one(front: Front) -> None:
    """When a regular person has waited for 45 minutes, it is every second one's turn."""
    await crowd(with_both(front), *["general"] * 2)
    front.wait(minutes=60)
    await crowd(front, *["elderly"] * 3)
    assert ["P001", "A001", "P002", "A002", "P003"] == [await front.served("both") for _ in range(5)]


async def test_finish_and_call_the_next(front: Front) -> None:
    """One press lets a person go and calls the next; again it gets the same."""
    await crowd(front, "general", "general", "general")
    await front.call("cs-1")
    for _ in range(2):
        answer = await front.desks.finish(front.office, front.desk("cs-1"), front.stamp(), calls_next=True)
        assert (DeskOutcome.OK, "A002") == (answer.outcome, answer.ticket.number if answer.ticket else "")
        front.again()
    assert ["done", "called", "waiting"] == [await front.state(f"A00{n}") for n in (1, 2, 3)]


# --- who does not come -----------------------------------------------------------------------------------


async def test_recall(front: Front) -> None:
    """A call is repeated while the person has not come."""
    await crowd(front, "general")
    await front.call("cs-1")
    desk = front.desk("cs-1")
    again = await front.desks.recall(front.office, desk, front.stamp())
    assert 2 == (again.ticket.calls if again.ticket else 0)
    await front.desks.serve(front.office, desk, front.stamp())
    assert DeskOutcome.NOBODY == (await front.desks.recall(front.office, desk, front.stamp())).outcome
    assert "serving" == await front.state("A001")


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param(5, ["A002", "A003", "A004", "A001", "A005", "A006"], id="behind three"),
        pytest.param(3, ["A002", "A003", "A004", "A001"], id="behind all three"),
        pytest.param(1, ["A002", "A001"], id="behind the only one"),
        pytest.param(0, ["A001"], id="alone"),
    ],
)
async def test_skip(front: Front, others: int, expected: list[str]) -> None:
    """Who does not come is back in after the next three, or after all there are."""
    await crowd(front, *["general"] * (others + 1))
    await front.call("cs-1")
    await front.desks.skip(front.office, front.desk("cs-1"), front.stamp())
    assert expected == [await front.served("cs-1") for _ in expected]


async def test_two_are_skipped(front: Front) -> None:
    """Each of several who are put back stands behind the next three, who may have been put back before."""
    await crowd(front, *["general"] * 7)
    for _ in range(2):
        await front.call("cs-1")
        await front.desks.skip(front.office, front.desk("cs-1"), front.stamp())
    order = ["A003", "A004", "A001", "A002", "A005", "A006", "A007"]
    assert order == [await front.served("cs-1") for _ in range(7)]


async def test_absent_after_three_calls(front: Front) -> None:
    """A no-show is possible from the third call on, and not before."""
    await crowd(front, "general", "general")
    desk = front.desk("cs-1")
    await front.call("cs-1")
    early = await front.desks.no_show(front.office, desk, front.stamp())
    assert DeskOutcome.EARLY == early.outcome
    for _ in range(2):
        await front.desks.recall(front.office, desk, front.stamp())
    gone = await front.desks.no_show(front.office, desk, front.stamp())
    assert "no_show" == (gone.ticket.state if gone.ticket else "")
    assert ["A002", ""] == [await front.served("cs-1") for _ in range(2)]


@pytest.mark.parametrize("others", [0, 1])
async def test_skipped_before_absent(front: Front, others: int) -> None:
    """However often they were called, who did not come is put back once; after that the next skip is the last."""
    await crowd(front, *["general"] * (others + 1))
    desk, states = front.desk("cs-1"), []
    for recalls in (2, 0):
        for _ in range(others if not recalls else 0):
            await front.served("cs-1")
        assert "A001" == await front.call("cs-1")
        for _ in range(recalls):
            await front.desks.recall(front.office, desk, front.stamp())
        answer = await front.desks.skip(front.office, desk, front.stamp())
        states.append(answer.ticket.state if answer.ticket else "")
    assert ["waiting", "no_show"] == states


async def test_who_was_absent_may_come_again(front: Front) -> None:
    """A missed call is not the end of the day: the code gets another number."""
    arrived = await front.visitor()
    desk = front.desk("cs-1")
    await front.call("cs-1")
    for _ in range(2):
        await front.desks.recall(front.office, desk, front.stamp())
    await front.desks.no_show(front.office, desk, front.stamp())
    assert "A002" == (await front.arrive(arrived.application.code)).standing.ticket.number


@pytest.mark.parametrize("step", ["recall", "serve", "skip", "no_show", "finish"])
async def test_nobody_there(front: Front, step: str) -> None:
    """Without anybody before the desk nothing happens."""
    answer = await getattr(front.desks, step)(front.office, front.desk("cs-1"), front.stamp())
    assert DeskOutcome.NOBODY == answer.outcome


@pytest.mark.parametrize("step", ["skip", "recall", "serve", "finish", "transfer"])
async def test_pressed_twice(front: Front, step: str) -> None:
    """A step that comes again has its effect once, and gives the same answer."""
    await crowd(front, *["general"] * 5)
    await front.call("cs-1")
    options = {"lane": "counter"} if step == "transfer" else {}
    first = await getattr(front.desks, step)(front.office, front.desk("cs-1"), front.stamp(), **options)
    front.again()
    second = await getattr(front.desks, step)(front.office, front.desk("cs-1"), front.stamp(), **options)
    assert first == second
    ticket = await front.lobby.ticket(front.office, "A001", now_ms=front.now_ms)
    assert ticket == first.ticket


# --- sent elsewhere, paused ------------------------------------------------------------------------------


async def test_transfer_to_a_lane(front: Front) -> None:
    """Who is sent to another lane keeps the number, and stands there by their arrival."""
    await crowd(front, "general", "elderly")
    await front.call("cs-1")
    await front.desks.transfer(front.office, front.desk("cs-1"), front.stamp(), lane="priority")
    with_both(front)
    assert ["P001", "A001"] == [await front.served("priority-1") for _ in range(2)]


async def test_transfer_to_a_desk(front: Front) -> None:
    """Who is sent to one desk is called by no other, also after being put back."""
    await crowd(front, "general", "general")
    await front.call("cs-1")
    await front.desks.transfer(front.office, front.desk("cs-1"), front.stamp(), to_desk="cs-2")
    assert ["A002", ""] == [await front.served("cs-1") for _ in range(2)]
    assert {"cs": 1} == {k: n for k, n in (await front.lobby.waiting(front.office, now_ms=front.now_ms)).items() if n}
    assert "A001" == await front.call("cs-2")
    await front.desks.skip(front.office, front.desk("cs-2"), front.stamp())
    assert ["", "A001"] == [await front.call("cs-1"), await front.call("cs-2")]


async def test_transfer_to_nowhere(front: Front) -> None:
    """A lane or a desk that the office lacks is a mistake of the caller's."""
    for where in ({"lane": "roof"}, {"to_desk": "roof-1"}):
        with pytest.raises(ValueError, match="roof"):
            await front.desks.transfer(front.office, front.desk("cs-1"), front.stamp(), **where)


async def test_pause(front: Front) -> None:
    """A paused desk finishes whom it has, and calls nobody until it goes on."""
    await crowd(front, "general", "general")
    desk = front.desk("cs-1")
    await front.call("cs-1")
    await front.desks.pause(front.office, desk, front.stamp(), reason="salat | asar")
    assert DeskOutcome.OK == (await front.desks.finish(front.office, desk, front.stamp())).outcome
    paused = await front.desks.call_next(front.office, desk, front.stamp())
    assert (DeskOutcome.PAUSED, "salat | asar") == (paused.outcome, paused.paused)
    assert "salat | asar" == (await front.desks.at_work(front.office, now_ms=front.now_ms))[0].paused
    await front.desks.resume(front.office, desk, front.stamp())
    assert "A002" == await front.call("cs-1")


async def test_desks_at_work(front: Front) -> None:
    """All desks of the office are told, in its order, with whom they have."""
    await crowd(front, "general")
    await front.call("cs-2")
    desks = await front.desks.at_work(front.office, now_ms=front.now_ms)
    assert [desk.id for desk in front.office.desks] == [desk.id for desk in desks]
    assert {"": 6, "A001": 1} == {number: [d.ticket for d in desks].count(number) for number in ("", "A001")}


async def test_events_tell_everything(front: Front) -> None:
    """What happened is told in order, without a name or a code; a reader goes on where it stopped."""
    await crowd(front, "general")
    seen, cursor = await front.events.since(front.office, "0-0")
    assert ["taken", "waiting"] == [event.what for event in seen]
    desk = front.desk("cs-1")
    await front.call("cs-1")
    await front.desks.recall(front.office, desk, front.stamp())
    await front.desks.serve(front.office, desk, front.stamp())
    await front.desks.finish(front.office, desk, front.stamp())
    await front.desks.pause(front.office, desk, front.stamp(), reason="istirahat")
    later, end = await front.events.since(front.office, cursor)
    assert ["called", "recalled", "serving", "done", "paused"] == [event.what for event in later]
    assert {("A001", "cs", "cs-1", "regular"), ("-", "-", "cs-1", "-")} == {
        (event.number, event.line, event.desk, event.kind) for event in later
    }
    assert later == list(await front.events.last(front.office, 5))
    assert end == await front.events.cursor(front.office)
    waited, same = await front.events.wait(front.office, cursor)
    assert (later, end) == (list(waited), same)


async def test_an_office_without_desks(client: Client) -> None:
    """An office without desks has none at work."""
    front = Front(client, replace(office_with_fees(), desks=()))
    assert () == await front.desks.at_work(front.office, now_ms=front.now_ms)
