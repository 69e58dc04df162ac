"""A booking that is moved: one place at every moment, and its claims go with it."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace

from bot.booking_values import Booking
from bot.bookings import Bookings
from bot.store.client import Client
from bot.store.places import Candidate, Held, Places, Step
from tests.bookings.wishes import CIREBON, SITI, SITI_PHONE, Meet, book, booked, hold, reason
from tests.offices import HOLIDAY, MONDAY, SUNDAY, TUESDAY, erase_at_ms, instant
from tests.requests import RETURN_MS, Sender

A_DAY = timedelta(days=1)


async def test_another_date(bookings: Bookings, budi: Sender) -> None:
    """The booking keeps its code and has the new date; the old place is free again after the delay, not before."""
    old = await booked(bookings, budi, book(session="08:00"))
    moved = await bookings.move(budi.request(), old.code, day=TUESDAY, session="10:00")
    assert replace(old, day=TUESDAY, session="10:00") == moved
    assert [moved] == await bookings.mine(budi.request())
    assert (1, 1) == (await left(bookings, budi, MONDAY), await left(bookings, budi, TUESDAY, "10:00"))
    budi.wait(minutes=30)
    assert 2 == await left(bookings, budi, MONDAY)


async def test_another_session(bookings: Bookings, budi: Sender) -> None:
    """The hour can change without the date; "" is any hour of another date."""
    old = await booked(bookings, budi, book(session="08:00"))
    assert "10:00" == session(await bookings.move(budi.request(), old.code, day=MONDAY, session="10:00"))
    assert "08:00" == session(await bookings.move(budi.request(), old.code, day=TUESDAY, session=""))


async def test_claims_go_along(bookings: Bookings, budi: Sender, meet: Meet) -> None:
    """Number and person stay taken until the new date is over, and are free after it."""
    old = await booked(bookings, budi)
    await bookings.move(budi.request(), old.code, day=TUESDAY, session="")
    other = meet(SITI_PHONE)
    for sender in (budi, other):
        sender.now_ms = instant(TUESDAY, time(7))
    assert "sender_has" == reason(await bookings.hold(budi.request(), book("Agus", day=TUESDAY + 2 * A_DAY)))
    assert "person_has" == reason(await bookings.hold(other.request(), book(day=TUESDAY + 2 * A_DAY)))
    for sender in (budi, other):
        sender.wait(days=1)
    assert "held" == reason(await bookings.hold(other.request(), book(day=TUESDAY + 2 * A_DAY)))


@pytest.mark.parametrize(
    ("day", "hour", "why"),
    [
        (MONDAY, "08:00", "same"),
        (MONDAY, "", "same"),
        (SUNDAY, "", "day"),
        (HOLIDAY, "08:00", "day"),
        (MONDAY - timedelta(days=30), "", "day"),
        (MONDAY + timedelta(days=60), "", "day"),
        (TUESDAY, "11:00", "no_session"),
    ],
    ids=["same", "same-day-any", "weekend", "holiday", "past", "beyond", "no-session"],
)
async def test_where_it_can_not_go(bookings: Bookings, budi: Sender, day: date, hour: str, why: str) -> None:
    """A date or session that can't be had leaves the booking as it was."""
    old = await booked(bookings, budi, book(session="08:00"))
    assert why == reason(await bookings.move(budi.request(), old.code, day=day, session=hour))
    assert [old] == await bookings.mine(budi.request())


async def test_full(bookings: Bookings, budi: Sender, meet: Meet) -> None:
    """A session without a place leaves the booking as it was."""
    old = await booked(bookings, budi)
    for number, name in enumerate(("Ani", "Dewi")):
        await booked(bookings, meet(f"+628129876540{number}"), book(name, day=TUESDAY, session="08:00"))
    assert "full" == reason(await bookings.move(budi.request(), old.code, day=TUESDAY, session="08:00"))
    assert [old] == await bookings.mine(budi.request())


async def test_until_the_day_before(bookings: Bookings, budi: Sender) -> None:
    """On the day itself a booking stays where it is."""
    old = await booked(bookings, budi)
    budi.now_ms = instant(MONDAY, time(0, 1))
    assert "too_late" == reason(await bookings.move(budi.request(), old.code, day=TUESDAY, session=""))
    budi.now_ms = instant(MONDAY - A_DAY, time(23, 59))
    assert "booked" == reason(await bookings.move(budi.request(), old.code, day=TUESDAY, session=""))


async def test_what_is_not_booked(bookings: Bookings, budi: Sender) -> None:
    """A held or cancelled place is not moved."""
    held = await hold(bookings, budi)
    assert "not_booked" == reason(await bookings.move(budi.request(), held.code, day=TUESDAY, session=""))
    await bookings.cancel(budi.request(), held.code)
    assert "not_booked" == reason(await bookings.move(budi.request(), held.code, day=TUESDAY, session=""))


async def test_of_someone_else(bookings: Bookings, budi: Sender, siti: Sender, meet: Meet) -> None:
    """Another's booking is unknown, and so is every booking to a chat without a number."""
    old = await booked(bookings, budi)
    await booked(bookings, siti, SITI)
    for sender in (siti, meet("")):
        assert "unknown" == reason(await bookings.move(sender.request(), old.code, day=TUESDAY, session=""))


async def test_handled_twice(bookings: Bookings, budi: Sender) -> None:
    """A message handled twice moves once, and gives the same answer."""
    old = await booked(bookings, budi)
    first = await bookings.move(budi.request(), old.code, day=TUESDAY, session="08:00")
    assert first == await bookings.move(budi.again(), old.code, day=TUESDAY, session="08:00")
    assert 1 == await left(bookings, budi, TUESDAY)


async def test_a_process_that_died_between(client: Client, bookings: Bookings, budi: Sender) -> None:
    """What a dead process moved is found by the one that takes over, which brings the claims along."""
    old = await booked(bookings, budi)
    request = budi.request()
    step = Step(
        office=CIREBON, day=MONDAY, code=old.code.replace("-", "")[3:], operation=request.operation, now_ms=budi.now_ms
    )  # fmt: skip
    died = await Places(client).move(
        step,
        to=TUESDAY,
        candidates=[Candidate("08:00", "regular", 2)],
        return_at_ms=budi.now_ms + RETURN_MS,
        erase_at_ms=erase_at_ms(CIREBON, TUESDAY),
    )
    assert isinstance(died, Held)
    budi.wait(days=2)
    assert TUESDAY == day(await bookings.move(budi.again(), old.code, day=TUESDAY, session="08:00"))
    assert [TUESDAY] == [b.day for b in await bookings.mine(budi.request())]
    assert [] == await bookings.differences(CIREBON, TUESDAY, now_ms=budi.now_ms)


async def left(bookings: Bookings, sender: Sender, day: date, hour: str = "08:00") -> int:
    """Return what is left of a session."""
    (places,) = await bookings.places(CIREBON, (day,), sender.now_ms)
    return next(session.left for session in places.sessions if session.session == hour)


def session(answer: object) -> str:
    """Return the session of a booking."""
    assert isinstance(answer, Booking)
    return answer.session


def day(answer: object) -> date:
    """Return the date of a booking."""
    assert isinstance(answer, Booking)
    return answer.day
