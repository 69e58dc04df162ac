"""What the office's process and that of a linked device say to each other: msgpack, its length before each frame."""

from __future__ import annotations

import struct
from asyncio import IncompleteReadError, StreamReader
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

from bot.messages import EventKind

LONGEST = 128 * 1024 * 1024
LENGTH = struct.Struct(">I")


# --- what is to be sent to a chat ------------------------------------------------------------------------


class Text(Struct, frozen=True, tag=True, array_like=True):
    """A text; `chat` is WhatsApp's id of where it goes: `62…@s.whatsapp.net`, `…@lid` or `…@g.us`.

    `answers` is the id of the message in the staff's group that it quotes, or "".
    """

    chat: str
    text: str
    answers: str = ""


class Edit(Struct, frozen=True, tag=True, array_like=True):
    """A new text for the message `id`."""

    chat: str
    id: str
    text: str


class Picture(Struct, frozen=True, tag=True, array_like=True):
    """A picture with the text below it; `answers` as with a text."""

    chat: str
    data: bytes
    caption: str = ""
    answers: str = ""


class File(Struct, frozen=True, tag=True, array_like=True):
    """A document."""

    chat: str
    data: bytes
    name: str
    mime: str


class Place(Struct, frozen=True, tag=True, array_like=True):
    """A pin on the map."""

    chat: str
    latitude: float
    longitude: float


Letter: TypeAlias = Text | Edit | Picture | File | Place


# --- what a person has sent ------------------------------------------------------------------------------


class Attachment(Struct, frozen=True, array_like=True):
    """Where WhatsApp keeps a picture or document, and what opens it. The event carries it as `Media.content`."""

    kind: Literal["picture", "document"]
    path: str
    key: bytes
    sha256: bytes
    sealed_sha256: bytes
    size: int
    mime: str = ""
    name: str = ""


# --- orders: from the office to the device ---------------------------------------------------------------


class Begin(Struct, frozen=True, tag=True, array_like=True):
    """Link with this session, a file or a database; the messages of `groups` alone count, of all groups."""

    account: str
    session: str
    phone: str = ""
    proxy: str = ""
    groups: frozenset[str] = frozenset()


class Send(Struct, frozen=True, tag=True, array_like=True):
    """Send a letter; `Sent` or `NotSent` with this number answers."""

    number: int
    letter: Letter


class Fetch(Struct, frozen=True, tag=True, array_like=True):
    """Get a file that a person sent, of at most so many bytes; `Fetched` or `NotFetched` with this number answers."""

    number: int
    attachment: Attachment
    most_bytes: int


class Taken(Struct, frozen=True, tag=True, array_like=True):
    """What was `Heard` under this number is safe: tell the person that it was read."""

    number: int


class ShowTyping(Struct, frozen=True, tag=True, array_like=True):
    """Show a chat that an answer is being written."""

    chat: str


class Stop(Struct, frozen=True, tag=True, array_like=True):
    """Leave WhatsApp, hand over what has come, and end."""


Order: TypeAlias = Begin | Send | Fetch | Taken | ShowTyping | Stop


# --- reports: from the device to the office --------------------------------------------------------------


class Heard(Struct, frozen=True, tag=True, kw_only=True, array_like=True):
    """A message of a person's.

    `phone_id` and `lid` are WhatsApp's two ids of the person, "" where unknown; `person` is the one that we go by,
    which the office fills in. `group` is "" in a private chat. `own_number`: digits proven to be the person's.
    """

    number: int
    id: str
    kind: EventKind
    sent_at_ms: int
    phone_id: str = ""
    lid: str = ""
    person: str = ""
    group: str = ""
    text: str = ""
    own_number: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    is_forwarded: bool = False
    attachment: Attachment | None = None


class Greeted(Struct, frozen=True, tag=True, array_like=True):
    """A group that is not the staff's has taken us in, or has called us by name."""

    group: str


class Asked(Struct, frozen=True, tag=True, array_like=True):
    """Somebody in such a group has asked for the ids that go into the configuration (`/siapa`)."""

    group: str
    phone_id: str
    lid: str


class Sent(Struct, frozen=True, tag=True, array_like=True):
    """WhatsApp has the letter, under this id."""

    number: int
    id: str


class NotSent(Struct, frozen=True, tag=True, array_like=True):
    """WhatsApp has it not (`after`: not now, `never`), or nobody knows."""

    number: int
    fate: Literal["after", "never", "unknown"]
    reason: str


class Fetched(Struct, frozen=True, tag=True, array_like=True):
    """The file that was asked for."""

    number: int
    data: bytes


class NotFetched(Struct, frozen=True, tag=True, array_like=True):
    """It can't be had."""

    number: int
    why: Literal["too-large", "gone", "away"]
    reason: str


class ShowCode(Struct, frozen=True, tag=True, array_like=True):
    """What links a phone: the content of a QR code, or a code to type there."""

    kind: Literal["qr", "typed"]
    code: str


class Online(Struct, frozen=True, tag=True, array_like=True):
    """The device is linked and connected."""


class Away(Struct, frozen=True, tag=True, array_like=True):
    """The connection is lost; the library looks for another one by itself."""


class Overrun(Struct, frozen=True, tag=True, array_like=True):
    """A message was dropped, because too many wait to be taken."""


TroubleKind: TypeAlias = Literal[
    "logged-out", "banned", "replaced", "outdated", "refused", "not-linked", "no-connection", "no-session"
]


class Trouble(Struct, frozen=True, tag=True, array_like=True):
    """Why the device ends; `detail` names nobody. `wait_s`: so long WhatsApp wants no connection."""

    kind: TroubleKind
    detail: str = ""
    wait_s: int = 0


Answer: TypeAlias = Sent | NotSent | Fetched | NotFetched
Report: TypeAlias = Heard | Greeted | Asked | Answer | ShowCode | Online | Away | Overrun | Trouble

encoder = msgspec.msgpack.Encoder()
orders = msgspec.msgpack.Decoder(Order)
reports = msgspec.msgpack.Decoder(Report)


def framed(frame: Order | Report) -> bytes:
    """Return a frame as it is written."""
    data = encoder.encode(frame)
    return LENGTH.pack(len(data)) + data


async def read_frame(reader: StreamReader) -> bytes | None:
    """Return the next frame, or None when the other side has ended."""
    try:
        (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
        return await reader.readexactly(length) if length <= LONGEST else None
    except (IncompleteReadError, ConnectionError):
        return None
