"""The short word behind another answer that a registration is still under way."""

from __future__ import annotations

from collections.abc import Collection
from functools import wraps
from typing import Any

from bot.commands import Command
from bot.messages import Reply
from bot.routing import Answer, Answered, Handler, Request, Routes
from handlers.buttons import CONTINUE, STOP

REMINDER = Reply(key="draft-waiting", choices=(CONTINUE, STOP))


def reminding(table: Routes, *, but: Collection[type[Command]]) -> Routes:
    """Return a table whose answers remind of a draft that stays, but those that are about the draft themselves."""
    reminded = Routes()
    reminded.words = table.words
    reminded.handlers = {
        command: handler if command in but else _reminding(handler) for command, handler in table.handlers.items()
    }
    return reminded


def _reminding(handler: Handler) -> Handler:
    @wraps(handler)
    async def handle(request: Request, command: Any) -> Answer:
        return with_reminder(request, await handler(request, command))

    return handle


def with_reminder(request: Request, answer: Answer) -> Answer:
    """Return the answer, and the reminder behind it while a draft stays."""
    profile = answer.profile if isinstance(answer, Answered) else request.profile
    if profile.draft is None:
        return answer
    if isinstance(answer, Answered):
        return Answered((*answer.replies, REMINDER), profile)
    return [*(answer if isinstance(answer, list) else [answer]), REMINDER]
