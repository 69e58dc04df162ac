"""What names an operation on the state: one message of one chat."""

from __future__ import annotations

from msgspec import Struct

from bot.errors import LeaseLost


class Operation(Struct, frozen=True):
    """A message's place in its chat: `chat` is a fingerprint, `number` grows with each message of the chat."""

    chat: str
    number: int

    def __str__(self) -> str:
        return f"{self.chat}:{self.number}"


def refuse_stale(code: bytes) -> None:
    """Raise LeaseLost when a later message of the chat has been handled already, by whoever took over."""
    if code == b"STALE":
        raise LeaseLost("a later message of this chat has been handled")
