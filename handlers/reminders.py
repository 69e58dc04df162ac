"""The short line below another answer that a registration is still under way, with the button to go on."""

from __future__ import annotations

from collections.abc import Collection
from functools import wraps
from typing import Any

from msgspec.structs import replace

from bot.commands import Command
from bot.messages import Choice, Reply, Words
from bot.profiles import Profile
from bot.routing import Answer, Answered, Handler, Request, Routes
from handlers.buttons import CONTINUE
from handlers.emergency_questions import EMERGENCY

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
    reminded.words, reminded.turns = table.words, table.turns
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
    if profile.draft is None and profile.report is None and profile.emergency is None:
        return answer
    *others, last = answer.replies
    if profile.question or last.key in ASKING:
        profile = _interrupted(profile)
    if profile.draft is not None:
        return Answered((*others, _reminded(last, "draft-waiting", CONTINUE)), profile)
    if profile.emergency is not None and not profile.emergency.is_sent:
        return Answered((*others, _reminded(last, "emergency-waiting", EMERGENCY)), profile)
    return Answered(answer.replies, profile)


def _interrupted(profile: Profile) -> Profile:
    """Return what is remembered of a chat, in which the next text answers no step of a conversation."""
    draft = replace(profile.draft, is_interrupted=True) if profile.draft else None
    report = replace(profile.report, is_interrupted=True) if profile.report else None
    emergency = replace(profile.emergency, is_interrupted=True) if profile.emergency else None
    return replace(profile, draft=draft, report=report, emergency=emergency)


def _reminded(reply: Reply, reminder: str, go_on: Choice) -> Reply:
    # locale: draft-waiting, emergency-waiting
    values = {"answer": Words(reply.key, reply.values), "reminder": Words(reminder)}
    return replace(reply, key="with-reminder", values=values, choices=(*reply.choices, go_on))
