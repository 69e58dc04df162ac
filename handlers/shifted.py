"""The answers of people whose date the office has moved: *Setuju*, said or pressed; and what `#cek` tells meanwhile.

*Pilih tanggal lain* and *Batal* are `#ubah` and `#batal`: what they do is an answer by itself.
"""

from __future__ import annotations

from bot.booking_values import Booking, Refused
from bot.commands import AgreeToShift
from bot.messages import Reply
from bot.routing import Request, Routes
from bot.shift_notices import moved_choices, moved_values
from handlers.refusals import refused_reply
from handlers.standings import appointment, booked_reply, qr, standing

routes = Routes()


@routes.on(AgreeToShift)
async def agree(request: Request, command: AgreeToShift) -> Reply:
    """Note that the sender agrees to the new date; too late, tell where the booking stands."""
    known = [kept.booking for kept in await request.bookings.claims.known_to(request)]
    booking = next((booking for booking in known if booking.code == command.code), None)
    if booking is None:
        return refused_reply(Refused(reason="unknown"), request.offices)
    if booking.state == "booked" and await request.bookings.shifts.agree(booking):
        return _agreed(request, booking)
    return standing(booking, request.offices)


async def agreed_by_word(request: Request) -> list[Reply]:
    """Take a bare yes as *Setuju* to each booking of the sender's that was moved; none: it means something else."""
    booked = [booking for booking in await request.bookings.mine(request) if booking.state == "booked"]
    return [_agreed(request, each) for each in booked if await request.bookings.shifts.agree(each)]


async def asked_reply(request: Request, booking: Booking) -> Reply | None:
    """Tell who asks where a booking stands that it was moved and waits for their answer; None when it was not."""
    shift = await request.bookings.shifts.asked(booking, now_ms=request.now_ms) if booking.state == "booked" else None
    if shift is None:
        return None
    values = moved_values(booking, shift, request.offices[booking.office])
    return Reply(key="check-shifted", values=values, choices=moved_choices(booking), media=(qr(booking),))


def _agreed(request: Request, booking: Booking) -> Reply:
    office = request.offices[booking.office]
    is_open = booking.session in {session.id for session in office.sessions(booking.day)}
    file = (appointment(booking, request.offices, request.now_ms),) if is_open else ()
    return booked_reply(booking, request.offices, key="shift-agreed", more=file)
