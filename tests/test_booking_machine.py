"""A state machine: whatever is done to an office in whatever order, the store agrees with the plain model."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import date
from typing import Any, ClassVar, TypeVar

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from redis.exceptions import ResponseError

from bot.errors import LeaseLost
from bot.store.client import open_client
from bot.store.library import Library, antrian_library, assemble, lua_sources
from bot.store.operations import Operation
from bot.store.places import Candidate, Places, Step
from tests.office_model import HOLD_MS, STALE, TRIES, Answer, OfficeModel
from tests.offices import MONDAY, NOW_MS, TUESDAY, erase_at_ms, office_of_tests
from tests.requests import APPROVAL, WRONG_APPROVAL
from tests.store.audits import immortals, miscounts

SOAK = os.environ.get("ANTRIAN_SOAK") == "1"
PROFILE = settings(
    max_examples=10_000 if SOAK else 200,
    stateful_step_count=50,
    deadline=None,
    derandomize=not SOAK,
    database=None,
    suppress_health_check=list(HealthCheck),
)

OFFICE = office_of_tests()
LIMITS = {("08:00", "regular"): 2, ("08:00", "priority"): 1, ("10:00", "regular"): 1, ("10:00", "priority"): 1}
DAYS = st.sampled_from([MONDAY, TUESDAY])
CHATS = st.sampled_from(["budi", "siti"])
CODES = st.sampled_from(["AAAA", "BBBB", "CCCC", "DDDD", "EEEE", "FFFF", "GGGG"])
WISHES = st.lists(
    st.sampled_from([Candidate(*place, limit) for place, limit in LIMITS.items()]), min_size=1, max_size=4
)
DELAYS_MS = st.sampled_from([0, 1, 70, 150])
PICKS = st.integers(0, 30)
APPROVALS = st.sampled_from([APPROVAL, "", WRONG_APPROVAL, WRONG_APPROVAL, WRONG_APPROVAL])

T = TypeVar("T")
Perform = Callable[[int], None]
"""Does an operation under a number, and compares the answers."""


class Store:
    """The real server for synchronous code; each example starts on an empty one."""

    def __init__(self, url: str, library: Library) -> None:
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self.client = self.run(self._stack.enter_async_context(open_client(url, library=library)))
        self.places = Places(self.client)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for something."""
        return self._runner.run(work)

    def ask(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """Wait for the answer to an operation."""
        try:
            return self.run(work)
        except LeaseLost:
            return STALE

    def audit(self) -> list[str]:
        """Return what a recount finds, and the keys without a lifetime."""

        async def found() -> list[str]:
            return [*await miscounts(self.client), *await immortals(self.client)]

        return self.run(found())

    def empty(self) -> None:
        """Forget everything."""

        async def flush() -> None:
            await self.client.execute("FLUSHALL")

        self.run(flush())

    def close(self) -> None:
        """End the connection and the loop."""
        self.run(self._stack.aclose())
        self._runner.close()


class BookingMachine(RuleBasedStateMachine):
    """Two chats, two dates, two sessions, two pools; every answer of the store is compared with the model's."""

    store: ClassVar[Store]

    def __init__(self) -> None:
        super().__init__()
        self.store.empty()
        self._model = OfficeModel(now_ms=NOW_MS)
        self._done: dict[str, list[Perform]] = {}

    @rule(chat=CHATS, day=DAYS, code=CODES, wishes=WISHES)
    def hold(self, chat: str, day: date, code: str, wishes: list[Candidate]) -> None:
        def perform(number: int) -> None:
            expected = self._model.hold((chat, number), day, code, wishes)
            work = self.store.places.hold(
                self._step(chat, number, day, code),
                candidates=wishes,
                until_ms=self._model.now_ms + HOLD_MS,
                approval=APPROVAL,
                tries=TRIES,
                sealed=b"sealed",
                erase_at_ms=erase_at_ms(OFFICE, day),
            )
            assert expected == self.store.ask(work)

        self._do(chat, perform)

    @rule(pick=PICKS, is_elsewhere=st.sampled_from([False, False, False, True]), approval=APPROVALS)
    def confirm(self, pick: int, is_elsewhere: bool, approval: str) -> None:
        day, code = self._picked("held", pick)
        place = self._model.bookings.get((day, code))
        chat = place.held_by[0] if place else "siti"
        if is_elsewhere:
            chat = "siti" if chat == "budi" else "budi"

        def perform(number: int) -> None:
            is_right = approval != WRONG_APPROVAL
            expected = self._model.confirm((chat, number), day, code, is_right=is_right)
            step = self._step(chat, number, day, code)
            assert expected == self.store.ask(self.store.places.confirm(step, approval=approval))

        self._do(chat, perform)

    @rule(chat=CHATS, day=DAYS, code=CODES, wishes=WISHES)
    def book(self, chat: str, day: date, code: str, wishes: list[Candidate]) -> None:
        """Most of what happens in an office happens to what is booked."""
        self.hold(chat, day, code, wishes)
        self.confirm(-1, is_elsewhere=False, approval=APPROVAL)

    @rule(chat=CHATS, state=st.sampled_from(["held", "booked"]), pick=PICKS, after_ms=DELAYS_MS)
    def cancel(self, chat: str, state: str, pick: int, after_ms: int) -> None:
        day, code = self._picked(state, pick)

        def perform(number: int) -> None:
            expected = self._model.cancel((chat, number), day, code, after_ms=after_ms)
            step, at_ms = self._step(chat, number, day, code), self._model.now_ms + after_ms
            assert expected == self.store.ask(self.store.places.cancel(step, return_at_ms=at_ms))

        self._do(chat, perform)

    @rule(chat=CHATS, day=DAYS, code=CODES, wishes=WISHES, after_ms=DELAYS_MS)
    def book_and_cancel(self, chat: str, day: date, code: str, wishes: list[Candidate], after_ms: int) -> None:
        """A late process still handles the approval when the cancellation is done."""
        self.book(chat, day, code, wishes)
        self.cancel(chat, "booked", pick=-1, after_ms=after_ms)
        self.repeat(chat, back=2)

    @rule(chat=CHATS, day=DAYS, code=CODES, to=DAYS, wishes=WISHES, back=st.sampled_from([1, 2, 3]))
    def book_and_move(self, chat: str, day: date, code: str, to: date, wishes: list[Candidate], back: int) -> None:
        """A late process still handles the hold, the approval or the move."""
        self.book(chat, day, code, wishes)
        self.move(chat, -1, to, wishes[::-1], after_ms=1)
        self.repeat(chat, back)

    @rule(chat=CHATS, pick=PICKS, to=DAYS, wishes=WISHES, after_ms=DELAYS_MS)
    def move(self, chat: str, pick: int, to: date, wishes: list[Candidate], after_ms: int) -> None:
        day, code = self._picked("booked", pick)

        def perform(number: int) -> None:
            expected = self._model.move((chat, number), day, code, to, wishes, after_ms=after_ms)
            work = self.store.places.move(
                self._step(chat, number, day, code),
                to=to,
                candidates=wishes,
                return_at_ms=self._model.now_ms + after_ms,
                erase_at_ms=erase_at_ms(OFFICE, to),
            )
            assert expected == self.store.ask(work)

        self._do(chat, perform)

    @rule(chat=CHATS, back=st.sampled_from([1, 1, 1, 2, 3]))
    def repeat(self, chat: str, back: int) -> None:
        """A process takes over from a dead one, or a late one comes back."""
        done = self._done.get(chat, [])
        if len(done) >= back:
            done[-back](len(done) - back + 1)

    @rule(ms=st.integers(1, 60))
    def wait(self, ms: int) -> None:
        self._model.wait(ms)

    @precondition(lambda self: self._model.instants())
    @rule(early_ms=st.sampled_from([0, 1]))
    def wait_for_the_next_return(self, early_ms: int) -> None:
        """The millisecond at which a place comes back, and the one before."""
        self._model.wait(max(0, self._model.instants()[0] - self._model.now_ms - early_ms))

    @rule()
    def look(self) -> None:
        days = (MONDAY, TUESDAY)
        expected = [{place: self._model.taken(day, *place) for place in LIMITS} for day in days]
        work = self.store.places.taken(OFFICE, days, list(LIMITS), now_ms=self._model.now_ms)
        assert expected == self.store.run(work)

    @rule(day=DAYS, code=CODES)
    def read(self, day: date, code: str) -> None:
        row = self.store.run(self.store.places.row(OFFICE.code, day, code, now_ms=self._model.now_ms))
        place = self._model.bookings.get((day, code))
        expected = place and (place.state, place.session, place.pool, place.held_by)
        is_here = row and row.state != "moved"
        assert expected == (row and (row.state, row.session, row.pool, (row.chat, row.number)) if is_here else None)

    def teardown(self) -> None:
        """Compare everything, and recount."""
        for day, code in list(self._model.bookings):
            self.read(day, code)
        self.look()
        assert [] == self.store.audit()

    def _picked(self, state: str, pick: int) -> tuple[date, str]:
        """Choose a booking in that state, if there is one; now and then another one, or none at all."""
        fitting = [key for key, place in self._model.bookings.items() if place.state == state]
        if fitting and pick % 10:
            return fitting[pick % len(fitting)]
        known = [*self._model.bookings, (TUESDAY, "NONE")]
        return known[pick % len(known)]

    def _do(self, chat: str, perform: Perform) -> None:
        done = self._done.setdefault(chat, [])
        done.append(perform)
        perform(len(done))

    def _step(self, chat: str, number: int, day: date, code: str) -> Step:
        return Step(office=OFFICE, day=day, code=code, operation=Operation(chat, number), now_ms=self._model.now_ms)


@contextmanager
def machine_on(url: str, library: Library) -> Iterator[type[BookingMachine]]:
    """Give a machine on a connection of its own."""

    class Machine(BookingMachine):
        store = Store(url, library)

    try:
        yield Machine
    finally:
        Machine.store.close()


@pytest.mark.timeout(0 if SOAK else 120)
def test_store_agrees_with_the_model(valkey: str) -> None:
    """Holds, approvals, cancellations, moves, deadlines, returns and repeats end as in the plain model."""
    with machine_on(valkey, antrian_library()) as machine:
        run_state_machine_as_test(machine, settings=PROFILE)


MUTATIONS = {
    "a held place is not counted": ("places.lua", "  count_place(day_key, session, pool, 1)\n", ""),
    "one too many": ("_places.lua", "if taken < tonumber(", "if taken <= tonumber("),
    "a lapsed place is not given back": ("_places.lua", "  count_place(day_key, row.session, row.pool, -1)\n", ""),
    "a returned place is not given back": ("_places.lua", "      count_place(day_key, session, pool, -1)\n", ""),
    "deadline a millisecond late": ("_places.lua", "back_key, '-inf', now,", "back_key, '-inf', '(' .. now,"),
    "a reader sees what has run out": ("looking.lua", "tonumber(kept.ends) <= tonumber(args[2])", "false"),
    "a hold that is handled again takes a second place": (
        "places.lua",
        "row.chat == chat and row.at == operation",
        "nil",
    ),
    "an approval that is handled again is a new one": (
        "places.lua",
        "  if row.last == signed then return confirmed_before(row) end\n",
        "",
    ),
    "a cancellation that is handled again is a new one": (
        "places.lua",
        "  if row.state == 'cancelled' and row.last == signed then return { 'OK' } end\n",
        "",
    ),
    "a move that is handled again is a new one": (
        "moving.lua",
        "there.last == signature(there, chat, operation)",
        "false",
    ),
    "an overtaken operation runs": ("_places.lua", "> operation - row.at", "> math.huge"),
    "a hold brings a moved booking back": ("places.lua", "  if is_own and row.state == 'moved'", "  if false"),
    "a code is given twice": (
        "places.lua",
        "  if row and row.state ~= 'moved' then return { 'CODE_TAKEN' }",
        "  if false then return { 'CODE_TAKEN' }",
    ),
    "any chat may approve": ("places.lua", "row.chat ~= chat", "false"),
    "tries cost nothing": ("places.lua", "    row.tries = row.tries - 1\n", ""),
    "a wrong code ends the hold late": ("places.lua", "row.tries <= 0", "row.tries < 0"),
    "a booked place lapses": (
        "places.lua",
        "  redis.call('ZREM', back_key, code)\n  note(ledger, 'booked'",
        "  note(ledger, 'booked'",
    ),
    "a cancelled place never comes back": (
        "places.lua",
        "  give_up(day_key, back_key, row, code, chat .. ':' .. operation, args[7])\n",
        "",
    ),
    "a list without a lifetime": ("_places.lua", "  redis.call('PEXPIREAT', back_key,", "  return ("),
    "a moved booking stays": (
        "moving.lua",
        "  if old_day ~= new_day then leave_trace(old_day, code, row, args[7]) end\n",
        "",
    ),
    "a moved booking is not counted": ("moving.lua", "  count_place(new_day, session, pool, 1)\n", ""),
    "a moved booking keeps its old place": (
        "moving.lua",
        "  give_up(old_day, old_back, row, code, chat .. ':' .. operation, args[8])\n",
        "",
    ),
    "a move to where one is": ("moving.lua", "if old_day == new_day and offers", "if false and offers"),
    "a move overwrites": ("moving.lua", "if old_day ~= new_day and there", "if false and there"),
    "a held booking moves": ("moving.lua", "if row.state ~= 'booked'", "if row.state == 'lapsed'"),
}


def mutated(file: str, old: str, new: str) -> Library:
    """Return the function library with a fault in it."""
    sources = lua_sources()
    assert 1 == sources[file].count(old)
    return assemble({**sources, file: sources[file].replace(old, new)})


@pytest.mark.timeout(60)
@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS)
def test_machine_notices(valkey: str, mutation: tuple[str, str, str]) -> None:
    """A fault in the store's functions is found: the machine is able to fail."""
    profile = settings(PROFILE, phases=[Phase.generate], max_examples=400, report_multiple_bugs=False)
    with machine_on(valkey, mutated(*mutation)) as machine:
        machine.store.empty()
        assert [] == machine.store.run(machine.store.places.differences(OFFICE.code, MONDAY))  # it can be loaded
        with pytest.raises((AssertionError, ResponseError)):
            run_state_machine_as_test(machine, settings=profile)
