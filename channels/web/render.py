"""From messages to what the page shows. Pure; encoded once, here, for the transcript and every open page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from bot.engine.rendering import qr_png
from bot.messages import ChatRef, Language, Media, Message, Value
from channels.web.parse import Said

Wording = Callable[[str, Mapping[str, Value], Language], str]
"""Finds a text of the locale files: its key, its values, the language."""

_PICTURES = ("qr", "picture")


class Picture(Struct, frozen=True, omit_defaults=True):
    """A picture of a bubble, with the words for those who can't see it.

    `about` is the code that it shows: it stands behind that code in the text, else behind the text.
    """

    source: str
    words: str
    about: str = ""


class Bubble(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One bubble as the page draws it; `edits` is the id of the entry whose bubble it replaces."""

    name: str
    by: Literal["office", "person"] = "office"
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    pictures: tuple[Picture, ...] = ()
    edits: str = ""


class Payload(Struct, frozen=True, kw_only=True):
    """What is appended to a chat's transcript."""

    chat: ChatRef
    name: str
    body: bytes


def payload(message: Message, wording: Wording) -> Payload:
    """Return a message of the office's as the page gets it."""
    bubble = Bubble(
        name=message.id,
        text="\n".join((message.text, *_places(message.media))),
        buttons=tuple((b.id, b.label) for b in message.buttons) if message.layout == "buttons" else (),
        pictures=tuple(_picture(m, message.language, wording) for m in message.media if m.kind in _PICTURES),
        edits=message.edits,
    )
    return Payload(chat=message.chat, name=f"office:{message.id}", body=msgspec.json.encode(bubble))


def echo(chat: ChatRef, said: Said) -> Payload:
    """Return what a person said, as the page gets it back."""
    bubble = Bubble(name=said.id, by="person", text=said.text or said.label or said.choice)
    return Payload(chat=chat, name=f"person:{said.id}", body=msgspec.json.encode(bubble))


def _places(media: tuple[Media, ...]) -> list[str]:
    return [f"geo:{m.latitude},{m.longitude}" for m in media if m.kind == "location"]


def _picture(media: Media, language: Language, wording: Wording) -> Picture:
    if media.content:
        words = wording("web-qr", {"code": media.content}, language)
    else:
        words = media.name or wording("web-picture", {}, language)
    data = media.data or qr_png(media.content)
    return Picture(f"data:{media.mime or 'image/png'};base64,{b64encode(data).decode()}", words, media.content)
