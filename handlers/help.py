"""`#bantuan`: what one can say here."""

from __future__ import annotations

from bot.arguments import no_arguments
from bot.commands import ShowHelp
from bot.messages import Reply
from bot.offices import Office
from bot.routing import Request, Routes
from handlers.announcements import announced
from handlers.buttons import CHECK, REGISTER, SCHEDULE
from handlers.lines import example

routes = Routes()

WORDS = ("bantuan", "help", "menu", "start", "mulai", "halo", "hello", "info")


@routes.on(ShowHelp, words=dict.fromkeys(WORDS, no_arguments(ShowHelp)))
async def show_help(request: Request, command: ShowHelp) -> Reply:
    """Tell in a few lines how to book, ask and cancel."""
    return announced(help_reply(request.office, request.now_ms), request.office, now_ms=request.now_ms)


def help_reply(office: Office, now_ms: int) -> Reply:
    """Return the help with an example whose date can be booked now."""
    return Reply(
        key="help",
        values={"office": office.name, "example": example(office, now_ms)},
        choices=(REGISTER, SCHEDULE, CHECK),
    )
