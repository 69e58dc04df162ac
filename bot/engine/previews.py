"""Shows an officer how a message will look on each channel: by the renderer that the senders use."""

from __future__ import annotations

import asyncio
from functools import cache

from msgspec import Struct

from bot.adapters import Capabilities
from bot.engine.rendering import Step, rendered
from bot.engine.wording import Lexicon
from bot.messages import ChatRef, Language, Message, Reply
from bot.offices import Office
from bot.plugins import locale_folders

LEFT_OUT: frozenset[Step] = frozenset(("picture-left-out", "document-left-out"))


class Look(Struct, frozen=True, kw_only=True):
    """A message as a channel shows it, its parts and buttons below each other; `parts` is how many messages it is.

    One picture goes with a text. `leaves_out_file`: the channel can't show the one that goes with it.
    """

    text: str
    parts: int
    leaves_out_file: bool = False


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
    return Look(
        text="\n\n".join([*texts, *buttons]),
        parts=len(texts) + _files_apart(last),
        leaves_out_file=bool(LEFT_OUT.intersection(shown.steps)),
    )


def _files_apart(message: Message) -> int:
    """Count the files that go out as messages of their own: all but one picture, below which the text stands."""
    pictures = sum(media.kind == "picture" for media in message.media)
    return len(message.media) - min(1, pictures)


@cache
def _lexicon() -> Lexicon:
    return Lexicon(locale_folders())
