"""`/tutup` and `/pindah`: whom it touches is shown, then everybody is released or moved, wherever a process dies."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from bot.messages import Day, Lines, Reply, Words
from bot.store.client import Client
from tests.bookings.test_shift_kills import Killed, Mortal
from tests.handlers.staff.officers import AGUS, DEWI, SARI, Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import MINUTE_MS, MONDAY, NOW_MS, TUESDAY, office_of_tests

OFFICE = replace(office_of_tests(pools={"regular": 2}, hours=(8,)), staff=(SARI, DEWI, AGUS))
PRESS = 10**15
MOVE = "/pindah 30-11-2099 01-12-2099 listrik padam"
CLOSE = "/tutup 30-11-2099 listrik padam"
NAMES = ("Ani", "Bela", "Citra", "Dodi")
THURSDAY = TUESDAY + timedelta(days=2)


@pytest.fixture
def hq(client: Client) -> Headquarters:
    """Give an office with two places a day."""
    return Headquarters(client, office=OFFICE)


def visitor(hq: Headquarters, number: int) -> Visitor:
    """Return one of several people."""
    return Visitor(hq, chat=f"7{number}", phone=f"+62812000001{number:02}")


async def booked(hq: Headquarters, *numbers: int, day: date = MONDAY) -> Sequence[str]:
    """Let people book one after the other; return their codes."""
    return [await visitor(hq, n).books(f"{NAMES[n]} Wijaya#2501198{n}#{day:%d%m%Y}") for n in numbers]


async def states(hq: Headquarters, day: date) -> Sequence[str]:
    """Return the states of a date's bookings."""
    return [booking.state for booking in await hq.bookings.records.of_day(hq.office, day)]


async def done(hq: Headquarters, order: str) -> Reply:
    """Order something and press *Ya*."""
    return await hq.press(await hq.hear(order))


# --- /tutup ----------------------------------------------------------------------------------------------


async def test_asks_first(hq: Headquarters) -> None:
    """It is told how many are booked and how many wait; nothing has changed before the press."""
    await booked(hq, 0)
    await visitor(hq, 1).asks("Bela Wijaya#25011981#30112099")
    asked = await hq.hear(CLOSE)
    line = Words("staff-close-line", {"date": Day(MONDAY, "short"), "booked": "1", "held": "1"})
    people = asked.values["people"]
    assert isinstance(people, Words)
    assert ("staff-close-ask", "1", (line,)) == (asked.key, people.values["count"], people.values["lines"].items)  # type: ignore[union-attr]  # they are Lines
    assert ["booked", "held"] == sorted(await states(hq, MONDAY))


async def test_closed_and_released(hq: Headquarters) -> None:
    """After the press the date is closed with its reason, bookings are released, and what was held has lapsed."""
    await booked(hq, 0)
    await visitor(hq, 1).asks("Bela Wijaya#25011981#30112099")
    reply = await done(hq, CLOSE)
    assert ("staff-dates-closed", "1", "1") == (reply.key, reply.values["released"], reply.values["lapsed"])
    assert ["cancelled", "lapsed"] == sorted(await states(hq, MONDAY))
    assert "listrik padam" == hq.staffroom.offices["CBN"].closed[MONDAY]
    assert "no-place-copy" == (await visitor(hq, 2).asks("Citra Wijaya#25011982#30112099")).key
    (act,) = await hq.staffroom.acts.last(hq.office, 1)
    assert ("tutup 30-11-2099–30-11-2099", "1 booking", "tutup: listrik padam") == (act.what, act.before, act.after)


async def test_several_dates(hq: Headquarters) -> None:
    """A span closes each working day in it and releases everybody; the weekend in it is none of it."""
    friday = MONDAY - timedelta(days=3)
    await booked(hq, 0, day=friday)
    await booked(hq, 1, day=MONDAY)
    reply = await done(hq, "/tutup 27-11-2099 – 30-11-2099 perbaikan gedung")
    assert "2" == reply.values["released"]
    assert {friday, MONDAY} == {day for day, why in hq.staffroom.offices["CBN"].closed.items() if "gedung" in why}


async def test_nobody_booked(client: Client) -> None:
    """A date with nobody on it is closed by one officer alone, although others take two."""
    hq = Headquarters(client, office=replace(OFFICE, asks_second_person=True))
    asked = await hq.hear(CLOSE)
    assert Words("staff-close-nobody") == asked.values["people"]
    assert "staff-dates-closed" == (await hq.press(asked)).key


@pytest.mark.parametrize("order", [CLOSE, MOVE], ids=["closed", "moved"])
async def test_second_person(client: Client, order: str) -> None:
    """Where people are booked, the office can have another officer press."""
    hq = Headquarters(client, office=replace(OFFICE, asks_second_person=True))
    await booked(hq, 0)
    asked = await hq.hear(order)
    assert "staff-plan-second-person" == (await hq.press(asked, "choice-staff-yes-other")).key
    assert ["booked"] == await states(hq, MONDAY)
    other = await hq.hears(choice=asked.choices[0].id, by="3", phone=AGUS.id)
    assert ["staff-date-moved" if order == MOVE else "staff-dates-closed"] == [reply.key for reply in other]


async def test_ready_reasons(client: Client) -> None:
    """Without a reason those that the office keeps ready are offered, and a press is the whole order."""
    hq = Headquarters(client, office=replace(OFFICE, closing_reasons=("Listrik padam", "Banjir")))
    asked = await hq.hear("/tutup 27-11-2099 – 30-11-2099")
    assert ("staff-close-reason", 2) == (asked.key, len(asked.choices))
    reply = await hq.hear(choice=asked.choices[1].id)
    assert ("staff-close-ask", "Banjir") == (reply.key, reply.values["reason"])


@pytest.mark.parametrize(
    ("order", "key"),
    [
        pytest.param("/tutup 06-12-2099 rapat", "staff-close-nothing", id="Sunday"),
        pytest.param("/tutup 02-12-2099 libur", "staff-close-before", id="closed before"),
        pytest.param("/tutup 15-11-2099 rapat", "staff-move-past", id="yesterday"),
    ],
)
async def test_nothing_to_close(hq: Headquarters, order: str, key: str) -> None:
    """What is closed anyway, or over, is told without a question."""
    reply = await hq.hear(order)
    assert (key, ()) == (reply.key, reply.choices)


async def test_only_leaders(hq: Headquarters) -> None:
    """Customer Service closes and moves nothing."""
    assert ["staff-not-allowed"] * 2 == [(await hq.hear(order, by="2")).key for order in (CLOSE, MOVE)]


# --- /pindah ---------------------------------------------------------------------------------------------


async def test_room_is_shown(hq: Headquarters) -> None:
    """Before the press it is told how many are touched, what is free on the new date and who finds no place."""
    await booked(hq, 0, 1)
    await booked(hq, 2, day=TUESDAY)
    asked = await hq.hear(MOVE)
    expected = {"booked": "2", "held": "0", "free": "1", "left": "1", "reason": "listrik padam"}
    assert ("staff-move-ask", expected) == (asked.key, {name: asked.values[name] for name in expected})
    assert ["booked", "booked"] == await states(hq, MONDAY)


async def test_moved(hq: Headquarters) -> None:
    """After the press the old date is closed, everybody has the same code on the new one, and it is written down."""
    codes = await booked(hq, 0, 1)
    reply = await done(hq, MOVE)
    assert ("staff-date-moved", "2", "0") == (reply.key, reply.values["moved"], reply.values["left"])
    assert [] == await states(hq, MONDAY)
    assert sorted(codes) == [booking.code for booking in await hq.bookings.records.of_day(hq.office, TUESDAY)]
    assert "listrik padam" == hq.staffroom.offices["CBN"].closed[MONDAY]
    (act,) = await hq.staffroom.acts.last(hq.office, 1)
    assert ("pindah 30-11-2099 01-12-2099", "2 dipindahkan, 0 tanpa tempat") == (act.what, act.after)


async def test_without_a_reason(hq: Headquarters) -> None:
    """A date that is moved without a reason gets the one that its people were moved."""
    await booked(hq, 0)
    asked = await hq.hear("/pindah 30-11-2099 01-12-2099")
    assert Words("closed-shifted") == asked.values["reason"]
    await hq.press(asked)
    assert "closed-shifted" == hq.staffroom.offices["CBN"].closed[MONDAY]


async def test_who_is_left(hq: Headquarters) -> None:
    """Who found no place stays, and can be moved further or released with the same words."""
    await booked(hq, 0, 1)
    await booked(hq, 2, day=TUESDAY)
    reply = await done(hq, MOVE)
    assert ("staff-date-moved-left", "1", "1") == (reply.key, reply.values["moved"], reply.values["left"])
    status = await hq.hear("/pindah status")
    people = status.values["people"]
    assert isinstance(people, Lines)
    assert (["staff-shift-silent", "staff-shift-placeless"], "1") == (
        [words.key for words in people.items if isinstance(words, Words)], status.values["left"],
    )  # fmt: skip
    further = await done(hq, "/pindah 30-11-2099 03-12-2099")
    assert ("staff-date-moved", "1") == (further.key, further.values["moved"])
    assert ["0", "0"] == [reply.values["left"] for reply in await hq.hears("/pindah status")]
    assert ["booked"] == await states(hq, THURSDAY)
    assert "listrik padam" == hq.staffroom.offices["CBN"].closed[MONDAY]


@pytest.mark.parametrize(
    ("order", "key"),
    [
        pytest.param("/pindah 30-11-2099 30-11-2099", "staff-move-same", id="the same date"),
        pytest.param("/pindah 30-11-2099 02-12-2099", "staff-move-closed", id="to a closed date"),
        pytest.param("/pindah 30-11-2099 06-12-2099", "staff-move-no-service", id="to a Sunday"),
        pytest.param("/pindah 30-11-2099 15-11-2099", "staff-move-past", id="into the past"),
        pytest.param("/pindah 15-11-2099 30-11-2099", "staff-move-past", id="from the past"),
        pytest.param("/pindah 30-11-2099 hari ini", "staff-move-near", id="to today"),
        pytest.param("/pindah 01-12-2099 30-11-2099", "staff-move-nobody", id="nobody there"),
        pytest.param("/pindah status", "staff-shifts-none", id="none under way"),
    ],
)
async def test_not_moved(hq: Headquarters, order: str, key: str) -> None:
    """What can't be moved is told with the reason, and nobody is asked for a press."""
    await booked(hq, 0)
    reply = await hq.hear(order)
    assert (key, ()) == (reply.key, reply.choices)
    assert ["booked"] == await states(hq, MONDAY)


async def test_too_near(hq: Headquarters) -> None:
    """A date is too near when people could not answer before its eve's end; the first that is not is named."""
    await booked(hq, 0)
    hq.minutes = 7 * 60 + 1
    reply = await hq.hear("/pindah 30-11-2099 17-11-2099")
    assert ("staff-move-near", Day(date(2099, 11, 18))) == (reply.key, reply.values["earliest"])
    hq.minutes -= 1
    assert "staff-move-ask" == (await hq.hear("/pindah 30-11-2099 17-11-2099")).key


async def test_status(hq: Headquarters) -> None:
    """`/pindah status` names who has not answered, masked, and that look is written down."""
    first, second = await booked(hq, 0, 1)
    await done(hq, MOVE)
    await visitor(hq, 0).says("setuju")
    reply = await hq.hear("/pindah status")
    assert ("1", "1") == (reply.values["agreed"], reply.values["silent"])
    people = reply.values["people"]
    assert isinstance(people, Words)
    (line,) = people.values["people"].items  # type: ignore[union-attr]  # they are Lines
    assert (second, "Bela W•••") == (line.values["code"], line.values["name"])
    (act,) = await hq.staffroom.acts.last(hq.office, 1)
    assert ("pindah status", second) == (act.what, act.after)
    assert first not in act.after


# --- twice, and killed -----------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [CLOSE, MOVE], ids=["closed", "moved"])
async def test_handled_twice(hq: Headquarters, order: str) -> None:
    """The press, handled again after a crash, gives the same answer and changes nothing more."""
    await booked(hq, 0, 1)
    choice = (await hq.hear(order)).choices[0].id
    (one,) = await hq.hears(choice=choice, number=PRESS)
    hq.minutes = 5
    (two,) = await hq.hears(choice=choice, number=PRESS)
    assert one == two
    assert 1 == len(await hq.bookings.shifts.untold(hq.office))
    assert 1 == len(await hq.staffroom.acts.last(hq.office, 5))


async def test_two_at_once(hq: Headquarters) -> None:
    """Of two officers who move the same date at once, each moves whom the other has not: nobody twice, nobody lost."""
    codes = await booked(hq, 0, 1)
    choices = [(await hq.hear(order)).choices[0].id for order in (MOVE, "/pindah 30-11-2099 03-12-2099")]
    answers = await asyncio.gather(*(hq.hears(choice=choice) for choice in choices))
    assert 2 == sum(int(str(reply.values["moved"])) for (reply,) in answers)
    found = [
        booking.code for day in (TUESDAY, THURSDAY) for booking in await hq.bookings.records.of_day(hq.office, day)
    ]
    assert sorted(codes) == sorted(found)
    for day in (MONDAY, TUESDAY, THURSDAY):
        assert [] == await hq.bookings.differences(hq.office, day, now_ms=NOW_MS)


@pytest.mark.parametrize(
    ("order", "expected"), [(CLOSE, ["cancelled"] * 2), (MOVE, ["booked"] * 2)], ids=["closed", "moved"]
)
async def test_killed_anywhere(client: Client, order: str, expected: Sequence[str]) -> None:
    """After a death behind any call of a function, the next process ends what was begun, once."""
    for lives in range(60):
        await client.execute("FLUSHALL")
        hq = Headquarters(client, office=OFFICE)
        await booked(hq, 0, 1)
        choice = (await hq.hear(order)).choices[0].id
        dying = Headquarters(Mortal(client, lives=lives), office=OFFICE)  # type: ignore[arg-type]  # but for its end
        try:
            await dying.hears(choice=choice, number=PRESS)
        except Killed:
            (reply,) = await hq.hears(choice=choice, number=PRESS)
            counted = reply.values["moved" if order == MOVE else "released"]
            assert ("2", expected) == (counted, await states(hq, TUESDAY if order == MOVE else MONDAY))
            assert 1 == len(await hq.bookings.shifts.untold(hq.office))
            for day in (MONDAY, TUESDAY):
                assert [] == await hq.bookings.differences(hq.office, day, now_ms=NOW_MS + MINUTE_MS)
        else:
            assert lives > 6  # it was killed behind each of its calls before
            return
    pytest.fail("it never got through")
