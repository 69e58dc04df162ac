"""Who says that they come, who did not, and when those may book again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.attendance import free_from
from bot.booking_values import Refused
from bot.bookings import Bookings
from bot.store.attendance import Attendances
from bot.store.client import Client
from tests.bookings.wishes import BABY, CIREBON, SITI, Meet, book, booked, hold, reason
from tests.offices import MONDAY, NOW_MS, TUESDAY, with_rules
from tests.requests import Sender

AFTER_DAYS = 14  # from today to the evening of Monday
FREE = MONDAY + timedelta(days=8)


async def closed(bookings: Bookings, session: str = "08:00", *, now_ms: int = NOW_MS) -> list[str]:
    """Close a session of Monday; return the codes of those who did not come."""
    absent = await bookings.attendance.close_session(CIREBON, MONDAY, session, now_ms=now_ms)
    return [booking.code for booking in absent]


async def test_saying_that_one_comes(bookings: Bookings, budi: Sender, siti: Sender) -> None:
    """A booked person's word is noted, however often it is given; for another's booking there is nothing to note."""
    mine = await booked(bookings, budi)
    assert Refused(reason="unknown") == await bookings.attendance.come(siti.request(), mine.code)
    assert [mine, mine] == [await bookings.attendance.come(budi.request(), mine.code) for _ in range(2)]
    assert {mine.code} == await bookings.attendance.are_coming(CIREBON, MONDAY)
    assert set() == await bookings.attendance.are_coming(CIREBON, TUESDAY)


async def test_only_a_booking_can_be_come_to(bookings: Bookings, budi: Sender) -> None:
    """A place that is only held, or was given up, is no appointment to come to."""
    held = await hold(bookings, budi)
    assert "not_booked" == reason(await bookings.attendance.come(budi.request(), held.code))
    await bookings.cancel(budi.request(), held.code)
    assert "unknown" == reason(await bookings.attendance.come(budi.request(), held.code))


async def test_a_session_is_closed_once(bookings: Bookings, budi: Sender, siti: Sender, meet: Meet) -> None:
    """Those booked in the session become no-shows; again changes nothing, and other sessions and holds stay."""
    first = await booked(bookings, budi, book(session="08:00"))
    later = await booked(bookings, siti, book("Siti Aminah", session="10:00"))
    held = await hold(bookings, meet("+6281200000001"), book("Agus", session="08:00"))
    assert [[first.code], [first.code]] == [await closed(bookings) for _ in range(2)]
    states = {booking.code: booking.state for booking in await bookings.records.of_day(CIREBON, MONDAY)}
    assert {first.code: "no_show", later.code: "booked", held.code: "held"} == states
    assert ["no_show"] == [booking.state for booking in await bookings.mine(budi.request())]


async def test_figures_count_a_no_show_once(bookings: Bookings, client: Client, budi: Sender) -> None:
    """The day's figures and the events have a no-show once, whoever closes the session again."""
    mine = await booked(bookings, budi, book(session="08:00"))
    await closed(bookings)
    await closed(bookings)
    assert b"1" == await client.execute("HGET", "{oCBN}:figures:209911", "16:no_show")
    events = [fields[1].decode() for _, fields in await client.execute("XRANGE", "{oCBN}:events", "-", "+")]
    assert f"no_show {mine.row_code} 991130" == events[-1]
    assert 1 == sum(event.startswith("no_show") for event in events)


async def test_cool_down(bookings: Bookings, budi: Sender, siti: Sender) -> None:
    """Who did not come, and their number, can book again when the cool-down is over, and are told when that is."""
    await booked(bookings, budi, book(session="08:00"))
    await closed(bookings)
    for sender, wish in ((budi, book("Agus", day=TUESDAY)), (siti, book(day=TUESDAY))):
        assert Refused(reason="cooling_down", free=FREE) == await bookings.hold(sender.request(), wish)
    assert "held" == reason(await bookings.hold(siti.request(), SITI))
    budi.wait(days=AFTER_DAYS + 7, minutes=14 * 60)
    assert FREE - timedelta(days=1) == day_of(budi)
    assert "cooling_down" == reason(await bookings.hold(budi.request(), book(day=FREE + timedelta(days=1))))
    budi.wait(days=1)
    assert "held" == reason(await bookings.hold(budi.request(), book(day=FREE + timedelta(days=1))))


def day_of(sender: Sender) -> date:
    """Return the date on which somebody writes."""
    return CIREBON.local(sender.now_ms).date()


async def test_a_relative_is_not_punished_twice(bookings: Bookings, budi: Sender) -> None:
    """Both bookings of a number cool down: nothing can be had on it by either kind."""
    await booked(bookings, budi, book(session="08:00"))
    await booked(bookings, budi, book("Adik", born=BABY, session="08:00"))
    assert 2 == len(await closed(bookings))
    for wish in (book("Agus", day=TUESDAY), book("Bayi", born=BABY, day=TUESDAY)):
        assert "cooling_down" == reason(await bookings.hold(budi.request(), wish))


async def test_a_shorter_cool_down(bookings: Bookings, meet: Meet) -> None:
    """A cool-down that the office has shortened since then counts as it is now."""
    lenient = with_rules(CIREBON, no_show_cooldown_days=0)
    budi = meet(office=lenient)
    await booked(bookings, budi, book(session="08:00"))
    await closed(bookings)
    budi = Sender(bookings, "+6281234567890", chat="later", office=lenient, offices=(lenient,))
    budi.wait(days=AFTER_DAYS + 1)
    assert "held" == reason(await bookings.hold(budi.request(), book(day=TUESDAY)))
    assert TUESDAY == free_from(lenient, MONDAY)


async def test_what_a_dead_process_left(bookings: Bookings, budi: Sender, client: Client) -> None:
    """A no-show whose cool-down was never written gets it when the session is closed again."""
    await booked(bookings, budi, book(session="08:00"))
    await closed(bookings)
    for booking in await bookings.records.of_day(CIREBON, MONDAY):
        for fingerprint in bookings.records.fingerprints(booking):
            await client.execute("DEL", f"{{c{fingerprint}}}")
    assert "held" == reason(await bookings.hold(budi.request(), book(day=TUESDAY)))
    assert 1 == len(await closed(bookings))


@pytest.mark.parametrize("change", ["cancel", "move"])
async def test_a_no_show_stays(bookings: Bookings, budi: Sender, change: str) -> None:
    """What is forfeited can neither be cancelled nor moved away."""
    mine = await booked(bookings, budi, book(session="08:00"))
    await closed(bookings)
    if change == "cancel":
        answer = await bookings.cancel(budi.request(), mine.code)
    else:
        answer = await bookings.move(budi.request(), mine.code, day=TUESDAY, session="")
    assert "not_booked" == reason(answer)
    assert ["no_show"] == [booking.state for booking in await bookings.records.of_day(CIREBON, MONDAY)]


async def test_many_at_once(client: Client) -> None:
    """A session of more people than one call takes is closed whole."""
    codes = [f"{number:08}" for number in range(450)]
    row = "booked|08:00|regular|chat|1|0||0||"
    flat = [part for code in codes for part in (code, row)]
    await client.execute("HSET", "{oCBN}:day:20991130", *flat, "#08:00|regular", 450)
    await client.execute("EXPIRE", "{oCBN}:day:20991130", 60)
    assert codes == await Attendances(client).close_session(CIREBON, MONDAY, "08:00", codes, now_ms=NOW_MS)
    await client.execute("DEL", "{oCBN}:day:20991130")  # rows that hold nobody, which no recount could read
