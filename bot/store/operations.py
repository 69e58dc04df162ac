"""What names an operation on the state: one message of one chat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from msgspec import Struct

from bot.errors import LeaseLost
from bot.store.errors import CalendarChanged


class Operation(Struct, frozen=True):
    """A message's place in its chat: `chat` is a fingerprint, `number` grows with each message of the chat."""

    chat: str
    number: int

    def __str__(self) -> str:
        return f"{self.chat}:{self.number}"


class Stamp(Struct, frozen=True, kw_only=True):
    """What a step inside the office carries: which press or message it was, when, and by which officer ("": nobody)."""

    operation: Operation
    now_ms: int
    by: str = ""


def refuse_stale(code: bytes) -> None:
    """Raise LeaseLost when a later message of the chat has been handled already, by whoever took over."""
    if code == b"STALE":
        raise LeaseLost("a later message of this chat has been handled")


async def settled(office: str, call: Callable[[], Awaitable[Any]]) -> Any:
    """Return a function's answer, after as many calls as it takes to give back what has run out, 500 in each.

    Raises LeaseLost, or CalendarChanged when the office was another one than the caller knew.
    """
    while (answer := await call())[0] == b"AGAIN":
        pass
    if answer[0] == b"CALENDAR":
        raise CalendarChanged(office)
    refuse_stale(answer[0])
    return answer
