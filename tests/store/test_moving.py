"""Moving a booking to another date or session: the new place first, then the old one is given up."""

from __future__ import annotations

from datetime import date

import pytest

from bot.errors import LeaseLost
from bot.store.client import Client
from bot.store.places import Held, Outcome
from tests.offices import MONDAY, TUESDAY, office_of_tests
from tests.requests import HOLD_MS, RETURN_MS, Desk

pytestmark = pytest.mark.usefixtures("audited")

OFFICE = office_of_tests()


@pytest.fixture
async def desk(client: Client) -> Desk:
    """Give a chat with a booking on Monday at 08:00."""
    desk = Desk(client, OFFICE)
    await desk.book("CODE", "08:00")
    return desk


@pytest.mark.parametrize(
    ("to", "session"),
    [
        pytest.param(TUESDAY, "08:00", id="another date"),
        pytest.param(TUESDAY, "10:00", id="another date and session"),
        pytest.param(MONDAY, "10:00", id="another session"),
    ],
)
async def test_moved_booking_has_its_new_place(desk: Desk, to: date, session: str) -> None:
    """A moved booking keeps its code and its state; the old place comes back only after the delay."""
    assert Held(session=session, pool="regular", until_ms=0) == await desk.move("CODE", session, to=to)
    assert "booked" == await desk.state("CODE", day=to)
    assert (1, 1) == (await desk.taken("08:00"), await desk.taken(session, day=to))
    desk.now_ms += RETURN_MS
    assert (0, 1) == (await desk.taken("08:00"), await desk.taken(session, day=to))


async def test_moved_booking_leaves_its_old_date(desk: Desk) -> None:
    """On the old date only a trace of a moved booking stays, which names the new one and nobody."""
    await desk.move("CODE", to=TUESDAY)
    row = await desk.places.row("CBN", MONDAY, "CODE", now_ms=desk.now_ms)
    assert row is not None
    assert ("moved", int(f"{TUESDAY:%Y%m%d}"), b"") == (row.state, row.until_ms, row.sealed)


async def test_moved_booking_can_be_cancelled_and_moved_back(desk: Desk) -> None:
    """A booking moves as often as it likes; each place it leaves comes back once."""
    await desk.move("CODE", "08:00", to=TUESDAY)
    await desk.move("CODE", "08:00", day=TUESDAY, to=MONDAY)
    assert (2, 1) == (await desk.taken(), await desk.taken(day=TUESDAY))
    assert Outcome.OK == await desk.cancel("CODE")
    desk.now_ms += RETURN_MS
    assert (0, 0) == (await desk.taken(), await desk.taken(day=TUESDAY))


async def test_same_session_is_no_move(desk: Desk) -> None:
    """Asking for the session that one has changes nothing."""
    assert Outcome.SAME == await desk.move("CODE", to=MONDAY)
    assert 1 == await desk.taken()


async def test_full_session_leaves_the_old_place(client: Client, desk: Desk) -> None:
    """Without a new place nothing is given up."""
    other = Desk(client, OFFICE, chat="other")
    await other.book("ONE", "08:00", day=TUESDAY)
    await other.book("TWO", "08:00", day=TUESDAY)
    assert Outcome.FULL == await desk.move("CODE", "08:00", to=TUESDAY)
    assert (1, "booked") == (await desk.taken(), await desk.state("CODE"))


async def test_place_that_ran_out_can_be_moved_to(client: Client, desk: Desk) -> None:
    """A move gives back first what has run out on the new date."""
    other = Desk(client, OFFICE, chat="other")
    await other.hold("ONE", "08:00", day=TUESDAY)
    await other.hold("TWO", "08:00", day=TUESDAY)
    desk.now_ms += HOLD_MS
    assert isinstance(await desk.move("CODE", "08:00", to=TUESDAY), Held)


async def test_code_in_use_on_the_new_date(client: Client, desk: Desk) -> None:
    """A booking does not overwrite another one that has its code on the new date."""
    await Desk(client, OFFICE, chat="other").book("CODE", day=TUESDAY)
    assert Outcome.CODE_TAKEN == await desk.move("CODE", to=TUESDAY)
    assert 1 == await desk.taken(day=TUESDAY)


async def test_only_a_booked_place_moves(client: Client, desk: Desk) -> None:
    """What is not booked (yet, or any more) does not move, and what is not there is unknown."""
    other = Desk(client, OFFICE, chat="other")
    await other.hold("HELD")
    assert Outcome.GONE == await other.move("HELD", to=TUESDAY)
    await desk.cancel("CODE")
    assert Outcome.GONE == await desk.move("CODE", to=TUESDAY)
    assert Outcome.UNKNOWN == await desk.move("NONE", to=TUESDAY)


async def test_move_again_is_the_same_move(desk: Desk) -> None:
    """A move that is handled twice gives the same place and gives up one."""
    first = await desk.move("CODE", "10:00", to=TUESDAY)
    assert first == await desk.again().move("CODE", "08:00", to=TUESDAY)
    assert (0, 1) == (await desk.taken("08:00", day=TUESDAY), await desk.taken("10:00", day=TUESDAY))


async def test_stale_move_is_refused(desk: Desk) -> None:
    """A move that a later message has overtaken has no effect."""
    desk.again()
    with pytest.raises(LeaseLost):
        await desk.again().move("CODE", to=TUESDAY)
    assert (1, 0) == (await desk.taken(), await desk.taken(day=TUESDAY))
