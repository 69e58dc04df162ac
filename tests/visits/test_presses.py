"""Presses from the page and from the chat, and calls, all at one desk: nothing is done to whom they did not mean."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import combinations_with_replacement, permutations

import pytest

from bot.desk_work import NobodyThere
from bot.lane_audit import audit_lanes
from bot.store.calling import DeskOutcome
from bot.store.client import Client
from bot.store.operations import Stamp
from bot.visit_values import StepRefused
from tests.visits.front import Front
from tests.visits.gaps import Gap, Killed

Step = Callable[[Front, Stamp], Awaitable[object]]

STEPS: dict[str, Step] = {
    "recall": lambda front, stamp: front.desks.recall(front.office, front.desk("cs-1"), stamp, number="A001"),
    "serve": lambda front, stamp: front.desks.serve(front.office, front.desk("cs-1"), stamp, number="A001"),
    "skip": lambda front, stamp: front.desks.skip(front.office, front.desk("cs-1"), stamp, number="A001"),
    "no-show": lambda front, stamp: front.desks.no_show(front.office, front.desk("cs-1"), stamp, number="A001"),
    "finish": lambda front, stamp: front.desks.finish(front.office, front.desk("cs-1"), stamp, number="A001"),
    "transfer": lambda front, stamp: front.desks.transfer(
        front.office, front.desk("cs-1"), stamp, number="A001", lane="counter"
    ),
}
ABSENT_AT = 3


async def opened(client: Client) -> Front:
    """Return an office with three people, the first of whom is before a desk, called as often as is enough."""
    await client.execute("FLUSHALL")
    front = Front(client)
    for _ in range(3):
        await front.visitor()
        front.wait(minutes=1)
    await front.call("cs-1")
    for _ in range(ABSENT_AT - 1):
        await front.desks.recall(front.office, front.desk("cs-1"), front.stamp())
    return front


async def is_untouched(front: Front, number: str) -> bool:
    """Tell whether somebody waits, or has been called and no more."""
    ticket = await front.lobby.ticket(front.office, number, now_ms=front.now_ms)
    assert ticket is not None
    application = await front.application(ticket.code)
    facts = (ticket.lane, ticket.served_ms, ticket.order_ms, application.stage, len(application.history))
    is_as_before = facts == ("cs", 0, ticket.arrived_ms, "arrived", 1)
    return is_as_before and (ticket.state, ticket.calls) in (("waiting", 0), ("called", 1))


@pytest.mark.parametrize(("page", "chat"), list(combinations_with_replacement(STEPS, 2)))
async def test_in_every_order(client: Client, page: str, chat: str) -> None:
    """In whatever order two presses about A001 and a call come, A002 and A003 wait or are called, and no more."""
    for order in permutations((STEPS[page], STEPS[chat], _call)):
        front = await opened(client)
        for step in order:
            await step(front, front.stamp())
        assert [True, True] == [await is_untouched(front, number) for number in ("A002", "A003")]
        assert [] == await audit_lanes(front.events, front.office)


@pytest.mark.parametrize("step", STEPS)
async def test_another_is_there(client: Client, step: str) -> None:
    """A step about who has left tells that they are gone, whether nobody is there since or the next person."""
    front = await opened(client)
    await STEPS["finish"](front, front.stamp())
    for _ in range(2):  # first nobody is there, then A002
        answer = await STEPS[step](front, front.stamp())
        assert (DeskOutcome.GONE, "A001", None) == (answer.outcome, answer.meant, answer.ticket)  # type: ignore[attr-defined]  # a DeskAnswer
        await _call(front, front.stamp())


@pytest.mark.parametrize("step", STEPS)
async def test_all_at_once(client: Client, step: str) -> None:
    """Ten presses about A001 and ten calls at once do no more than a call to who comes next."""
    front = await opened(client)
    stamps = [front.stamp() for _ in range(20)]
    await asyncio.gather(*((STEPS[step], _call)[n % 2](front, stamp) for n, stamp in enumerate(stamps)))
    assert [True, True] == [await is_untouched(front, number) for number in ("A002", "A003")]
    assert [] == await audit_lanes(front.events, front.office)


async def _call(front: Front, stamp: Stamp) -> object:
    return await front.desks.call_next(front.office, front.desk("cs-1"), stamp)


# --- presses of several steps ------------------------------------------------------------------------------


PRESSES: dict[str, Callable[[Front, Stamp, str], Awaitable[object]]] = {
    "sit down": lambda front, stamp, number: front.work.sit_down(
        front.office, front.desk("cs-1"), stamp, number=number
    ),
    "complete": lambda front, stamp, number: front.work.complete(
        front.office, front.desk("cs-1"), stamp, number=number, product="plain", category="adult", calls_next=True
    ),
    "send back": lambda front, stamp, number: front.work.send_back(
        front.office, front.desk("cs-1"), stamp, number=number, reasons=["KK"], calls_next=True
    ),
}
MOST_CALLS = 20


@pytest.mark.parametrize("number", ["A001", ""], ids=["numbered", "whoever is there"])
@pytest.mark.parametrize("press", PRESSES)
async def test_somebody_comes_between(client: Client, press: str, number: str) -> None:
    """Behind each call of a press another one lets the person go and calls the next, who stays as they are."""
    for calls in range(0 if number else 1, MOST_CALLS):  # before the first call nobody is meant yet
        front = await opened(client)

        async def goes_on(front: Front = front) -> None:
            await STEPS["finish"](front, front.stamp())
            await _call(front, front.stamp())

        gap = Gap(client, calls=calls, happens=goes_on)
        slow = Front(gap)  # type: ignore[arg-type]  # a client but for its gap
        try:
            await PRESSES[press](slow, front.stamp(by="page"), number)
        except NobodyThere:
            assert gap.has_happened
        if not gap.has_happened:
            assert calls > 1
            return
        assert [True, True] == [await is_untouched(front, each) for each in ("A002", "A003")], f"after {calls} calls"
        assert "called" == await front.state("A002")
    raise AssertionError("it never ended")


@pytest.mark.parametrize("press", PRESSES)
async def test_killed_and_repeated_later(client: Client, press: str) -> None:
    """A press that died half done and comes again when the next person is there is still about who was there then."""
    for calls in range(1, MOST_CALLS):
        front = await opened(client)
        stamp, gap = front.stamp(), Gap(client, calls=calls)
        try:
            await PRESSES[press](Front(gap), stamp, "")  # type: ignore[arg-type]  # a client but for its end
        except Killed:
            await STEPS["finish"](front, front.stamp())
            await _call(front, front.stamp())
            try:
                await PRESSES[press](front, stamp, "")
            except (NobodyThere, StepRefused):
                assert press == "sit down"
            assert [True, True] == [await is_untouched(front, number) for number in ("A002", "A003")]
        else:
            assert calls > 1
            return
    raise AssertionError("it never ended")
