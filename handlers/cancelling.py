"""`#batal`: asks once, then gives the place back."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.arguments import batal_arguments
from bot.booking_values import Booking
from bot.choices import cancel_sure_choice
from bot.commands import Cancel, KeepBooking
from bot.messages import Day, Lines, Moment, Reply, Value, Words
from bot.routing import Answer, Answered, Request, Routes
from handlers.buttons import KEEP, SCHEDULE, approve_each, cancel_each, cancel_sure
from handlers.checking import ACTIVE, found_reply, none_reply
from handlers.refusals import refused_reply
from handlers.registering import stopped
from handlers.standings import Offices, cancelled_reply, when
from handlers.waitlist import mine_reply

routes = Routes()

WORDS = {"batal": batal_arguments, "batalkan": batal_arguments, "cancel": batal_arguments}


@routes.on(Cancel, words=WORDS)
async def cancel(request: Request, command: Cancel) -> Answer:
    """Cancel what the sender is sure of; else ask. Where only a draft is there to cancel, it is that one."""
    if command.sure and command.code:
        answer = await request.bookings.cancel(request, command.code)
        return cancelled_reply(answer) if isinstance(answer, Booking) else refused_reply(answer, request.offices)
    mine = await request.bookings.mine(request)
    active = [booking for booking in mine if booking.state in ACTIVE]
    asked = [booking for booking in active if command.code in ("", booking.code)]
    if command.code and not asked:
        return found_reply(request, mine, command.code)
    if not active and request.profile.draft:
        return stopped(request)
    if not active and (waiting := await request.bookings.waitlist.mine(request)):
        return mine_reply(waiting)
    reply = ask_reply(asked, request.offices)
    if len(asked) != 1:
        return reply
    return Answered((reply,), replace(request.profile, question=cancel_sure_choice(asked[0].code)))


@routes.on(KeepBooking)
async def keep(request: Request, command: KeepBooking) -> Reply:
    """Tell that nothing was cancelled."""
    mine = await request.bookings.mine(request)
    active = [booking for booking in mine if booking.state in ACTIVE]
    return kept_reply(active, request.offices) if active else none_reply(request)


def ask_reply(bookings: Sequence[Booking], offices: Offices) -> Reply:
    """Ask whether to cancel, or first which one."""
    if not bookings:
        return Reply(key="cancel-none", choices=(SCHEDULE,))
    if len(bookings) > 1:
        values: dict[str, Value] = {"bookings": standing_lines(bookings, offices)}
        return Reply(key="cancel-which", values=values, choices=cancel_each(bookings))
    booking = bookings[0]
    values = {"code": booking.code, "name": booking.name, **when(booking, offices)}
    return Reply(key="cancel-ask", values=values, choices=(cancel_sure(booking), KEEP))


def kept_reply(active: Sequence[Booking], offices: Offices) -> Reply:
    """Tell how the sender's bookings stand; what still waits for its approval can be approved."""
    held = [booking for booking in active if booking.state == "held"]
    return Reply(key="kept", values={"bookings": standing_lines(active, offices)}, choices=approve_each(held))


def standing_lines(bookings: Sequence[Booking], offices: Offices) -> Lines:
    """Tell each booking in one line, its state first."""
    return Lines(tuple(_line(booking, offices) for booking in bookings))


def _line(booking: Booking, offices: Offices) -> Words:
    values: dict[str, Value] = {"code": booking.code, "name": booking.name, **when(booking, offices)}
    values["date"] = Day(booking.day, "short")
    if booking.state == "held":
        return Words("line-held", {**values, "until": Moment(booking.until_ms)})
    return Words("line-booked", values)
