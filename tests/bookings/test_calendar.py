"""Which dates, sessions and pools can be booked, to the millisecond."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace

from bot.booking_values import Booking, Refused
from bot.bookings import Bookings
from tests.bookings.wishes import CIREBON, Meet, book, booked, hold, reason
from tests.offices import HOLIDAY, MONDAY, NOW_MS, SUNDAY, TODAY, instant, with_rules
from tests.requests import Sender

OPENED_DAY = TODAY + timedelta(days=30)
EIGHT = instant(TODAY, time(8))
LAST_CALL = instant(MONDAY, time(7, 30))


@pytest.mark.parametrize(
    ("day", "now_ms", "kind"),
    [
        pytest.param(OPENED_DAY, EIGHT - 1, "not_open_yet", id="a millisecond before the opening hour"),
        pytest.param(OPENED_DAY, EIGHT, "held", id="at the opening hour"),
        pytest.param(OPENED_DAY + timedelta(days=1), EIGHT, "beyond", id="beyond the horizon"),
        pytest.param(HOLIDAY, NOW_MS, "closed", id="holiday"),
        pytest.param(SUNDAY, NOW_MS, "closed", id="weekend"),
        pytest.param(date(2099, 11, 13), NOW_MS, "past", id="past"),
        pytest.param(MONDAY, instant(MONDAY, time(9, 30)) + 1, "past", id="too late for the last session"),
    ],
)
async def test_dates(bookings: Bookings, budi: Sender, day: date, now_ms: int, kind: str) -> None:
    """Each date that can't be booked has its own reason, to the millisecond."""
    budi.now_ms = now_ms
    answer = await bookings.hold(budi.request(), book(day=day))
    assert kind == (answer.state.kind if isinstance(answer, Refused) and answer.state else reason(answer))
    (places,) = await bookings.places(CIREBON, (day,), now_ms)
    assert (kind == "held") == (places.state.kind == "open") == (places.left > 0)


async def test_reasons_are_filled_in(bookings: Bookings, budi: Sender) -> None:
    """A refusal tells why it is closed, when it opens, and the furthest date that can be booked at that moment."""
    budi.now_ms = EIGHT - 1
    states = []
    for day in (HOLIDAY, SUNDAY, OPENED_DAY, OPENED_DAY + timedelta(days=1)):
        answer = await bookings.hold(budi.request(), book(day=day))
        assert isinstance(answer, Refused)
        assert answer.state is not None
        states.append(answer.state)
    closed, weekend, unopened, beyond = states
    assert ("libur", "closed-weekday") == (closed.reason, weekend.reason)
    assert (CIREBON.local(EIGHT), OPENED_DAY - timedelta(days=1)) == (unopened.opens_at, beyond.until)


@pytest.mark.parametrize(
    ("session", "now_ms", "answer"),
    [
        pytest.param("08:00", LAST_CALL, "08:00", id="in time"),
        pytest.param("08:00", LAST_CALL + 1, "session_over", id="too late"),
        pytest.param("", LAST_CALL + 1, "10:00", id="any session"),
        pytest.param("11:00", NOW_MS, "no_session", id="no such session"),
    ],
)
async def test_sessions(bookings: Bookings, budi: Sender, session: str, now_ms: int, answer: str) -> None:
    """A session can be booked until 30 minutes before it; without a wish the first one that is left is taken."""
    budi.now_ms = now_ms
    found = await bookings.hold(budi.request(), book(session=session))
    assert answer == (found.session if isinstance(found, Booking) else found.reason)


async def test_only_chat_pools_are_given(bookings: Bookings, meet: Meet) -> None:
    """By chat one gets the pools that are for chats; the others are neither given nor counted as left."""
    for n in range(4):
        await hold(bookings, meet(f"+62812000000{n}"), book(f"Orang {'abcd'[n]}"))
    (places,) = await bookings.places(CIREBON, (MONDAY,), NOW_MS)
    assert (0, "full") == (places.left, reason(await bookings.hold(meet().request(), book())))
    priority = meet(office=with_rules(CIREBON, chat_pools=("regular", "priority")))
    assert "priority" == (await hold(bookings, priority)).pool


async def test_what_is_left(bookings: Bookings, budi: Sender) -> None:
    """A date shows what is left of each session, and whether one can still come to it."""
    await booked(bookings, budi)
    open_day, closed = await bookings.places(CIREBON, (MONDAY, SUNDAY), LAST_CALL + 1)
    assert [("08:00", 1, False), ("10:00", 2, True)] == [(s.session, s.left, s.bookable) for s in open_day.sessions]
    assert (2, 0, ()) == (open_day.left, closed.left, closed.sessions)


async def test_a_long_horizon(bookings: Bookings) -> None:
    """An office may open a year at once."""
    office = replace(CIREBON, horizon_days=366)
    days = [TODAY + timedelta(days=n) for n in range(367)]
    places = await bookings.places(office, days, NOW_MS)
    assert (367, 4) == (len(places), places[-3].left)
