"""From messages to the files of gammu-smsd's outbox. Pure."""

from __future__ import annotations

from msgspec import Struct

from bot.messages import Media, Message

TEXT_LENGTH = 670
"""Ten parts of 67 characters, which is what fits where letters beyond the GSM alphabet are in a text."""


class Sheet(Struct, frozen=True):
    """What a file is to say, and to which number."""

    recipient: str
    text: str


def sheet(message: Message) -> Sheet:
    """Return a message as text; a place on the map becomes a link."""
    places = (_link(media) for media in message.media if media.kind == "location")
    return Sheet(message.chat.chat_id, "\n".join([message.text, *places]))


def encoded(sheet: Sheet) -> bytes:
    """Return what smsd reads: UTF-16 with its mark."""
    return sheet.text.encode("utf-16")


def _link(media: Media) -> str:
    return f"https://www.openstreetmap.org/?mlat={media.latitude}&mlon={media.longitude}"
