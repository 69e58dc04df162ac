"""An office's lines as a plain model: lists and dicts, no store."""

from __future__ import annotations

from bot.lanes import Desk, LobbyRules


class LaneModel:
    """Tickets in lines, in the order in which they are called; nobody arrives in the same millisecond as another."""

    def __init__(self, rules: LobbyRules, *, now_ms: int) -> None:
        self.now_ms = now_ms
        self.lines: dict[tuple[str, bool], list[str]] = {}
        self.state: dict[str, str] = {}
        self._rules = rules
        self._arrived: dict[str, int] = {}
        self._order: dict[str, float] = {}
        self._calls: dict[str, int] = {}
        self._from: dict[str, tuple[str, bool]] = {}
        self._before: dict[str, str] = {}
        self._turns: dict[str, tuple[bool | None, int]] = {}
        self._paused: set[str] = set()
        self._given: dict[str, int] = {}

    def take(self, lane: str, prefix: str, *, is_priority: bool) -> str:
        """Give the next number of a lane, which waits at its end."""
        self._given[lane] = self._given.get(lane, 0) + 1
        number = f"{prefix}{self._given[lane]:03}"
        self._arrived[number], self._calls[number], self.state[number] = self.now_ms, 0, "waiting"
        self._enter((lane, is_priority), number, self.now_ms)
        return number

    def call(self, desk: Desk) -> str:
        """Call the next person to a desk."""
        if desk.id in self._before:
            return f"BUSY {self._before[desk.id]}"
        if desk.id in self._paused:
            return "PAUSED"
        firsts = {kind: line for kind in (True, False) if (line := self._earliest(desk, kind)) is not None}
        if not firsts:
            return "EMPTY"
        kind = self._turn(desk, firsts)
        number = self.lines[firsts[kind]].pop(0)
        self._from[number], self._before[desk.id], self.state[number] = firsts[kind], number, "called"
        self._calls[number] += 1
        last, run = self._turns.get(desk.id, (None, 0))
        self._turns[desk.id] = (kind, run + 1 if last == kind else 1)
        return f"OK {number}"

    def before(self, desk: Desk) -> str:
        """Return who is before a desk, "" for nobody."""
        return self._before.get(desk.id, "")

    def leave(self, desk: Desk, how: str, *, meant: str = "", to: str = "") -> str:
        """Let the person before a desk go, if it is who is meant: recall, serve, finish, skip, no_show or transfer."""
        number = self._before.get(desk.id)
        if meant not in ("", number):
            return "GONE"
        if number is None or (how in ("recall", "skip", "no_show") and self.state[number] != "called"):
            return "NOBODY"
        if how == "no_show" and self._calls[number] < self._rules.calls_until_no_show:
            return f"EARLY {number}"
        getattr(self, f"_{how}")(number, to)
        if how not in ("recall", "serve"):
            del self._before[desk.id]
        return f"OK {number}"

    def pause(self, desk: Desk) -> None:
        """Let a desk pause, or go on when it does."""
        self._paused ^= {desk.id}

    def _recall(self, number: str, to: str) -> None:
        self._calls[number] += 1

    def _serve(self, number: str, to: str) -> None:
        self.state[number] = "serving"

    def _finish(self, number: str, to: str) -> None:
        self.state[number] = "done"

    def _no_show(self, number: str, to: str) -> None:
        self.state[number] = "no_show"

    def _skip(self, number: str, to: str) -> None:
        if self._calls[number] >= self._rules.calls_until_no_show and self._order[number] != self._arrived[number]:
            self.state[number] = "no_show"
            return
        line = self.lines[self._from[number]]
        ahead = [self._order[each] for each in line[: self._rules.skip_distance + 1]]
        order = self._order[number] + 1
        if len(ahead) > self._rules.skip_distance:
            order = (ahead[-2] + ahead[-1]) / 2
        elif ahead:
            order = ahead[-1] + 1
        self._enter(self._from[number], number, order)

    def _transfer(self, number: str, to: str) -> None:
        self._enter((to, self._from[number][1]), number, self._arrived[number])

    def _enter(self, where: tuple[str, bool], number: str, order: float) -> None:
        self.state[number], self._order[number] = "waiting", order
        line = self.lines.setdefault(where, [])
        line.append(number)
        line.sort(key=lambda each: (self._order[each], each))

    def _earliest(self, desk: Desk, kind: bool) -> tuple[str, bool] | None:
        lines = [(line, kind) for line in (desk.own_lane, *desk.lanes) if self.lines.get((line, kind))]
        return min(lines, key=lambda line: self._order[self.lines[line][0]], default=None)

    def _turn(self, desk: Desk, firsts: dict[bool, tuple[str, bool]]) -> bool:
        last, run = self._turns.get(desk.id, (None, 0))
        if len(firsts) == 1:
            return next(iter(firsts))
        if last is None:
            return True
        waited_ms = self.now_ms - self._arrived[self.lines[firsts[not last]][0]]
        most = self._rules.priority_in_a_row if last else self._rules.regular_in_a_row
        if waited_ms >= self._rules.ageing_minutes * 60_000:
            most = 1
        return last if run < most else not last
