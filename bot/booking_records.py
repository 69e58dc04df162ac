"""Bookings as they are kept: rows opened and sealed, and the fingerprints under which their owners are found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, get_args

import msgspec
from msgspec import Struct

from bot.booking_values import Booking, BookingState
from bot.messages import ChatRef
from bot.names import folded
from bot.offices import Office
from bot.store.client import Client
from bot.store.places import Places, Row
from bot.store.sealing import Sealer

if TYPE_CHECKING:
    from bot.routing import Request


NOBODY = ChatRef("", "", "")
"""The chat of who has none."""

TRACES = ("moved", "left")
"""What stands in a booking's stead on a date that it was moved from, or in a line that somebody has left."""


class Person(Struct, frozen=True, array_like=True):
    """Whom a place is for, and where to write to them: what is sealed in a booking.

    Who was booked by an officer has no phone, and the chat NOBODY.
    """

    name: str
    birth_date: date
    phone: str
    chat: ChatRef


class Known(Struct, frozen=True, kw_only=True):
    """A booking as the chat that asks now may see it."""

    booking: Booking
    is_here: bool  # held in the chat that asks now
    is_answered: bool  # this very message has changed it before


class BookingRecords:
    """The bookings of all offices, to be read."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._places = Places(client)
        self._sealer = sealer
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Person).decode
        self._decode_chat = msgspec.msgpack.Decoder(ChatRef).decode

    async def of_day(self, office: Office, day: date) -> Sequence[Booking]:
        """Return the bookings of a date that are there now, whatever their state, by session and code."""
        rows = await self._places.rows(office.code, day)
        found = (self.booking(office.code + code, day, row) for code, row in rows if row.state not in TRACES)
        return sorted(found, key=lambda booking: (booking.session, booking.code))

    async def find(self, code: str, day: date, *, now_ms: int) -> Booking | None:
        """Return a booking wherever it is now, by a date on which it is or was; without its approval code."""
        found = await self._row(compact(code), day, now_ms)
        return None if found is None else self._without_approval(compact(code), *found)

    async def _row(self, code: str, day: date, now_ms: int) -> tuple[date, Row] | None:
        row = await self._places.row(code[:3], day, code[3:], now_ms=now_ms)
        while row is not None and row.state == "moved":  # this was its date once
            day = datetime.strptime(str(row.until_ms), "%Y%m%d").date()
            row = await self._places.row(code[:3], day, code[3:], now_ms=now_ms)
        return None if row is None or row.state in TRACES else (day, row)

    async def kept(self, code: str, day: date, request: Request) -> Known | None:
        """Return a booking by its compact code as the asking chat may see it, wherever it is now."""
        found = await self._row(code, day, request.now_ms)
        if found is None:
            return None
        day, row = found
        is_here = row.chat == request.operation.chat
        booking = self.booking(code, day, row) if is_here else self._without_approval(code, day, row)
        return Known(booking=booking, is_here=is_here, is_answered=row.is_signed_by(request.operation))

    async def read(self, code: str, day: date, request: Request) -> Booking | None:
        """Return the booking alone."""
        known = await self.kept(code, day, request)
        return None if known is None else known.booking

    def booking(self, code: str, day: date, row: Row) -> Booking:
        """Return a row as a booking. Raises ValueError for a state that this release does not know."""
        person = self._decode(self._sealer.open(row.sealed, about=code.encode()))
        if row.state not in get_args(BookingState):
            raise ValueError(f"booking {code} has the unknown state {row.state}")
        return Booking(
            code=f"{code[:3]}-{code[3:7]}-{code[7:]}", office=code[:3], state=row.state, day=day,  # type: ignore[arg-type]  # checked above
            session=row.session, pool=row.pool, name=person.name, birth_date=person.birth_date,
            phone=person.phone, until_ms=row.until_ms, approval=row.approval, chat=person.chat,
        )  # fmt: skip

    def _without_approval(self, code: str, day: date, row: Row) -> Booking:
        return self.booking(code, day, msgspec.structs.replace(row, approval=""))

    def fingerprints(self, booking: Booking) -> tuple[str, str]:
        """Return the fingerprints of a booking's number and of its person, which have claims on it."""
        number = self.number_fingerprint(booking.phone or booking.code)  # who has no number is alone under the code
        return number, self.person_fingerprint(booking.name, booking.birth_date)

    def number_fingerprint(self, phone: str) -> str:
        """Return the fingerprint under which a number's claims are."""
        return self._sealer.fingerprint("number", phone)

    def person_fingerprint(self, name: str, birth_date: date) -> str:
        """Return the fingerprint under which a person's claims are, however the name is spelt."""
        return self._sealer.fingerprint("person", f"{folded(name)} {birth_date:%Y%m%d}")

    def sealed(self, person: Person, code: str) -> bytes:
        """Return a booking's person as they are kept in its row."""
        return self._sealer.seal(self._encode(person), about=compact(code).encode())

    def sealed_chat(self, number: str, chat: ChatRef) -> bytes:
        """Return a chat as it is kept beside a number's claims."""
        return self._sealer.seal(self._encode(chat), about=number.encode())

    def opened_chat(self, number: str, sealed: bytes) -> ChatRef | None:
        """Return the chat that is kept beside a number's claims, if one is."""
        return self._decode_chat(self._sealer.open(sealed, about=number.encode())) if sealed else None


def compact(code: str) -> str:
    """Return a booking code as the store keeps it: `CBN7K3M9QXD`."""
    return code.replace("-", "")
