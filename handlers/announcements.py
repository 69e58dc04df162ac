"""What the office tells everybody, above the answers that most people ask for."""

from __future__ import annotations

from msgspec.structs import replace

from bot.messages import Reply, Words
from bot.offices import Office


def announced(reply: Reply, office: Office, *, now_ms: int) -> Reply:
    """Return a reply with the office's announcement above it, while there is one."""
    if not office.announcement.is_shown(office.local(now_ms).date()):
        return reply
    answer = Words(reply.key, reply.values)
    return replace(reply, key="announced", values={"text": office.announcement.text, "answer": answer})
