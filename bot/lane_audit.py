"""Re-computes from what happened that everybody was called in their turn, once, and that no number is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from bot.calling_rules import Place, Turns, next_kind
from bot.lanes import LobbyRules
from bot.offices import Office
from bot.store.visit_events import FIRST, VisitEvent, VisitEvents
from bot.visit_values import Kind

_ENTERS = frozenset(("waiting", "skipped", "transferred"))
_KINDS: tuple[Kind, ...] = ("priority", "regular")


async def audit_lanes(events: VisitEvents, office: Office) -> Sequence[str]:
    """Return what was not in order, a sentence each, in the days that the office's stream tells from their start.

    Around midnight the events of two days may take turns: the clocks of the processes are not the same.
    """
    found: list[str] = []
    days: dict[str, list[VisitEvent]] = {}
    cursor, following = "", FIRST
    while cursor != following:
        cursor = following
        chunk, following = await events.since(office, cursor)
        for event in chunk:
            days.setdefault(event.day, []).append(event)
    if days and await events.is_trimmed(office):
        last = _place(days[next(iter(days))][-1])  # what came before may be lost, also of a day that had begun by then
        days = {day: happened for day, happened in days.items() if day > min(days) and _place(happened[0]) > last}
    for happened in days.values():
        found += [f"{office.code} {fault}" for fault in faults(happened)]
    return found


def faults(events: Iterable[VisitEvent]) -> Iterator[str]:
    """Yield what was not in order in one day's events."""
    day, given = _Day(), defaultdict[str, set[int]](set)
    for event in events:
        if event.number != "-":
            given[event.number[:1]].add(int(event.number[1:]))
        if event.what == "called":
            yield from day.call(event)
        elif event.what in _ENTERS:
            yield from day.enter(event)
        elif event.what == "withdrawn":
            day.leave(event)
    for prefix, counts in sorted(given.items()):
        missing = sorted(set(range(1, max(counts) + 1)) - counts)
        yield from (f"number {prefix}{count:03} was never given" for count in missing)


class _Day:
    """Who waits where, and whose turn it is at each desk, as far as the events have been read."""

    def __init__(self) -> None:
        self._lines: defaultdict[tuple[str, str], dict[str, Place]] = defaultdict(dict)
        self._turns: defaultdict[str, Turns] = defaultdict(Turns)

    def enter(self, event: VisitEvent) -> Iterator[str]:
        """Let a ticket wait."""
        if any(event.number in line for line in self._lines.values()):
            yield f"{event.day}: {event.number} waits twice"
        self._lines[event.line, event.kind][event.number] = Place(event.order_ms, event.number, event.arrived_ms)

    def leave(self, event: VisitEvent) -> bool:
        """Take a ticket out of its line; tell whether it was there."""
        return self._lines[event.line, event.kind].pop(event.number, None) is not None

    def call(self, event: VisitEvent) -> Iterator[str]:
        """Compare a call with whose turn it was."""
        rules, lines = _rule(event.rule)
        firsts = {kind: place for kind in _KINDS if (place := self._first(lines, kind)) is not None}
        if firsts:
            kind = next_kind(self._turns[event.desk], firsts, rules, now_ms=event.at_ms)
            if firsts[kind].number != event.number:
                yield f"{event.day}: {event.desk} called {event.number}, but {firsts[kind].number} was first"
        if not self.leave(event):
            yield f"{event.day}: {event.desk} called {event.number}, who did not wait there"
        if event.kind != "-":
            self._turns[event.desk] = self._turns[event.desk].after(event.kind)

    def _first(self, lines: Sequence[str], kind: Kind) -> Place | None:
        heads = [min(line.values()) for each in lines if (line := self._lines[each, kind])]
        return min(heads, key=lambda place: place.order_ms, default=None)  # of equals, the first line's


def _place(event: VisitEvent) -> tuple[int, ...]:
    return tuple(map(int, event.id.split("-")))


def _rule(text: str) -> tuple[LobbyRules, Sequence[str]]:
    priority, regular, ageing_ms, lines = text.split(";")
    rules = LobbyRules(priority_in_a_row=int(priority), regular_in_a_row=int(regular))
    return replace(rules, ageing_minutes=int(ageing_ms) // 60_000), lines.split(",")
