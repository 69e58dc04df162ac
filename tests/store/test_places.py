"""Holding, approving and giving up places, one step at a time on a real server."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.errors import LeaseLost
from bot.store import keys
from bot.store.client import Client
from bot.store.places import Held, Outcome
from tests.offices import MONDAY, NOW_MS, TUESDAY, office_of_tests
from tests.requests import APPROVAL, HOLD_MS, RETURN_MS, WRONG_APPROVAL, Desk
from tests.store.audits import keys_of

pytestmark = pytest.mark.usefixtures("audited")

OFFICE = office_of_tests()


@pytest.fixture
def desk(client: Client) -> Desk:
    """Give a chat at an office with two regular places in each of two sessions."""
    return Desk(client, OFFICE)


@pytest.fixture
def other(client: Client) -> Desk:
    """Give another chat at the same office."""
    return Desk(client, OFFICE, chat="other")


async def test_hold_takes_the_first_free_place(desk: Desk) -> None:
    """Places are taken in the order of the candidates, until none is free."""
    held = [await desk.hold(f"CODE{n}") for n in range(5)]
    sessions = [place.session if isinstance(place, Held) else place for place in held]
    assert ["08:00", "08:00", "10:00", "10:00", Outcome.FULL] == sessions
    assert (2, 2) == (await desk.taken("08:00"), await desk.taken("10:00"))


async def test_hold_keeps_what_it_was_given(desk: Desk) -> None:
    """A row is read back as it was written, whatever bytes are sealed in it."""
    await desk.hold("CODE")
    row = await desk.places.row("CBN", MONDAY, "CODE", now_ms=NOW_MS)
    assert row is not None
    assert ("held", "08:00", "regular", "chat") == (row.state, row.session, row.pool, row.chat)
    assert (1, NOW_MS + HOLD_MS, APPROVAL, 5) == (row.number, row.until_ms, row.approval, row.tries_left)
    assert b"sealed|\0|\nCODE" == row.sealed
    assert [("CODE", row)] == await desk.places.rows("CBN", MONDAY)


async def test_hold_refuses_a_code_in_use(desk: Desk) -> None:
    """A code belongs to one booking of a date for ever, also when its place went back."""
    await desk.hold("CODE")
    await desk.cancel("CODE")
    assert Outcome.CODE_TAKEN == await desk.hold("CODE")
    assert isinstance(await desk.hold("CODE", day=TUESDAY), Held)


@pytest.mark.parametrize(
    ("early_ms", "taken", "state", "outcome"),
    [
        pytest.param(1, 1, "held", Outcome.OK, id="a millisecond before"),
        pytest.param(0, 0, "lapsed", Outcome.LAPSED, id="at the deadline"),
        pytest.param(-1, 0, "lapsed", Outcome.LAPSED, id="after it"),
    ],
)
async def test_held_place_comes_back_at_its_deadline(
    desk: Desk, early_ms: int, taken: int, state: str, outcome: Outcome
) -> None:
    """A place is free at its deadline to the millisecond, though nothing else happened: to a reader, a look, a step."""
    await desk.hold("CODE")
    desk.now_ms += HOLD_MS - early_ms
    assert state == await desk.state("CODE")
    assert taken == await desk.taken()
    assert state == await desk.state("CODE")
    assert outcome == (await desk.confirm("CODE")).outcome


async def test_lapsed_booking_tells_when(desk: Desk) -> None:
    """A hold that ran out still says until when it was, after its place has gone back."""
    await desk.hold("CODE")
    desk.now_ms += HOLD_MS + 5
    await desk.taken()
    row = await desk.places.row("CBN", MONDAY, "CODE", now_ms=desk.now_ms)
    assert row is not None
    assert (NOW_MS + HOLD_MS, "") == (row.until_ms, row.approval)


async def test_booked_place_stays(desk: Desk) -> None:
    """An approved place does not come back at the deadline of its approval."""
    await desk.book("CODE")
    desk.now_ms += HOLD_MS * 10
    assert (1, "booked") == (await desk.taken(), await desk.state("CODE"))


@pytest.mark.parametrize("is_booked", [False, True], ids=["held", "booked"])
async def test_cancelled_place_comes_back_after_its_delay(desk: Desk, other: Desk, is_booked: bool) -> None:
    """Nobody gets a cancelled place before its delay is over, also not after the deadline of the hold."""
    await other.book("FIRST", "08:00")
    await desk.hold("CODE", "08:00")
    if is_booked:
        await desk.confirm("CODE")
    assert Outcome.OK == await desk.cancel("CODE", after_ms=HOLD_MS * 3)
    other.now_ms = NOW_MS + HOLD_MS * 3 - 1
    assert (2, Outcome.FULL) == (await other.taken(), await other.hold("NEXT", "08:00"))
    other.now_ms += 1
    assert 1 == await other.taken()
    assert isinstance(await other.hold("NEXT", "08:00"), Held)


async def test_five_wrong_codes_end_the_hold(desk: Desk) -> None:
    """Each wrong code costs a try; the fifth gives the place back at once, and the right one comes too late."""
    await desk.hold("CODE")
    answers = [await desk.confirm("CODE", approval=WRONG_APPROVAL) for _ in range(5)]
    wrong = [(Outcome.WRONG, left) for left in (4, 3, 2, 1)]
    assert [*wrong, (Outcome.ENDED, 0)] == answers
    assert 0 == await desk.taken()
    assert Outcome.LAPSED == (await desk.confirm("CODE")).outcome


async def test_right_code_after_four_wrong_ones(desk: Desk) -> None:
    """Four wrong codes do no harm."""
    await desk.hold("CODE")
    for _ in range(4):
        await desk.confirm("CODE", approval=WRONG_APPROVAL)
    assert Outcome.OK == (await desk.confirm("CODE")).outcome


@pytest.mark.parametrize("approval", [APPROVAL, WRONG_APPROVAL, ""], ids=["right", "wrong", "button"])
async def test_approval_is_bound_to_its_chat(desk: Desk, other: Desk, approval: str) -> None:
    """Another chat can neither approve a place nor use up its tries."""
    await desk.hold("CODE")
    for _ in range(6):
        assert Outcome.OTHER_CHAT == (await other.confirm("CODE", approval=approval)).outcome
    assert Outcome.OK == (await desk.confirm("CODE")).outcome


async def held(desk: Desk) -> None:
    await desk.hold("CODE")


async def booked(desk: Desk) -> None:
    await desk.book("CODE")


async def cancelled(desk: Desk) -> None:
    await desk.book("CODE")
    await desk.cancel("CODE")


async def lapsed(desk: Desk) -> None:
    await desk.hold("CODE")
    desk.now_ms += HOLD_MS


async def nothing(desk: Desk) -> None:
    await desk.hold("OTHER")


@pytest.mark.parametrize(
    ("before", "confirmed", "given_up"),
    [
        pytest.param(nothing, Outcome.UNKNOWN, Outcome.UNKNOWN, id="unknown"),
        pytest.param(held, Outcome.OK, Outcome.OK, id="held"),
        pytest.param(booked, Outcome.ALREADY, Outcome.OK, id="booked"),
        pytest.param(cancelled, Outcome.CANCELLED, Outcome.GONE, id="cancelled"),
        pytest.param(lapsed, Outcome.LAPSED, Outcome.GONE, id="lapsed"),
    ],
)
async def test_outcome_depends_on_the_state(
    client: Client, before: Callable[[Desk], Awaitable[None]], confirmed: Outcome, given_up: Outcome
) -> None:
    """Approving and giving up have their own answer for each state of a booking."""
    approving, leaving = Desk(client, OFFICE), Desk(client, office_of_tests("BDG"))
    await before(approving)
    await before(leaving)
    assert confirmed == (await approving.confirm("CODE")).outcome
    assert given_up == await leaving.cancel("CODE")


async def test_hold_again_is_the_same_hold(desk: Desk) -> None:
    """A hold that is repeated takes no second place, whatever is asked and whenever."""
    first = await desk.hold("CODE")
    desk.now_ms += 1000
    assert first == await desk.again().hold("CODE", "10:00")
    assert (1, 0) == (await desk.taken("08:00"), await desk.taken("10:00"))


async def test_wrong_code_again_costs_one_try(desk: Desk) -> None:
    """A wrong code that is handled twice costs one try."""
    await desk.hold("CODE")
    assert 4 == (await desk.confirm("CODE", approval=WRONG_APPROVAL)).tries_left
    assert 4 == (await desk.again().confirm("CODE", approval=WRONG_APPROVAL)).tries_left
    assert 3 == (await desk.confirm("CODE", approval=WRONG_APPROVAL)).tries_left


async def test_cancel_again_gives_up_once(desk: Desk) -> None:
    """A cancellation that is handled twice gives one place back, at the instant drawn first."""
    await desk.book("CODE")
    assert Outcome.OK == await desk.cancel("CODE") == await desk.again().cancel("CODE", after_ms=0)
    assert 1 == await desk.taken()
    desk.now_ms += RETURN_MS
    assert 0 == await desk.taken()


@pytest.mark.parametrize("step", ["confirm", "cancel"])
async def test_stale_operation_is_refused(desk: Desk, step: str) -> None:
    """What a later message of the chat has overtaken has no effect any more."""
    await desk.hold("CODE")
    await desk.confirm("CODE")
    with pytest.raises(LeaseLost):
        await getattr(desk.again().again(), step)("CODE")
    assert (1, "booked") == (await desk.taken(), await desk.state("CODE"))


@pytest.mark.parametrize("count", [499, 500, 501, 1200])
async def test_any_number_of_places_comes_back(client: Client, count: int) -> None:
    """However many places are due, the first look tells them all free."""
    desks = [Desk(client, office_of_tests(pools={"regular": count}), chat=f"chat {n}") for n in range(count)]
    await asyncio.gather(*(desk.hold(f"C{n}", "08:00") for n, desk in enumerate(desks)))
    assert count == await desks[0].taken()
    desks[0].now_ms += HOLD_MS
    assert 0 == await desks[0].taken()
    assert {"lapsed"} == {row.state for _, row in await desks[0].places.rows("CBN", MONDAY)}


async def test_a_step_gives_back_any_number_first(client: Client) -> None:
    """A hold on a full date that has run out gets its place at once."""
    full = [Desk(client, office_of_tests(pools={"regular": 600}), chat=f"chat {n}") for n in range(600)]
    await asyncio.gather(*(desk.hold(f"C{n}", "08:00") for n, desk in enumerate(full)))
    late = Desk(client, full[0].office, chat="late", now_ms=NOW_MS + HOLD_MS)
    assert isinstance(await late.hold("LATE", "08:00"), Held)
    assert 1 == await late.taken()


async def test_look_counts_each_date_session_and_pool(desk: Desk) -> None:
    """A look answers for any number of dates, in their order, with 0 for what nobody took."""
    days = [MONDAY + timedelta(days=n) for n in range(150)]
    await desk.book("ONE", "10:00", day=days[0])
    await desk.book("TWO", "08:00", day=days[149])
    places = [("08:00", "regular"), ("10:00", "regular"), ("10:00", "priority")]
    found = await desk.places.taken(OFFICE, days, places, now_ms=NOW_MS)
    assert [[0, 1, 0], *[[0, 0, 0]] * 148, [1, 0, 0]] == [list(counts.values()) for counts in found]
    assert () == tuple(await desk.places.taken(OFFICE, (), places, now_ms=NOW_MS))


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        pytest.param(("HINCRBY", "day", "#08:00|regular", 1), "08:00|regular 2 1", id="counter too high"),
        pytest.param(("HDEL", "day", "#08:00|regular"), "08:00|regular 0 1", id="counter lost"),
        pytest.param(("HDEL", "day", "CODE"), "08:00|regular 1 0", id="row lost"),
        pytest.param(("ZREM", "back", "CODE"), "CODE is held but has no deadline", id="deadline lost"),
    ],
)
async def test_recount_finds_what_does_not_agree(
    client: Client, desk: Desk, harm: tuple[str, str, str], told: str
) -> None:
    """A recount names each counter that differs from its rows, and each held place without a deadline."""
    await desk.hold("CODE")
    assert [] == await desk.places.differences("CBN", MONDAY)
    command, key, *rest = harm
    await client.execute(command, getattr(keys.day_keys("CBN", MONDAY), key), *rest)
    assert [told] == await desk.places.differences("CBN", MONDAY)
    await client.execute("FLUSHALL")


async def test_figures_count_what_happened(client: Client, desk: Desk) -> None:
    """Each day's figures tell how many places were held, booked, given up, returned and lapsed."""
    await desk.book("ONE")
    await desk.hold("TWO")
    await desk.cancel("ONE")
    desk.now_ms += HOLD_MS
    await desk.taken()
    flat = await client.execute("HGETALL", "{oCBN}:figures:209911")
    figures = {flat[i].decode(): int(flat[i + 1]) for i in range(0, len(flat), 2)}
    expected = {"16:held": 2, "16:booked": 1, "16:cancelled": 1, "16:returned": 1, "16:lapsed": 1}
    assert expected == figures
    assert sum(expected.values()) == await client.execute("XLEN", "{oCBN}:events")


async def test_an_office_is_one_hash_tag(client: Client, desk: Desk, other: Desk) -> None:
    """All keys of an office's bookings are in its own hash tag, so that one node of a cluster has them."""
    await desk.book("ONE")
    await other.hold("TWO")
    await desk.cancel("ONE")
    found = await keys_of(client)
    assert {"{oCBN}"} == {re.match(r"\{[^}]*\}|", key)[0] for key in found}  # type: ignore[index]  # "" matches
    assert ["back", "day", "events", "figures"] == sorted({key.split(":")[1] for key in found})
