"""What people said, what the inbox took, and what they were shown: so nothing can get lost unseen."""

from __future__ import annotations

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TypeAlias

Numbers: TypeAlias = Mapping[int, list[int]]

ECHO = re.compile(r"gema (\d+)-(\d+)")


def text_of(person: int, number: int) -> str:
    """Return what a person says as their message of this number; the answer repeats it."""
    return f"gema {person}-{number}"


class Ledger:
    """The messages by person, each list in the order in which it came about."""

    def __init__(self) -> None:
        self.said: defaultdict[int, list[int]] = defaultdict(list)
        self.taken: defaultdict[int, list[int]] = defaultdict(list)
        self.shown: defaultdict[int, list[int]] = defaultdict(list)
        self._taken_count = 0
        self._shown_count = 0
        self._has_taken = asyncio.Event()
        self._has_shown = asyncio.Event()

    def take(self, text: str) -> None:
        """Note that the inbox has taken a message."""
        self._taken_count += _note(self.taken, text)
        self._has_taken.set()

    def show(self, text: str) -> None:
        """Note all answers in what a person was shown."""
        self._shown_count += _note(self.shown, text)
        self._has_shown.set()

    async def all_taken(self, count: int) -> None:
        """Wait until the inbox has taken so many messages."""
        while self._taken_count < count:
            self._has_taken.clear()
            await self._has_taken.wait()

    async def all_answered(self) -> None:
        """Wait until as much has been shown as was taken, where nothing is ever parked."""
        while self._shown_count < self._taken_count:
            self._has_shown.clear()
            await self._has_shown.wait()

    def check(self) -> set[tuple[int, int]]:
        """Check that all was taken once and in order, and answered at most once and in order; return what was not."""
        assert self.said == self.taken
        for person, numbers in self.taken.items():
            shown = self.shown[person]
            assert len(shown) == len(set(shown)), f"answered twice: {Counter(shown).most_common(3)}"
            assert [number for number in numbers if number in set(shown)] == shown
        return set(_each(self.taken)) - set(_each(self.shown))

    def check_sent_again(self, missing: set[tuple[int, int]], *, parked: int) -> None:
        """Check that every missing answer was among those parked, which have been sent again."""
        shown = _each(self.shown)
        assert set(_each(self.taken)) == set(shown)
        assert parked == len(shown) - len(set(shown)) + len(missing)


def _note(lists: Numbers, text: str) -> int:
    found = ECHO.findall(text)
    for person, number in found:
        lists[int(person)].append(int(number))
    return len(found)


def _each(lists: Numbers) -> list[tuple[int, int]]:
    return [(person, number) for person, numbers in lists.items() for number in numbers]
