"""From messages to what the Graph API takes. Pure.

One picture carries a text that fits below it, with its buttons; what is said late goes out as a template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

from msgspec import Struct
from pywa.types.callback import Button as ReplyButton
from pywa.types.callback import SectionRow

from bot.engine.wording import Wording
from bot.messages import Media, Message
from channels.whatsapp_cloud.templates import Template

Kind: TypeAlias = Literal["text", "image", "document", "location", "interactive", "template"]

TEXT_LENGTH = 4096
BODY_LENGTH = 1024  # of a caption and of the words above buttons; above a list it is TEXT_LENGTH
NOTHING = "-"  # Meta refuses an empty value


class Payload(Struct, frozen=True, kw_only=True):
    """A message for a chat. `file` is uploaded first; its id then belongs into the content, see `with_file`."""

    chat_id: str
    kind: Kind
    content: Mapping[str, Any]
    file: Media | None = None


class Unsendable(Struct, frozen=True):
    """A message that may not be sent, and why."""

    reason: str


def payloads(message: Message, wording: Wording, templates: Mapping[str, Template]) -> tuple[Payload | Unsendable, ...]:
    """Return what to send, in order: files first, then the words with their buttons."""
    if message.is_late:
        return (_late(message, templates.get(message.key)),)
    headed = _headed(message)
    files = (_file(message, media) for media in message.media if media is not headed)
    return (*files, *_words(message, headed, wording))


def with_file(payload: Payload, media_id: str) -> Mapping[str, Any]:
    """Return a payload's content with the id of its uploaded file."""
    if payload.kind == "interactive":
        return {**payload.content, "header": {"type": "image", "image": {"id": media_id}}}
    return {**payload.content, "id": media_id}


def _headed(message: Message) -> Media | None:
    """Return the picture below which the text can stand."""
    pictures = [media for media in message.media if media.kind == "picture"]
    fits = message.layout != "list" and not message.asks_phone and len(message.text) <= BODY_LENGTH
    return pictures[0] if fits and len(pictures) == 1 else None


def _words(message: Message, picture: Media | None, wording: Wording) -> Iterator[Payload]:
    def say(key: str) -> str:
        return wording(key, {}, message.language)

    is_short = len(message.text) <= BODY_LENGTH
    has_choices = bool(message.buttons) and message.layout != "text"
    if message.layout == "list" and has_choices:
        yield _list(message, label=say("whatsapp-cloud-list"))
    elif has_choices and is_short:
        yield _buttons(message, message.text, picture)
    elif has_choices:
        yield _text(message)
        yield _buttons(message, say("whatsapp-cloud-choose"), None)
    elif picture:
        yield Payload(chat_id=message.chat.chat_id, kind="image", content={"caption": message.text}, file=picture)
    elif not message.asks_phone or not is_short:
        yield _text(message)
    if message.asks_phone:
        asks_apart = has_choices or not is_short
        yield _request(message, say("whatsapp-cloud-share") if asks_apart else message.text)


def _text(message: Message) -> Payload:
    content = {"body": message.text, "preview_url": False}
    return Payload(chat_id=message.chat.chat_id, kind="text", content=content)


def _buttons(message: Message, body: str, picture: Media | None) -> Payload:
    buttons = [ReplyButton(title=each.label, callback_data=each.id).to_dict() for each in message.buttons]
    return _interactive(message, "button", body, {"buttons": buttons}, file=picture)


def _list(message: Message, *, label: str) -> Payload:
    rows = [SectionRow(title=each.label, callback_data=each.id).to_dict() for each in message.buttons]
    return _interactive(message, "list", message.text, {"button": label, "sections": [{"rows": rows}]})


def _request(message: Message, body: str) -> Payload:
    """Return the message with which a person shares their own number by one press."""
    return _interactive(message, "request_contact_info", body, {"name": "request_contact_info"})


def _interactive(
    message: Message, type: str, body: str, action: Mapping[str, Any], *, file: Media | None = None
) -> Payload:
    content = {"type": type, "body": {"text": body}, "action": action}
    return Payload(chat_id=message.chat.chat_id, kind="interactive", content=content, file=file)


def _file(message: Message, media: Media) -> Payload:
    chat_id = message.chat.chat_id
    match media.kind:
        case "location":
            place = {"latitude": media.latitude, "longitude": media.longitude}
            return Payload(chat_id=chat_id, kind="location", content=place)
        case "document":
            return Payload(chat_id=chat_id, kind="document", content={"filename": media.name}, file=media)
        case _:
            return Payload(chat_id=chat_id, kind="image", content={}, file=media)


def _late(message: Message, template: Template | None) -> Payload | Unsendable:
    if template is None:
        return Unsendable(f"no template for {message.key}")
    content: dict[str, Any] = {"name": template.name, "language": {"code": template.code(message.language)}}
    if components := list(_components(message, template)):
        content["components"] = components
    return Payload(chat_id=message.chat.chat_id, kind="template", content=content)


def _components(message: Message, template: Template) -> Iterator[Mapping[str, Any]]:
    """Yield what fills a template: a value may hold no line breaks, and not be empty."""
    values = [" ".join(message.values.get(name, "").split()) or NOTHING for name in template.values]
    if values:
        yield {"type": "body", "parameters": [{"type": "text", "text": value} for value in values]}
    for place, button in enumerate(message.buttons[: template.buttons]):
        payload = {"type": "payload", "payload": button.id}
        yield {"type": "button", "sub_type": "quick_reply", "index": str(place), "parameters": [payload]}
