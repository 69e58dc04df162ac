"""From messages to letters for WhatsApp. Pure. Choices are numbers in the text: buttons vanish on real phones."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.splitting import split
from bot.engine.wording import Wording
from bot.messages import Media, Message
from channels.whatsapp.frames import Edit, File, Letter, Picture, Place, Text

TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024


def letters(message: Message, wording: Wording) -> tuple[Letter, ...]:
    """Return what to send, in order: files first, as the last can be edited; one picture carries a short text."""
    captioned = _captioned(message)
    files = [_file(message.chat.chat_id, media) for media in message.media if media is not captioned]
    if captioned:
        return (*files, Picture(message.chat.chat_id, captioned.data, message.text, message.answers))
    return (*files, *_texts(message, wording))


def _captioned(message: Message) -> Media | None:
    """Return the picture below which the text can stand."""
    pictures = [media for media in message.media if media.kind == "picture"]
    fits = not message.edits and not message.asks_phone and len(message.text) <= CAPTION_LENGTH
    return pictures[0] if fits and len(pictures) == 1 else None


def _texts(message: Message, wording: Wording) -> Iterator[Letter]:
    chat, text = message.chat.chat_id, message.text
    if message.asks_phone:
        text = f"{text}\n\n{wording('whatsapp-share-how', {}, message.language)}"
    first, *others = split(text, TEXT_LENGTH)
    yield Edit(chat, message.edits, first) if message.edits else Text(chat, first, message.answers)
    yield from (Text(chat, other) for other in others)


def _file(chat: str, media: Media) -> Letter:
    match media.kind:
        case "location":
            return Place(chat, media.latitude, media.longitude)
        case "document":
            return File(chat, media.data, media.name or media.kind, media.mime)
        case _:
            return Picture(chat, media.data)
