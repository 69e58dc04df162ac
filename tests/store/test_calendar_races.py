"""Officers who change the calendar while people book, in many processes on one server."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

import pytest

from bot.booking_values import Booking
from bot.bookings import Bookings
from bot.store import keys
from bot.store.calendars import Calendars
from bot.store.client import Client
from bot.store.shifting import DayShifts
from tests.offices import MONDAY, NOW_MS, TUESDAY, office_of_tests
from tests.requests import sealer_of_tests
from tests.store.audits import immortals, miscounts
from tests.store.racers import Taker, Track, dealt
from tests.store.test_races import taker
from tests.store.traders import Deed, do

pytestmark = pytest.mark.timeout(60)  # the first race waits for eight interpreters

THURSDAY = MONDAY + timedelta(days=3)


@pytest.fixture(autouse=True)
async def audited(client: Client, bookings: Bookings) -> AsyncIterator[None]:
    """Recount everything with its claims after each race, and look for keys that would stay for ever."""
    yield
    assert ([], []) == (await miscounts(client), await immortals(client))
    for day in (MONDAY, TUESDAY, THURSDAY):
        assert [] == await bookings.differences(office_of_tests(), day, now_ms=NOW_MS)


@pytest.fixture
def bookings(client: Client) -> Bookings:
    """Give the bookings."""
    return Bookings(client, sealer_of_tests(), uniform=lambda shortest, longest: shortest)


@pytest.fixture(scope="module")
def track(valkey: str) -> Iterator[Track]:
    """Give eight processes."""
    track = Track(valkey)
    yield track
    track.close()


async def race(track: Track, deeds: Sequence[Deed]) -> list[str]:
    """Have all deeds done at once, in a random order; return what they came to, in the order given."""
    order = list(range(len(deeds)))
    random.Random(7).shuffle(order)
    answers = await track.race(do, dealt([deeds[n] for n in order]))
    told = dict(zip(chain.from_iterable(dealt(order)), chain.from_iterable(answers), strict=True))
    return [told[n] for n in range(len(deeds))]


async def happened(client: Client) -> list[str]:
    """Return what the audit stream tells, in the order in which it was done."""
    entries = await client.execute("XRANGE", keys.events("CBN"), "-", "+")
    return [b" ".join(fields[1::2]).decode() for _, fields in entries]


async def test_never_more_than_the_quota_in_force(client: Client, track: Track) -> None:
    """While officers raise and lower a quota, no place is sold above the one in force at that instant."""
    office = office_of_tests(pools={"regular": 100}, hours=(8,))
    quotas = random.Random(7).sample(range(60), 40)
    officers = [Deed("quota", Taker("", "", MONDAY, office, f"officer-{n}"), places=n) for n in quotas]
    answers = await race(track, [*officers, *(Deed("book", taker(n, office)) for n in range(100))])
    taken, limit, sold = 0, 100, Counter[str](answers[len(officers) :])
    for event in await happened(client):
        if event.startswith("held "):
            taken += 1
            assert taken <= limit, event
        elif quota := re.search(r" regular: \d+ → (\d+)", event):
            limit = int(quota[1])
    assert taken == sold["booked"]
    assert 100 == sold["booked"] + sold["full"]


async def test_changes_of_two_officers_both_land(client: Client, track: Track) -> None:
    """Of many changes at once each is made, on top of all before it."""
    office = office_of_tests()
    days = [MONDAY + timedelta(days=7 * week + day) for week in range(8) for day in range(5)]
    open_days = [day for day in days if office.sessions(day)]
    officers = [Deed("quota", Taker("", "", MONDAY, office, f"officer-{d}"), day=d, places=1) for d in open_days]
    versions = await race(track, officers)
    assert sorted(map(str, range(1, len(open_days) + 1))) == sorted(versions)
    calendar = await Calendars(client).read("CBN")
    assert dict.fromkeys(open_days, 1) == {d: s[0].pools["regular"] for d, s in calendar.sessions.items()}


async def test_a_date_is_moved_while_people_book(client: Client, bookings: Bookings, track: Track) -> None:
    """While a date moves, others book the new one and some on it cancel or move; all have what they were told."""
    office = office_of_tests(pools={"regular": 30}, hours=(8, 10))
    people = [taker(n, office) for n in range(60)]
    assert ["booked"] * 60 == await race(track, [Deed("book", each) for each in people])
    by_phone = {booking.phone: booking.code for booking in await bookings.records.of_day(office, MONDAY)}
    again = [each._replace(chat=f"again-{n}") for n, each in enumerate(people)]
    deeds = [
        Deed("shift", Taker("", "", MONDAY, office, "officer")),
        *(Deed("book", taker(n, office), day=TUESDAY) for n in range(100, 140)),
        *(Deed("cancel", each, code=by_phone[each.phone]) for each in again[:15]),
        *(Deed("move", each, day=THURSDAY, code=by_phone[each.phone]) for each in again[15:30]),
    ]
    id, *told = await race(track, deeds)
    assert {"booked", "full"} >= set(told[:40])
    assert (["cancelled"] * 15, ["booked"] * 15) == (told[40:55], told[55:])
    shift = await DayShifts(client).read("CBN", id)
    assert shift is not None
    moved, left = ([each.code for each in shift.of(fate)] for fate in ("moved", "left"))
    assert sorted(moved + left) == moved + left  # in the order of booking, which here is that of the codes
    assert [f"booked {THURSDAY}"] * 15 == [await end(bookings, by_phone[each.phone]) for each in people[15:30]]
    for each in people[30:]:
        code = by_phone[each.phone]
        assert f"booked {TUESDAY if code in moved else MONDAY}" == await end(bookings, code)
    assert set(moved + left) <= set(by_phone.values())
    assert [] == [place for place, n in (await sold(bookings, TUESDAY)).items() if n > 30]


async def end(bookings: Bookings, code: str) -> str:
    """Return the state of a booking and where it is."""
    booking = await bookings.records.find(code, MONDAY, now_ms=NOW_MS)
    assert isinstance(booking, Booking)
    return f"{booking.state} {booking.day}"


async def sold(bookings: Bookings, day: date) -> Counter[str]:
    """Count who is booked in each session."""
    there = await bookings.records.of_day(office_of_tests(), day)
    return Counter(booking.session for booking in there if booking.state == "booked")
