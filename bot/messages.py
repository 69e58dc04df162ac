"""The values that cross rooms between channels, the road and the handlers. No I/O, no platform, no wording."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum
from typing import Literal

from msgspec import Struct, field

Language = Literal["id", "en"]
EventKind = Literal["text", "choice", "contact", "location", "photo", "document", "voice", "sticker", "edit", "other"]


class ChatRef(Struct, frozen=True, array_like=True):
    """One conversation: the channel, the office's account there, and the platform's chat id (personal data)."""

    channel: str
    account: str
    chat_id: str


class Media(Struct, frozen=True, kw_only=True):
    """A picture, file or place that goes with a message.

    `qr` carries the text to encode in `content`; it becomes a PNG only when it is delivered, so that the
    outbox stays small. So do `calendar` and `figures` (pages of bot/pictures, delivered as pictures), `event` (an
    appointment of bot/calendar_files), `letter` and `sheet` (of bot/documents), delivered as documents. `picture` and
    `document` carry bytes in `data`, or name in `kept` a file of the vault, whose bytes are read when it is delivered.
    """

    kind: Literal["qr", "calendar", "figures", "event", "letter", "sheet", "picture", "document", "location"]
    name: str = ""
    mime: str = ""
    content: str = ""
    kept: str = ""
    data: bytes = b""
    latitude: float = 0.0
    longitude: float = 0.0


class InboundEvent(Struct, frozen=True, kw_only=True):
    """What a person did in a chat, as the channel's adapter understood it.

    `message_id` is the platform's, unique in the chat: the same one twice is the same event.
    `phone` is the sender's own number in E.164 (`+6281…`) when the channel vouches for it, else "".
    `choice` is the id of a pressed button or list row; `text` is what was typed. `sender` is the platform's id of
    who wrote it, where a chat has several people (`is_group`): only the staff's own group comes this far, and
    `sender_phone` is their number when the channel vouches for it.
    """

    chat: ChatRef
    office: str
    message_id: str
    kind: EventKind = "text"
    text: str = ""
    choice: str = ""
    phone: str = ""
    language: Language | None = None
    media: tuple[Media, ...] = ()
    sent_at_ms: int = 0
    sender: str = ""
    sender_phone: str = ""
    is_group: bool = False
    is_forwarded: bool = False


# --- what a handler says ---------------------------------------------------------------------------------


class Day(Struct, frozen=True, tag="d", array_like=True):
    """A date: "Senin, 30 November 2026"; `short`: "Sen, 30 Nov"; `digits`: "30112026"; `month`: "November 2026".

    `weekday`: "Sen"; `day`: "30 Nov", both as a calendar picture shows them; `date`: "30 November 2026".
    """

    value: date
    style: Literal["full", "short", "digits", "month", "weekday", "day", "date"] = "full"


class Moment(Struct, frozen=True, tag="m", array_like=True):
    """An instant in milliseconds since 1970, shown in the office's time: `hour`: "10:15 WIB"; `full`: with its day."""

    at_ms: int
    style: Literal["hour", "full"] = "hour"


class Money(Struct, frozen=True, tag="r", array_like=True):
    """Whole rupiah: "Rp355.000"."""

    rupiah: int


class Words(Struct, frozen=True, tag="w", array_like=True):
    """A message of the locale files inside another one."""

    key: str
    values: Mapping[str, Value] = {}


class Lines(Struct, frozen=True, tag="l", array_like=True):
    """Several messages, a line each, or with something else between them."""

    items: tuple[Words, ...]
    between: str = "\n"


class Quote(Struct, frozen=True, tag="q", array_like=True):
    """A message as who reads `language` reads it, with an office's own `text` for it; without one, as we word it."""

    key: str
    language: Language
    values: Mapping[str, Value] = {}
    text: str = ""


Value = str | int | Day | Moment | Money | Words | Lines | Quote


class Choice(Struct, frozen=True, kw_only=True):
    """A button, a list row or a numbered line. `id` comes back as `InboundEvent.choice` (at most 64 bytes)."""

    id: str
    label: str  # a key of the locale files
    values: Mapping[str, Value] = field(default_factory=dict)


class Priority(IntEnum):
    """Who goes first in an account's outbox."""

    REPLY = 0
    BULK = 1


class Reply(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What to say, as a key of the locale files with its values; the road finds the words and the way.

    `edits`: the idempotency key of an earlier message that this one replaces where the channel can.
    `idempotency_key`: a message enqueued twice under one key is sent once (48 h).
    `expires_at_ms`: not sent after this instant; 0 means it never expires.
    `asks_phone`: a channel that can do so offers to share the person's own number with one press.
    `is_broadcast`: one of many alike, which a channel may refuse; a notice about one's own booking is none.
    `broadcast`: the id under which it is counted whether it was sent, where somebody counts.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    media: tuple[Media, ...] = ()
    edits: str = ""
    priority: Priority = Priority.REPLY
    idempotency_key: str = ""
    expires_at_ms: int = 0
    asks_phone: bool = False
    is_broadcast: bool = False
    broadcast: str = ""


# --- what an adapter gets to deliver ---------------------------------------------------------------------


class Button(Struct, frozen=True, array_like=True):
    """A choice with its words."""

    id: str
    label: str


class Message(Struct, frozen=True, kw_only=True):
    """A reply in words, already stepped down to what the chat's channel can show.

    `id` is unique and stays the same however often the message is handed over, so that a channel that can
    recognise it shows it once. `layout` says how `buttons` are meant; with `text` they are in `text` already.
    `edits` is the platform's id of the message to replace, or "". `answers`: in a group, the `message_id` of what it
    answers, to be quoted where the channel can; it may be gone by now, and the message goes out all the same.
    `is_late`: the person has not written for longer than the channel's window for free text; then, and only then, `key`
    and `values` name the reply and its values in words, for a template that the platform has approved.
    """

    id: str
    chat: ChatRef
    text: str
    buttons: tuple[Button, ...] = ()
    layout: Literal["text", "buttons", "list"] = "text"
    media: tuple[Media, ...] = ()
    edits: str = ""
    answers: str = ""
    asks_phone: bool = False
    language: Language = "id"
    is_late: bool = False
    key: str = ""
    values: Mapping[str, str] = {}


class Receipt(Struct, frozen=True, kw_only=True):
    """What a platform tells later of a message that it took: `external_id` is the id that `deliver` returned.

    `code` and `reason` say why one has `failed`; they name nobody.
    """

    chat: ChatRef
    external_id: str
    status: Literal["sent", "delivered", "read", "failed"]
    at_ms: int
    code: str = ""
    reason: str = ""
