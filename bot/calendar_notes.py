"""A change of the calendar in a few words, before and after, as `/riwayat` keeps it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.calendar_words import WEEKDAY_NAMES
from bot.calendars import Difference

MOST_LETTERS = 300
NOTHING = frozenset(("", "0"))
KINDS = {
    "regular": "umum", "priority": "prioritas", "reserve": "cadangan", "until": "sampai", "closed": "tutup",
    "horizon": "hari ke depan", "opening": "jam buka",
}  # fmt: skip


def meant(differences: Sequence[Difference]) -> Sequence[Difference]:
    """Return what people are told of: not a pool without places in the stead of none, nor who decided a holiday."""
    order = list(KINDS)
    told = [each for each in differences if _kind(each) in KINDS and {each.before, each.after} - NOTHING]
    return sorted(told, key=lambda each: (each.what.rpartition(" ")[0], order.index(_kind(each))))


def notes(differences: Sequence[Difference]) -> tuple[str, str]:
    """Return what was there before a change and after it, without the date, which the order names."""
    told = meant(differences)
    before = ", ".join(f"{_label(each)} {each.before or '–'}" for each in told)
    after = ", ".join(f"{_label(each)} {each.after or '–'}" for each in told)
    return _cut(before), _cut(after)


def _kind(difference: Difference) -> str:
    return difference.what.rpartition(" ")[2]


def _label(difference: Difference) -> str:
    *where, kind = difference.what.split()
    named = [WEEKDAY_NAMES[int(where[1]) - 1], *where[2:]] if where[:1] == ["weekday"] else where[1:]
    return " ".join((*named, KINDS[kind]))


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
