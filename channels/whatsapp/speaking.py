"""From letters and signs to neonize's calls, and what an error of its Go library means for a letter."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Literal, TypeAlias

from neonize.aioze.client import NewAClient
from neonize.builder import build_edit
from neonize.exc import NeonizeError, UploadError
from neonize.proto.Neonize_pb2 import JID
from neonize.proto.Neonize_pb2 import Message as MessageEvent
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import ContextInfo, ExtendedTextMessage, LocationMessage, Message
from neonize.utils.enum import ChatPresence, ChatPresenceMedia, ReceiptType
from neonize.utils.jid import JIDToNonAD, build_jid

from channels.whatsapp.frames import Edit, File, Letter, NotSent, Picture, Place, Text
from channels.whatsapp.quotes import Quotes

Fate: TypeAlias = Literal["after", "never", "unknown"]

# The library's own words may name the person, so each has words of ours. The first that fits counts.
ERRORS: tuple[tuple[str, Fate, str], ...] = (
    (r"websocket not connected|doesn't contain a device JID|client is nil", "after", "WhatsApp is not connected"),
    (r"server returned error (?:429|5\d\d)", "after", "WhatsApp asks to wait"),
    (r"server returned error", "never", "WhatsApp refuses the message"),
    (r"no LID found for", "never", "the number is not on WhatsApp"),
    (r"unknown server|must be a user JID", "never", "WhatsApp knows no such chat"),
    (r"not participating in that group|that group does not exist", "never", "the device is not in the group"),
    (r"failed to get (?:group members|device list|user info|LID)", "after", "WhatsApp did not say who is in the chat"),
    (r"failed to (?:fetch LID mappings|prefetch sessions)", "after", "the session's database does not answer"),
    (r"timed out waiting for message send response", "unknown", "WhatsApp did not answer in time"),
)


def jid_of(id: str) -> JID:
    """Return neonize's form of an id."""
    user, _, server = id.rpartition("@")
    return build_jid(user, server)


async def sent(client: NewAClient, letter: Letter, *, quotes: Quotes) -> str:
    """Send a letter and return its id. Raises NeonizeError."""
    jid = jid_of(letter.chat)
    message = await _message(client, jid, letter)
    if isinstance(letter, Text | Picture) and (quoted := quotes.of(letter.answers)):
        message = _quoting(message, quoted)
    response = await client.send_message(jid, message)
    return str(response.ID)


async def mark_read(client: NewAClient, event: MessageEvent) -> None:
    """Tell who wrote a message that it was read, if WhatsApp takes that now."""
    source = event.Info.MessageSource
    chat, sender = JIDToNonAD(source.Chat), JIDToNonAD(source.Sender)
    with suppress(NeonizeError):
        await client.mark_read(event.Info.ID, chat=chat, sender=sender, receipt=ReceiptType.READ)


async def show_typing(client: NewAClient, chat: str) -> None:
    """Show a chat that an answer is being written, if WhatsApp takes that now."""
    composing, text = ChatPresence.CHAT_PRESENCE_COMPOSING, ChatPresenceMedia.CHAT_PRESENCE_MEDIA_TEXT
    with suppress(NeonizeError):
        await client.send_chat_presence(jid_of(chat), composing, text)


def not_sent(number: int, error: NeonizeError) -> NotSent:
    """Return what an error means for the letter with this number."""
    said = str(error)
    if isinstance(error, UploadError):
        is_refused = "413" in said
        return NotSent(number, "never" if is_refused else "after", "WhatsApp did not take the file")
    for pattern, fate, reason in ERRORS:
        if re.search(pattern, said):
            return NotSent(number, fate, reason)
    return NotSent(number, "unknown", "the connection to WhatsApp broke")


def _quoting(message: Message, quoted: ContextInfo) -> Message:
    """Return a text or a picture that shows what it answers; a plain text has no room for that."""
    if message.HasField("imageMessage"):
        message.imageMessage.contextInfo.CopyFrom(quoted)
        return message
    return Message(extendedTextMessage=ExtendedTextMessage(text=message.conversation, contextInfo=quoted))


async def _message(client: NewAClient, jid: JID, letter: Letter) -> Message:
    """Return a letter as neonize sends it; never as a bare string, in which it looks for mentions and links."""
    match letter:
        case Text():
            return Message(conversation=letter.text)
        case Edit():
            return build_edit(jid, letter.id, Message(conversation=letter.text))
        case Picture():
            message = await client.build_image_message(letter.data)
            if letter.caption:
                message.imageMessage.caption = letter.caption
            return message
        case File():
            return await client.build_document_message(
                letter.data, title=letter.name, filename=letter.name, mimetype=letter.mime or None
            )
        case Place():
            location = LocationMessage(degreesLatitude=letter.latitude, degreesLongitude=letter.longitude)
            return Message(locationMessage=location)
