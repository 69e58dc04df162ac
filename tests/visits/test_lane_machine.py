"""Whatever desks do in whatever order, twice or late, the store calls whom the plain model calls."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any, ClassVar, TypeVar

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from msgspec.structs import replace
from redis.exceptions import ResponseError

from bot.lane_audit import audit_lanes
from bot.lanes import Desk
from bot.store.calling import DeskAnswer, DeskOutcome
from bot.store.client import open_client
from bot.store.library import Library, antrian_library, assemble, lua_sources
from bot.store.operations import Operation, Stamp
from bot.store.tickets import Taken, Tickets
from tests.store.audits import immortals
from tests.visits.front import Front, office_with_fees
from tests.visits.lane_model import LaneModel

SOAK = os.environ.get("ANTRIAN_SOAK") == "1"
PROFILE = settings(
    max_examples=5_000 if SOAK else 60, stateful_step_count=40, deadline=None, derandomize=not SOAK, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
DESKS = (
    Desk(id="both", name="CS 1", lanes=("priority", "cs")),
    Desk(id="cs", name="CS 2", lanes=("cs",)),
    Desk(id="counter", name="Loket 1", lanes=("counter", "cs")),
)
OFFICE = replace(office_with_fees(), desks=DESKS)
LANES = {lane.id: lane for lane in OFFICE.lanes}
WHOM = st.sampled_from(["anybody", "who is there", "who is there", "another"])
T = TypeVar("T")


class Opened:
    """The real server for synchronous code."""

    def __init__(self, url: str, library: Library) -> None:
        self._runner, self._stack = asyncio.Runner(), AsyncExitStack()
        self.client = self.run(self._stack.enter_async_context(open_client(url, library=library)))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for something."""
        return self._runner.run(work)

    def close(self) -> None:
        """End the connection and the loop."""
        self._runner.run(self._stack.aclose())
        self._runner.close()


class LaneMachine(RuleBasedStateMachine):
    """Three desks with lanes in common; each answer of the store is compared with the model's."""

    opened: ClassVar[Opened]

    def __init__(self) -> None:
        super().__init__()
        self.opened.run(self._emptied())
        self._front = Front(self.opened.client, OFFICE)
        self._tickets = Tickets(self.opened.client)
        self._model = LaneModel(OFFICE.lobby, now_ms=self._front.now_ms)
        self._operations = 0
        self._last: tuple[Callable[[Stamp], Coroutine[Any, Any, DeskAnswer]], Stamp, str] | None = None

    @rule(lane=st.sampled_from(["cs", "cs", "priority", "counter"]), is_priority=st.booleans(), count=st.integers(1, 4))
    def take(self, lane: str, is_priority: bool, count: int) -> None:
        kind = is_priority or lane == "priority"
        for _ in range(count):
            stamp, code = self._stamp(), f"CBN{self._operations:08}"
            taken = self.opened.run(
                self._tickets.take(OFFICE, code, LANES[lane], stamp, station="cs", has_priority=kind, prints=False)
            )
            assert isinstance(taken, Taken)
            assert self._model.take(lane, LANES[lane].prefix, is_priority=kind) == taken.ticket.number

    @rule(desk=st.sampled_from(DESKS))
    def call(self, desk: Desk) -> None:
        self._perform(lambda stamp: self._front.desks.call_next(OFFICE, desk, stamp), self._model.call(desk))

    @rule(desk=st.sampled_from(DESKS), count=st.integers(2, 4))
    def work_off(self, desk: Desk, count: int) -> None:
        for _ in range(count):
            self.call(desk)
            self.leave(desk, "finish")

    @rule(desk=st.sampled_from(DESKS), calls=st.integers(0, 3), how=st.sampled_from(["skip", "skip", "no_show"]))
    def call_in_vain(self, desk: Desk, calls: int, how: str) -> None:
        self.call(desk)
        for _ in range(calls):
            self.leave(desk, "recall")
        self.leave(desk, how)

    @rule(desk=st.sampled_from(DESKS), to=st.sampled_from(["cs", "counter"]))
    def send_on(self, desk: Desk, to: str) -> None:
        self.call(desk)
        self.transfer(desk, to)

    @rule(
        desk=st.sampled_from(DESKS), how=st.sampled_from(["recall", "serve", "finish", "skip", "skip", "no_show"]),
        whom=WHOM,
    )  # fmt: skip
    def leave(self, desk: Desk, how: str, whom: str = "anybody") -> None:
        step, meant = getattr(self._front.desks, how), self._meant(desk, whom)
        self._perform(lambda stamp: step(OFFICE, desk, stamp, number=meant), self._model.leave(desk, how, meant=meant))

    @rule(desk=st.sampled_from(DESKS), to=st.sampled_from(["cs", "counter", "@both", "@cs"]), whom=WHOM)
    def transfer(self, desk: Desk, to: str, whom: str = "anybody") -> None:
        options = {"lane": "cs", "to_desk": to[1:]} if to.startswith("@") else {"lane": to}
        meant = self._meant(desk, whom)
        self._perform(
            lambda stamp: self._front.desks.transfer(OFFICE, desk, stamp, number=meant, **options),
            self._model.leave(desk, "transfer", meant=meant, to=to),
        )

    @rule(desk=st.sampled_from(DESKS))
    def pause(self, desk: Desk) -> None:
        is_paused = any(each.id == desk.id and each.paused for each in self._at_work())
        self._model.pause(desk)
        if is_paused:
            self.opened.run(self._front.desks.resume(OFFICE, desk, self._stamp()))
        else:
            self.opened.run(self._front.desks.pause(OFFICE, desk, self._stamp(), reason="salat"))
        assert is_paused != any(each.id == desk.id and each.paused for each in self._at_work())

    @precondition(lambda self: self._last is not None)
    @rule()
    def again(self) -> None:
        assert self._last is not None
        step, stamp, number = self._last
        answer = self.opened.run(step(stamp))
        assert (DeskOutcome.OK, number) == (answer.outcome, answer.ticket.number if answer.ticket else "")

    @rule(minutes=st.sampled_from([1, 20, 50]))
    def wait(self, minutes: int) -> None:
        self._front.wait(minutes=minutes)
        self._model.now_ms = self._front.now_ms

    def teardown(self) -> None:
        """Compare everything, and audit the whole day."""
        found = self.opened.run(self._tickets.of_day(OFFICE, OFFICE.local(self._front.now_ms).date()))
        assert self._model.state == {ticket.number: ticket.state for ticket in found}
        lines = {where: line for where, line in self._model.lines.items() if line}
        assert lines == self.opened.run(self._lines(set(lines)))
        assert [] == self.opened.run(audit_lanes(self._front.events, OFFICE))
        assert [] == list(self.opened.run(immortals(self.opened.client)))

    def _perform(self, step: Callable[[Stamp], Coroutine[Any, Any, DeskAnswer]], expected: str) -> None:
        stamp = self._stamp()
        answer = self.opened.run(step(stamp))
        number = f" {answer.ticket.number}" if answer.ticket else ""
        assert expected == answer.outcome.value + number
        if answer.outcome is DeskOutcome.OK:
            self._last = step, stamp, number.strip()

    def _meant(self, desk: Desk, whom: str) -> str:
        """Return the number that an officer sees: who is there, another one, or none at all."""
        there = self._model.before(desk)
        others = [number for number in self._model.state if number != there]
        return {"anybody": "", "who is there": there, "another": others[-1] if others else "A999"}[whom]

    def _stamp(self) -> Stamp:
        """Return the next operation, a second after the last one."""
        self._operations += 1
        self._front.now_ms += 1000
        self._model.now_ms = self._front.now_ms
        return Stamp(operation=Operation("machine", self._operations), now_ms=self._front.now_ms)

    def _at_work(self) -> Any:
        return self.opened.run(self._front.desks.at_work(OFFICE, now_ms=self._front.now_ms))

    async def _lines(self, wanted: set[tuple[str, bool]]) -> dict[tuple[str, bool], list[str]]:
        found = await self._tickets.waiting(OFFICE, {line for line, _ in wanted}, now_ms=self._front.now_ms)
        return {
            (line, is_priority): [number for number, _ in found[line, "priority" if is_priority else "regular"]]
            for line, is_priority in wanted
        }

    async def _emptied(self) -> None:
        await self.opened.client.execute("FLUSHALL")


@contextmanager
def machine_on(url: str, library: Library) -> Iterator[type[LaneMachine]]:
    """Give a machine on a server with a function library."""
    opened = Opened(url, library)
    try:
        yield type("LaneMachineOnServer", (LaneMachine,), {"opened": opened})
    finally:
        opened.close()


@pytest.mark.timeout(0 if SOAK else 60)
def test_the_store_calls_whom_the_model_calls(valkey: str) -> None:
    """Calls, recalls, skips, transfers, pauses and repeats end as in the plain model, and the audit agrees."""
    with machine_on(valkey, antrian_library()) as machine:
        run_state_machine_as_test(machine, settings=PROFILE)


MUTATIONS = {
    "a called person stays in line": (
        "calling.lua",
        "  redis.call('ZREM', firsts[kind].line_key, ticket.number)\n",
        "",
    ),
    "the turns are not counted": ("calling.lua", "desk.kind == kind and desk.run + 1 or 1", "1"),
    "nobody ages": ("calling.lua", "waited[other] >= ageing and 1 or ", ""),
    "a busy desk calls": ("calling.lua", "if desk.ticket ~= ''", "if false"),
    "a paused desk calls": ("calling.lua", "if desk.paused ~= ''", "if false"),
    "the last lane comes first": ("calling.lua", "tonumber(head[2]) < tonumber(first.order)", "true"),
    "skipped one too far": ("leaving.lua", "math.min(#ahead / 2, distance)", "math.min(#ahead / 2, distance + 1)"),
    "a transfer loses the arrival": ("leaving.lua", "args[6], args[7], ticket.arrived", "args[6], args[7], visit.now"),
    "a no-show a call early": ("leaving.lua", "ticket.calls >= ", "ticket.calls + 1 >= "),
    "a step is forgotten": (
        "_tickets.lua",
        "  redis.call('SET', step_key, visit.date .. ' ' .. number, 'PXAT', visit.ends)\n",
        "",
    ),
    "whoever is there is meant": ("_tickets.lua", "meant ~= '' and meant ~= desk.ticket", "false"),
    "a number is left out": ("tickets.lua", "'#' .. lane, 1)", "'#' .. lane, 2)"),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS)
def test_machine_notices(valkey: str, mutation: tuple[str, str, str]) -> None:
    """A fault in the store's functions is found: the machine is able to fail."""
    file, old, new = mutation
    sources = lua_sources()
    assert 1 == sources[file].count(old)
    library = assemble({**sources, file: sources[file].replace(old, new)})
    profile = settings(PROFILE, phases=[Phase.generate], max_examples=400, report_multiple_bugs=False)
    with machine_on(valkey, library) as machine, pytest.raises((AssertionError, ResponseError)):
        run_state_machine_as_test(machine, settings=profile)
