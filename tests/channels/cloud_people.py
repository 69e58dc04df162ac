"""What people do on WhatsApp, as the posts that Meta makes of it."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec

from tests.channels.cloud_server import NUMBER, PHONE_ID, USER, Json

NOW_S = 1_795_500_000
NUMBERS = itertools.count(1)
CONTACT: Json = {"profile": {"name": "Budi"}, "wa_id": NUMBER, "user_id": USER}


def message(text: str = "", *, id: str = "wamid.7", phone: str = NUMBER, user: str = USER, **what: Any) -> Json:
    """Return a message of the person's, "" for what Meta leaves out; `what` replaces or adds fields."""
    said: Json = {"from": phone, "from_user_id": user, "id": id, "timestamp": str(NOW_S), "type": "text"}
    if text:
        said["text"] = {"body": text}
    return {key: value for key, value in {**said, **what}.items() if value != ""}


def change(*messages: Json, contacts: list[Json] | None = None, phone_id: str = PHONE_ID, **what: Any) -> Json:
    """Return a change of a post: some messages and who wrote them."""
    value: Json = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "6222000000", "phone_number_id": phone_id},
        **what,
    }
    if messages:
        value |= {"contacts": [CONTACT] if contacts is None else contacts, "messages": list(messages)}
    return {"field": "messages", "value": value}


def post(*changes: Json) -> bytes:
    """Return a post of one entry for each change."""
    entries = [{"id": "200000000000001", "changes": [each]} for each in changes]
    return msgspec.json.encode({"object": "whatsapp_business_account", "entry": entries})


def said(text: str = "", **what: Any) -> bytes:
    """Return the post of one message."""
    return post(change(message(text, **what)))


def sent(type: str, /, **content: Any) -> bytes:
    """Return the post of one message of some type."""
    return post(change({**message(), "type": type, type: content}))


def pressed(kind: str, id: str) -> bytes:
    """Return the post of a press on a button ("button_reply") or a row of a list ("list_reply")."""
    reply: Json = {"type": kind, kind: {"id": id, "title": "Setuju"}}
    return sent("interactive", **reply)


def status(state: str, id: str, *, code: int = 0, chat: str = USER, **what: Any) -> Json:
    """Return the change that tells what became of a message of the office's."""
    told: Json = {
        "id": id,
        "status": state,
        "timestamp": str(NOW_S + 5),
        "recipient_id": NUMBER,
        "recipient_user_id": USER,
        "biz_opaque_callback_data": chat,
        **what,
    }
    if code:
        told["errors"] = [{"code": code, "title": "Message undeliverable", "message": "Message undeliverable"}]
    return change(statuses=[told])
