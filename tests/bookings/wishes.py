"""Who books in these tests, and the short ways to a booking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.booking_values import Booking, Refused
from bot.bookings import Bookings
from bot.commands import Book
from tests.offices import MONDAY, office_of_tests
from tests.requests import Sender

CIREBON, BANDUNG = office_of_tests(), office_of_tests("BDG")
BUDI_PHONE, SITI_PHONE = "+6281234567890", "+6281298765432"
BORN = date(2060, 1, 25)
BABY, GRANDMA = date(2096, 5, 1), date(2030, 5, 1)

Meet = Callable[..., Sender]


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
