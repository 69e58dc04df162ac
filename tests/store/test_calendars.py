"""An office's calendar in the store: changed once by each operation, and in force for the very next booking."""

from __future__ import annotations

import asyncio
from datetime import time

import pytest

from bot.calendars import NO_CHANGES, Calendar, closed_on, with_horizon, with_opening_hour, with_quota
from bot.errors import CalendarRefused
from bot.offices import Office
from bot.store import keys
from bot.store.calendars import Calendars, Change, LiveOffices, open_offices
from bot.store.client import Client
from bot.store.errors import CalendarChanged
from bot.store.operations import Operation
from bot.store.places import Held, Outcome
from tests.offices import DAY_MS, MONDAY, NOW_MS, TODAY, TUESDAY, office_of_tests
from tests.requests import Desk

pytestmark = pytest.mark.usefixtures("audited")

OFFICE = office_of_tests()
FIRST, SECOND = Operation("officer", 1), Operation("colleague", 1)


@pytest.fixture
async def offices(client: Client) -> LiveOffices:
    """Give the offices of a process."""
    return await open_offices({OFFICE.code: OFFICE}, client)


def quota(places: int, session: str = "08:00") -> Change:
    """Return a change of Monday's quota."""

    def change(calendar: Calendar, office: Office) -> Calendar:
        return with_quota(calendar, office, MONDAY, session=session, pool="regular", places=places, today=TODAY)

    return change


def closure(calendar: Calendar, office: Office) -> Calendar:
    """Close Monday."""
    return closed_on(calendar, MONDAY, "Listrik padam", today=TODAY)


async def test_without_changes(client: Client, offices: LiveOffices) -> None:
    """An office that nobody has changed is as configured."""
    assert (OFFICE, NO_CHANGES) == (offices["CBN"], await Calendars(client).read("CBN"))
    assert (["CBN"], 1) == (list(offices), len(offices))


async def test_a_change_is_in_force_at_once(client: Client, offices: LiveOffices) -> None:
    """A process that knows only the old calendar can't sell by it, and has sold nothing by trying."""
    desk = Desk(client, OFFICE)
    await offices.change("CBN", quota(1), operation=FIRST, now_ms=NOW_MS)
    with pytest.raises(CalendarChanged) as refused:
        await desk.hold("ONE", "08:00")
    assert "CBN" == refused.value.office
    desk.office = offices["CBN"]
    assert isinstance(await desk.again().hold("ONE", "08:00"), Held)
    assert Outcome.FULL == await desk.hold("TWO", "08:00")


async def test_every_process_is_told(client: Client, offices: LiveOffices) -> None:
    """Another process has the change as soon as it is made, without having sold anything."""
    others = await open_offices({OFFICE.code: OFFICE}, client)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        keeping = group.create_task(others.keep(every_s=3600))
        for change, operation in ((quota(1), FIRST), (closure, SECOND)):  # the first look sees one of them at most
            await offices.change("CBN", change, operation=operation, now_ms=NOW_MS)
            while others["CBN"].version != offices["CBN"].version:
                await client.execute("PING")
        keeping.cancel()
    assert "Listrik padam" == others["CBN"].closed[MONDAY]


async def test_looking_and_moving_notice(client: Client, offices: LiveOffices) -> None:
    """What is shown and what is moved go by the calendar in force too; an approval or a cancellation need none."""
    desk = Desk(client, OFFICE)
    await desk.book("ONE", "08:00")
    await desk.hold("TWO", "10:00")
    await offices.change("CBN", quota(1), operation=FIRST, now_ms=NOW_MS)
    with pytest.raises(CalendarChanged):
        await desk.taken()
    with pytest.raises(CalendarChanged):
        await desk.move("ONE", to=TUESDAY)
    assert Outcome.OK == (await desk.confirm("TWO")).outcome
    assert Outcome.OK == await desk.cancel("ONE")


async def test_lowered_below_what_is_booked(client: Client, offices: LiveOffices) -> None:
    """Nothing is taken from anybody, and nothing is sold until there is a place below the quota."""
    desk = Desk(client, OFFICE)
    for code in ("ONE", "TWO"):
        await desk.book(code, "08:00")
    await offices.change("CBN", quota(1), operation=FIRST, now_ms=NOW_MS)
    desk.office = offices["CBN"]
    assert (2, "booked", "booked") == (await desk.taken(), await desk.state("ONE"), await desk.state("TWO"))
    await desk.cancel("ONE", after_ms=0)
    assert Outcome.FULL == await desk.hold("THREE", "08:00")
    await desk.cancel("TWO", after_ms=0)
    assert isinstance(await desk.hold("THREE", "08:00"), Held)


async def test_preview(client: Client, offices: LiveOffices) -> None:
    """What a change would do is told by the calendar in force, whoever changed it last, and nothing is written."""
    other = await open_offices({OFFICE.code: OFFICE}, client)
    await other.change("CBN", quota(1), operation=FIRST, now_ms=NOW_MS)
    planned = await offices.preview("CBN", quota(5))
    assert [f"{MONDAY} 08:00 regular: 1 → 5"] == [str(line) for line in planned.differences]
    assert 1 == await Calendars(client).version("CBN")
    with pytest.raises(CalendarRefused):
        await offices.preview("CBN", quota(1))


async def test_two_officers_at_once(client: Client, offices: LiveOffices) -> None:
    """Of two changes at once the second is made on top of the first: both land, each as a version of its own."""
    other = LiveOffices({OFFICE.code: OFFICE}, Calendars(client))
    one, two = await asyncio.gather(
        offices.change("CBN", quota(1), operation=FIRST, now_ms=NOW_MS),
        other.change("CBN", closure, operation=SECOND, now_ms=NOW_MS),
    )
    assert {1, 2} == {one.after.version, two.after.version}
    office = await offices.refresh("CBN")
    assert (2, "Listrik padam") == (office.version, office.closed[MONDAY])
    assert 1 == office.held_sessions(MONDAY)[0].pools["regular"]
    assert office == await other.refresh("CBN")


async def test_a_change_is_made_once(client: Client, offices: LiveOffices) -> None:
    """A message that is handled again changes nothing more, and is told the same, whatever came in between."""
    first = await offices.change("CBN", quota(1), operation=FIRST, now_ms=NOW_MS)
    await offices.change("CBN", quota(2), operation=SECOND, now_ms=NOW_MS)
    assert first == await offices.change("CBN", quota(1), operation=FIRST, now_ms=NOW_MS)
    assert 2 == (await Calendars(client).read("CBN")).version
    assert [f"{MONDAY} 08:00 regular: 2 → 1"] == [str(line) for line in first.differences]


async def test_refused(client: Client, offices: LiveOffices) -> None:
    """What changes nothing, or can't be, is refused and leaves no trace."""
    for change, reason in ((quota(2), "unchanged"), (quota(1, "09:00"), "no_session")):
        with pytest.raises(CalendarRefused) as refused:
            await offices.change("CBN", change, operation=FIRST, now_ms=NOW_MS)
        assert reason == refused.value.reason
    assert 0 == await Calendars(client).version("CBN")


async def test_what_was_changed_is_noted(client: Client, offices: LiveOffices) -> None:
    """The audit stream has each change with what was there before and after."""
    await offices.change("CBN", closure, operation=FIRST, now_ms=NOW_MS)
    (entry,) = await client.execute("XRANGE", keys.events("CBN"), "-", "+")
    assert [b"e", b"calendar 1", b"what", f"{MONDAY} closed: - → Listrik padam".encode()] == entry[1]


async def test_other_processes_look_again(client: Client, offices: LiveOffices) -> None:
    """A process that sells nothing learns of a change when it looks, and of none when there is none."""
    other = await open_offices({OFFICE.code: OFFICE}, client)
    await offices.change("CBN", closure, operation=FIRST, now_ms=NOW_MS)
    assert OFFICE is other["CBN"]
    await other.refresh_all()
    assert (offices["CBN"], offices.calendar("CBN")) == (other["CBN"], other.calendar("CBN"))
    before = other["CBN"]
    await other.refresh_all()
    assert before is other["CBN"]


async def test_keeping_fresh(client: Client, offices: LiveOffices) -> None:
    """A process that runs looks again by itself."""
    other = await open_offices({OFFICE.code: OFFICE}, client)
    async with asyncio.TaskGroup() as group:
        keeping = group.create_task(other.keep(every_s=0))
        await offices.change("CBN", closure, operation=FIRST, now_ms=NOW_MS)
        while other["CBN"].version == 0:
            await client.execute("PING")
        keeping.cancel()
    assert offices["CBN"] == other["CBN"]


async def test_a_store_that_was_emptied(client: Client, offices: LiveOffices) -> None:
    """When the calendar is gone, a process goes back to the configuration."""
    await offices.change("CBN", closure, operation=FIRST, now_ms=NOW_MS)
    await client.execute("FLUSHALL")
    with pytest.raises(CalendarChanged):
        await Desk(client, offices["CBN"]).hold("ONE", "08:00")
    assert OFFICE == await offices.refresh("CBN")


async def test_the_past_is_forgotten(client: Client, offices: LiveOffices) -> None:
    """A change drops what was said of dates whose retention is over."""
    await offices.change("CBN", closure, operation=FIRST, now_ms=NOW_MS)
    later = NOW_MS + (OFFICE.retention_days + 20) * DAY_MS
    changed = await offices.change("CBN", lambda c, o: with_horizon(c, 14), operation=SECOND, now_ms=later)
    assert (NO_CHANGES.closed, 14) == (changed.after.closed, changed.after.horizon_days)


async def test_a_new_process_starts_with_it(client: Client, offices: LiveOffices) -> None:
    """The calendar stays when the process that changed it has ended."""
    await offices.change("CBN", lambda c, o: with_opening_hour(c, time(6)), operation=FIRST, now_ms=NOW_MS)
    assert time(6) == (await open_offices({OFFICE.code: OFFICE}, client))["CBN"].opening_hour
