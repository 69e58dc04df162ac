"""From neonize's events to what was heard. Pure. What is not listed is no message of a person's to us, on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any, TypeAlias

from neonize.proto.Neonize_pb2 import JID
from neonize.proto.Neonize_pb2 import Message as MessageEvent
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import ContextInfo, Message, ProtocolMessage

from bot.messages import EventKind
from channels.whatsapp.frames import Asked, Attachment, Greeted, Heard

Part: TypeAlias = Any  # one of the hundred kinds of message that the protocol knows

PHONE_SERVER = "s.whatsapp.net"
LID_SERVER = "lid"
GROUP_SERVER = "g.us"
WHO = ("/siapa", "#siapa")
NUMBER_OF_CARD = re.compile(r"\bwaid=(\d{6,15})\b")
KINDS: Mapping[str, EventKind] = {
    "conversation": "text",
    "extendedTextMessage": "text",
    "imageMessage": "photo",
    "documentMessage": "document",
    "locationMessage": "location",
    "liveLocationMessage": "location",
    "contactMessage": "contact",
    "contactsArrayMessage": "contact",
    "audioMessage": "voice",
    "ptvMessage": "voice",
    "stickerMessage": "sticker",
    "videoMessage": "other",
    "pollCreationMessage": "other",
    "pollCreationMessageV2": "other",
    "pollCreationMessageV3": "other",
    "eventMessage": "other",
    "groupInviteMessage": "other",
    "orderMessage": "other",
    "productMessage": "other",
    "stickerPackMessage": "other",
}
WRAPPERS = (
    "deviceSentMessage",
    "ephemeralMessage",
    "viewOnceMessage",
    "viewOnceMessageV2",
    "viewOnceMessageV2Extension",
    "documentWithCaptionMessage",
    "lottieStickerMessage",
    "editedMessage",
)


def report(event: MessageEvent, *, number: int, groups: Set[str], own: Set[str]) -> Heard | Greeted | Asked | None:
    """Return what a message is to us, known by a number of ours; `own` are the users of our own ids."""
    source = event.Info.MessageSource
    if source.IsFromMe or source.Chat.Server not in (PHONE_SERVER, LID_SERVER, GROUP_SERVER):
        return None  # written on the office's phone; a status post, a broadcast list, a newsletter
    group = id_of(source.Chat) if source.Chat.Server == GROUP_SERVER else ""
    found = _content(unwrapped(event.Message))
    if found is None:
        return None
    kind, part, is_edit = found
    phone_id, lid = persons_ids(event)
    if not phone_id and not lid:
        return None  # an assistant of Meta's, a hosted business
    if group and group not in groups:
        if _text(part).strip().casefold() in WHO:
            return Asked(group, phone_id, lid)
        return Greeted(group) if own & _mentioned(part) else None
    return Heard(
        number=number,
        id=event.Info.ID,
        kind="edit" if is_edit else kind,
        sent_at_ms=event.Info.Timestamp,
        phone_id=phone_id,
        lid=lid,
        group=group,
        text=_text(part),
        own_number=_number(part) if kind == "contact" else "",
        latitude=part.degreesLatitude if kind == "location" else 0.0,
        longitude=part.degreesLongitude if kind == "location" else 0.0,
        is_forwarded=_context(part).isForwarded,
        attachment=_attachment(kind, part),
    )


def id_of(jid: JID) -> str:
    """Return an id without the device that the person writes from."""
    return f"{jid.User}@{jid.Server}"


def persons_ids(event: MessageEvent) -> tuple[str, str]:
    """Return a sender's id by phone number and by LID, "" for what is not told; WhatsApp gives them in any order."""
    source = event.Info.MessageSource
    told = [jid for jid in (source.Sender, source.SenderAlt, source.Chat) if jid.User]
    phone_id, lid = (
        next((id_of(jid) for jid in told if jid.Server == server), "") for server in (PHONE_SERVER, LID_SERVER)
    )
    return phone_id, lid


def unwrapped(message: Message) -> Message:
    """Return what is inside of a message that disappears, is shown once, was sent by another device, or was edited."""
    while wrapper := next((name for name in WRAPPERS if message.HasField(name)), None):
        message = getattr(message, wrapper).message
    return message


def words(message: Message) -> str:
    """Return what was written in a message, or will stand there from now on."""
    found = _content(unwrapped(message))
    return _text(found[1]) if found else ""


def _content(message: Message) -> tuple[EventKind, Part, bool] | None:
    """Return a message's kind, the part with its content, and whether it changes an earlier message."""
    if message.HasField("protocolMessage"):
        protocol = message.protocolMessage
        if protocol.type != ProtocolMessage.MESSAGE_EDIT:
            return None  # a deletion, a setting of the chat
        changed = next(_parts(unwrapped(protocol.editedMessage)), None)
        return (*changed, True) if changed and _text(changed[1]) else None
    found = next(_parts(message), None)
    return (*found, False) if found else None


def _parts(message: Message) -> Iterator[tuple[EventKind, Part]]:
    return ((KINDS[field.name], value) for field, value in message.ListFields() if field.name in KINDS)


def _text(part: Part) -> str:
    """Return what was written: the words themselves, without those of the message that they answer."""
    if isinstance(part, str):
        return part
    return str(getattr(part, "text", "") or getattr(part, "caption", ""))


def _attachment(kind: EventKind, part: Part) -> Attachment | None:
    """Return what it takes to get a picture or document, if that is one which WhatsApp keeps."""
    if kind not in ("photo", "document") or not (part.directPath and part.mediaKey):
        return None
    return Attachment(
        kind="picture" if kind == "photo" else "document",
        path=part.directPath,
        key=part.mediaKey,
        sha256=part.fileSHA256,
        sealed_sha256=part.fileEncSHA256,
        size=part.fileLength,
        mime=part.mimetype,
        name=getattr(part, "fileName", ""),
    )


def _context(part: Part) -> ContextInfo:
    return getattr(part, "contextInfo", None) or ContextInfo()


def _mentioned(part: Part) -> set[str]:
    return {jid.partition("@")[0] for jid in _context(part).mentionedJID}


def _number(part: Part) -> str:
    found = NUMBER_OF_CARD.search(getattr(part, "vcard", ""))
    return found[1] if found else ""
