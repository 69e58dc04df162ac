"""One person on several channels: bookings follow the number, and notices go to the chat used last."""

from __future__ import annotations

from bot.booking_values import Booking
from bot.bookings import Bookings
from tests.bookings.wishes import GRANDMA, Meet, book, booked, hold, reason
from tests.offices import NOW_MS, TUESDAY
from tests.requests import Sender


async def chat_for(bookings: Bookings, booking: Booking) -> str:
    """Return the id of the chat in which its owner would be told something."""
    return (await bookings.claims.chat_for(booking, now_ms=NOW_MS)).chat_id


async def test_a_booking_is_seen_and_changed_elsewhere(bookings: Bookings, budi: Sender, meet: Meet) -> None:
    """Who booked on one channel sees, moves and cancels it on another with the same number."""
    done = await booked(bookings, budi)
    elsewhere = meet(channel="telegram", chat="77")
    assert [done] == await bookings.mine(elsewhere.request())
    moved = await bookings.move(elsewhere.request(), done.code, day=TUESDAY, session="")
    assert "booked" == reason(moved)
    assert "cancelled" == reason(await bookings.cancel(elsewhere.request(), done.code))


async def test_notices_go_where_it_was_booked(bookings: Bookings, budi: Sender) -> None:
    """Somebody who never asked anywhere else is told where the booking was made."""
    done = await booked(bookings, budi)
    assert done.chat.chat_id == await chat_for(bookings, done)


async def test_notices_follow_their_owner(bookings: Bookings, budi: Sender, meet: Meet) -> None:
    """Notices go to the chat in which the owner last asked for a booking, there and back again."""
    done = await booked(bookings, budi)
    elsewhere = meet(channel="telegram", chat="77")
    await bookings.mine(elsewhere.request())
    assert "77" == await chat_for(bookings, done)
    await bookings.mine(budi.request())
    assert done.chat.chat_id == await chat_for(bookings, done)


async def test_the_newest_booking_counts(bookings: Bookings, budi: Sender, meet: Meet) -> None:
    """A second booking on the number, made in another chat, takes the notices of the first one there too."""
    first = await booked(bookings, budi)
    elsewhere = meet(channel="telegram", chat="77")
    await bookings.mine(meet(channel="web", chat="88").request())
    assert "88" == await chat_for(bookings, first)
    await hold(bookings, elsewhere, book("Nenek", born=GRANDMA))
    assert "77" == await chat_for(bookings, first)


async def test_a_stranger_takes_no_notices(bookings: Bookings, budi: Sender, siti: Sender) -> None:
    """Asking about someone else's booking, or cancelling it in vain, moves no notice."""
    done = await booked(bookings, budi)
    await bookings.mine(siti.request())
    assert "unknown" == reason(await bookings.cancel(siti.request(), done.code))
    assert done.chat.chat_id == await chat_for(bookings, done)


async def test_the_chat_is_kept_as_long_as_the_booking(bookings: Bookings, budi: Sender, meet: Meet) -> None:
    """Moving to a later date keeps the chat that was noted."""
    done = await booked(bookings, budi)
    elsewhere = meet(channel="telegram", chat="77")
    await bookings.mine(elsewhere.request())
    moved = await bookings.move(elsewhere.request(), done.code, day=TUESDAY, session="")
    assert isinstance(moved, Booking)
    assert "77" == await chat_for(bookings, moved)
