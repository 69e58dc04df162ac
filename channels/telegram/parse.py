"""From Telegram's updates to events. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from aiogram.enums import ChatMemberStatus, ContentType
from aiogram.types import CallbackQuery, Message, Update, User

from bot.messages import ChatRef, EventKind, InboundEvent, Language, Media
from bot.phones import PhoneMistake, read_phone

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for."""

GROUPS = ("group", "supergroup")
INSIDE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)
LANGUAGES: Mapping[str, Language] = {"id": "id", "en": "en"}
# What is not listed is no message of a person's: a pinned message, a new picture of the chat …
KINDS: Mapping[str, EventKind] = {
    ContentType.TEXT: "text",
    ContentType.CONTACT: "contact",
    ContentType.LOCATION: "location",
    ContentType.VENUE: "location",
    ContentType.PHOTO: "photo",
    ContentType.DOCUMENT: "document",
    ContentType.VOICE: "voice",
    ContentType.AUDIO: "voice",
    ContentType.VIDEO_NOTE: "voice",
    ContentType.STICKER: "sticker",
    ContentType.ANIMATION: "other",
    ContentType.VIDEO: "other",
    ContentType.STORY: "other",
    ContentType.DICE: "other",
    ContentType.GAME: "other",
    ContentType.POLL: "other",
    ContentType.CHECKLIST: "other",
    ContentType.PAID_MEDIA: "other",
}


def events(update: Update, *, account: str, office: str) -> tuple[InboundEvent, ...]:
    """Return the event of an update; what is not of a person in a private chat is none."""
    if query := update.callback_query:
        event = _pressed(query, account, office)
    elif message := update.message:
        event = _said(message, account, office)
    elif message := update.edited_message:
        event = _edited(message, account, office)
    else:
        event = None
    return (event,) if event else ()


def chat_of(update: Update) -> int:
    """Return the chat whose order an update belongs to; 0 for what has none."""
    if query := update.callback_query:
        return query.from_user.id  # a private chat has its person's id
    message = update.message or update.edited_message
    return message.chat.id if message else 0


def curious_group(update: Update, *, username: str) -> int:
    """Return the group that the bot has just been added to or was greeted in by name (`/start@bot`), else 0."""
    if (change := update.my_chat_member) and change.chat.type in GROUPS:
        came_in = change.new_chat_member.status in INSIDE and change.old_chat_member.status not in INSIDE
        return change.chat.id if came_in else 0
    message = update.message
    if message is None or message.chat.type not in GROUPS:
        return 0
    said = (message.text or "").partition(" ")[0].casefold()
    return message.chat.id if said == f"/start@{username}".casefold() else 0


def _said(message: Message, account: str, office: str) -> InboundEvent | None:
    kind = KINDS.get(message.content_type)
    if kind is None or not _is_private(message):
        return None
    return InboundEvent(
        chat=ChatRef("telegram", account, str(message.chat.id)),
        office=office,
        message_id=str(message.message_id),
        kind=kind,
        text=message.text or message.caption or "",
        phone=_own_number(message),
        language=_language(message.from_user),
        media=_place(message),
        sent_at_ms=int(message.date.timestamp() * 1000),
    )


def _edited(message: Message, account: str, office: str) -> InboundEvent | None:
    """Return the edit of a text; a shared place that moves is an edit too, and says nothing."""
    text = message.text or message.caption
    if not text or message.edit_date is None or not _is_private(message):
        return None
    return InboundEvent(
        chat=ChatRef("telegram", account, str(message.chat.id)),
        office=office,
        message_id=f"{message.message_id}e{message.edit_date}",
        kind="edit",
        text=text,
        language=_language(message.from_user),
        sent_at_ms=message.edit_date * 1000,
    )


def _pressed(query: CallbackQuery, account: str, office: str) -> InboundEvent | None:
    if not query.data or query.message is None or query.message.chat.type != "private":
        return None
    return InboundEvent(
        chat=ChatRef("telegram", account, str(query.message.chat.id)),
        office=office,
        message_id=f"c{query.id}",
        kind="choice",
        choice=query.data,
        language=_language(query.from_user),
    )


def _is_private(message: Message) -> bool:
    return message.chat.type == "private" and message.from_user is not None and not message.from_user.is_bot


def _own_number(message: Message) -> str:
    """Return the number of a shared contact that is the sender's own: Telegram itself fills in whose it is."""
    contact, sender = message.contact, message.from_user
    if contact is None or sender is None or contact.user_id != sender.id:
        return ""
    phone = read_phone(f"+{contact.phone_number.lstrip('+')}")
    return "" if isinstance(phone, PhoneMistake) else phone


def _place(message: Message) -> tuple[Media, ...]:
    place = message.location
    if place is None:
        return ()
    return (Media(kind="location", latitude=place.latitude, longitude=place.longitude),)


def _language(user: User | None) -> Language | None:
    code = user.language_code if user else None
    return LANGUAGES.get(code.partition("-")[0]) if code else None
