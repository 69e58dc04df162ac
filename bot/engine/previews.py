"""Shows an officer how a message will look on each channel: by the renderer that the senders use."""

from __future__ import annotations

import asyncio
from functools import cache

from msgspec import Struct

from bot.adapters import Capabilities
from bot.engine.rendering import rendered
from bot.engine.wording import Lexicon
from bot.messages import ChatRef, Language, Reply
from bot.offices import Office
from bot.plugins import locale_folders


class Look(Struct, frozen=True, kw_only=True):
    """A message as a channel shows it, its parts and buttons below each other; `parts` is how many messages it is.

    One file goes with a text.
    """

    text: str
    parts: int


async def look(
    reply: Reply, chat: ChatRef, *, language: Language, office: Office, can: Capabilities
) -> Look:  # fmt: skip
    """Return how a reply will look in a chat of a channel."""
    lexicon = await asyncio.to_thread(_lexicon)  # it reads files, the first time
    shown = rendered(
        reply,
        id="preview",
        chat=chat,
        language=language,
        zone=(office.timezone, office.zone_name),
        capabilities=can,
        lexicon=lexicon,
    )
    texts = [message.text for message in shown.messages]
    last = shown.messages[-1]
    buttons = [f"[{button.label}]" for button in last.buttons if last.layout != "text"]
    return Look(text="\n\n".join([*texts, *buttons]), parts=len(texts) + len(last.media[1:]))


@cache
def _lexicon() -> Lexicon:
    return Lexicon(locale_folders())
