"""The files that go with a case: what one is, whose it is to see, and why one is not taken. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from bot.staff import Role

Circle = Literal["emergency", "supervision", "broadcast"]
"""Whose cases a file belongs to; a broadcast is one, too."""

ENTITLED: Mapping[Circle, frozenset[Role]] = {
    "emergency": frozenset(("emergency", "supervisor")),
    "supervision": frozenset(("supervision",)),
    "broadcast": frozenset(("supervisor",)),
}
SMALLER_SIDE: Mapping[Circle, int] = {"broadcast": 1600}
"""How many pixels a picture keeps where it need not be read as a letter: as many as telephones show."""

FileRefusal = Literal[
    "too-large", "unfit", "broken", "locked", "active", "too-long", "gone", "away", "too-many", "not-here",
]  # fmt: skip
"""Why a file is not taken: larger than allowed; of a kind that is not; not what it claims to be, or damaged; a PDF with
a password; one that is more than pages; one of too many pages, or with too much in them; not on the platform any more;
not to be had now; more than a case may have; on a channel that hands out none."""

FETCHABLE = ("picture", "document")
MOST_BYTES = 10_000_000
MOST_FILES = 20
"""How many files one case may have."""


class KeptFile(Struct, frozen=True, kw_only=True):
    """A file of a case as it is kept: its own name is not, as that may say who somebody is."""

    id: str
    case: str
    circle: Circle
    mime: Literal["image/jpeg", "application/pdf"]
    size: int
    at_ms: int

    @property
    def ending(self) -> str:
        """Return how the name of such a file ends."""
        return "pdf" if self.mime == "application/pdf" else "jpg"


class RefusedFile(Struct, frozen=True):
    """A file that was not taken."""

    reason: FileRefusal
