"""What people do at Telegram, as the updates that the Bot API makes of it."""

from __future__ import annotations

import itertools
from typing import Any

from tests.channels.telegram_server import NOW_S, PERSON, Json

NUMBERS = itertools.count(1)
ADMINISTRATOR = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
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


def pressed(data: str, *, on: int = 1000, id: str = "55", person: int = PERSON) -> Json:
    """Return the update of a press on a button of a message."""
    sender = message(person=person)["from"]
    query = {"id": id, "from": sender, "chat_instance": "1", "data": data, "message": message("Pilih:", id=on)}
    return update(callback_query=query)


def group(text: str = "", **what: Any) -> Json:
    """Return the update of a message in a group."""
    return said(text, chat={"id": -500, "type": "supergroup", "title": "Keluarga"}, **what)


def joined(*, before: str = "left", after: str = "member") -> Json:
    """Return the update that tells the bot of its own place in a group."""
    bot = {"id": 123456789, "is_bot": True, "first_name": "Kanim"}
    rights = dict.fromkeys(ADMINISTRATOR, False) if after == "administrator" else {"until_date": 0}
    return update(
        my_chat_member={
            "chat": {"id": -500, "type": "group", "title": "Keluarga"},
            "from": message()["from"],
            "date": NOW_S,
            "old_chat_member": {"status": before, "user": bot},
            "new_chat_member": {"status": after, "user": bot, **rights},
        }
    )
