"""Where a text that is too long for one message is cut: between paragraphs, lines or words. Pure."""

from __future__ import annotations

import unicodedata

ZERO_WIDTH_JOINER = "\u200d"
BREAKS = ("\n\n", "\n", " ")


def split(text: str, limit: int) -> tuple[str, ...]:
    """Return the text in parts of at most `limit` characters; only spaces and line ends at the cuts are lost.

    A word is cut only when it is longer than a message by itself, and then not within what is seen as one
    character.
    """
    parts = []
    rest = text.strip()
    while len(rest) > limit:
        cut = _cut(rest, limit)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*parts, rest)


def _cut(text: str, limit: int) -> int:
    """Return where the first part ends: at the highest break that does not leave it half empty."""
    places = [text.rfind(mark, 0, limit + len(mark)) for mark in BREAKS]
    for place in places:
        if place >= limit // 2:
            return place
    if (last := max(places)) > 0:
        return last
    return next((place for place in range(limit, 0, -1) if _is_between_characters(text, place)), limit)


def _is_between_characters(text: str, place: int) -> bool:
    """Tell whether a cut here keeps accents, joined emoji, skin tones and flags whole."""
    before, after = text[place - 1], text[place]
    if before == ZERO_WIDTH_JOINER or after == ZERO_WIDTH_JOINER or unicodedata.category(after)[0] == "M":
        return False
    if "\U0001f3fb" <= after <= "\U0001f3ff":
        return False
    return not (_is_flag_half(after) and _flag_halves_before(text, place) % 2)


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, place: int) -> int:
    start = place
    while start and _is_flag_half(text[start - 1]):
        start -= 1
    return place - start
