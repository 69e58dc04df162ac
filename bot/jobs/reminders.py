"""Reminds those who are booked for a date: when, where, what to bring, and to say whether they come."""

from __future__ import annotations

import asyncio
from datetime import time
from typing import TYPE_CHECKING

from bot.booking_values import Booking
from bot.choices import cancel_choice, coming_choice
from bot.jobs.mail import Letter, Mail
from bot.jobs.periods import Period
from bot.messages import Choice, Day, Priority, Reply, Words
from bot.offices import Office

if TYPE_CHECKING:
    from bot.app import House

PEOPLE_AT_ONCE = 100


async def remind(house: House, office: Office, period: Period, now_ms: int) -> None:
    """Put a reminder into the outbox of everyone who is booked for the date, where it still comes in time."""
    if not office.sessions(period.day):
        return  # closed meanwhile: those people are told something else
    booked = [
        booking
        for booking in await house.bookings.records.of_day(office, period.day)
        if booking.state == "booked" and _start_ms(office, booking) > now_ms
    ]
    coming = await house.bookings.attendance.are_coming(office, period.day)
    mail = Mail(house, now_ms=now_ms)
    for start in range(0, len(booked), PEOPLE_AT_ONCE):
        chunk = booked[start : start + PEOPLE_AT_ONCE]
        chats = await asyncio.gather(*(house.bookings.claims.chat_for(booking, now_ms=now_ms) for booking in chunk))
        await mail.send(
            [
                Letter(chat=chat, office=office.code, reply=reminder(booking, office, period, coming=coming))
                for booking, chat in zip(chunk, chats, strict=True)
            ]
        )


def reminder(booking: Booking, office: Office, period: Period, *, coming: frozenset[str] = frozenset()) -> Reply:
    """Return what a booked person is reminded of; who has said that they come is not asked again."""
    choices: tuple[Choice, ...] = (Choice(id=cancel_choice(booking.code), label="choice-cancel-booking"),)
    if booking.code not in coming:
        choices = (Choice(id=coming_choice(booking.code), label="choice-coming"), *choices)
    return Reply(
        key="reminder-tomorrow" if period.kind == "remind-before" else "reminder-today",
        values={
            "name": booking.name,
            "code": booking.code,
            "date": Day(booking.day),
            "hour": f"{booking.session} {office.zone_name}",
            "early": str(office.rules.arrive_early_minutes),
            "place": Words("office-place", {"name": office.name, "address": office.address}),
        },
        choices=choices,
        priority=Priority.BULK,
        idempotency_key=f"{period.id} {booking.code}",
        expires_at_ms=_start_ms(office, booking),
    )


def _start_ms(office: Office, booking: Booking) -> int:
    """Return the instant at which a booking's session starts, which stays when the calendar changes."""
    start = office.at(booking.day, time.fromisoformat(booking.session))
    return int(start.timestamp() * 1000)
