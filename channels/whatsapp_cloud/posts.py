"""What Meta posts to the webhook, as far as it is read here. Pure.

One post holds messages and receipts of several people, and of every number of the app.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec
import structlog
from msgspec import Raw, Struct, field

T = TypeVar("T")

log = structlog.get_logger()


class Text(Struct, frozen=True):
    """Typed words."""

    body: str = ""


class File(Struct, frozen=True):
    """A picture, document, clip or sticker: `id` is what to fetch it by."""

    id: str = ""
    mime_type: str = ""
    caption: str = ""
    filename: str = ""


class Place(Struct, frozen=True):
    """A location."""

    latitude: float = 0.0
    longitude: float = 0.0


class Pressed(Struct, frozen=True):
    """A reply button or a row of a list."""

    id: str = ""
    title: str = ""


class Interactive(Struct, frozen=True):
    """What was pressed on one of our messages."""

    button_reply: Pressed | None = None
    list_reply: Pressed | None = None


class QuickReply(Struct, frozen=True):
    """What was pressed on a template; without a payload of ours it is the button's text."""

    payload: str = ""
    text: str = ""


class Number(Struct, frozen=True):
    """A phone number of a contact card; `wa_id` where it is on WhatsApp."""

    phone: str = ""
    wa_id: str = ""


class Card(Struct, frozen=True):
    """A contact card; its `origin` is "contact_request" when our request for the own number was answered."""

    phones: tuple[Number, ...] = ()
    origin: str = ""


class Context(Struct, frozen=True):
    """How a message came about."""

    forwarded: bool = False
    frequently_forwarded: bool = False


class Edit(Struct, frozen=True):
    """The new content of an older message."""

    message: Content


class Content(Struct, frozen=True):
    """What a message says, by its type."""

    type: str = ""
    text: Text | None = None
    image: File | None = None
    document: File | None = None
    location: Place | None = None
    interactive: Interactive | None = None
    button: QuickReply | None = None
    contacts: tuple[Card, ...] = ()
    origin: str = ""
    edit: Edit | None = None


class Said(Content, frozen=True):
    """A message. The sender's number is in `phone`, their business-scoped id in `user_id`; either may be missing."""

    id: str = ""
    phone: str = field(default="", name="from")
    user_id: str = field(default="", name="from_user_id")
    group_id: str = ""
    timestamp: int = 0
    context: Context | None = None


class Contact(Struct, frozen=True):
    """Who wrote one of the messages beside it."""

    wa_id: str = ""
    user_id: str = ""


class Fault(Struct, frozen=True):
    """Why a message failed."""

    code: int = 0
    title: str = ""


class Status(Struct, frozen=True):
    """What became of a message of ours; `chat` is what was sent along with it: the chat's id."""

    id: str
    status: str
    timestamp: int = 0
    recipient_id: str = ""
    recipient_user_id: str = ""
    chat: str = field(default="", name="biz_opaque_callback_data")
    errors: tuple[Fault, ...] = ()


class Heard(Struct, frozen=True):
    """A message, and who wrote it as far as the post tells."""

    said: Said
    contact: Contact = Contact()


class Post(Struct, frozen=True):
    """What a post holds for one number, in its order."""

    heard: Sequence[Heard] = ()
    told: Sequence[Status] = ()


class _Metadata(Struct, frozen=True):
    phone_number_id: str = ""


class _Value(Struct, frozen=True):
    metadata: _Metadata = _Metadata()
    contacts: tuple[Contact, ...] = ()
    messages: tuple[Raw, ...] = ()
    statuses: tuple[Raw, ...] = ()


class _Change(Struct, frozen=True):
    value: Raw
    field: str = ""


class _Entry(Struct, frozen=True):
    changes: tuple[_Change, ...] = ()


class _Body(Struct, frozen=True):
    entry: tuple[_Entry, ...]


def read(body: bytes, *, phone_id: str) -> Post:
    """Return what a post holds for a number. Raises msgspec.DecodeError; an item that can't be read is left out."""
    heard: list[Heard] = []
    told: list[Status] = []
    for value in _values(body, phone_id):
        contacts = value.contacts
        heard += [Heard(said, _contact(said, contacts)) for said in _items(value.messages, Said)]
        told += _items(value.statuses, Status)
    return Post(heard, told)


def _values(body: bytes, phone_id: str) -> Iterator[_Value]:
    for entry in msgspec.json.decode(body, type=_Body).entry:
        for change in entry.changes:
            if change.field != "messages":
                continue
            value = msgspec.json.decode(change.value, type=_Value)
            if value.metadata.phone_number_id == phone_id:
                yield value


def _items(raws: Sequence[Raw], kind: type[T]) -> Iterator[T]:
    for raw in raws:
        try:
            yield msgspec.json.decode(raw, type=kind, strict=False)  # Meta writes instants as texts
        except msgspec.ValidationError as error:
            log.error("whatsapp_cloud.update_unreadable", kind=kind.__name__, problem=str(error))


def _contact(said: Said, contacts: Sequence[Contact]) -> Contact:
    for contact in contacts:
        ids: set[Any] = {contact.wa_id, contact.user_id} - {""}
        if ids & {said.phone, said.user_id}:
            return contact
    is_only = len(contacts) == 1 and not said.phone and not said.user_id
    return contacts[0] if is_only else Contact()
