"""From messages to what a terminal shows. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import segno
from msgspec import Struct

from bot.messages import Media, Message

QUIET_ZONE = 2
HALF_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
BLACK_ON_WHITE = "\x1b[30;107m"
PLAIN = "\x1b[0m"
# The control characters that could move the cursor or recolour the screen, should a value bring any.
UNPRINTABLE = dict.fromkeys((*range(9), *range(11, 32), 127, *range(128, 160)))


class Sheet(Struct, frozen=True, kw_only=True):
    """What is printed for one message."""

    id: str
    text: str


def sheet(message: Message, *, shows_qr: bool) -> Sheet:
    """Return a message as text, with its QR codes drawn where the terminal can."""
    parts = [message.text.translate(UNPRINTABLE)]
    parts += [_place(media) for media in message.media if media.kind == "location"]
    if shows_qr:
        parts += ["\n".join(_qr(media.content)) for media in message.media if media.content]
    return Sheet(id=message.id, text="\n".join(parts))


def _place(media: Media) -> str:
    return f"geo:{media.latitude},{media.longitude}"


def _qr(content: str) -> Iterator[str]:
    rows = [bytes(row) for row in segno.make_qr(content).matrix_iter(border=QUIET_ZONE)]
    for upper, lower in zip_longest(rows[::2], rows[1::2]):
        below = lower or bytes(len(upper))
        blocks = "".join(HALF_BLOCKS[bool(a), bool(b)] for a, b in zip(upper, below, strict=True))
        yield f"{BLACK_ON_WHITE}{blocks}{PLAIN}"
