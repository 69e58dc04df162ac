"""Processes that give away, cancel, decline and book at once: each place to one, in order; and one that dies."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

import pytest
from msgspec.structs import replace

from bot.booking_values import Booking
from bot.engine.letters import Letters
from bot.messages import ChatRef, Priority
from bot.offices import BookingRules, Office
from bot.store.client import Client
from bot.store.outbox import Hold, Outbox
from bot.store.waitlist import LENT_MS, Waitlists
from tests.bookings.test_shift_kills import Killed, Mortal
from tests.bookings.wishes import BORN
from tests.offices import MONDAY, NOW_MS, TUESDAY, office_of_tests
from tests.requests import Sender, sealer_of_tests
from tests.store.racers import Racer, Taker, Track, dealt
from tests.store.test_races import name_of
from tests.store.waiters import Deed, do, joined, offers_on, wish

SOAK = os.environ.get("ANTRIAN_SOAK") == "1"
WAITERS = 1000 if SOAK else 120
PLACES = WAITERS * 3 // 4
RULES = BookingRules(return_delay_minutes=(0, 0), most_waiting=1000)

pytestmark = [pytest.mark.usefixtures("audited"), pytest.mark.timeout(600 if SOAK else 60)]


@pytest.fixture(scope="module")
def track(valkey: str) -> Iterator[Track]:
    """Give eight processes."""
    track = Track(valkey)
    yield track
    track.close()


def taker(n: int, office: Office) -> Taker:
    """Return the n-th person."""
    return Taker(f"+628{n:09}", name_of(n), BORN, office, f"chat-{n}")


async def booked(racer: Racer, person: Taker, *, turn: int = 1, day: date = MONDAY) -> str:
    """Book a place, which must be free, with somebody's next message; return its code."""
    sender = Sender(racer.bookings, person.phone, chat=person.chat, office=person.office)
    for _ in range(turn - 1):
        sender.request()
    held = await racer.bookings.hold(sender.request(), replace(wish(person), service_date=day))
    assert isinstance(held, Booking)
    done = await racer.bookings.confirm(sender.request(), approval=held.approval, code="")
    assert isinstance(done, Booking)
    return done.code


async def letters_to(client: Client, person: Taker) -> Sequence[str]:
    """Return the keys of what has been written to somebody."""
    chat = Letters(client, sealer_of_tests(), accounts=()).fingerprint(ChatRef("web", "cbn", person.chat))
    head = await Outbox(client, sealer_of_tests()).head(Hold(chat, Priority.REPLY, 0, was_stranded=False), most=100)
    return [entry.reply.key for entry in head.entries]


async def test_each_place_to_one_in_order(client: Client, track: Track) -> None:
    """While places are given up, offered, declined and asked for by strangers, each goes to one, the first in line."""
    office = office_of_tests(pools={"regular": PLACES}, hours=(8,), rules=RULES)
    racer = Racer(client)
    holders, waiting, strangers = (
        [taker(n, office) for n in range(start, start + count)]
        for start, count in ((0, PLACES), (10_000, WAITERS), (20_000, WAITERS))
    )
    codes = [await booked(racer, person) for person in holders]
    entries = [await joined(racer, person) for person in waiting]
    now_ms = NOW_MS + 60_000
    cancels = [Deed("cancel", person, code, now_ms) for person, code in zip(holders, codes, strict=True)]
    books = [Deed("book", person, now_ms=now_ms) for person in strangers]
    gives = [Deed("give", holders[0], now_ms=now_ms)] * (WAITERS // 2)
    shares = [list(chain(*each)) for each in zip(dealt(cancels), dealt(books), dealt(gives), strict=True)]
    answers = Counter(chain.from_iterable(await track.race(do, shares)))
    for _ in range(2):
        await offers_on(client, racer, office, now_ms=now_ms).look()
    assert {"cancelled": PLACES, "full": WAITERS} == {key: answers[key] for key in ("cancelled", "full")}
    offered = [len(await letters_to(client, person)) for person in waiting]
    assert [1] * PLACES + [0] * (WAITERS - PLACES) == offered
    rows = {booking.code: booking.state for booking in await racer.bookings.records.of_day(office, MONDAY)}
    assert ["held"] * PLACES + ["waiting"] * (WAITERS - PLACES) == [rows[entry.booking.code] for entry in entries]
    assert [] == await racer.bookings.differences(office, MONDAY, now_ms=now_ms)

    declining = [Deed("decline", p, e.booking.code, now_ms) for p, e in zip(waiting, entries, strict=True)][:PLACES:2]
    again = [list(chain(*each)) for each in zip(dealt(declining), dealt(gives), strict=True)]
    assert len(declining) == Counter(chain.from_iterable(await track.race(do, again)))["left"]
    await offers_on(client, racer, office, now_ms=now_ms).look()
    assert [1] * WAITERS == [len(await letters_to(client, person)) for person in waiting]
    assert [] == await Waitlists(client).line("CBN", MONDAY)
    assert [] == await racer.bookings.differences(office, MONDAY, now_ms=now_ms)


@pytest.mark.parametrize("has_booked", [False, True], ids=["free", "booked elsewhere"])
async def test_killed_anywhere(client: Client, has_booked: bool) -> None:
    """After a death behind any call, the next process tells each once what they are told, and no claim is lost.

    Who has booked another date meanwhile is told so, and the next in line gets the place.
    """
    office = office_of_tests(pools={"regular": 1}, rules=RULES)
    expected = [
        "waitlist-skipped" if has_booked else "waitlist-offer",
        "waitlist-offer",
        *["waitlist-offer"] * has_booked,
    ]
    for lives in range(60):
        await client.execute("FLUSHALL")
        racer = Racer(client)
        people = [taker(n, office) for n in range(3)]
        for person in people:
            await joined(racer, person)
        if has_booked:
            await booked(racer, people[0], turn=2, day=TUESDAY)
        mortal = Racer(Mortal(client, lives=lives))  # type: ignore[arg-type]  # a client but for its end
        try:
            await offers_on(mortal.client, mortal, office, now_ms=NOW_MS).look()
        except Killed:
            for _ in range(2):
                await offers_on(client, racer, office, now_ms=NOW_MS + LENT_MS).look()
            assert expected == [key for person in people for key in await letters_to(client, person)]
            assert [] == await racer.bookings.differences(office, MONDAY, now_ms=NOW_MS + LENT_MS)
        else:
            assert lives > 8  # it was killed behind each of its calls before
            return
    pytest.fail("it never got through")


async def test_a_long_death(client: Client) -> None:
    """Offers that nobody told until they ran out are made again, in the same order."""
    office = office_of_tests(pools={"regular": 1}, rules=RULES)
    racer = Racer(client)
    people = [taker(n, office) for n in range(3)]
    for person in people:
        await joined(racer, person)
    assert 2 == len(await racer.bookings.waitlist.offer(office, MONDAY, now_ms=NOW_MS))
    later = NOW_MS + RULES.offer_minutes * 60_000
    await offers_on(client, racer, office, now_ms=later).look()
    assert [["waitlist-offer"]] * 2 + [[]] == [await letters_to(client, person) for person in people]
    assert [] == await racer.bookings.differences(office, MONDAY, now_ms=later)


async def test_a_late_teller(client: Client) -> None:
    """A process that comes back late takes no claim from who has booked, and leaves none to who has declined."""
    office = office_of_tests(pools={"regular": 1}, rules=RULES)
    racer = Racer(client)
    people = [taker(n, office) for n in range(2)]
    entries = [await joined(racer, person) for person in people]
    await offers_on(client, racer, office, now_ms=NOW_MS).look()
    senders = [Sender(racer.bookings, p.phone, chat=p.chat, office=office) for p in people]
    for sender in senders:
        sender.request()
    assert isinstance(await racer.bookings.confirm(senders[0].request(), approval="", code=""), Booking)
    assert None is await racer.bookings.waitlist.leave(senders[1].request(), entries[1].booking.code, MONDAY)
    for entry in entries:
        place = ("CBN", MONDAY, entry.booking.row_code)
        assert None is await racer.bookings.waitlist.award({"CBN": office}, place, now_ms=NOW_MS)
    assert [] == await racer.bookings.differences(office, MONDAY, now_ms=NOW_MS)
    assert isinstance(await racer.bookings.hold(senders[1].request(), wish(people[1])), Booking)
