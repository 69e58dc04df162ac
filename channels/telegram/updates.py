"""What we read of Telegram's updates. The objects of both libraries have this shape, so one parser reads either."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class User(Protocol):
    """Who wrote or pressed."""

    @property
    def id(self) -> int: ...
    @property
    def is_bot(self) -> bool: ...
    @property
    def language_code(self) -> str | None: ...


class Chat(Protocol):
    """Where: a "private" chat, a "group" or "supergroup", a "channel"."""

    @property
    def id(self) -> int: ...
    @property
    def type(self) -> str: ...


class Contact(Protocol):
    """A shared number; `user_id` is whose it is, where Telegram knows."""

    @property
    def phone_number(self) -> str: ...
    @property
    def user_id(self) -> int | None: ...


class Location(Protocol):
    """A place on the map."""

    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...


class PhotoSize(Protocol):
    """One of the sizes of a picture."""

    @property
    def file_id(self) -> str: ...


class Document(Protocol):
    """A file."""

    @property
    def file_id(self) -> str: ...
    @property
    def file_name(self) -> str | None: ...
    @property
    def mime_type(self) -> str | None: ...


class Place(Protocol):
    """A message of which perhaps only the place is known."""

    @property
    def message_id(self) -> int: ...
    @property
    def chat(self) -> Chat: ...


class Message(Place, Protocol):
    """A message. `edit_date` is a moment in the one library and a number of seconds in the other."""

    @property
    def date(self) -> datetime: ...
    @property
    def edit_date(self) -> datetime | int | None: ...
    @property
    def from_user(self) -> User | None: ...
    @property
    def forward_origin(self) -> object | None: ...
    @property
    def text(self) -> str | None: ...
    @property
    def caption(self) -> str | None: ...
    @property
    def contact(self) -> Contact | None: ...
    @property
    def location(self) -> Location | None: ...
    @property
    def photo(self) -> Sequence[PhotoSize] | None: ...
    @property
    def document(self) -> Document | None: ...
    @property
    def migrate_to_chat_id(self) -> int | None: ...
    @property
    def migrate_from_chat_id(self) -> int | None: ...


class CallbackQuery(Protocol):
    """A press on a button."""

    @property
    def id(self) -> str: ...
    @property
    def from_user(self) -> User: ...
    @property
    def message(self) -> Place | None: ...
    @property
    def data(self) -> str | None: ...


class Member(Protocol):
    """A place in a group: "member", "administrator", "left", "kicked" …"""

    @property
    def status(self) -> str: ...


class ChatMemberUpdated(Protocol):
    """A change of the bot's own place in a group or channel."""

    @property
    def chat(self) -> Chat: ...
    @property
    def old_chat_member(self) -> Member: ...
    @property
    def new_chat_member(self) -> Member: ...


class Update(Protocol):
    """One thing that happened."""

    @property
    def update_id(self) -> int: ...
    @property
    def message(self) -> Message | None: ...
    @property
    def edited_message(self) -> Message | None: ...
    @property
    def callback_query(self) -> CallbackQuery | None: ...
    @property
    def my_chat_member(self) -> ChatMemberUpdated | None: ...
