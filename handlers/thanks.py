"""*Terima kasih*, *baik*, *siap*: a kind word back, which approves nothing."""

from __future__ import annotations

from bot.commands import Thanks
from bot.messages import Reply
from bot.routing import Request, Routes
from handlers.buttons import CHECK, SCHEDULE, approve, cancel
from handlers.inquiries import offered

routes = Routes()


@routes.on(Thanks)
async def thanks(request: Request, command: Thanks) -> Reply:
    """Return the thanks. "Siap" may be meant for more: for the place that waits, or for the staff who have written."""
    mine = await request.bookings.mine(request)
    waiting = next((booking for booking in mine if booking.state == "held" and booking.approval), None)
    if waiting:
        values = {"name": waiting.name}
        return Reply(key="thanks-waiting", values=values, choices=(approve(waiting), cancel(waiting)))
    reply = Reply(key="thanks", choices=(CHECK, SCHEDULE))
    return await offered(request, request.event.text, reply) if await _is_for_staff(request) else reply


async def _is_for_staff(request: Request) -> bool:
    desk, chat = request.front_desk, request.operation.chat
    return desk is not None and await desk.inquiries.is_talking(request.office.code, chat)
