"""Lines for a full date: in the order of joining, before everybody else, and what is offered is held for one."""

from __future__ import annotations

import pytest

from bot.calendars import with_horizon
from bot.store.calendars import Calendars
from bot.store.client import Client
from bot.store.errors import CalendarChanged
from bot.store.operations import Operation
from bot.store.places import Outcome
from bot.store.waitlist import LENT_MS, Who
from tests.offices import MINUTE_MS, MONDAY, NOW_MS, TODAY, TUESDAY, office_of_tests
from tests.requests import HOLD_MS, RETURN_MS
from tests.store.waiters import OFFER_MS, TELL_MS, Line, waiter, who_is

pytestmark = pytest.mark.usefixtures("audited")

OFFICE = office_of_tests(pools={"regular": 1})  # a place at 08:00 and one at 10:00


@pytest.fixture
def line(client: Client) -> Line:
    """Give the line of Monday."""
    return Line(client, OFFICE)


async def fill(line: Line) -> None:
    """Book both places of Monday."""
    await line.desk("FIRST").book("FIRST")
    await line.desk("OTHER").book("OTHER")


async def test_in_the_order_of_joining(line: Line) -> None:
    """Each stands at the end; the same number, person or message keeps the place that it has."""
    assert ["AAAA 1/1", "BBBB 2/2", "CCCC 3/3"] == [await line.join(code) for code in ("AAAA", "BBBB", "CCCC")]
    assert "BBBB 2/3" == await line.join("BBBB", again=True)
    assert "AAAA 1/3" == await line.join("DDDD", who=Who("n-AAAA", "p-DDDD"))
    assert "CCCC 3/3" == await line.join("EEEE", who=Who("n-EEEE", "p-CCCC"))
    assert ["AAAA", "BBBB", "CCCC"] == await line.codes()


async def test_most(line: Line) -> None:
    """A line has as many as it may have; who is in it is told their place all the same."""
    await line.join("AAAA")
    assert "FULL" == await line.join("BBBB", most=1)
    assert "AAAA 1/1" == await line.join("AAAA", most=1)


async def test_codes_are_given_once(line: Line) -> None:
    """A code that a booking or somebody in line has is not given to another."""
    await line.desk("FIRST").book("FIRST")
    await line.join("AAAA")
    assert "CODE_TAKEN" == await line.join("FIRST", who=who_is("BBBB"))
    assert Outcome.CODE_TAKEN is await line.desk("OTHER").hold("AAAA")


async def test_before_everybody_else(line: Line) -> None:
    """While people wait, a place that comes free is held or moved to by nobody else; an officer may pass the line."""
    await line.desk("ELSE").book("ELSE", day=TUESDAY)
    await line.join("AAAA")
    assert Outcome.FULL is await line.desk("BBBB").hold("BBBB")
    assert Outcome.FULL is await line.desk("ELSE").move("ELSE", to=MONDAY, day=TUESDAY)
    desk = line.desk("OFFICER")
    passed = await desk.places.hold(
        desk.step("CCCC"), candidates=desk.candidates("08:00"), until_ms=NOW_MS + HOLD_MS, approval="", tries=1,
        sealed=b"", erase_at_ms=NOW_MS * 2, passes_line=True,
    )  # fmt: skip
    assert not isinstance(passed, Outcome)


async def test_the_last_in_line_opens_the_sale(line: Line) -> None:
    """When everybody in line has been offered a place, what is left is for all."""
    await line.join("AAAA")
    assert ["AAAA"] == await line.offer()
    assert not isinstance(await line.desk("BBBB").hold("BBBB"), Outcome)


async def test_offers_in_order(line: Line) -> None:
    """Each free place is held for one, the first first, until the deadline of the offer; more is not offered."""
    for code in ("AAAA", "BBBB", "CCCC"):
        await line.join(code)
    assert ["AAAA", "BBBB"] == await line.offer()
    assert [] == await line.offer()
    assert ["held", "held", "waiting"] == [await line.desk(c).state(c) for c in ("AAAA", "BBBB", "CCCC")]
    assert (1, 1) == (await line.desk("AAAA").taken("08:00"), await line.desk("AAAA").taken("10:00"))
    line.now_ms += OFFER_MS
    assert ["CCCC"] == await line.offer()
    assert ["lapsed", "lapsed", "held"] == [await line.desk(c).state(c) for c in ("AAAA", "BBBB", "CCCC")]


async def test_what_comes_free(line: Line) -> None:
    """A cancelled place is offered when its delay is over, not before."""
    await fill(line)
    await line.join("AAAA")
    await line.desk("FIRST").cancel("FIRST")
    line.now_ms += RETURN_MS - 1
    assert [] == await line.offer()
    line.now_ms += 1
    assert ["AAAA"] == await line.offer()


async def test_an_offer_is_booked(line: Line) -> None:
    """Who was offered a place approves it in the chat in which they joined, by code or press; nobody else can."""
    await line.join("AAAA")
    await line.offer()
    assert Outcome.OTHER_CHAT is (await line.desk("BBBB").confirm("AAAA")).outcome
    assert Outcome.OK is (await line.desk("AAAA").confirm("AAAA")).outcome
    assert "GONE" == await line.leave("AAAA")


async def test_leaving(line: Line) -> None:
    """Who leaves is forgotten; the message handled again, or the joining by a late process, changes nothing."""
    await line.join("AAAA")
    await line.join("BBBB")
    assert ["OK", "OK", "OK"] == [
        await line.leave("AAAA"),
        await line.leave("AAAA", again=True),
        await line.leave("AAAA"),
    ]
    assert ["BBBB"] == await line.codes()
    row = await line.desk("AAAA").places.row("CBN", MONDAY, "AAAA", now_ms=NOW_MS)
    assert row is not None
    assert ("left", b"") == (row.state, row.sealed)
    assert Outcome.UNKNOWN is (await line.desk("AAAA").confirm("AAAA")).outcome
    assert Outcome.UNKNOWN is await line.desk("AAAA").cancel("AAAA")


async def test_declining(line: Line) -> None:
    """A declined place is free at once, for the next in line."""
    for code in ("AAAA", "BBBB", "CCCC"):
        await line.join(code)
    await line.offer()
    assert ["OK", "OK"] == [await line.leave("AAAA"), await line.leave("AAAA", again=True)]
    assert ["CCCC"] == await line.offer()


async def test_only_offers_are_declined(line: Line) -> None:
    """A place that somebody held in the ordinary way comes back only with its delay."""
    await line.desk("AAAA").hold("AAAA")
    assert "GONE" == await line.leave("AAAA")


async def test_untold_offers(line: Line) -> None:
    """An offer that its process has not told is lent to one other at a time; what is told is lent no more."""
    await line.join("AAAA")
    await line.join("BBBB")
    await line.offer()
    assert [] == await line.lists.stranded("CBN", now_ms=NOW_MS + LENT_MS - 1)
    both = [(MONDAY, "AAAA"), (MONDAY, "BBBB")]
    assert both == await line.lists.stranded("CBN", now_ms=NOW_MS + LENT_MS)
    assert [] == await line.lists.stranded("CBN", now_ms=NOW_MS + LENT_MS)
    await line.lists.told("CBN", MONDAY, "AAAA")
    assert frozenset(both[1:]) == await line.lists.untold("CBN")
    assert both[1:] == await line.lists.stranded("CBN", now_ms=NOW_MS + 2 * LENT_MS)


async def test_nobody_loses_an_untold_offer(line: Line) -> None:
    """Whose offer ran out before it was told stands in front again, once; a told one has had their turn."""
    for code in ("AAAA", "BBBB", "CCCC"):
        await line.join(code)
    await line.offer()
    await line.lists.told("CBN", MONDAY, "BBBB")
    line.now_ms += OFFER_MS
    for code in ("AAAA", "BBBB", "AAAA"):
        await line.again(code)
    assert ["AAAA", "CCCC"] == await line.codes()
    assert ["AAAA", "CCCC"] == await line.offer()
    assert Outcome.OK is (await line.desk("AAAA").confirm("AAAA")).outcome


async def test_dates_with_lines(client: Client, line: Line) -> None:
    """An office's lines are found with the next instant that they are told of, which only an existing one has."""
    await line.join("AAAA")
    await Line(client, OFFICE, day=TUESDAY).join("BBBB")
    await line.lists.tell_next("CBN", TUESDAY, TELL_MS + 1)
    await line.lists.tell_next("CBN", TODAY, TELL_MS)
    assert [(MONDAY, TELL_MS), (TUESDAY, TELL_MS + 1)] == await line.lists.dates("CBN")
    assert {MONDAY: 1, TUESDAY: 1, TODAY: 0} == await line.lists.lengths("CBN", (MONDAY, TUESDAY, TODAY))
    (mine,) = await line.lists.of_number("CBN", "n-BBBB")
    assert ("BBBB", TUESDAY, 1, 1) == (mine.code, mine.day, mine.place, mine.length)


async def test_the_end(line: Line) -> None:
    """Those whose waiting is ended are forgotten; who has joined meanwhile still waits."""
    await line.join("AAAA")
    await line.join("BBBB")
    for _ in range(2):
        await line.lists.end("CBN", MONDAY, [waiter("AAAA")])
    assert (["BBBB"], "") == (await line.codes(), await line.desk("AAAA").state("AAAA"))
    await line.lists.end("CBN", MONDAY, [waiter("BBBB")])
    assert [] == await line.lists.dates("CBN")


async def test_another_calendar(client: Client, line: Line) -> None:
    """Nothing is offered by a calendar that is no longer in force."""
    await line.join("AAAA")
    change = Calendars(client).change(
        OFFICE, lambda calendar, office: with_horizon(calendar, 9), operation=Operation("officer", 1), now_ms=NOW_MS
    )
    await change
    with pytest.raises(CalendarChanged):
        await line.offer()


async def test_the_minutes_of_an_offer(line: Line) -> None:
    """An offer runs as long as it was given, to the millisecond."""
    await line.join("AAAA")
    await line.offer()
    line.now_ms += OFFER_MS - 1
    assert Outcome.OK is (await line.desk("AAAA").confirm("AAAA")).outcome
    await line.join("BBBB")
    await line.offer()
    line.now_ms += 15 * MINUTE_MS
    assert Outcome.LAPSED is (await line.desk("BBBB").confirm("BBBB")).outcome
