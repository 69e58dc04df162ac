"""From messages to calls of the Bot API. Pure. No parse mode: names may hold any characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeAlias

from bot.engine.splitting import split
from bot.engine.wording import Wording
from bot.messages import Button, Media, Message
from channels.telegram.parse import message_number
from channels.telegram.wire import Call, Upload

Json: TypeAlias = Mapping[str, Any]

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
HALF_ROW = 16  # characters: what a phone shows whole of each of two buttons side by side
# What one tap copies: a line to send (#…), an approval code on a line of its own, a booking code.
COPIED = re.compile(r"^#.+$|^\d{8}$|\b[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", re.MULTILINE)


def payloads(message: Message, wording: Wording) -> tuple[Call, ...]:
    """Return what to send, in order: files first, as the last can be edited; one picture carries a short text."""
    captioned = _captioned(message)
    files = (_file(message, media) for media in message.media if media is not captioned)
    said = (_photo(message, captioned, with_text=True),) if captioned else _texts(message, wording)
    return (*files, *said)


def as_new(edit: Call) -> Call:
    """Return an edit as a new message, for when the old one is gone."""
    return Call("sendMessage", {field: value for field, value in edit.fields.items() if field != "message_id"})


def is_group(chat_id: int) -> bool:
    """Tell whether a chat is a group, whose id is negative."""
    return chat_id < 0


def units(text: str) -> int:
    """Return a text's length as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def entities(text: str) -> list[Json] | None:
    """Return the marks of what one tap is to copy."""
    found: list[Json] = [
        {"type": "code", "offset": units(text[: match.start()]), "length": units(match[0])}
        for match in COPIED.finditer(text)
    ]
    return found or None


def _captioned(message: Message) -> Media | None:
    """Return the picture below which the text can stand."""
    pictures = [media for media in message.media if media.kind == "picture"]
    fits = not message.edits and not message.asks_phone and units(message.text) <= CAPTION_UNITS
    return pictures[0] if fits and len(pictures) == 1 else None


def _texts(message: Message, wording: Wording) -> Iterator[Call]:
    chat_id, buttons = int(message.chat.chat_id), _inline(message)
    asks = message.asks_phone and not is_group(chat_id)  # where Telegram refuses it
    asks_apart = asks and (buttons is not None or message.edits != "")
    keyboard = _sharing(message, wording) if asks and not asks_apart else buttons
    first, *others = _fitting(message.text)
    if message.edits:
        markup = None if others else buttons
        yield _call(
            "editMessageText",
            chat_id=chat_id,
            message_id=int(message.edits),
            text=first,
            entities=entities(first),
            reply_markup=markup,
        )
    else:
        yield _text(chat_id, first, None if others else keyboard, quoted=_quoted(message))
    for part, text in enumerate(others, start=1):
        yield _text(chat_id, text, keyboard if part == len(others) else None)
    if asks_apart:
        yield _text(chat_id, wording("telegram-share-how", {}, message.language), _sharing(message, wording))


def _text(chat_id: int, text: str, keyboard: Json | None, *, quoted: Json | None = None) -> Call:
    return _call(
        "sendMessage",
        chat_id=chat_id,
        text=text,
        entities=entities(text),
        reply_markup=keyboard,
        reply_parameters=quoted,
    )


def _quoted(message: Message) -> Json | None:
    """Return what shows which message is answered; one that was deleted meanwhile is not shown."""
    number = message_number(message.answers)
    return {"message_id": number, "allow_sending_without_reply": True} if number else None


def _fitting(text: str) -> Sequence[str]:
    """Return a text that has enough of two-unit characters (emoji) to be too long for Telegram in parts."""
    parts = split(text, TEXT_UNITS)
    return tuple(chain.from_iterable((p,) if units(p) <= TEXT_UNITS else split(p, TEXT_UNITS // 2) for p in parts))


def _file(message: Message, media: Media) -> Call:
    chat_id = int(message.chat.chat_id)
    match media.kind:
        case "location":
            return _call("sendLocation", chat_id=chat_id, latitude=media.latitude, longitude=media.longitude)
        case "document":
            return _with_file(Call("sendDocument", {"chat_id": chat_id}), "document", media)
        case _:
            return _photo(message, media, with_text=False)


def _photo(message: Message, media: Media, *, with_text: bool) -> Call:
    call = _call(
        "sendPhoto",
        chat_id=int(message.chat.chat_id),
        caption=message.text if with_text else None,
        caption_entities=entities(message.text) if with_text else None,
        reply_markup=_inline(message) if with_text else None,
        reply_parameters=_quoted(message) if with_text else None,
    )
    return _with_file(call, "photo", media)


def _with_file(call: Call, field: str, media: Media) -> Call:
    return Call(call.method, call.fields, {field: Upload(media.name or media.kind, media.data, media.kept)})


def _call(method: str, **fields: Any) -> Call:
    """Return a call without the fields that are None."""
    return Call(method, {field: value for field, value in fields.items() if value is not None})


def _inline(message: Message) -> Json | None:
    if message.layout != "buttons" or not message.buttons:
        return None
    rows = [[{"text": button.label, "callback_data": button.id} for button in row] for row in _rows(message.buttons)]
    return {"inline_keyboard": rows}


def _rows(buttons: Sequence[Button]) -> Iterator[Sequence[Button]]:
    """Yield rows of two short buttons, or of one long one."""
    place = 0
    while place < len(buttons):
        pair = buttons[place : place + 2]
        row = pair if all(len(button.label) <= HALF_ROW for button in pair) else pair[:1]
        yield row
        place += len(row)


def _sharing(message: Message, wording: Wording) -> Json:
    label = wording("telegram-share-phone", {}, message.language)
    button = {"text": label, "request_contact": True}
    return {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}
