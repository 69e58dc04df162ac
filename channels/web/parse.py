"""From what the page posts to events. Pure."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from bot.messages import ChatRef, InboundEvent, Language
from channels.web.bodies import read_json
from channels.web.errors import Rejected
from channels.web.sessions import Session

TEXT_LENGTH = 4096
CHOICE_BYTES = 64


class Said(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the page posts: a text, or a pressed button with the label that was on it."""

    id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{16,64}\Z")]
    text: Annotated[str, Meta(max_length=TEXT_LENGTH)] = ""
    choice: Annotated[str, Meta(max_length=CHOICE_BYTES)] = ""
    label: Annotated[str, Meta(max_length=80)] = ""


class Introduction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the first screen posts; `phone` as it was typed."""

    phone: Annotated[str, Meta(max_length=40)] = ""


class Posted(Struct, frozen=True, kw_only=True):
    """One message of one browser."""

    said: Said
    session: Session
    language: Language
    at_ms: int


def read_said(body: bytes) -> Said:
    """Return what was said. Raises Rejected."""
    said = read_json(body, Said)
    if bool(said.text.strip()) == bool(said.choice):
        raise Rejected(422, "either `text` or `choice` must be given")
    if len(said.choice.encode()) > CHOICE_BYTES:
        raise Rejected(422, f"`choice` has more than {CHOICE_BYTES} bytes")
    return said


def event(posted: Posted, *, account: str, office: str) -> InboundEvent:
    """Return the event that a posted message is."""
    said = posted.said
    return InboundEvent(
        chat=ChatRef("web", account, posted.session.chat_id),
        office=office,
        message_id=said.id,
        kind="choice" if said.choice else "text",
        text=said.text,
        choice=said.choice,
        phone=posted.session.phone,
        language=posted.language,
        sent_at_ms=posted.at_ms,
    )
