"""From the files of gammu-smsd's inbox to events. Pure.

Source: gammu-smsd-files(7): `IN<date>_<time>_<serial>_<sender>_<sequence>.txt`, a file for each part of a message.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping

from msgspec import Struct

from bot.messages import ChatRef, InboundEvent
from bot.phones import PhoneMistake, read_phone

NAME = re.compile(r"IN(?P<number>\d{8}_\d{6}_\d+)_(?P<sender>.+)_\d+\.txt")


class Received(Struct, frozen=True, kw_only=True):
    """A message with all of its parts, file names to contents, in their order."""

    number: str
    sender: str
    parts: Mapping[str, bytes]


def messages(files: Mapping[str, bytes]) -> list[Received]:
    """Return the messages of a folder's files, oldest first; what has another name is none."""
    found: dict[tuple[str, str], dict[str, bytes]] = {}
    for name in sorted(files):
        if match := NAME.fullmatch(name):
            found.setdefault((match["number"], match["sender"]), {})[name] = files[name]
    return [Received(number=number, sender=sender, parts=parts) for (number, sender), parts in found.items()]


def events(received: Received, *, account: str, office: str) -> tuple[InboundEvent, ...]:
    """Return the event of a message; one from a name instead of a number can't be answered, and is none."""
    phone = read_phone(received.sender)
    if isinstance(phone, PhoneMistake):
        return ()
    return (
        InboundEvent(
            chat=ChatRef("sms", account, phone),
            office=office,
            message_id=received.number,
            text="".join(map(_text, received.parts.values())),
            phone=phone,
        ),
    )


def _text(data: bytes) -> str:
    is_wide = data.startswith((BOM_UTF16_BE, BOM_UTF16_LE))
    return data.decode("utf-16" if is_wide else "utf-8", errors="replace")
