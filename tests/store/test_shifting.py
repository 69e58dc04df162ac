"""A closed date that is moved or given up as a whole: one step, in the order of booking, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.shift_values import Shift
from bot.store import keys
from bot.store.client import Client
from bot.store.errors import CalendarChanged
from bot.store.operations import Operation
from bot.store.places import Outcome
from bot.store.shifting import DayShifts, DayStep, Target
from tests.offices import MINUTE_MS, MONDAY, NOW_MS, TUESDAY, erase_at_ms, office_of_tests
from tests.requests import RETURN_MS, Desk

pytestmark = pytest.mark.usefixtures("audited")

OFFICE = office_of_tests(pools={"regular": 3, "priority": 1}, hours=(8, 10, 13))
DEADLINE_MS = NOW_MS + 60 * MINUTE_MS


@pytest.fixture
def desk(client: Client) -> Desk:
    """Give a chat that books."""
    return Desk(client, OFFICE)


@pytest.fixture
def days(client: Client) -> DayShifts:
    """Give the shifts."""
    return DayShifts(client)


def step(number: int = 1, day: date = MONDAY) -> DayStep:
    """Return an officer's step."""
    return DayStep(office=OFFICE, day=day, operation=Operation("officer", number), now_ms=NOW_MS)


async def moved(days: DayShifts, *targets: tuple[str, str, int, bool], number: int = 1) -> Shift:
    """Move Monday to Tuesday, to these places, three in each session unless told."""
    wanted = targets or [(session.id, "regular", 3, True) for session in OFFICE.sessions(MONDAY)]
    assert await days.shift(
        step(number),
        to=TUESDAY,
        targets=[Target(*target) for target in wanted],
        erase_at_ms=erase_at_ms(OFFICE, TUESDAY),
        deadline_ms=DEADLINE_MS,
    )
    shift = await days.read("CBN", step(number).id)
    assert shift is not None
    return shift


async def reviewed(days: DayShifts, *, now_ms: int = NOW_MS) -> dict[str, str]:
    """Return the answers to the first shift at an instant, by code."""
    shift = await days.review(OFFICE, step().id, now_ms=now_ms, return_at_ms=now_ms + RETURN_MS)
    assert shift is not None
    return {each.code: each.answer for each in shift.people}


def where(shift: Shift) -> dict[str, str]:
    """Return what became of each."""
    return {each.code: f"{each.fate} {each.session}" for each in shift.people}


async def booked(desk: Desk, *sessions: str) -> Sequence[str]:
    """Book a place in each of the sessions, one after the other; return the codes."""
    codes = [f"CODE000{n}" for n in range(len(sessions))]
    for code, session in zip(codes, sessions, strict=True):
        await desk.book(code, session)
    return [f"CBN-{code[:4]}-{code[4:]}" for code in codes]


async def test_same_session_first(desk: Desk, days: DayShifts) -> None:
    """Everybody gets the same hour, as long as it has a place; then the nearest in time; then whichever is left."""
    codes = await booked(desk, "10:00", "10:00", "10:00", "08:00")
    shift = await moved(
        days, ("08:00", "regular", 1, True), ("10:00", "regular", 1, True), ("13:00", "regular", 9, True)
    )
    sessions = ["moved 10:00", "moved 08:00", "moved 13:00", "moved 13:00"]
    assert dict(zip(codes, sessions, strict=True)) == where(shift)
    assert (0, 0) == (await desk.taken("08:00"), await desk.taken("10:00"))
    assert [1, 1, 2] == [await desk.taken(hour, day=TUESDAY) for hour in ("08:00", "10:00", "13:00")]


async def test_first_come_first_served(client: Client, desk: Desk, days: DayShifts) -> None:
    """Whoever booked first chooses first, in whatever chat; who finds no place stays on the old date."""
    codes = await booked(desk, "08:00", "08:00", "08:00")
    first = Desk(client, OFFICE, chat="earlier")
    await first.book("ZZZZZZZZ", "10:00")  # the first message of its chat: before the second of the other
    shift = await moved(days, ("08:00", "regular", 2, True))
    assert [f"moved {codes[0]}", "moved CBN-ZZZZ-ZZZZ"] == [f"{p.fate} {p.code}" for p in shift.of("moved")]
    assert codes[1:] == [person.code for person in shift.of("left")]
    assert (2, 2) == (await desk.taken("08:00"), await desk.taken("08:00", day=TUESDAY))
    assert ["booked", "booked"] == [await desk.state(code.replace("-", "")[3:]) for code in codes[1:]]


@pytest.mark.parametrize(
    ("is_open", "expected"), [(True, "moved 08:00"), (False, "left 08:00")], ids=["for everybody", "for the old"]
)
async def test_the_pools_of_others(desk: Desk, days: DayShifts, is_open: bool, expected: str) -> None:
    """A place of another pool is given only where that pool is for everybody."""
    (code,) = await booked(desk, "08:00")
    assert {code: expected} == where(await moved(days, ("08:00", "priority", 1, is_open)))


async def test_who_booked_there_already_keeps_the_place(client: Client, desk: Desk, days: DayShifts) -> None:
    """A place on the new date that somebody has is not given again."""
    other = Desk(client, OFFICE, chat="other")
    await other.book("OTHER000", "08:00", day=TUESDAY)
    codes = await booked(desk, "08:00", "08:00")
    shift = await moved(days, ("08:00", "regular", 2, True))
    assert {codes[0]: "moved 08:00", codes[1]: "left 08:00"} == where(shift)
    assert ("booked", 2) == (await other.state("OTHER000", day=TUESDAY), await desk.taken(day=TUESDAY))


async def test_what_is_only_held_lapses(desk: Desk, days: DayShifts) -> None:
    """A place that nobody has approved is not moved, and a late approval is told so."""
    await desk.hold("HELD0000", "08:00")
    assert {"CBN-HELD-0000": "lapsed 08:00"} == where(await moved(days))
    assert (0, "lapsed") == (await desk.taken(), await desk.state("HELD0000"))
    assert Outcome.LAPSED == (await desk.confirm("HELD0000")).outcome


async def test_who_looks_on_the_old_date_is_told(desk: Desk, days: DayShifts) -> None:
    """On the old date a trace names the new one and nobody; the booking can be cancelled on the new one."""
    await booked(desk, "08:00")
    await moved(days)
    row = await desk.places.row("CBN", MONDAY, "CODE0000", now_ms=NOW_MS)
    assert row is not None
    assert ("moved", int(f"{TUESDAY:%Y%m%d}"), b"") == (row.state, row.until_ms, row.sealed)
    assert Outcome.UNKNOWN == await desk.cancel("CODE0000")
    assert Outcome.OK == await desk.cancel("CODE0000", day=TUESDAY)


async def test_moved_once(desk: Desk, days: DayShifts) -> None:
    """The same message again moves nobody, not even who came back meanwhile; another message does."""
    (code,) = await booked(desk, "08:00")
    first = await moved(days)
    await desk.move("CODE0000", "08:00", day=TUESDAY, to=MONDAY)
    assert first == await moved(days)
    assert "booked" == await desk.state("CODE0000")
    assert {code: "moved 10:00"} == where(await moved(days, ("10:00", "regular", 3, True), number=2))


async def test_given_up(desk: Desk, days: DayShifts) -> None:
    """A date that is given up leaves nobody booked or held; its places are free when it opens again."""
    codes = await booked(desk, "08:00", "10:00")
    await desk.hold("HELD0000", "08:00")
    assert await days.vacate(step())
    shift = await days.read("CBN", step().id)
    assert shift is not None
    assert {codes[0]: "released 08:00", codes[1]: "released 10:00", "CBN-HELD-0000": "lapsed 08:00"} == where(shift)
    assert (None, ["cancelled", "lapsed"]) == (shift.to, [await desk.state(c) for c in ("CODE0000", "HELD0000")])
    assert (0, 0) == (await desk.taken("08:00"), await desk.taken("10:00"))
    assert [] == await days.ids("CBN")


async def test_given_up_once(client: Client, desk: Desk, days: DayShifts) -> None:
    """The same message again gives up nothing of what was booked since."""
    await booked(desk, "08:00")
    assert await days.vacate(step())
    other = Desk(client, OFFICE, chat="other")
    await other.book("LATER000", "08:00")
    assert await days.vacate(step())
    assert "booked" == await other.state("LATER000")


async def test_nobody_there(days: DayShifts) -> None:
    """An empty date is moved or given up as well as any other."""
    assert {} == where(await moved(days))
    assert await days.vacate(step(2))
    assert {} == await reviewed(days, now_ms=DEADLINE_MS)


async def test_more_than_one_step_can_move(client: Client, desk: Desk, days: DayShifts) -> None:
    """With more than 2,000 people on a date nobody is moved or given up."""
    await desk.book("CODE0000", "08:00")
    key = keys.day_keys("CBN", MONDAY).day
    row = await client.execute("HGET", key, "CODE0000", key=key)
    many = [part for n in range(2000) for part in (f"MANY{n:04}", row)]
    await client.execute("HSET", key, *many, "#08:00|regular", 2001, key=key)
    assert not await days.shift(
        step(), to=TUESDAY, targets=[], erase_at_ms=erase_at_ms(OFFICE, TUESDAY), deadline_ms=DEADLINE_MS
    )
    assert not await days.vacate(step())
    assert (2001, None) == (await desk.taken(), await days.read("CBN", step().id))


async def test_by_an_old_calendar(client: Client, desk: Desk, days: DayShifts) -> None:
    """A date is moved and given up only by the calendar in force."""
    await booked(desk, "08:00")
    await client.execute("HSET", keys.calendar("CBN"), "version", 1)
    for work in (moved(days), days.vacate(step())):
        with pytest.raises(CalendarChanged):
            await work
    assert "booked" == await desk.state("CODE0000")


async def test_answers(desk: Desk, days: DayShifts) -> None:
    """What people say and what they do counts as an answer; the last word counts."""
    codes = await booked(desk, "08:00", "08:00", "08:00", "10:00")
    await moved(days)
    assert dict.fromkeys(codes, "") == await reviewed(days)
    for answer in ("agreed", "cancelled", "agreed"):
        assert await days.answer("CBN", step().id, "CODE0000", answer)
    await desk.cancel("CODE0001", day=TUESDAY)
    await desk.move("CODE0002", "08:00", day=TUESDAY, to=MONDAY)
    expected = dict(zip(codes, ("agreed", "cancelled", "moved", ""), strict=True))
    assert expected == await reviewed(days)
    assert expected == await reviewed(days, now_ms=DEADLINE_MS - 1)


async def test_the_deadline(desk: Desk, days: DayShifts) -> None:
    """Who has not answered by the deadline loses the place, which comes back like a cancelled one; others keep it."""
    codes = await booked(desk, "08:00", "08:00")
    await moved(days)
    await days.answer("CBN", step().id, "CODE0000", "agreed")
    expected = dict(zip(codes, ("agreed", "expired"), strict=True))
    for _ in range(2):
        assert expected == await reviewed(days, now_ms=DEADLINE_MS)
    assert ["booked", "cancelled"] == [await desk.state(code, day=TUESDAY) for code in ("CODE0000", "CODE0001")]
    desk.now_ms = DEADLINE_MS + RETURN_MS - 1
    assert 2 == await desk.taken(day=TUESDAY)
    desk.now_ms += 1
    assert 1 == await desk.taken(day=TUESDAY)
    assert not await days.answer("CBN", step().id, "CODE0001", "agreed")


async def test_answers_of_nobody(desk: Desk, days: DayShifts) -> None:
    """Who was not moved has nothing to answer, and a shift that is not there has no answers."""
    await booked(desk, "08:00")
    await moved(days, ("08:00", "priority", 1, False))
    assert not await days.answer("CBN", step().id, "CODE0000", "agreed")
    assert not await days.answer("CBN", "nothing", "CODE0000", "agreed")
    assert None is await days.review(OFFICE, "nothing", now_ms=NOW_MS, return_at_ms=NOW_MS)


async def test_what_waits(days: DayShifts) -> None:
    """A shift is listed until it is finished, and is due from its deadline on."""
    await moved(days)
    assert ([step().id], []) == (await days.ids("CBN"), await days.ids("CBN", until_ms=DEADLINE_MS - 1))
    assert [step().id] == await days.ids("CBN", until_ms=DEADLINE_MS)
    for _ in range(2):
        await days.finish("CBN", step().id)
        assert [] == await days.ids("CBN")
