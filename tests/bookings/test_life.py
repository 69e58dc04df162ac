"""The way of one booking, and who may approve it: another chat sees it and can't."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from msgspec.structs import replace

from bot.booking_values import Refused
from bot.bookings import Bookings
from bot.codes import read_code
from tests.bookings.wishes import BABY, Meet, book, booked, hold, reason
from tests.offices import MONDAY, NOW_MS, instant
from tests.requests import HOLD_MS, Sender


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
    assert replace(own, state="booked", until_ms=0, approval="") == by_code
    by_button = await bookings.confirm(budi.request(), approval="", code=child.code)
    assert replace(child, state="booked", until_ms=0, approval="") == by_button


async def test_cancel_from_another_chat(bookings: Bookings, budi: Sender, meet: Meet) -> None:
    """A number may give up its booking from any of its chats; a held one can't be approved after that."""
    held = await hold(bookings, budi)
    assert "cancelled" == reason(await bookings.cancel(meet(channel="telegram").request(), held.code))
    assert "none_pending" == reason(await bookings.confirm(budi.request(), approval=held.approval, code=""))
