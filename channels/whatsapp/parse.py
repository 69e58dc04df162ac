"""From what the device heard to events. Pure."""

from __future__ import annotations

from base64 import b64decode, b64encode

import msgspec

from bot.errors import MediaUnavailable
from bot.messages import ChatRef, InboundEvent, Media
from bot.phones import vouched_phone
from channels.whatsapp.frames import Attachment, Heard

_decode = msgspec.msgpack.Decoder(Attachment).decode


def event(heard: Heard, *, account: str, office: str) -> InboundEvent:
    """Return the event of a message; in the staff's group it is known by the group and who wrote it."""
    person = heard.person or heard.lid or heard.phone_id
    number = heard.phone_id.partition("@")[0]
    return InboundEvent(
        chat=ChatRef("whatsapp", account, heard.group or person),
        office=office,
        message_id=heard.id,
        kind=heard.kind,
        text=heard.text,
        phone="" if heard.group else vouched_phone(number or heard.own_number),
        sender_phone=vouched_phone(number) if heard.group else "",
        media=_media(heard),
        sent_at_ms=heard.sent_at_ms,
        sender=person if heard.group else "",
        is_group=bool(heard.group),
        is_forwarded=heard.is_forwarded,
    )


def attachment_of(media: Media) -> Attachment:
    """Return what it takes to get a file. Raises MediaUnavailable for what names none."""
    try:
        return _decode(b64decode(media.content, validate=True))
    except (ValueError, msgspec.MsgspecError):
        raise MediaUnavailable("gone", "its event names no file") from None


def _media(heard: Heard) -> tuple[Media, ...]:
    """Return a place, or a file: its content says where WhatsApp keeps it and opens it."""
    if heard.kind == "location":
        return (Media(kind="location", latitude=heard.latitude, longitude=heard.longitude),)
    if (file := heard.attachment) is None:
        return ()
    content = b64encode(msgspec.msgpack.encode(file)).decode()
    return (Media(kind=file.kind, content=content, mime=file.mime, name=file.name),)
