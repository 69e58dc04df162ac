"""`#antrian`: where one stands in line; the answer is kept up to date from then on, where the channel can."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from bot.messages import Reply
from bot.queue_notices import queue_card
from bot.routing import Answer, Request, Routes
from bot.visit_arguments import antrian_arguments
from bot.visit_commands import ShowQueue
from bot.visit_values import IN_HAND, Ticket
from handlers.buttons import CHECK, REGISTER
from handlers.own_applications import own_applications

routes = Routes()

WORDS = ("antrian", "antrean", "nomor antrian", "nomor antrean", "queue")


@routes.on(ShowQueue, words=dict.fromkeys(WORDS, antrian_arguments))
async def show(request: Request, command: ShowQueue) -> Answer:
    """Tell the place of each of the sender's tickets of today, or of one by its number."""
    if command.number:
        return await _by_number(request, command.number)
    tickets = await tickets_of(request)
    if not tickets and not request.phone:
        return Reply(key="queue-no-number", asks_phone=True)
    if not tickets:
        return Reply(key="queue-none", choices=(CHECK, REGISTER))
    return [await place_reply(request, ticket, alarm=command.alarm) for ticket in tickets]


async def tickets_of(request: Request) -> list[Ticket]:
    """Return the sender's tickets that wait or are served now; without one, the last one of today."""
    lobby, office, now_ms = request.bookings.visits.lobby, request.office, request.now_ms
    mine = await own_applications(request)
    found = await asyncio.gather(*(lobby.ticket_of(office, each.code, now_ms=now_ms) for each in mine))
    tickets = sorted((each for each in found if each), key=lambda ticket: ticket.arrived_ms)
    return [ticket for ticket in tickets if ticket.state in IN_HAND] or tickets[-1:]


async def place_reply(request: Request, ticket: Ticket, *, alarm: int = 0) -> Reply:
    """Return the message about a ticket of the sender's that changes from now on; with `alarm` they have chosen it.

    It is told apart from others about the same ticket by the message that it answers.
    """
    visits, office, now_ms = request.bookings.visits, request.office, request.now_ms
    following = visits.following
    if alarm:
        await following.choose_alarm(office, ticket.code, alarm, now_ms=now_ms)
    card = f"queue {request.operation} {ticket.number}"
    await following.show_in(office, ticket.number, card, now_ms=now_ms)
    chosen = (await following.of(office, ticket.code, ticket.number, now_ms=now_ms)).alarm
    standing = await visits.lobby.standing(office, ticket, now_ms=now_ms)
    if standing.before <= chosen:
        await following.told(office, ticket.number, chosen, now_ms=now_ms)
    reply = queue_card(standing, office, alarm=chosen, now_ms=now_ms)
    return replace(reply, idempotency_key=f"{request.operation.chat} {card}")


async def _by_number(request: Request, number: str) -> Reply:
    """Tell the place of anybody's ticket, as the board does: no name, and nobody is told of changes."""
    lobby, now_ms = request.bookings.visits.lobby, request.now_ms
    ticket = await lobby.ticket(request.office, number, now_ms=now_ms)
    if ticket is None:
        return Reply(key="queue-number-unknown", values={"number": number})
    standing = await lobby.standing(request.office, ticket, now_ms=now_ms)
    return queue_card(standing, request.office, alarm=0, now_ms=now_ms)
