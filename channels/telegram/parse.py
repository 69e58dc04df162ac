"""From Telegram's updates to events, whichever library has read them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from bot.messages import ChatRef, EventKind, InboundEvent, Language, Media
from bot.phones import vouched_phone
from channels.telegram.updates import CallbackQuery, Message, Update, User

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for."""

GROUPS = ("group", "supergroup")
INSIDE = ("member", "administrator")
LANGUAGES: Mapping[str, Language] = {"id": "id", "en": "en"}
NAMED_COMMAND = re.compile(r"(/\w+)@(\w+)")
WRITTEN = re.compile(r"(\d+)(?:e\d+)?")
# By the field that a message has; the first one counts, as an animation is a document too. What is not listed is no
# message of a person's: a pinned message, a new picture of the chat …
KINDS: Mapping[str, EventKind] = {
    "text": "text",
    "contact": "contact",
    "location": "location",
    "venue": "location",
    "photo": "photo",
    "animation": "other",
    "document": "document",
    "voice": "voice",
    "audio": "voice",
    "video_note": "voice",
    "sticker": "sticker",
    "video": "other",
    "story": "other",
    "dice": "other",
    "game": "other",
    "poll": "other",
    "checklist": "other",
    "paid_media": "other",
}


class Addressee(Struct, frozen=True, kw_only=True):
    """The bot that gets the updates: its account and office, its name, and the ids of its staff's group."""

    account: str
    office: str
    username: str = ""
    staff: frozenset[int] = frozenset()


class Asker(Struct, frozen=True, kw_only=True):
    """Who asks in a group."""

    chat: int
    user: int


def events(update: Update, to: Addressee) -> tuple[InboundEvent, ...]:
    """Return the event of an update; what is not of a person, in private or in the staff's group, is none."""
    if query := update.callback_query:
        event = _pressed(query, to)
    elif message := update.message:
        event = _said(message, to)
    elif message := update.edited_message:
        event = _edited(message, to)
    else:
        event = None
    return (event,) if event else ()


def message_number(message_id: str) -> int:
    """Return Telegram's number of the message that an event was, also of one that was edited; 0 for a press."""
    written = WRITTEN.fullmatch(message_id)
    return int(written[1]) if written else 0


def chat_of(update: Update) -> int:
    """Return the chat whose order an update belongs to; 0 for what has none."""
    if query := update.callback_query:
        return query.message.chat.id if query.message else query.from_user.id
    message = update.message or update.edited_message
    return message.chat.id if message else 0


def curious_group(update: Update, *, username: str) -> int:
    """Return the group that the bot has just been added to or was greeted in by name (`/start@bot`), else 0."""
    if change := update.my_chat_member:
        return change.chat.id if change.chat.type in GROUPS and _has_come_in(update) else 0
    message = update.message
    greeting = f"/start@{username}".casefold()
    return message.chat.id if message and _said_in_group(message) == greeting else 0


def asked_who(update: Update, *, username: str) -> Asker | None:
    """Return who asked in a group for the ids that go into the configuration (`/siapa`)."""
    message = update.message
    if message is None or message.from_user is None:
        return None
    is_asked = _said_in_group(message) in ("/siapa", f"/siapa@{username}".casefold())
    return Asker(chat=message.chat.id, user=message.from_user.id) if is_asked else None


def channel_joined(update: Update) -> int:
    """Return the channel that the bot has just been added to, else 0."""
    change = update.my_chat_member
    return change.chat.id if change and change.chat.type == "channel" and _has_come_in(update) else 0


def move(update: Update) -> tuple[int, int] | None:
    """Return the old and the new id of a group that has become a supergroup."""
    message = update.message
    if message is None:
        return None
    if message.migrate_to_chat_id:
        return message.chat.id, message.migrate_to_chat_id
    return (message.migrate_from_chat_id, message.chat.id) if message.migrate_from_chat_id else None


def _said_in_group(message: Message) -> str:
    """Return the first word of what was said in a group, in small letters."""
    return (message.text or "").partition(" ")[0].casefold() if message.chat.type in GROUPS else ""


def _has_come_in(update: Update) -> bool:
    change = update.my_chat_member
    return (
        change is not None and change.new_chat_member.status in INSIDE and change.old_chat_member.status not in INSIDE
    )


def _said(message: Message, to: Addressee) -> InboundEvent | None:
    kind = next((kind for field, kind in KINDS.items() if getattr(message, field, None)), None)
    sender = _sender(message, to)
    if kind is None or sender is None:
        return None
    is_group = message.chat.id in to.staff
    return InboundEvent(
        chat=ChatRef("telegram", to.account, str(message.chat.id)),
        office=to.office,
        message_id=str(message.message_id),
        kind=kind,
        text=_text(message, to),
        phone="" if is_group else _own_number(message),
        language=_language(sender),
        media=_media(message, kind),
        sent_at_ms=int(message.date.timestamp() * 1000),
        sender=str(sender.id) if is_group else "",
        is_group=is_group,
        is_forwarded=message.forward_origin is not None,
    )


def _edited(message: Message, to: Addressee) -> InboundEvent | None:
    """Return the edit of a text; a shared place that moves is an edit too, and says nothing."""
    text, sender = _text(message, to), _sender(message, to)
    if not text or message.edit_date is None or sender is None:
        return None
    is_group, edited_at = message.chat.id in to.staff, _seconds(message.edit_date)
    return InboundEvent(
        chat=ChatRef("telegram", to.account, str(message.chat.id)),
        office=to.office,
        message_id=f"{message.message_id}e{edited_at}",
        kind="edit",
        text=text,
        language=_language(sender),
        sent_at_ms=edited_at * 1000,
        sender=str(sender.id) if is_group else "",
        is_group=is_group,
    )


def _pressed(query: CallbackQuery, to: Addressee) -> InboundEvent | None:
    if not query.data or query.message is None:
        return None
    chat = query.message.chat
    is_group = chat.id in to.staff
    if chat.type != "private" and not is_group:
        return None
    return InboundEvent(
        chat=ChatRef("telegram", to.account, str(chat.id)),
        office=to.office,
        message_id=f"c{query.id}",
        kind="choice",
        choice=query.data,
        language=_language(query.from_user),
        sender=str(query.from_user.id) if is_group else "",
        is_group=is_group,
    )


def _sender(message: Message, to: Addressee) -> User | None:
    """Return the person who wrote, where that is for us to hear: in private, or in the staff's group."""
    user = message.from_user
    if user is None or user.is_bot:
        return None
    if message.chat.id in to.staff:
        command = NAMED_COMMAND.match(message.text or "")
        return user if command is None or _is_ours(command, to) else None
    return user if message.chat.type == "private" else None


def _text(message: Message, to: Addressee) -> str:
    """Return what was written, a command without the bot's name behind it (`/kuota@bot 3`)."""
    text = message.text or message.caption or ""
    command = NAMED_COMMAND.match(text)
    return command[1] + text[command.end() :] if command and _is_ours(command, to) else text


def _is_ours(command: re.Match[str], to: Addressee) -> bool:
    return command[2].casefold() == to.username.casefold()


def _own_number(message: Message) -> str:
    """Return the number of a shared contact that is the sender's own: Telegram itself fills in whose it is."""
    contact, sender = message.contact, message.from_user
    if contact is None or sender is None or contact.user_id != sender.id:
        return ""
    return vouched_phone(contact.phone_number)


def _media(message: Message, kind: EventKind) -> tuple[Media, ...]:
    """Return a place, or a file by the id under which Telegram gives it out."""
    if place := message.location:
        return (Media(kind="location", latitude=place.latitude, longitude=place.longitude),)
    if kind == "photo" and message.photo:
        return (Media(kind="picture", content=message.photo[-1].file_id, mime="image/jpeg"),)  # the largest is last
    if kind == "document" and (file := message.document):
        return (Media(kind="document", content=file.file_id, mime=file.mime_type or "", name=file.file_name or ""),)
    return ()


def _language(user: User) -> Language | None:
    code = user.language_code
    return LANGUAGES.get(code.partition("-")[0]) if code else None


def _seconds(moment: datetime | int) -> int:
    return moment if isinstance(moment, int) else int(moment.timestamp())
