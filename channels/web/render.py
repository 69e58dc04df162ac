"""From messages to what the page shows. Pure; encoded once, here, for the transcript and every open page.

An entry of the transcript has a line of JSON for the bubble, then one for each document that goes with it.
"""

from __future__ import annotations

from base64 import b64encode
from typing import Literal

import msgspec
from msgspec import Struct

from bot.engine.rendering import qr_png
from bot.engine.wording import Wording
from bot.messages import ChatRef, Language, Media, Message
from channels.web.parse import Said

CALENDAR, ANY_FILE = "text/calendar", "application/octet-stream"
MAP = "https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=17/{0}/{1}"
_PICTURES = ("qr", "picture")


class Picture(Struct, frozen=True, omit_defaults=True):
    """A picture of a bubble, with the words for those who can't see it.

    `about` is the code that it shows: it stands behind that code in the text, else behind the text.
    """

    source: str
    words: str
    about: str = ""


class Place(Struct, frozen=True):
    """A link to a place on a map elsewhere, with its words."""

    address: str
    words: str


class Document(Struct, frozen=True):
    """A file of an entry, as it is downloaded."""

    name: str
    mime: str
    data: bytes


class Bubble(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One bubble as the page draws it; `edits` is the id of the entry whose bubble it replaces.

    `documents` has the words of the link to each.
    """

    name: str
    by: Literal["office", "person"] = "office"
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    pictures: tuple[Picture, ...] = ()
    places: tuple[Place, ...] = ()
    documents: tuple[str, ...] = ()
    edits: str = ""


class Payload(Struct, frozen=True, kw_only=True):
    """What is appended to a chat's transcript."""

    chat: ChatRef
    name: str
    body: bytes


def payload(message: Message, wording: Wording) -> Payload:
    """Return a message of the office's as the page gets it."""
    documents = [media for media in message.media if media.kind == "document"]
    bubble = Bubble(
        name=message.id,
        text=message.text,
        buttons=tuple((b.id, b.label) for b in message.buttons) if message.layout == "buttons" else (),
        pictures=tuple(_picture(m, message.language, wording) for m in message.media if m.kind in _PICTURES),
        places=tuple(_place(m, message.language, wording) for m in message.media if m.kind == "location"),
        documents=tuple(_link_words(m, message.language, wording) for m in documents),
        edits=message.edits,
    )
    lines = (bubble, *(Document(m.name, m.mime or ANY_FILE, m.data) for m in documents))
    return Payload(chat=message.chat, name=f"office:{message.id}", body=b"\n".join(map(msgspec.json.encode, lines)))


def echo(chat: ChatRef, said: Said) -> Payload:
    """Return what a person said, as the page gets it back."""
    bubble = Bubble(name=said.id, by="person", text=said.text or said.label or said.choice)
    return Payload(chat=chat, name=f"person:{said.id}", body=msgspec.json.encode(bubble))


def read_bubble(body: bytes) -> bytes:
    """Return what the page gets of an entry."""
    return body.partition(b"\n")[0]


def read_document(body: bytes, number: int) -> Document | None:
    """Return a document of an entry, counted from 0; None: there is no such one."""
    _, *documents = body.split(b"\n")
    return msgspec.json.decode(documents[number], type=Document) if number < len(documents) else None


def _link_words(document: Media, language: Language, wording: Wording) -> str:
    if document.mime == CALENDAR:
        return wording("web-add-to-calendar", {}, language)
    return wording("web-download", {"name": document.name}, language)


def _place(media: Media, language: Language, wording: Wording) -> Place:
    return Place(MAP.format(f"{media.latitude:.6f}", f"{media.longitude:.6f}"), wording("web-open-map", {}, language))


def _picture(media: Media, language: Language, wording: Wording) -> Picture:
    if media.content:
        words = wording("web-qr", {"code": media.content}, language)
    else:
        words = media.name or wording("web-picture", {}, language)
    data = media.data or qr_png(media.content)
    return Picture(f"data:{media.mime or 'image/png'};base64,{b64encode(data).decode()}", words, media.content)
