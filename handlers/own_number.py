"""The sender's own number, shared with one press: without it one may look, but not book."""

from __future__ import annotations

from msgspec.structs import replace

from bot.commands import ShareNumber
from bot.messages import Reply
from bot.routing import Answered, Request, Routes
from handlers.buttons import REGISTER, SCHEDULE
from handlers.questions import question
from handlers.waitlist import joined

routes = Routes()


@routes.on(ShareNumber)
async def share_number(request: Request, command: ShareNumber) -> Answered:
    """Remember the number, and go on with the registration that waited for it."""
    profile = replace(request.profile, phone=command.phone)
    kept = Reply(key="number-kept", values={"phone": command.phone})
    if profile.draft is None:
        return Answered((replace(kept, choices=(REGISTER, SCHEDULE)),), profile)
    if profile.draft.is_waiting:
        answer = await joined(replace(request, phone=command.phone, profile=profile), profile.draft)
        return Answered((kept, *answer.replies), answer.profile)
    draft = replace(profile.draft, is_interrupted=False)
    return Answered((kept, await question(request, draft)), replace(profile, draft=draft))
