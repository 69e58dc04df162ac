"""The seam below which a library talks to the Bot API: what we ask of it, and nothing of how it does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from msgspec import Struct

from channels.telegram.settings import TelegramSettings
from channels.telegram.updates import Update

CONNECT_S = 10.0
CONNECTIONS = 100
"""More than the chats that are answered at once, with the courtesies beside them."""


class Upload(Struct, frozen=True):
    """A file that goes with a call; `kept` is its name in the vault, when it goes to many."""

    name: str
    data: bytes
    kept: str = ""


class Call(Struct, frozen=True):
    """A method of the Bot API with its fields, as Telegram names them, and its files by field."""

    method: str
    fields: Mapping[str, Any] = {}
    files: Mapping[str, Upload] = {}

    @property
    def chat(self) -> int:
        """Return the chat that it is about; 0 for none."""
        return int(self.fields.get("chat_id", 0))

    def to(self, chat: int) -> Call:
        """Return the same call about another chat."""
        return self if chat == self.chat else Call(self.method, {**self.fields, "chat_id": chat}, self.files)


class Wire(Protocol):
    """One bot at the Bot API, over one library. Its calls raise CallFailed."""

    def read(self, raw: Mapping[str, Any]) -> Update:
        """Return an update; one that the library can't read is logged and has no more than its number."""
        ...

    async def call(self, call: Call, *, limit_s: float | None = None) -> Any:
        """Return the library's object for the answer, within `limit_s` or the wire's own limit."""
        ...

    async def updates(self, call: Call, *, limit_s: float) -> Sequence[Update]:
        """Return the updates that getUpdates gives."""
        ...

    async def download(self, file: Any, *, most_bytes: int) -> bytes:
        """Return the bytes of what getFile gave; what is larger fails with "too large" and is not read to its end."""
        ...


def open_wire(options: TelegramSettings, *, answer_s: float) -> AbstractAsyncContextManager[Wire]:
    """Open a bot over the library that its account names; only that one is imported."""
    if options.library == "aiogram":
        from channels.telegram.aiogram_wire import opened
    else:
        from channels.telegram.ptb_wire import opened
    return opened(options, answer_s=answer_s)
