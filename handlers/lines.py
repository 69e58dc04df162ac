"""Booking lines to copy, and the buttons that send them."""

from __future__ import annotations

from datetime import date

from bot.booking_values import Booking
from bot.choices import book_choice
from bot.line_outcomes import booking_line
from bot.messages import Choice, Day, Words
from bot.offices import Office


def again_line(booking: Booking) -> str:
    """Return the line that asks for the same place again."""
    return booking_line(booking.name, booking.birth_date, booking.day, session=booking.session)


def again_button(line: str) -> tuple[Choice, ...]:
    """Return the button that sends a line once more; none when the line is too long for a button."""
    choice_id = book_choice(line)
    return (Choice(id=choice_id, label="choice-again"),) if choice_id else ()


def example(office: Office, now_ms: int) -> Words:
    """Return an example of a booking line, with a date that can be booked now."""
    now = office.local(now_ms)
    return example_for(next(office.open_days(now), now.date()))


def example_for(day: date) -> Words:
    """Return an example of a booking line for a date."""
    return Words("booking-example", {"date": Day(day, "digits")})
