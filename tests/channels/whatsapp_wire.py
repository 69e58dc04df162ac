"""What a device without its Go library and the WhatsApp of a test say to each other."""

from __future__ import annotations

import asyncio
import struct
from typing import TypeAlias

import msgspec
from msgspec import Struct

LENGTH = struct.Struct(">I")


class Call(Struct, frozen=True, tag=True, array_like=True):
    """A function of the Go library is called."""

    number: int
    name: str
    arguments: tuple[bytes | int, ...]


class Answer(Struct, frozen=True, tag=True, array_like=True):
    """What it returns."""

    number: int
    value: bytes | bool


class Deliver(Struct, frozen=True, tag=True, array_like=True):
    """An event of the library, by its number."""

    code: int
    data: bytes


class Shown(Struct, frozen=True, tag=True, array_like=True):
    """A code to scan."""

    code: bytes


class Die(Struct, frozen=True, tag=True, array_like=True):
    """The library panics."""

    words: str


Up: TypeAlias = Answer | Deliver | Shown | Die

decode_call = msgspec.msgpack.Decoder(Call).decode
decode_up = msgspec.msgpack.Decoder(Up).decode


def framed(message: Call | Up) -> bytes:
    """Return a message as it is written."""
    data = msgspec.msgpack.encode(message)
    return LENGTH.pack(len(data)) + data


async def read(reader: asyncio.StreamReader) -> bytes | None:
    """Return the next message, or None at the end."""
    try:
        (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
        return await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
