"""The texts that an office may put into its own words: which they are, and what such a text must keep. Pure.

A text is plain: `{early}` stands for a value, and nothing else of it is interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Literal

from msgspec import Struct

from bot.messages import Language

LONGEST_TEXT = 2000
LONGEST_ANNOUNCEMENT = 500
LONGEST_ADDRESS = 200
PLACEHOLDER = re.compile(r"\{ ?\$?([a-z]+(?:-[a-z]+)*) ?\}")
BRACE = re.compile(r"\S{,40}?[{}]\S{,40}")


class OwnText(Struct, frozen=True, kw_only=True, tag="text"):
    """A text in an office's own words, in the place of the locale files' message `key`."""

    language: Language
    key: str
    text: str


class Announcement(Struct, frozen=True, kw_only=True, tag="announcement"):
    """What an office tells everybody, through the day `until`, or until it is taken down; no `text`: nothing."""

    text: str
    until: date | None = None

    def is_shown(self, today: date) -> bool:
        """Tell whether it is still to be told."""
        return bool(self.text) and (self.until is None or today <= self.until)


class Changeable(Struct, frozen=True):
    """A text that an office may word itself: its key in the locale files and the values that it needs."""

    key: str
    values: tuple[str, ...] = ()


CHANGEABLE: Mapping[str, Changeable] = {
    "bantuan": Changeable("help", ("office", "example")),
    "resmi": Changeable("official", ("office", "accounts", "address")),
    "resmi-di-kantor": Changeable("official-at-office", ("office", "address")),
    "lokasi": Changeable("location", ("place", "hours")),
    "lokasi-libur": Changeable("location-closed", ("place", "hours", "closed")),
    "ketentuan": Changeable("rules", ("early",)),
    "alur": Changeable("procedure", ("early",)),
    "biaya": Changeable("fees", ("fees",)),
    "biaya-kosong": Changeable("fees-none"),
    "syarat-umum": Changeable("papers-adult"),
    "syarat-penggantian": Changeable("papers-replacement"),
    "syarat-anak": Changeable("papers-child"),
    "syarat-pmi": Changeable("papers-migrant-worker"),
    "syarat-haji": Changeable("papers-pilgrim"),
    "syarat-hilang": Changeable("papers-lost"),
    "pengingat": Changeable("reminder-papers"),
    "terima-kasih": Changeable("thanks"),
}
"""By the names that officers use for them."""

BY_KEY: Mapping[str, Changeable] = {each.key: each for each in CHANGEABLE.values()}
NAMES: Mapping[str, str] = {each.key: name for name, each in CHANGEABLE.items()}

FaultKind = Literal["empty", "long", "brace", "unknown", "missing"]


class Fault(Struct, frozen=True, kw_only=True):
    """What is wrong with a text: `found` is the piece at fault, `meant` what was probably meant, "" for nothing."""

    kind: FaultKind
    found: str = ""
    meant: str = ""


def fault_of(text: str, changeable: Changeable) -> Fault | None:
    """Return the first thing that is wrong with a text in the place of ours, or None."""
    if not text.strip():
        return Fault(kind="empty")
    if len(text) > LONGEST_TEXT:
        return Fault(kind="long", found=str(len(text)))
    stray = BRACE.search(PLACEHOLDER.sub(" ", text))
    if stray:
        return Fault(kind="brace", found=stray[0])
    written = PLACEHOLDER.findall(text)
    strange = next((name for name in written if name not in changeable.values), None)
    if strange is not None:
        return Fault(kind="unknown", found=strange, meant=_nearest(strange, changeable.values))
    missing = next((name for name in changeable.values if name not in written), None)
    return None if missing is None else Fault(kind="missing", found=missing)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text in order, each with the name of the value behind it, "" at the end."""
    parts = [*PLACEHOLDER.split(text), ""]
    yield from zip(parts[::2], parts[1::2], strict=True)


def nearest_name(name: str) -> str:
    """Return the name of the text that was probably meant, or ""."""
    return _nearest(name, (*CHANGEABLE, *BY_KEY))


def _nearest(word: str, known: tuple[str, ...]) -> str:
    return "".join(get_close_matches(word, known, n=1))
