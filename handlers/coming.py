"""*Saya datang*, under a reminder: noted for the staff, who then know whom to expect."""

from __future__ import annotations

from bot.booking_values import Booking
from bot.commands import Come
from bot.messages import Reply
from bot.routing import Request, Routes
from handlers.refusals import refused_reply
from handlers.standings import Offices, qr, when

routes = Routes()


@routes.on(Come)
async def come(request: Request, command: Come) -> Reply:
    """Note that the sender comes, and tell what to show at the door."""
    answer = await request.bookings.attendance.come(request, command.code)
    return (
        coming_reply(answer, request.offices) if isinstance(answer, Booking) else refused_reply(answer, request.offices)
    )


def coming_reply(booking: Booking, offices: Offices) -> Reply:
    """Thank a person who comes; the code is at hand, as it is to be shown."""
    early = str(offices[booking.office].rules.arrive_early_minutes)
    values = {"name": booking.name, "code": booking.code, "early": early, **when(booking, offices)}
    return Reply(key="coming-noted", values=values, media=(qr(booking),))
