"""A message that is handled twice, or was cut off in between; and what an audit finds."""

from __future__ import annotations

from msgspec.structs import replace

from bot.booking_claims import CLAIM_GRACE_MS
from bot.booking_values import Booking, Refused
from bot.bookings import Bookings
from bot.store.claims import Claim, Claims, Limits
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.places import Outcome, Places, Step
from tests.bookings.wishes import BABY, BUDI_PHONE, CIREBON, SITI, Meet, book, booked, hold, reason
from tests.offices import DAY_MS, MONDAY, NOW_MS, TUESDAY
from tests.requests import HOLD_MS, Sender, sealer_of_tests


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
    assert Refused(reason="hold_ended", booking=replace(own, state="lapsed", until_ms=0, approval="")) == first


async def test_hold_cut_off_after_its_claims(client: Client, bookings: Bookings, budi: Sender, siti: Sender) -> None:
    """Claims whose hold never came keep others away until their deadline, but not their own message's next try."""
    whole = await hold(bookings, budi)
    await client.execute("DEL", "{oCBN}:day:20991130", "{oCBN}:back:20991130")
    assert Refused(reason="person_has") == await bookings.hold(siti.request(), book())
    assert whole == await bookings.hold(budi.again(), book())
    await client.execute("DEL", "{oCBN}:day:20991130", "{oCBN}:back:20991130")
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
    await client.execute(
        "HSET", "{oCBN}:day:20991130", code[3:], row.replace(b"held", b"lapsed").replace(b"|chat-1|", b"|chat-9|")
    )
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
    reading = {b"hash": ("HGETALL",), b"string": ("GET",), b"zset": ("ZRANGE", 0, -1), b"stream": ("XRANGE", "-", "+")}
    stored = []
    for key in await client.execute("KEYS", "*"):
        command, *rest = reading[await client.execute("TYPE", key)]
        stored.append((key, await client.execute(command, key, *rest)))
    text = repr(stored).lower()
    words = ("budi", "santoso", "2060", "25012060", "81234567890")
    assert [] == [word for word in words if word in text]
