"""Messages that no command takes, or that are another's: a kind short answer with the two buttons that help most."""

from __future__ import annotations

from msgspec.structs import replace

from bot.choices import book_choice, word_choice
from bot.commands import Forwarded, Rude, Unclear, Unsupported
from bot.draft_answers import step_of
from bot.messages import Choice, Reply
from bot.routing import Answer, Answered, Request, Routes
from handlers.buttons import HELP, REGISTER, SCHEDULE, fitting
from handlers.inquiries import offered
from handlers.registering import unreadable
from handlers.reminders import with_reminder

routes = Routes()

# locale: unsupported-sticker, unsupported-voice, unsupported-photo, unsupported-document, unsupported-location
# locale: unsupported-contact, unsupported-story
KINDS = frozenset({"sticker", "voice", "photo", "document", "location", "contact", "story"})


@routes.on(Unclear)
async def unclear(request: Request, command: Unclear) -> Answer:
    """Take it for the answer that a draft awaits, or offer the command that was probably meant."""
    draft = request.profile.draft
    step = step_of(draft) if draft and not command.text.startswith(("#", "/")) else None
    if step:
        return await unreadable(request, step)
    reply = await offered(request, command.text, unclear_reply(command))
    if reply.key == "unclear-nearest":  # a bare yes is to this question, and approves no booking
        asked = replace(request.profile, question=reply.choices[0].id)
        return with_reminder(request, Answered((reply,), asked))
    return with_reminder(request, reply)


def unclear_reply(command: Unclear) -> Reply:
    """Offer the command that was probably meant, with what stood behind it, or the two that help most."""
    if not command.nearest:
        return Reply(key="unclear", choices=(SCHEDULE, HELP))
    said = fitting(command.nearest, command.rest)
    meant = Choice(id=word_choice(said), label="choice-word", values={"word": command.nearest})
    return Reply(key="unclear-nearest", values={"word": said}, choices=(meant, HELP))


@routes.on(Forwarded)
async def forwarded(request: Request, command: Forwarded) -> Reply:
    """Show the booking that was read in another's words, to be asked for in one's own; else the two that help most."""
    if not command.line:
        return Reply(key="forwarded", choices=(REGISTER, SCHEDULE))
    choice_id = book_choice(command.line)  # none for a line that is too long for a button
    own = Choice(id=choice_id, label="choice-book-forwarded") if choice_id else REGISTER
    return Reply(key="forwarded-line", values={"line": command.line}, choices=(own, SCHEDULE))


@routes.on(Rude)
async def rude(request: Request, command: Rude) -> Reply:
    """Answer an insult with help: who is angry mostly got stuck."""
    return Reply(key="rude", choices=(HELP, SCHEDULE))


@routes.on(Unsupported)
async def unsupported(request: Request, command: Unsupported) -> Reply:
    """Tell what can be done instead of what was sent."""
    key = f"unsupported-{command.kind}" if command.kind in KINDS else "unsupported"
    return Reply(key=key, choices=(SCHEDULE, REGISTER))
