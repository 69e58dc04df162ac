"""The order in which people are called (LobbyRules), as it is checked afterwards and told to who waits. Pure.

`bot/store/lua/calling.lua` is what calls; this says the same in other words, and the tests hold both to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from bot.lanes import LobbyRules
from bot.visit_values import Kind


class Place(Struct, frozen=True, order=True):
    """Where somebody stands: by `order_ms`, then by number. `arrived_ms` is since when they wait."""

    order_ms: float
    number: str
    arrived_ms: int


class Turns(Struct, frozen=True):
    """How many of one kind a desk has called one after the other; no kind: none at all yet."""

    kind: Kind | None = None
    in_a_row: int = 0

    def after(self, kind: Kind) -> Turns:
        """Return the turns after one more call."""
        return Turns(kind, self.in_a_row + 1 if kind == self.kind else 1)


NO_TURNS = Turns()


def next_kind(turns: Turns, firsts: Mapping[Kind, Place], rules: LobbyRules, *, now_ms: int) -> Kind:
    """Return whose turn it is when the first of one kind or of both waits."""
    if len(firsts) == 1:
        return next(iter(firsts))
    if turns.kind is None:
        return "priority"
    other: Kind = "regular" if turns.kind == "priority" else "priority"
    is_aged = now_ms - firsts[other].arrived_ms >= rules.ageing_minutes * 60_000
    most = rules.priority_in_a_row if turns.kind == "priority" else rules.regular_in_a_row
    return other if turns.in_a_row >= (1 if is_aged else most) else turns.kind


def in_order(
    priority: Iterable[Place], regular: Iterable[Place], rules: LobbyRules, *, now_ms: int, turns: Turns = NO_TURNS
) -> Iterator[Place]:
    """Yield those of a line as one desk would call them, which has had these turns; left out: that begins now."""
    waiting: dict[Kind, deque[Place]] = {"priority": deque(sorted(priority)), "regular": deque(sorted(regular))}
    while firsts := {kind: line[0] for kind, line in waiting.items() if line}:
        kind = next_kind(turns, firsts, rules, now_ms=now_ms)
        turns = turns.after(kind)
        yield waiting[kind].popleft()


def people_before(
    number: str, priority: Iterable[Place], regular: Iterable[Place], rules: LobbyRules, *, now_ms: int
) -> int:
    """Return how many of a line are called before a ticket."""
    for before, place in enumerate(in_order(priority, regular, rules, now_ms=now_ms)):
        if place.number == number:
            return before
    return 0
