"""The command word that a slip of the finger was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

SHORTEST = 3


def nearest_word(word: str, known: Iterable[str]) -> str:
    """Return the known word within one slip (two, from six letters on), or ""; never one of two as near."""
    if not SHORTEST <= len(word) <= 20:
        return ""
    near = sorted((slips, k) for k in known if (slips := _slips(word, k)) <= _allowed(k))
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return ""
    return near[0][1]


def _allowed(known: str) -> int:
    return 0 if len(known) < SHORTEST else 1 if len(known) < 6 else 2


@lru_cache(maxsize=1024)
def _slips(a: str, b: str) -> int:
    """Count wrong, missing, added and swapped letters (Damerau-Levenshtein, optimal string alignment)."""
    if abs(len(a) - len(b)) > 2:
        return 3
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        row = [i]
        for j, y in enumerate(b, start=1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
