"""The order in which people are called (LobbyRules), as it is checked afterwards and told to who waits. Pure.

`bot/store/lua/calling.lua` is what calls; this says the same in other words, and the tests hold both to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from bot.lanes import Desk, LobbyRules
from bot.visit_values import KINDS, DeskAtWork, Kind

AWAY_MS = 60 * 60_000
"""A desk that has done nothing for so long is not counted on."""


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


class Caller(Struct, frozen=True):
    """A desk that calls from some lines, by the turns that it has had."""

    lines: Sequence[str]
    turns: Turns = NO_TURNS


Waiting = Mapping[tuple[str, Kind], Sequence[Place]]
"""Who waits: by line (a lane's id, or "@<desk>") and kind."""


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


def in_turn(callers: Sequence[Caller], waiting: Waiting, rules: LobbyRules, *, now_ms: int) -> Iterator[Place]:
    """Yield who waits as some desks would call them, one desk after the other and the first again after the last."""
    lines = {line: deque(sorted(places)) for line, places in waiting.items()}
    desks, in_vain = deque(callers), 0
    while in_vain < len(desks):
        desk, in_vain = desks.popleft(), in_vain + 1
        if heads := _heads(desk, lines):
            firsts = {kind: lines[line, kind][0] for kind, line in heads.items()}
            kind = next_kind(desk.turns, firsts, rules, now_ms=now_ms)
            yield lines[heads[kind], kind].popleft()
            desk, in_vain = Caller(desk.lines, desk.turns.after(kind)), 0
        desks.append(desk)


def callers_of(line: str, desks: Sequence[Desk], at_work: Sequence[DeskAtWork], *, now_ms: int) -> Sequence[Caller]:
    """Return the desks that call from a line, the next one first: those that are free, then who has called longest ago.

    A desk that pauses or that nobody works at calls only if there is no other.
    """
    works = {work.id: work for work in at_work}
    pairs = [(works[desk.id], (desk.own_lane, *desk.lanes)) for desk in desks if line in (desk.own_lane, *desk.lanes)]
    calling = [pair for pair in pairs if not pair[0].paused and pair[0].seen_ms > now_ms - AWAY_MS] or pairs
    calling.sort(key=lambda pair: (bool(pair[0].ticket), pair[0].seen_ms))
    callers = [Caller(lines, Turns(work.last_kind or None, work.in_a_row)) for work, lines in calling]
    return callers or [Caller((line,))]


def _heads(desk: Caller, lines: Mapping[tuple[str, Kind], deque[Place]]) -> Mapping[Kind, str]:
    """Return in which of a desk's lines the first of each kind stands; of equals it is the first line."""
    heads: dict[Kind, str] = {}
    for kind in KINDS:
        standing = [line for line in desk.lines if lines.get((line, kind))]
        if standing:
            heads[kind] = min(standing, key=lambda line: lines[line, kind][0].order_ms)
    return heads
