"""From lines to events. Pure."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from bot.messages import ChatRef, InboundEvent
from channels.console.lines import Line

TEXT_LENGTH = 4096

Flaw = Literal["console-not-utf8", "console-too-long"]


class Typed(Struct, frozen=True, kw_only=True):
    """A line of one process; `process` tells its lines from those of every other run."""

    line: Line
    process: str
    at_ms: int


def flaw(line: Line) -> Flaw | None:
    """Return the key of what to tell the person when a line can't be taken."""
    try:
        text = line.data.decode()
    except UnicodeDecodeError:
        return "console-not-utf8"
    return "console-too-long" if len(text) > TEXT_LENGTH else None


def events(typed: Typed, *, account: str, office: str, phone: str) -> tuple[InboundEvent, ...]:
    """Return the event of a line; an empty or unreadable one is none."""
    if flaw(typed.line) or not (text := typed.line.data.decode().strip()):
        return ()
    return (
        InboundEvent(
            chat=chat(account, phone),
            office=office,
            message_id=f"{typed.process}-{typed.line.number}",
            text=text,
            phone=phone,
            sent_at_ms=typed.at_ms,
        ),
    )


def chat(account: str, phone: str) -> ChatRef:
    """Return the one chat of a console."""
    return ChatRef("console", account, phone or "nobody")
