"""`#paspor`, and `#cek` after the arrival: how far the sender's applications are."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.application_notices import stage_reply
from bot.messages import Reply
from bot.routing import Answer, Request, Routes
from bot.store.applications import DAY_MS
from bot.visit_arguments import paspor_arguments
from bot.visit_commands import ShowPassport
from bot.visit_values import IN_HAND, Application
from handlers.buttons import CHECK, REGISTER
from handlers.own_applications import own_applications
from handlers.queue import place_reply

routes = Routes()

WORDS = ("paspor", "passport", "pengambilan", "ambil paspor")
TOLD_DAYS = 30
"""For how long after its end an application is still told to who asks."""


@routes.on(ShowPassport, words=dict.fromkeys(WORDS, paspor_arguments))
async def show(request: Request, command: ShowPassport) -> Answer:
    """Tell how far each of the sender's applications is."""
    replies = await application_replies(request, await applications_of(request))
    if not replies and not request.phone:
        return Reply(key="passport-no-number", asks_phone=True)
    return replies or Reply(key="passport-unknown", choices=(CHECK, REGISTER))


async def applications_of(request: Request) -> Sequence[Application]:
    """Return the sender's applications that are under way, or have ended a short while ago; the newest first."""
    mine = await own_applications(request)
    ended_ms = request.now_ms - TOLD_DAYS * DAY_MS
    return [each for each in mine if each.stage not in ("collected", "expired") or each.since_ms > ended_ms]


async def application_replies(request: Request, applications: Sequence[Application]) -> list[Reply]:
    """Tell how far applications are, each in a message of its own."""
    return list(await asyncio.gather(*(application_reply(request, each) for each in applications)))


async def application_reply(request: Request, application: Application) -> Reply:
    """Tell how far an application is: the place in line while its person waits, else its stage."""
    lobby = request.bookings.visits.lobby
    ticket = await lobby.ticket_of(request.office, application.code, now_ms=request.now_ms)
    if ticket is not None and ticket.state in IN_HAND:
        return await place_reply(request, ticket)
    return stage_reply(application, request.office)
