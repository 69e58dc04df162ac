"""Messages that no command takes."""

from __future__ import annotations

from bot.choices import word_choice
from bot.commands import Unclear, Unsupported
from bot.messages import Choice, Reply
from bot.routing import Request, Routes
from handlers.buttons import HELP, SCHEDULE

routes = Routes()


@routes.on(Unclear)
async def unclear(request: Request, command: Unclear) -> Reply:
    """Offer the command that was probably meant, or the two that help most."""
    if not command.nearest:
        return Reply(key="unclear", choices=(SCHEDULE, HELP))
    word = command.nearest
    meant = Choice(id=word_choice(word), label="choice-word", values={"word": word})
    return Reply(key="unclear-nearest", values={"word": word}, choices=(meant, HELP))


@routes.on(Unsupported)
async def unsupported(request: Request, command: Unsupported) -> Reply:
    """Tell that only text is read here."""
    return Reply(key="unsupported", choices=(SCHEDULE, HELP))
