"""`#alur`: what happens in the office, from the lobby to the finished passport."""

from __future__ import annotations

from bot.arguments import no_arguments
from bot.commands import ShowSteps
from bot.messages import Reply
from bot.routing import Request, Routes
from handlers.buttons import PAPERS, REGISTER

routes = Routes()

WORDS = ("alur", "prosedur", "langkah", "tahapan", "steps", "procedure")


@routes.on(ShowSteps, words=dict.fromkeys(WORDS, no_arguments(ShowSteps)))
async def procedure(request: Request, command: ShowSteps) -> Reply:
    """Tell the steps in the order in which one takes them."""
    early = str(request.office.rules.arrive_early_minutes)
    return Reply(key="procedure", values={"early": early}, choices=(PAPERS, REGISTER))
