"""The short line below another answer that a registration is still under way, with the button to go on."""

from __future__ import annotations

from collections.abc import Collection
from functools import wraps
from typing import Any

from msgspec.structs import replace

from bot.commands import Command
from bot.messages import Reply, Words
from bot.routing import Answer, Answered, Handler, Request, Routes
from handlers.buttons import CONTINUE

ASKING = frozenset(
    {
        "held", "sender-has-held", "edited-held", "several-pending", "cancel-which",
        "move-date", "move-date-again", "move-session", "move-which", "ask-which-date", "mistake-which",
        "papers-which", "language-which",
    }
)  # fmt: skip
"""The answers that ask something themselves, beside those that leave a question in the profile."""


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
    """Return the answer, with the reminder in its last message while a draft stays.

    In a message of its own its buttons would take the numbers of the answer's, where buttons are numbers. An answer
    that asks something interrupts the draft: the next text is no answer to its step.
    """
    if not isinstance(answer, Answered):
        answer = Answered(tuple(answer) if isinstance(answer, list) else (answer,), request.profile)
    profile = answer.profile
    if profile.draft is None:
        return answer
    *others, last = answer.replies
    if profile.question or last.key in ASKING:
        profile = replace(profile, draft=replace(profile.draft, is_interrupted=True))
    return Answered((*others, _reminded(last)), profile)


def _reminded(reply: Reply) -> Reply:
    values = {"answer": Words(reply.key, reply.values), "reminder": Words("draft-waiting")}
    return replace(reply, key="with-reminder", values=values, choices=(*reply.choices, CONTINUE))
