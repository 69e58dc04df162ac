"""Sketches of a chat on a phone and of what one types, as SVG. They imitate no platform's look: nothing was shot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import Literal, TypeAlias

import segno
from msgspec import Struct

WIDTH, EDGE, PAD, LINE = 360, 12, 10, 20
BUBBLE, BUTTON, QR = 290, 34, 150
LETTERS = 36  # in a line of a bubble, of the widest face that a browser may choose
WIDE = 640

STYLE = """<style>
text { font: 15px sans-serif; fill: #1c2430 }
.title { font-weight: bold }
.small { font-size: 12px; fill: #667080 }
.button { fill: #17406d; text-anchor: middle }
.typed, .code, .secret { font: 14px monospace; white-space: pre }
.code { fill: #17406d }
.secret { fill: #7d1712 }
</style>"""


Kinds: TypeAlias = Mapping[str, Literal["code", "secret"]]
"""Lines that look different: what one tap copies, what nobody else may see."""


class Bubble(Struct, frozen=True):
    """A message: the person's on the right, the bot's on the left."""

    text: str
    by_bot: bool = False
    buttons: Sequence[Sequence[str]] = ()
    kinds: Kinds = {}
    qr: str = ""


def chat(title: str, bubbles: Sequence[Bubble], *, keyboard: str = "") -> str:
    """Return a chat from its title down to the last bubble; `keyboard` is a button below the message field."""
    y = 56
    shapes = [
        _box(0, 0, WIDTH, 44, "#ffffff"),
        _text(EDGE, 28, title, "title"),
        _text(WIDTH - 52, 28, "sketch", "small"),
    ]
    for bubble in bubbles:
        shapes.extend(_bubble(bubble, y))
        y += _height(bubble) + EDGE
    if keyboard:
        shapes.append(_box(0, y, WIDTH, 58, "#ffffff"))
        shapes.extend(_button(keyboard, EDGE, y + PAD, WIDTH - 2 * EDGE, BUTTON + 4))
        y += 58
    return _drawing(WIDTH, y, shapes)


def papers(sheets: Mapping[str, Sequence[str]], kinds: Kinds) -> str:
    """Return what stands in files and terminals, each by its name."""
    y, shapes = EDGE, []
    for name, lines in sheets.items():
        height = len(lines) * LINE + 48
        sheet = [_box(EDGE, y, WIDE - 2 * EDGE, height, "#ffffff"), _text(EDGE + PAD, y + 22, name, "small")]
        typed = (
            _text(EDGE + PAD, y + 26 + number * LINE, line, kinds.get(line, "typed"))
            for number, line in enumerate(lines, start=1)
        )
        shapes += [*sheet, *typed]
        y += height + EDGE
    return _drawing(WIDE, y, [*shapes, _text(WIDE - 62, EDGE + 22, "sketch", "small")])


def _bubble(bubble: Bubble, top: int) -> Iterator[str]:
    width = BUBBLE if bubble.by_bot else min(BUBBLE, 2 * PAD + 9 * len(bubble.text))
    x = EDGE if bubble.by_bot else WIDTH - width - EDGE
    yield _box(x, top, width, _text_height(bubble), "#ffffff" if bubble.by_bot else "#d8f0dc")
    y = top + PAD
    if bubble.qr:
        yield _qr(bubble.qr, x + (BUBBLE - QR) // 2, y)
        y += QR + PAD
    for number, line in enumerate(_lines(bubble.text), start=1):
        yield _text(x + PAD, y + number * LINE - 5, line, bubble.kinds.get(line, ""))
    y = top + _text_height(bubble) + 4
    for row in bubble.buttons:
        width = (BUBBLE - 4 * (len(row) - 1)) // len(row)
        for place, label in enumerate(row):
            yield from _button(label, x + place * (width + 4), y, width, BUTTON)
        y += BUTTON + 4


def _height(bubble: Bubble) -> int:
    return _text_height(bubble) + len(bubble.buttons) * (BUTTON + 4)


def _text_height(bubble: Bubble) -> int:
    return len(_lines(bubble.text)) * LINE + 2 * PAD + (QR + PAD if bubble.qr else 0)


def _lines(text: str) -> list[str]:
    return [part for line in text.splitlines() for part in wrap(line, LETTERS) or [""]]


def _button(label: str, x: int, y: int, width: int, height: int) -> Iterator[str]:
    yield _box(x, y, width, height, "#dfeaf8")
    yield _text(x + width // 2, y + height // 2 + 5, label, "button")


def _qr(content: str, x: int, y: int) -> str:
    code = segno.make_qr(content, error="m")
    side = code.symbol_size(border=0)[0]
    rows = enumerate(code.matrix)
    dark = "".join(f"M{place} {row}h1v1h-1z" for row, cells in rows for place, cell in enumerate(cells) if cell)
    return f'<path transform="translate({x} {y}) scale({QR / side:.3f})" d="{dark}"/>'


def _box(x: int, y: int, width: int, height: int, colour: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" fill="{colour}"/>'


def _text(x: int, y: int, words: str, kind: str) -> str:
    return f'<text x="{x}" y="{y}" class="{kind}">{escape(words)}</text>' if words else ""


def _drawing(width: int, height: int, shapes: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    ground = f'<rect width="{width}" height="{height}" rx="8" fill="#e9edf2"/>'
    return "\n".join([head, STYLE, ground, *filter(None, shapes), "</svg>", ""])
