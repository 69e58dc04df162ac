"""What people do at Telegram, as the updates that the Bot API makes of it."""

from __future__ import annotations

import itertools
from typing import Any

from tests.channels.telegram_server import NOW_S, PERSON, Json

NUMBERS = itertools.count(1)
STAFF = -700
ADMINISTRATOR = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_send_welcome_messages",
)  # fmt: skip


def update(**what: Any) -> Json:
    """Return an update with the next number."""
    return {"update_id": next(NUMBERS), **what}


def message(text: str = "", *, id: int = 7, person: int = PERSON, language: str = "id", **what: Any) -> Json:
    """Return a message in a person's private chat; `what` replaces or adds fields."""
    return {
        "message_id": id,
        "date": NOW_S,
        "chat": {"id": person, "type": "private", "first_name": "Budi"},
        "from": {"id": person, "is_bot": False, "first_name": "Budi", "language_code": language},
        **({"text": text} if text else {}),
        **what,
    }


def said(text: str = "", **what: Any) -> Json:
    """Return the update of a message."""
    return update(message=message(text, **what))


def pressed(data: str, *, on: int = 1000, id: str = "55", person: int = PERSON, **what: Any) -> Json:
    """Return the update of a press on a button of a message."""
    sender = message(person=person)["from"]
    asked = message("Pilih:", id=on, **what)
    query = {"id": id, "from": sender, "chat_instance": "1", "data": data, "message": asked}
    return update(callback_query=query)


def group(text: str = "", **what: Any) -> Json:
    """Return the update of a message in a group."""
    return said(text, chat={"id": -500, "type": "supergroup", "title": "Keluarga"}, **what)


def in_staff(id: int = STAFF) -> Json:
    """Return the chat of the staff's group."""
    return {"id": id, "type": "supergroup", "title": "Petugas"}


def grown(old: int, *, new: int) -> Json:
    """Return the last message of a group that becomes a supergroup."""
    return said(chat={"id": old, "type": "group", "title": "Petugas"}, migrate_to_chat_id=new)


def joined(*, before: str = "left", after: str = "member", chat: int = -500, type: str = "group") -> Json:
    """Return the update that tells the bot of its own place in a group or channel."""
    bot = {"id": 123456789, "is_bot": True, "first_name": "Kanim"}
    rights = dict.fromkeys(ADMINISTRATOR, False) if after == "administrator" else {"until_date": 0}
    return update(
        my_chat_member={
            "chat": {"id": chat, "type": type, "title": "Keluarga"},
            "from": message()["from"],
            "date": NOW_S,
            "old_chat_member": {"status": before, "user": bot},
            "new_chat_member": {"status": after, "user": bot, **rights},
        }
    )
