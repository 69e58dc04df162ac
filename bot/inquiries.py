"""What people ask the staff when the bot could not help, and what it takes to answer them. Pure."""

from __future__ import annotations

from msgspec import Struct

from bot.messages import ChatRef


class Inquiry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A message for the staff. `name` and `phone` are those of the sender's booking, masked, or ""."""

    chat: ChatRef
    text: str
    name: str = ""
    phone: str = ""


class OpenInquiry(Struct, frozen=True, kw_only=True):
    """An inquiry that waits for an answer; `id` is what officers write, `asked_ms` when it was asked."""

    id: str
    asked_ms: int
    inquiry: Inquiry


class Kept(Struct, frozen=True, kw_only=True):
    """A message that can be asked under this id; `is_asked`: it has been, as the staff are writing with this chat."""

    id: str
    is_asked: bool


class AnsweredBefore(Struct, frozen=True, kw_only=True):
    """Somebody else has answered."""

    by: str
