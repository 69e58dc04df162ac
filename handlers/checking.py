"""`#cek`: where an applicant stands. A booking of someone else is as unknown as one that never was."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments import cek_arguments
from bot.booking_values import Booking, Refused
from bot.commands import CheckBooking, MistypedCode
from bot.messages import Reply
from bot.routing import Answer, Request, Routes
from handlers.buttons import CHECK, HELP, SCHEDULE
from handlers.collection import application_replies, application_reply, applications_of
from handlers.lines import example
from handlers.refusals import refused_reply
from handlers.shifted import asked_reply
from handlers.standings import standing
from handlers.waitlist import mine_reply

routes = Routes()

ACTIVE = {"held", "booked"}


@routes.on(CheckBooking, words={"cek": cek_arguments, "status": cek_arguments, "check": cek_arguments})
async def check(request: Request, command: CheckBooking) -> Answer:
    """Tell the state of the sender's bookings, or of the one with that code."""
    mine, applications = await request.bookings.mine(request), await applications_of(request)
    if command.code:
        if passport := next((each for each in applications if each.code == command.code), None):
            return await application_reply(request, passport)
        meant = next((booking for booking in mine if booking.code == command.code), None)
        return await _told(request, meant) if meant else found_reply(request, mine, command.code)
    if applications:
        booked = [await _told(request, booking) for booking in mine if booking.state in ACTIVE]
        return [*await application_replies(request, applications), *booked]
    if not mine and (waiting := await request.bookings.waitlist.mine(request)):
        return mine_reply(waiting)
    return await check_replies(request, mine)


@routes.on(MistypedCode)
async def mistyped(request: Request, command: MistypedCode) -> Reply:
    """Tell that a character of the code is wrong."""
    return Reply(key="mistyped", values={"code": command.found}, choices=(CHECK, HELP))


def found_reply(request: Request, mine: Sequence[Booking], code: str) -> Reply:
    """Tell the state of one of the sender's bookings."""
    for booking in mine:
        if booking.code == code:
            return standing(booking, request.offices)
    return refused_reply(Refused(reason="unknown"), request.offices)


async def check_replies(request: Request, mine: Sequence[Booking]) -> Answer:
    """Tell each active booking in a message of its own; without one, the newest that lapsed."""
    active = [booking for booking in mine if booking.state in ACTIVE]
    if active:
        return [await _told(request, booking) for booking in active]
    if mine:
        return standing(mine[0], request.offices)
    return none_reply(request)


async def _told(request: Request, booking: Booking) -> Reply:
    return await asked_reply(request, booking) or standing(booking, request.offices)


def none_reply(request: Request) -> Reply:
    """Tell that there is no booking, and how to make one."""
    values = {"example": example(request.office, request.now_ms)}
    return Reply(key="check-none", values=values, choices=(SCHEDULE, HELP))
