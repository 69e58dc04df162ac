"""One booking for a number and for a person, across chats, channels and offices."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace

from bot.booking_values import Refused
from bot.bookings import Bookings
from bot.store.claims import Claims
from bot.store.client import Client
from tests.bookings.wishes import (
    BABY,
    BANDUNG,
    BORN,
    BUDI_PHONE,
    CIREBON,
    GRANDMA,
    SITI,
    SITI_PHONE,
    Meet,
    book,
    booked,
    hold,
    reason,
)
from tests.offices import TUESDAY, instant, with_rules
from tests.requests import Sender, sealer_of_tests


@pytest.mark.parametrize("is_booked", [False, True], ids=["held", "booked"])
async def test_one_booking_for_a_number(bookings: Bookings, budi: Sender, meet: Meet, is_booked: bool) -> None:
    """A number holds one booking, in whichever chat, channel and office it asks; it is told which one."""
    own = await (booked if is_booked else hold)(bookings, budi)
    for sender in (budi, meet(channel="telegram"), meet(office=BANDUNG)):
        answer = await bookings.hold(sender.request(), SITI)
        seen = own if sender is budi else replace(own, approval="")
        assert Refused(reason="sender_has", booking=seen) == answer


@pytest.mark.parametrize(
    "spelling", ["Budi Santoso", "BUDI SANTOSO", "budi  santoso", "Budi-Santoso", "Boedi Santoso", "Dr. Budi Santoso"]
)
async def test_one_booking_for_a_person(bookings: Bookings, budi: Sender, meet: Meet, spelling: str) -> None:
    """A person holds one booking, under whichever number and spelling, in whichever office; nothing is told of it."""
    await booked(bookings, budi)
    for office in (CIREBON, BANDUNG):
        answer = await bookings.hold(meet(SITI_PHONE, office=office).request(), book(spelling))
        assert Refused(reason="person_has") == answer


async def test_namesakes(bookings: Bookings, budi: Sender, siti: Sender) -> None:
    """Two people of one name are told apart by their birth dates."""
    await booked(bookings, budi)
    assert "held" == (await hold(bookings, siti, book(born=BORN + timedelta(days=1)))).state


async def test_a_refused_person_leaves_no_claim(bookings: Bookings, budi: Sender, siti: Sender) -> None:
    """Who was refused for the person's sake may book for another person at once."""
    await booked(bookings, budi)
    await bookings.hold(siti.request(), book())
    assert "held" == (await hold(bookings, siti, SITI)).state


@pytest.mark.parametrize("born", [BABY, GRANDMA], ids=["child", "elderly"])
async def test_a_dependant_on_a_number(bookings: Bookings, budi: Sender, born: date) -> None:
    """A small child or an elderly person comes second on a number; a third person does not."""
    await booked(bookings, budi)
    await booked(bookings, budi, book("Nenek", born=born))
    for wish in (book("Adik", born=BABY), SITI):
        assert "sender_has" == reason(await bookings.hold(budi.request(), wish))
    assert 2 == len(await bookings.mine(budi.request()))


@pytest.mark.parametrize(
    ("born", "answer"),
    [
        pytest.param(date(2094, 12, 1), "held", id="five on the day after"),
        pytest.param(date(2094, 11, 30), "sender_has", id="five on the service date"),
        pytest.param(date(2039, 11, 30), "held", id="sixty on the service date"),
        pytest.param(date(2039, 12, 1), "sender_has", id="sixty on the day after"),
    ],
)
async def test_age_of_a_dependant(bookings: Bookings, budi: Sender, born: date, answer: str) -> None:
    """The age on the service date counts."""
    await booked(bookings, budi)
    assert answer == reason(await bookings.hold(budi.request(), book("Kerabat", born=born)))


async def test_no_dependants_by_configuration(bookings: Bookings, meet: Meet) -> None:
    """An office may allow one person on a number."""
    sender = meet(office=with_rules(CIREBON, dependants_per_number=0))
    await booked(bookings, sender)
    assert "sender_has" == reason(await bookings.hold(sender.request(), book("Nenek", born=GRANDMA)))


async def test_no_number(bookings: Bookings, meet: Meet) -> None:
    """Without a number there is no booking, and nothing to show, approve or cancel."""
    sender = meet("")
    assert "no_phone" == reason(await bookings.hold(sender.request(), book()))
    assert [] == await bookings.mine(sender.request())
    assert "none_pending" == reason(await bookings.confirm(sender.request(), approval="", code=""))
    assert "unknown" == reason(await bookings.cancel(sender.request(), "CBN-7K3M-9QXD"))


@pytest.mark.parametrize("way", ["cancelled", "lapsed", "ended", "date over"])
async def test_claims_fall_with_their_booking(bookings: Bookings, budi: Sender, siti: Sender, way: str) -> None:
    """As soon as a booking is over, its number and its person may book again: there, and in another chat."""
    own = await hold(bookings, budi)
    match way:
        case "cancelled":
            await bookings.cancel(budi.request(), own.code)
        case "lapsed":
            budi.wait(minutes=10)
        case "ended":
            for _ in range(5):
                await bookings.confirm(budi.request(), approval="x", code="")
        case "date over":
            await bookings.confirm(budi.request(), approval=own.approval, code="")
            budi.now_ms = instant(TUESDAY, time())
    siti.now_ms = budi.now_ms
    assert "held" == (await hold(bookings, siti, book(day=TUESDAY + timedelta(days=7 * (way == "date over"))))).state
    assert "held" == (await hold(bookings, budi, replace(SITI, service_date=date(2099, 12, 9)))).state


@pytest.mark.parametrize("way", ["cancelled", "ended", "lapsed"])
async def test_claims_end_at_once(client: Client, bookings: Bookings, budi: Sender, way: str) -> None:
    """The claims of a booking that was given up, or could not be approved any more, end with it."""
    held = await hold(bookings, budi)
    if way == "cancelled":
        await bookings.cancel(budi.request(), held.code)
    elif way == "lapsed":
        budi.wait(minutes=10)
        await bookings.confirm(budi.request(), approval=held.approval, code="")
    else:
        for _ in range(5):
            await bookings.confirm(budi.request(), approval="x", code="")
    number = sealer_of_tests().fingerprint("number", BUDI_PHONE)
    person = sealer_of_tests().fingerprint("person", "budisantoso 20600125")
    claims = [*await Claims(client).of(number), *await Claims(client).of(person)]
    assert [budi.now_ms, budi.now_ms] == [claim.deadline_ms for claim in claims]


async def test_full_leaves_no_claim(bookings: Bookings, meet: Meet) -> None:
    """Who found a date full may ask for another one at once."""
    for n in range(4):
        await hold(bookings, meet(f"+62812000000{n}"), book(f"Orang {'abcd'[n]}"))
    sender = meet()
    assert "full" == reason(await bookings.hold(sender.request(), book()))
    assert "held" == (await hold(bookings, sender, book(day=TUESDAY))).state
