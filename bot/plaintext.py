"""A person's text as plain characters: one form per letter and digit, nothing unseen. No meaning is read."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u20e3\u2800")  # invisible, yet letters or marks to Unicode
_EMOJI_TONES = range(0x1F3FB, 0x1F400)


def plain(text: str) -> str:
    """Fold compatibility forms (NFKC), digits, dashes and spaces; drop the invisible; make emoji spaces.

    Line breaks stay, as `\\n`.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\u00b4", "'")  # NFKC turns an acute accent into a space
    return unicodedata.normalize("NFKC", text).translate(_TABLE).strip()


class _Table:
    """What `str.translate` asks for each character; the answers are kept for the characters in use."""

    def __getitem__(self, code: int) -> str | None:
        return _replacement(code)


_TABLE = _Table()


@lru_cache(maxsize=2048)
def _replacement(code: int) -> str | None:
    character = chr(code)
    category = unicodedata.category(character)
    if character in "\n\r" or category in ("Zl", "Zp"):
        return "\n"
    if category == "Cf" or character in _BLANKS or 0xFE00 <= code <= 0xFE0F:
        return None
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "Pd" or code == 0x2212:
        return "-"
    if category in ("Zs", "So", "Cc", "Cs", "Co", "Cn") or code in _EMOJI_TONES:
        return " "
    return character
