"""From what Meta posts to events and receipts. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias, cast

from bot.messages import ChatRef, EventKind, InboundEvent, Media, Receipt
from bot.phones import vouched_phone
from bot.plugins import Account
from channels.whatsapp_cloud.posts import Content, Heard, Post, Status

Outcome: TypeAlias = Literal["sent", "delivered", "read", "failed"]

OUTCOMES = ("sent", "delivered", "read", "failed")
REASON_LENGTH = 120
# Kinds that are not listed are messages of a person's all the same, and get an answer.
KINDS: Mapping[str, EventKind] = {
    "text": "text",
    "image": "photo",
    "document": "document",
    "audio": "voice",
    "sticker": "sticker",
    "location": "location",
    "contacts": "contact",
}
# A heart on our message, a message taken back, a person's new number, a chat opened: nobody awaits an answer.
SILENT = ("reaction", "revoke", "system", "request_welcome")


def events(post: Post, *, account: Account) -> tuple[InboundEvent, ...]:
    """Return the events of a post; a group's only where it is the staff's own."""
    found = (_event(heard, account) for heard in post.heard if heard.said.type not in SILENT)
    return tuple(event for event in found if event)


def receipts(post: Post, *, account: Account) -> tuple[Receipt, ...]:
    """Return what a post tells of our messages; what has no bearing on them gives none."""
    return tuple(_receipt(status, account) for status in post.told if status.status in OUTCOMES)


def _event(heard: Heard, account: Account) -> InboundEvent | None:
    said, contact = heard.said, heard.contact
    wa_id = said.phone or contact.wa_id
    person = said.user_id or contact.user_id or wa_id
    if not person or not said.id or (said.group_id and said.group_id not in account.groups):
        return None
    content = said.edit.message if said.edit else said
    kind, text, choice = _spoken(content)
    if said.edit:
        if not text:
            return None
        kind = "edit"
    phone = vouched_phone(wa_id) or _own_number(content)
    return InboundEvent(
        chat=ChatRef(account.channel, account.name, said.group_id or person),
        office=account.office,
        message_id=said.id,
        kind=kind,
        text=text,
        choice=choice,
        phone="" if said.group_id else phone,
        media=tuple(_media(content)),
        sent_at_ms=said.timestamp * 1000,
        sender=person if said.group_id else "",
        sender_phone=phone if said.group_id else "",
        is_group=bool(said.group_id),
        is_forwarded=bool(said.context and (said.context.forwarded or said.context.frequently_forwarded)),
    )


def _spoken(content: Content) -> tuple[EventKind, str, str]:
    """Return the kind of a message, what was typed, and what was pressed."""
    if content.interactive:
        pressed = content.interactive.button_reply or content.interactive.list_reply
        return ("choice", "", pressed.id) if pressed else ("other", "", "")
    if quick := content.button:
        is_ours = quick.payload not in ("", quick.text)
        return ("choice", "", quick.payload) if is_ours else ("text", quick.text, "")
    file = content.image or content.document
    text = content.text.body if content.text else file.caption if file else ""
    return KINDS.get(content.type, "other"), text, ""


def _media(content: Content) -> Iterator[Media]:
    """Yield what came along; a file as its id at Meta, by which it can be fetched."""
    if file := content.image:
        yield Media(kind="picture", content=file.id, mime=file.mime_type)
    if file := content.document:
        yield Media(kind="document", content=file.id, mime=file.mime_type, name=file.filename)
    if place := content.location:
        yield Media(kind="location", latitude=place.latitude, longitude=place.longitude)


def _own_number(content: Content) -> str:
    """Return the number that a person without a visible one has shared when we asked: WhatsApp filled it in."""
    for card in content.contacts:
        if "contact_request" in (card.origin, content.origin):
            return next((vouched_phone(number.wa_id or number.phone) for number in card.phones), "")
    return ""


def _receipt(status: Status, account: Account) -> Receipt:
    chat_id = status.chat or status.recipient_user_id or status.recipient_id
    fault = status.errors[0] if status.errors else None
    return Receipt(
        chat=ChatRef(account.channel, account.name, chat_id),
        external_id=status.id,
        status=cast(Outcome, status.status),
        at_ms=status.timestamp * 1000,
        code=str(fault.code) if fault else "",
        reason=fault.title[:REASON_LENGTH] if fault else "",
    )
