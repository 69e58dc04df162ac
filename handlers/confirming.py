"""The approval: a held place becomes a booking."""

from __future__ import annotations

from collections.abc import Sequence

from bot.booking_values import Booking
from bot.commands import Confirm
from bot.messages import Day, Lines, Reply, Words
from bot.routing import Answer, Request, Routes
from handlers.buttons import approve_each
from handlers.refusals import refused_reply
from handlers.shifted import agreed_by_word
from handlers.standings import appointment, booked_reply

routes = Routes()


@routes.on(Confirm)
async def confirm(request: Request, command: Confirm) -> Answer:
    """Book the place that is held, or tell why not; with none held, a yes may agree to a date that was moved."""
    answer = await request.bookings.confirm(request, approval=command.approval, code=command.booking)
    if isinstance(answer, Booking):
        file = appointment(answer, request.offices, request.now_ms)
        return booked_reply(answer, request.offices, more=(file,))
    is_bare = not command.approval and not command.booking
    if is_bare and answer.reason in ("none_pending", "already_booked") and (agreed := await agreed_by_word(request)):
        return agreed
    if answer.reason != "several_pending":
        return refused_reply(answer, request.offices)
    mine = await request.bookings.mine(request)
    return several_pending_reply([booking for booking in mine if booking.state == "held"])


def several_pending_reply(held: Sequence[Booking]) -> Reply:
    """Ask which of several held places is meant."""
    lines = tuple(
        Words(
            "pending-line" if booking.approval else "pending-line-elsewhere",
            {
                "code": booking.code,
                "name": booking.name,
                "date": Day(booking.day, "short"),
                "approval": booking.approval,
            },
        )
        for booking in held
    )
    return Reply(key="several-pending", values={"bookings": Lines(lines)}, choices=approve_each(held))
