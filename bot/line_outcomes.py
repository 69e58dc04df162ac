"""What the fields of a booking line come to: a booking, or the field at fault with a corrected line to copy."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from bot.commands import Book, BookingMistake, Field
from bot.dates import DateReading
from bot.line_fields import Fields
from bot.names import Name, NameMistake, read_name
from bot.offices import Office
from bot.session_hours import read_session

Reason = Literal[
    "missing", "unreadable", "ambiguous", "impossible", "too_short", "digits", "rude", "future", "too_many"
]  # fmt: skip

LONGEST_FOUND = 80

# What was not understood stands in the example by its name, not by a sample: a sample birth date that is
# copied unread would be booked, this can't be.
NAME_PLACEHOLDER, BIRTH_PLACEHOLDER = "NAMA", "TGLLAHIR"


def booking_line(name: str, birth_date: date, service_date: date, *, session: str = "") -> str:
    """Return the whole line that asks for a place."""
    return _line(name, f"{birth_date:%d%m%Y}", f"{service_date:%d%m%Y}", session)


def outcome(fields: Fields, *, office: Office, now: datetime) -> Book | BookingMistake:
    """Return the booking that the fields ask for, or the first thing that is wrong with them."""
    name, birth, service = read_name(fields.name), fields.birth.birth.day, fields.service.service.day
    session = read_session(fields.session, office.sessions(service)) if service else fields.session
    is_whole = not fields.extra and bool(session) == bool(fields.session)
    if is_whole and birth and service and not isinstance(name, NameMistake):
        return Book(name=name, birth_date=birth, service_date=service, session=session)
    fault = _fault(fields, name)
    return BookingMistake(
        field=fault.field,
        reason=fault.reason,
        found=fault.found[:LONGEST_FOUND],
        example=_example(fields, session, office=office, now=now),
        readings=fault.readings,
        name="" if isinstance(name, NameMistake) else name,
        birth_date=birth,
        service_date=service,
        session=session,
    )


def not_separated(book: Book, text: str) -> BookingMistake:
    """Return a mistake for what would be this booking if it had its signs: they are not guessed, but shown."""
    return BookingMistake(
        field="format",
        reason="missing",
        found=text[:LONGEST_FOUND],
        example=booking_line(book.name, book.birth_date, book.service_date, session=book.session),
        name=book.name,
        birth_date=book.birth_date,
        service_date=book.service_date,
        session=book.session,
    )


class _Fault(Struct, frozen=True):
    field: Field
    reason: Reason
    found: str
    readings: tuple[date, ...] = ()


def _fault(fields: Fields, name: Name | NameMistake) -> _Fault:
    if isinstance(name, NameMistake):
        return _Fault("name", name.reason, fields.name)
    if fields.birth.birth.reason:
        return _Fault("birth_date", fields.birth.birth.reason, fields.birth.text, _choices(fields.birth.birth))
    if fields.service.service.reason:
        readings = _choices(fields.service.service)
        return _Fault("service_date", fields.service.service.reason, fields.service.text, readings)
    if fields.extra:
        return _Fault("format", "too_many", fields.extra[0])
    return _Fault("session", "unreadable", fields.session)


def _choices(reading: DateReading) -> tuple[date, ...]:
    return reading.dates if reading.reason == "ambiguous" else ()


def _example(fields: Fields, session: str, *, office: Office, now: datetime) -> str:
    birth = fields.birth.birth.dates
    service = [day for day in fields.service.service.dates if day >= now.date()]
    next_open = next(office.open_days(now), now.date() + timedelta(days=1))
    return _line(
        _likely_name(fields.name),
        f"{birth[0]:%d%m%Y}" if birth else BIRTH_PLACEHOLDER,
        f"{service[0] if service else next_open:%d%m%Y}",
        session,
    )


def _likely_name(text: str) -> str:
    name = read_name(re.sub(r"\d+", " ", text))
    return NAME_PLACEHOLDER if isinstance(name, NameMistake) else name


def _line(name: str, birth_date: str, service_date: str, session: str) -> str:
    line = f"#{name}#{birth_date}#{service_date}"
    return f"{line}#{session}" if session else line
