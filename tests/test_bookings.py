"""The booking of a place by the office's rules: who may hold one, when, and what a message does that comes twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import date, time, timedelta
from itertools import count
from typing import Any

import pytest
from msgspec.structs import replace

from bot.bookings import CLAIM_GRACE_MS, Booking, Bookings, Refused
from bot.codes import read_code
from bot.commands import Book
from bot.offices import Office
from bot.store.claims import Claim, Claims, Limits
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.places import Outcome, Places, Step
from tests.offices import (
    DAY_MS,
    HOLIDAY,
    MONDAY,
    NOW_MS,
    SUNDAY,
    TODAY,
    TUESDAY,
    instant,
    office_of_tests,
    with_rules,
)
from tests.requests import HOLD_MS, Sender, sealer_of_tests
from tests.store.audits import immortals, miscounts

CIREBON, BANDUNG = office_of_tests(), office_of_tests("BDG")
BUDI_PHONE, SITI_PHONE = "+6281234567890", "+6281298765432"
BORN = date(2060, 1, 25)
BABY, GRANDMA = date(2096, 5, 1), date(2030, 5, 1)

Meet = Callable[..., Sender]


@pytest.fixture
def bookings(client: Client) -> Bookings:
    """Give the bookings on an empty store; a cancelled place comes back after the longest delay."""
    return Bookings(client, sealer_of_tests(), uniform=lambda shortest, longest: longest)


@pytest.fixture(autouse=True)
async def audited(client: Client, bookings: Bookings) -> AsyncIterator[None]:
    """Recount everything after each test, and look for keys that would stay for ever."""
    yield
    assert ([], []) == (await miscounts(client), await immortals(client))
    for office in (CIREBON, BANDUNG):
        assert [] == await bookings.differences(office, MONDAY, now_ms=NOW_MS)


@pytest.fixture
def meet(bookings: Bookings) -> Meet:
    """Give a way to meet senders, each in a chat of their own."""
    chats = count(1)

    def met(phone: str = BUDI_PHONE, *, office: Office = CIREBON, chat: str = "", channel: str = "web") -> Sender:
        name = chat or f"chat-{next(chats)}"
        return Sender(bookings, phone, chat=name, office=office, offices=(CIREBON, BANDUNG), channel=channel)

    return met


@pytest.fixture
def budi(meet: Meet) -> Sender:
    """Give a sender with a number."""
    return meet()


@pytest.fixture
def siti(meet: Meet) -> Sender:
    """Give another sender with another number."""
    return meet(SITI_PHONE)


def book(name: str = "Budi Santoso", *, born: date = BORN, day: date = MONDAY, session: str = "") -> Book:
    """Return the wish for a place."""
    return Book(name=name, birth_date=born, service_date=day, session=session)


SITI = book("Siti Aminah")


async def hold(bookings: Bookings, sender: Sender, wish: Book | None = None) -> Booking:
    """Hold a place, which must be possible."""
    held = await bookings.hold(sender.request(), wish or book())
    assert isinstance(held, Booking)
    return held


async def booked(bookings: Bookings, sender: Sender, wish: Book | None = None) -> Booking:
    """Book a place, which must be possible."""
    held = await hold(bookings, sender, wish)
    done = await bookings.confirm(sender.request(), approval=held.approval, code="")
    assert isinstance(done, Booking)
    return done


def reason(answer: Booking | Refused) -> str:
    """Return why not, or the state that was reached."""
    return answer.reason if isinstance(answer, Refused) else answer.state


# --- the way of one booking ------------------------------------------------------------------------------


async def test_a_booking_from_hold_to_cancel(bookings: Bookings, budi: Sender) -> None:
    """A place is held with two codes, approved, shown, and given up."""
    held = await hold(bookings, budi)
    assert ("held", "08:00", "regular", NOW_MS + HOLD_MS) == (held.state, held.session, held.pool, held.until_ms)
    assert ("valid", held.code) == (read_code(held.code).kind, read_code(held.code).code)
    assert [held] == await bookings.mine(budi.request())
    done = await bookings.confirm(budi.request(), approval=held.approval, code="")
    assert replace(held, state="booked", until_ms=0, approval="") == done
    assert [done] == await bookings.mine(budi.request())
    assert replace(held, state="cancelled", until_ms=0, approval="") == await bookings.cancel(budi.request(), held.code)
    assert [] == await bookings.mine(budi.request())


async def test_lapsed_hold_is_told(bookings: Bookings, budi: Sender) -> None:
    """A hold that ran out is shown with its deadline for 48 hours, and does not keep its sender from another."""
    held = await hold(bookings, budi)
    budi.wait(minutes=10)
    lapsed = replace(held, state="lapsed")
    assert [lapsed] == await bookings.mine(budi.request())
    assert Refused(reason="lapsed", booking=lapsed) == await bookings.confirm(
        budi.request(), approval=held.approval, code=""
    )
    again = await hold(bookings, budi)
    assert [again, replace(lapsed, approval="")] == await bookings.mine(budi.request())


async def test_cancelled_place_is_not_for_sale(bookings: Bookings, budi: Sender, siti: Sender, meet: Meet) -> None:
    """A cancelled place does not go to the next one who asks, but after its delay it is there for all."""
    first = await booked(bookings, budi, book(session="08:00"))
    await booked(bookings, meet("+6281200000001"), book("Agus", session="08:00"))
    await bookings.cancel(budi.request(), first.code)
    assert "full" == reason(await bookings.hold(siti.request(), book("Siti", session="08:00")))
    siti.wait(minutes=30)
    assert "held" == reason(await bookings.hold(siti.request(), book("Siti", session="08:00")))


async def test_five_wrong_codes(bookings: Bookings, budi: Sender) -> None:
    """The fifth wrong code ends the hold, and its sender may hold again at once."""
    held = await hold(bookings, budi)
    wrong = f"{(int(held.approval) + 1) % 10**8:08}"
    answers = [await bookings.confirm(budi.request(), approval=wrong, code="") for _ in range(5)]
    tries = [Refused(reason="wrong_approval", booking=held, tries_left=left) for left in (4, 3, 2, 1)]
    ended = Refused(reason="hold_ended", booking=replace(held, state="lapsed", until_ms=0, approval=""))
    assert [*tries, ended] == answers
    assert "lapsed" == reason(await bookings.confirm(budi.request(), approval=held.approval, code=""))
    assert "held" == (await hold(bookings, budi)).state


async def test_nothing_to_approve(bookings: Bookings, budi: Sender) -> None:
    """An approval of nothing, or of what is approved already, is told so."""
    assert "none_pending" == reason(await bookings.confirm(budi.request(), approval="", code=""))
    done = await booked(bookings, budi)
    assert Refused(reason="already_booked", booking=done) == await bookings.confirm(
        budi.request(), approval="", code=""
    )


async def test_cancel_what_is_not_there(bookings: Bookings, budi: Sender, siti: Sender) -> None:
    """Nobody can cancel another number's booking, and one that is cancelled stays so."""
    done = await booked(bookings, budi)
    assert "unknown" == reason(await bookings.cancel(siti.request(), done.code))
    assert "booked" == (await bookings.mine(budi.request()))[0].state
    assert ["cancelled"] * 2 == [reason(await bookings.cancel(budi.request(), done.code)) for _ in range(2)]


async def test_cancel_after_the_end(bookings: Bookings, budi: Sender) -> None:
    """A hold that ran out can't be cancelled any more, nor a booking whose date is over."""
    held = await hold(bookings, budi)
    budi.wait(minutes=10)
    assert "lapsed" == reason(await bookings.cancel(budi.request(), held.code))
    done = await booked(bookings, budi)
    budi.now_ms = instant(MONDAY + timedelta(days=1), time())
    assert "unknown" == reason(await bookings.cancel(budi.request(), done.code))


# --- one number, one person ------------------------------------------------------------------------------


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


# --- chats ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["code", "bare", "button"])
async def test_approval_from_another_chat(bookings: Bookings, budi: Sender, meet: Meet, how: str) -> None:
    """Another chat of the same number sees the held place without its code, and can't approve it."""
    held = await hold(bookings, budi)
    other = meet(channel="telegram")
    assert [replace(held, approval="")] == await bookings.mine(other.request())
    approval, code = {"code": (held.approval, ""), "bare": ("", ""), "button": ("", held.code)}[how]
    assert "other_chat" == reason(await bookings.confirm(other.request(), approval=approval, code=code))
    assert "booked" == reason(await bookings.confirm(budi.request(), approval=held.approval, code=""))


async def test_several_pending(bookings: Bookings, budi: Sender) -> None:
    """With two held places a bare yes is asked back; the code or the button says which one is meant."""
    own = await hold(bookings, budi)
    child = await hold(bookings, budi, book("Adik", born=BABY))
    assert own.approval != child.approval
    assert "several_pending" == reason(await bookings.confirm(budi.request(), approval="", code=""))
    by_code = await bookings.confirm(budi.request(), approval=own.approval, code="")
    assert (own.code, "booked") == (by_code.code, by_code.state) if isinstance(by_code, Booking) else None
    by_button = await bookings.confirm(budi.request(), approval="", code=child.code)
    assert (child.code, "booked") == (by_button.code, by_button.state) if isinstance(by_button, Booking) else None


async def test_cancel_from_another_chat(bookings: Bookings, budi: Sender, meet: Meet) -> None:
    """A number may give up its booking from any of its chats; a held one can't be approved after that."""
    held = await hold(bookings, budi)
    assert "cancelled" == reason(await bookings.cancel(meet(channel="telegram").request(), held.code))
    assert "none_pending" == reason(await bookings.confirm(budi.request(), approval=held.approval, code=""))


# --- the calendar -----------------------------------------------------------------------------------------

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
    """A refusal tells why it is closed, when it opens, and how far ahead one can book."""
    budi.now_ms = EIGHT - 1
    states = []
    for day in (HOLIDAY, SUNDAY, OPENED_DAY, OPENED_DAY + timedelta(days=1)):
        answer = await bookings.hold(budi.request(), book(day=day))
        assert isinstance(answer, Refused)
        assert answer.state is not None
        states.append(answer.state)
    closed, weekend, unopened, beyond = states
    assert ("libur", "closed-weekday") == (closed.reason, weekend.reason)
    assert (CIREBON.local(EIGHT), OPENED_DAY) == (unopened.opens_at, beyond.until)


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


# --- twice, and cut off in between ------------------------------------------------------------------------


async def test_hold_again(bookings: Bookings, budi: Sender) -> None:
    """A booking line that is handled again later gives the same code, place and deadline, and takes no second one."""
    first = await bookings.hold(budi.request(), book())
    budi.wait(minutes=1)
    assert first == await bookings.hold(budi.again(), book())
    (places,) = await bookings.places(CIREBON, (MONDAY,), NOW_MS)
    assert 3 == places.left


async def test_confirm_again(bookings: Bookings, budi: Sender) -> None:
    """An approval that is handled again gives the same answer."""
    held = await hold(bookings, budi)
    first = await bookings.confirm(budi.request(), approval=held.approval, code="")
    assert first == await bookings.confirm(budi.again(), approval=held.approval, code="")


async def test_cancel_again(bookings: Bookings, budi: Sender) -> None:
    """A cancellation that is handled again gives the same answer."""
    done = await booked(bookings, budi)
    first = await bookings.cancel(budi.request(), done.code)
    assert first == await bookings.cancel(budi.again(), done.code)


async def test_bare_yes_again_is_for_the_same_booking(bookings: Bookings, budi: Sender, meet: Meet) -> None:
    """A yes that is handled again answers for the booking that it approved, whatever has been held since then."""
    own = await hold(bookings, budi)
    first = await bookings.confirm(budi.request(), approval="", code="")
    child = await hold(bookings, meet(channel="telegram"), book("Adik", born=BABY))
    assert first == await bookings.confirm(budi.again(), approval="", code="")
    assert ["held", "booked"] == [kept.state for kept in await bookings.mine(budi.request())]
    assert own.code != child.code


async def test_last_wrong_code_again_harms_no_other_hold(bookings: Bookings, budi: Sender, meet: Meet) -> None:
    """The fifth wrong code, handled again, is told of its own hold; another hold of the number keeps its claims."""
    own = await hold(bookings, budi)
    await hold(bookings, meet(channel="telegram"), book("Adik", born=BABY))
    for _ in range(4):
        await bookings.confirm(budi.request(), approval="x", code="")
    first = await bookings.confirm(budi.request(), approval="x", code="")
    assert first == await bookings.confirm(budi.again(), approval="x", code="")
    assert ("hold_ended", own.code) == (
        reason(first),
        first.booking.code if isinstance(first, Refused) and first.booking else "",
    )


async def test_hold_cut_off_after_its_claims(client: Client, bookings: Bookings, budi: Sender, siti: Sender) -> None:
    """Claims whose hold never came keep others away until their deadline, but not their own message's next try."""
    whole = await hold(bookings, budi)
    await client.execute("DEL", "{oCBN}:day:20991130", "{oCBN}:back:20991130", "{oCBN}:op:chat-1")
    assert Refused(reason="person_has") == await bookings.hold(siti.request(), book())
    assert whole == await bookings.hold(budi.again(), book())
    await client.execute("DEL", "{oCBN}:day:20991130", "{oCBN}:back:20991130", "{oCBN}:op:chat-1")
    siti.now_ms = NOW_MS + HOLD_MS + CLAIM_GRACE_MS
    assert "held" == (await hold(bookings, siti)).state


async def test_confirm_cut_off_after_its_claims(client: Client, bookings: Bookings, budi: Sender, siti: Sender) -> None:
    """An approval whose process died before the place was booked can be handled again, or lapses with its claims."""
    held = await hold(bookings, budi)
    sealer = sealer_of_tests()
    number, person = sealer.fingerprint("number", BUDI_PHONE), sealer.fingerprint("person", "budisantoso 20600125")
    prolonged = Claim(code=held.code.replace("-", ""), day=MONDAY, deadline_ms=NOW_MS + 30 * DAY_MS)
    one = Limits(adults=1, total=1)
    assert (None, None) == await Claims(client).take_both((number, one), (person, one), claim=prolonged, now_ms=NOW_MS)
    done = await bookings.confirm(budi.request(), approval=held.approval, code="")
    assert "booked" == reason(done)
    assert isinstance(done, Booking)
    await bookings.cancel(budi.request(), done.code)

    await hold(bookings, budi)
    budi.wait(minutes=10)
    siti.now_ms = budi.now_ms
    assert "held" == (await hold(bookings, siti)).state


async def test_late_approval_loses_to_the_next_booking(
    client: Client, bookings: Bookings, budi: Sender, siti: Sender
) -> None:
    """Once a person holds another place because the first ran out, an approval still under way can't bring it back."""
    held = await hold(bookings, budi)
    siti.now_ms = held.until_ms
    assert "held" == (await hold(bookings, siti, book(day=TUESDAY))).state
    late = Step(
        office=CIREBON, day=MONDAY, code=held.code.replace("-", "")[3:], operation=Operation("chat-1", 99),
        now_ms=held.until_ms - 1,
    )  # fmt: skip
    assert Outcome.LAPSED == (await Places(client).confirm(late, approval=held.approval)).outcome


async def test_a_code_that_is_taken(client: Client, bookings: Bookings, budi: Sender, siti: Sender) -> None:
    """When a code happens to be in use, another one is made; nobody's booking is overwritten."""
    code = (await hold(bookings, budi)).code.replace("-", "")
    row = await client.execute("HGET", "{oCBN}:day:20991130", code[3:])
    await client.execute("FLUSHDB")
    await client.execute("HSET", "{oCBN}:day:20991130", code[3:], row.replace(b"held", b"lapsed"))
    again = await bookings.hold(budi.again(), book())
    assert isinstance(again, Booking)
    assert again.code.replace("-", "") != code
    assert again == (await bookings.mine(budi.request()))[0]
    assert "held" == (await hold(bookings, siti, SITI)).state


async def test_audit_finds_a_booking_without_a_claim(client: Client, bookings: Bookings, budi: Sender) -> None:
    """A recount tells of an active booking whose claims are gone, and not of a hold that is over."""
    await hold(bookings, budi)
    claims = await client.execute("KEYS", "{c*")
    await client.execute("DEL", *claims)
    found = await bookings.differences(CIREBON, MONDAY, now_ms=NOW_MS)
    assert 2 == len(found)
    assert [] == await bookings.differences(CIREBON, MONDAY, now_ms=NOW_MS + HOLD_MS)
    await client.execute("FLUSHALL")


async def test_nothing_personal_can_be_read(client: Client, bookings: Bookings, budi: Sender) -> None:
    """No name, number or birth date is in a key, a row, a claim, an event or a figure."""
    await booked(bookings, budi)
    stored: list[Any] = []
    for key in await client.execute("KEYS", "*"):
        stored += [key, await client.execute("DUMP", key)]
    stored += [field for _, fields in await client.execute("XRANGE", "{oCBN}:events", "-", "+") for field in fields]
    text = b" ".join(stored).lower()
    assert [] == [word for word in (b"budi", b"santoso", b"2060", b"25012060", b"81234567890") if word in text]
