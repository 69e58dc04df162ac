"""`#bahasa`: the language of the answers, remembered for the chat."""

from __future__ import annotations

from msgspec.structs import replace

from bot.arguments import bahasa_arguments, in_language
from bot.choices import word_choice
from bot.commands import SetLanguage
from bot.messages import Choice, Reply
from bot.routing import Answer, Answered, Request, Routes
from handlers.buttons import HELP, SCHEDULE

routes = Routes()

WORDS = {
    **dict.fromkeys(("bahasa", "language"), bahasa_arguments),
    "english": in_language("en"),
    "inggris": in_language("en"),
    "indonesia": in_language("id"),
}
INDONESIAN = Choice(id=word_choice("bahasa", "id"), label="choice-indonesian")
ENGLISH = Choice(id=word_choice("bahasa", "en"), label="choice-english")


@routes.on(SetLanguage, words=WORDS)
async def set_language(request: Request, command: SetLanguage) -> Answer:
    """Answer in this language from now on, or ask which one."""
    if command.language is None:
        return Reply(key="language-which", choices=(INDONESIAN, ENGLISH))
    reply = Reply(key="language-set", choices=(SCHEDULE, HELP))
    return Answered((reply,), replace(request.profile, language=command.language))
