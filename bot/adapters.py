"""The contract between the road and a channel's adapter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol, runtime_checkable

from msgspec import Struct

from bot.messages import ChatRef, InboundEvent, Media, Message

Accept = Callable[[InboundEvent], Awaitable[bool]]
"""Hands an event to the inbox. Returns when it is safe on disk; False: it had been seen before (or was flooding).
Raises StoreUnavailable when Redis could not be reached within the limit: then the platform is not told "received"."""


class Pace(Struct, frozen=True, kw_only=True):
    """A platform's limit as a token bucket: `burst` messages at once, one more every `interval_ms`.

    `jitter_ms`: before each message the sender waits up to so long more, drawn by chance, as a person would.
    `window_ms`: where it is not 0 the platform counts strictly, and there are never more than `burst` messages within
    so long; `interval_ms` is then what is left between two on the average.
    """

    burst: int
    interval_ms: int
    jitter_ms: int = 0
    window_ms: int = 0


class Capabilities(Struct, frozen=True, kw_only=True):
    """What a chat of this channel can show. Lengths in characters, sizes in bytes, 0 = can't.

    `resend_is_safe`: a message handed over twice under one id is shown once, so what was in flight when a
    process died is sent again; else it is parked as unknown for the operator.
    `takes_bulk`: broadcasts may go out here; where a platform bans for them they are parked with that reason.
    `free_text_window_s`: so long after a person's last message free text may be sent to them; 0 = always.
    `gives_receipts`: the platform tells later what became of a message, by the id that `deliver` returned.
    `templates`: the texts, by their keys, that may go out after the free-text window.
    `is_shared`: several people, or several matters at once, are in the chat, so a choice that is a numbered line has a
    code which no other message has.
    `is_flood_limited`: a sender who writes too much is warned, then ignored; not so at the operator's own terminal.
    """

    text_length: int = 4096
    buttons: int = 0
    button_length: int = 20
    list_rows: int = 0
    row_length: int = 24
    picture_bytes: int = 0
    document_bytes: int = 0
    can_edit: bool = False
    free_text_window_s: int = 0
    resend_is_safe: bool = False
    is_shared: bool = False
    is_flood_limited: bool = True
    takes_bulk: bool = True
    gives_receipts: bool = False
    templates: tuple[str, ...] = ()
    account_pace: Pace | None = None
    chat_pace: Pace | None = None


class ChannelAdapter(Protocol):
    """One account on one platform. `parse` and `render` are pure; `run` and `deliver` do the I/O."""

    name: str
    account: str

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what this chat can show."""
        ...

    def parse(self, raw: Any) -> Sequence[InboundEvent]:
        """Turn one thing that the platform sent into events; what is of no interest gives none."""
        ...

    def render(self, message: Message) -> Sequence[Any]:
        """Turn a message into the platform's payloads, in the order in which they are to be delivered."""
        ...

    async def run(self, accept: Accept) -> None:
        """Take what comes from the platform and hand it to the inbox, until cancelled."""
        ...

    async def deliver(self, payload: Any) -> str:
        """Deliver one payload; return the platform's id of it. Raises only SendError."""
        ...


@runtime_checkable
class FetchesMedia(Protocol):
    """What an adapter can do besides, where its platform hands out the files that people send."""

    async def fetch(self, media: Media, *, most_bytes: int) -> bytes:
        """Return a picture or document that came with an event, by what its `content` says; what is larger is not
        read to its end. Raises MediaUnavailable."""
        ...
