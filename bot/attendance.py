"""Who is expected, who says that they come, and who did not come. Handlers and jobs call this."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from bot.booking_values import Booking, Refused
from bot.offices import Office
from bot.store.attendance import Attendances
from bot.store.claims import Claims
from bot.store.client import Client
from bot.store.places import Outcome

if TYPE_CHECKING:
    from bot.bookings import Bookings
    from bot.routing import Request

PEOPLE_AT_ONCE = 100


class Attendance:
    """The attendance of the bookings of all offices."""

    def __init__(self, client: Client, bookings: Bookings) -> None:
        self._attendances = Attendances(client)
        self._claims = Claims(client)
        self._bookings = bookings

    async def come(self, request: Request, code: str) -> Booking | Refused:
        """Note that the sender says they come to one of their bookings, and so agrees if it was moved to its date."""
        mine = await self._bookings.mine(request)
        booking = next((booking for booking in mine if booking.code == code), None)
        if booking is None:
            return Refused(reason="unknown")
        outcome = await self._attendances.coming(booking.office, booking.day, booking.row_code)
        if outcome is not Outcome.OK:
            return Refused(reason="not_booked", booking=booking)
        await self._bookings.shifts.agree(booking)
        return booking

    async def are_coming(self, office: Office, day: date) -> frozenset[str]:
        """Return the booking codes whose people said that they come on a date."""
        said = await self._attendances.are_coming(office.code, day)
        return frozenset(f"{office.code}-{code[:4]}-{code[4:]}" for code in said)

    async def close_session(self, office: Office, day: date, session: str, *, now_ms: int) -> Sequence[Booking]:
        """Make no-shows of those still booked in a session that is over, and let each cool down; return them.

        Again is harmless, and does what a process that died on the way has left.
        """
        people = [
            booking
            for booking in await self._bookings.records.of_day(office, day)
            if booking.session == session and booking.state in ("booked", "no_show")
        ]
        codes = [booking.row_code for booking in people]
        closed = set(await self._attendances.close_session(office, day, session, codes, now_ms=now_ms))
        absent = [booking for booking in people if booking.row_code in closed]
        until_ms = int(office.at(free_from(office, day), time()).timestamp() * 1000)
        for start in range(0, len(absent), PEOPLE_AT_ONCE):
            chunk = absent[start : start + PEOPLE_AT_ONCE]
            await asyncio.gather(*(self._cool_down(booking, until_ms, now_ms) for booking in chunk))
        return absent

    async def _cool_down(self, booking: Booking, until_ms: int, now_ms: int) -> None:
        code = booking.code.replace("-", "")
        for fingerprint in self._bookings.records.fingerprints(booking):
            await self._claims.cool_down(fingerprint, code, until_ms=until_ms, now_ms=now_ms)


def free_from(office: Office, day: date) -> date:
    """Return the date from which somebody can book again who did not come on a date."""
    return day + timedelta(days=office.rules.no_show_cooldown_days + 1)
