"""The ids under which a platform knows the files that an account has uploaded, so that thousands get one upload.

Kept in memory: after a restart a file is uploaded once more.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

MOST = 64


class Uploaded(NamedTuple):
    """A file on the platform."""

    id: str
    at_s: float


class Uploads:
    """The uploads of one account, by the names of the vault's files; an id is good for `lasts_s`."""

    def __init__(self, *, lasts_s: float = float("inf"), clock: Callable[[], float] = time.monotonic) -> None:
        self._lasts_s = lasts_s
        self._clock = clock
        self._known = OrderedDict[str, Uploaded]()

    def find(self, kept: str) -> str:
        """Return the id of a file; "" when it is to be uploaded."""
        known = self._known.get(kept)
        return known.id if known and self._clock() - known.at_s < self._lasts_s else ""

    def note(self, kept: str, id: str) -> None:
        """Remember the id of a file that was uploaded."""
        self._known[kept] = Uploaded(id, self._clock())
        if len(self._known) > MOST:
            self._known.popitem(last=False)

    def forget(self, kept: str) -> None:
        """Forget a file that the platform does not know any more."""
        self._known.pop(kept, None)
