"""A state machine: whatever is done to an office in whatever order is done to the plain model too."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import date
from typing import Any, ClassVar, TypeVar

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from msgspec.structs import replace

from bot.calendars import with_horizon
from bot.errors import LeaseLost
from bot.shift_values import Shift
from bot.store.calendars import Calendars
from bot.store.client import open_client
from bot.store.errors import CalendarChanged
from bot.store.library import Library
from bot.store.operations import Operation
from bot.store.places import Candidate, Places, Step
from bot.store.shifting import DayShifts, DayStep, Target
from bot.store.waitlist import Waiter, Waitlists, Who
from tests.office_model import HOLD_MS, OUTDATED, STALE, TRIES, Answer, Fates, OfficeModel
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
EVERYBODY = st.sampled_from(["budi", "siti", "budi", "siti", "officer"])
CODES = st.sampled_from(["AAAA", "BBBB", "CCCC", "DDDD", "EEEE", "FFFF", "GGGG"])
PLACES = [Candidate(*place, limit) for place, limit in LIMITS.items()]
WISHES = st.lists(st.sampled_from(PLACES), min_size=1, max_size=4)
TARGETS = st.lists(
    st.sampled_from([Target(*place, is_open) for place in PLACES for is_open in (False, True)]),
    min_size=1,
    max_size=4,
    unique_by=lambda target: (target.session, target.pool),
)
DELAYS_MS = st.sampled_from([0, 1, 70, 150])
PICKS = st.integers(0, 30)
PEOPLE = st.builds(Who, st.sampled_from(["n1", "n2", "n3", "n4"]), st.sampled_from(["p1", "p2", "p3", "p4"]))
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
        self.shifts = DayShifts(self.client)
        self.lists = Waitlists(self.client)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for something."""
        return self._runner.run(work)

    def ask(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """Wait for the answer to an operation."""
        try:
            return self.run(work)
        except LeaseLost:
            return STALE
        except CalendarChanged:
            return OUTDATED

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
        self._office = OFFICE
        self._done: dict[str, list[Perform]] = {}
        self._shifts: list[tuple[int, str]] = []

    @rule(chat=CHATS, day=DAYS, code=CODES, wishes=WISHES)
    def hold(self, chat: str, day: date, code: str, wishes: list[Candidate]) -> None:
        def perform(number: int) -> None:
            self._ask_again_when_outdated(
                lambda: self._model.hold((chat, number), day, code, wishes),
                lambda: self.store.places.hold(
                    self._step(chat, number, day, code),
                    candidates=wishes,
                    until_ms=self._model.now_ms + HOLD_MS,
                    approval=APPROVAL,
                    tries=TRIES,
                    sealed=b"sealed",
                    erase_at_ms=erase_at_ms(OFFICE, day),
                ),
            )

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
            self._ask_again_when_outdated(
                lambda: self._model.move((chat, number), day, code, to, wishes, after_ms=after_ms),
                lambda: self.store.places.move(
                    self._step(chat, number, day, code),
                    to=to,
                    candidates=wishes,
                    return_at_ms=self._model.now_ms + after_ms,
                    erase_at_ms=erase_at_ms(OFFICE, to),
                ),
            )

        self._do(chat, perform)

    @rule(chat=CHATS, day=DAYS, code=CODES, who=PEOPLE, most=st.sampled_from([1, 3, 9]))
    def join(self, chat: str, day: date, code: str, who: Who, most: int) -> None:
        def perform(number: int) -> None:
            expected = self._model.join((chat, number), day, code, who, most=most)
            assert expected == self.store.ask(
                self.store.lists.join(
                    self._step(chat, number, day, code),
                    who,
                    approval=APPROVAL,
                    tries=TRIES,
                    sealed=b"sealed",
                    most=most,
                    tell_at_ms=self._model.now_ms,
                    erase_at_ms=erase_at_ms(OFFICE, day),
                )
            )

        self._do(chat, perform)

    @rule(chat=CHATS, pick=PICKS)
    def leave(self, chat: str, pick: int) -> None:
        day, waiter = self._waiter(pick)

        def perform(number: int) -> None:
            expected = self._model.leave((chat, number), day, waiter.code)
            step = self._step(chat, number, day, waiter.code)
            assert expected == self.store.ask(self.store.lists.leave(step, waiter.who))

        self._do(chat, perform)

    @rule(day=DAYS, places=WISHES)
    def offer(self, day: date, places: list[Candidate]) -> None:
        """What is free goes to who waits, in their order; nothing to anybody when nobody does."""
        self._ask_again_when_outdated(
            lambda: self._model.offer(day, places),
            lambda: self.store.lists.offer(
                self._office,
                day,
                candidates=places,
                until_ms=self._model.now_ms + HOLD_MS,
                now_ms=self._model.now_ms,
            ),
        )

    @rule(chat=CHATS, day=DAYS, code=CODES, who=PEOPLE, places=WISHES, approval=APPROVALS)
    def wait_and_answer(
        self, chat: str, day: date, code: str, who: Who, places: list[Candidate], approval: str
    ) -> None:
        """Who answers an offer wrongly holds the place like anybody else."""
        self.join(chat, day, code, who, most=9)
        self.offer(day, places)
        self.confirm(-1, is_elsewhere=False, approval=approval)
        self.leave(chat, -1)

    @rule(chat=CHATS, day=DAYS, codes=st.lists(CODES, min_size=2, max_size=3, unique=True), places=WISHES)
    def wait_in_vain(self, chat: str, day: date, codes: list[str], places: list[Candidate]) -> None:
        """The first offer is not told in time."""
        for code in codes:
            self.join(chat, day, code, Who(f"n {code}", f"p {code}"), most=9)
        self.offer(day, places[:1])
        self.stand_again(-len(codes), is_lapsed=True)
        self.look()

    @rule(pick=PICKS, is_lapsed=st.booleans())
    def stand_again(self, pick: int, is_lapsed: bool) -> None:
        """Whoever was to tell an offer died; mostly it has run out when that is found."""
        day, waiter = self._waiter(pick)
        self._model.wait(HOLD_MS if is_lapsed else 0)
        self._model.stand_again(day, waiter.code)
        work = self.store.lists.again(
            OFFICE, day, waiter, approval=APPROVAL, tries=TRIES, tell_at_ms=0, now_ms=self._model.now_ms
        )
        self.store.run(work)

    @rule()
    def change_the_calendar(self) -> None:
        """From then on, whatever is asked by the old one is refused before it has any effect."""
        number = self._model.version + 1
        change = Calendars(self.store.client).change(
            OFFICE,
            lambda calendar, office: with_horizon(calendar, number),
            operation=Operation("", number),
            now_ms=NOW_MS,
        )
        self.store.run(change)
        self._model.version = number

    @rule(day=DAYS, places=TARGETS, wait_ms=DELAYS_MS)
    def shift(self, day: date, places: list[Target], wait_ms: int) -> None:
        to = TUESDAY if day == MONDAY else MONDAY
        deadline_ms = self._model.now_ms + wait_ms

        def perform(number: int) -> None:
            self._shifts.append((number, self._day_step(number, day).id))
            self._ask_for_a_day(
                number,
                lambda: self._model.shift(("officer", number), day, to, places, deadline_ms=deadline_ms),
                lambda: self._shifted(self._day_step(number, day), to=to, targets=places, deadline_ms=deadline_ms),
            )

        self._do("officer", perform)

    @rule(day=DAYS)
    def vacate(self, day: date) -> None:
        def perform(number: int) -> None:
            self._ask_for_a_day(
                number,
                lambda: self._model.shift(("officer", number), day, None, ()),
                lambda: self._vacated(self._day_step(number, day)),
            )

        self._do("officer", perform)

    @precondition(lambda self: self._shifts)
    @rule(pick=PICKS, after_ms=DELAYS_MS)
    def review(self, pick: int, after_ms: int) -> None:
        number, id = self._shifts[pick % len(self._shifts)]
        expected = self._model.review(("officer", number), after_ms=after_ms)
        at_ms = self._model.now_ms + after_ms
        work = self.store.shifts.review(OFFICE, id, now_ms=self._model.now_ms, return_at_ms=at_ms)
        assert expected == fates(self.store.run(work))

    @rule(chat=CHATS, day=DAYS, code=CODES, places=TARGETS, wishes=WISHES)
    def shift_and_move(self, chat: str, day: date, code: str, places: list[Target], wishes: list[Candidate]) -> None:
        """Whoever takes another place after their date was moved has answered with it."""
        self.book(chat, day, code, wishes)
        self.shift(day, places, wait_ms=1)
        self.move(chat, -1, MONDAY, wishes[::-1], after_ms=1)
        self.wait(1)
        self.review(-1, after_ms=1)

    @rule(chat=EVERYBODY, back=st.sampled_from([1, 1, 1, 2, 3]))
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
        self._ask_again_when_outdated(
            lambda: [{place: self._model.taken(day, *place) for place in LIMITS} for day in days],
            lambda: self.store.places.taken(self._office, days, list(LIMITS), now_ms=self._model.now_ms),
        )

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
        for day in (MONDAY, TUESDAY):
            assert self._model.lines.get(day, []) == self.store.run(self.store.lists.line(OFFICE.code, day))
        assert [] == self.store.audit()

    def _waiter(self, pick: int) -> tuple[date, Waiter]:
        """Choose somebody who waits or has waited; where there is nobody, somebody unknown."""
        known = [(day, waiter) for (day, _), waiter in self._model.waiters.items()]
        return known[pick % len(known)] if known else (TUESDAY, Waiter("NONE", Who("n1", "p1")))

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

    def _ask_again_when_outdated(
        self, expected: Callable[[], object], work: Callable[[], Coroutine[Any, Any, Any]]
    ) -> None:
        """Compare the answers, as a router asks that hears only so that the calendar has changed."""
        if self._office.version != self._model.version:
            assert OUTDATED == self.store.ask(work())
            self._office = replace(OFFICE, version=self._model.version)
        assert expected() == self.store.ask(work())

    def _ask_for_a_day(
        self, number: int, expected: Callable[[], object], work: Callable[[], Coroutine[Any, Any, Any]]
    ) -> None:
        """Compare what was done to a date; what has been done is told by whatever calendar."""
        if self._model.has_shifted(("officer", number)):
            assert expected() == self.store.ask(work())
        else:
            self._ask_again_when_outdated(expected, work)

    async def _shifted(self, step: DayStep, *, to: date, targets: list[Target], deadline_ms: int) -> Fates:
        end_ms = erase_at_ms(OFFICE, to)
        assert await self.store.shifts.shift(step, to=to, targets=targets, erase_at_ms=end_ms, deadline_ms=deadline_ms)
        return fates(await self.store.shifts.read(OFFICE.code, step.id))

    async def _vacated(self, step: DayStep) -> Fates:
        assert await self.store.shifts.vacate(step)
        return fates(await self.store.shifts.read(OFFICE.code, step.id))

    def _day_step(self, number: int, day: date) -> DayStep:
        operation = Operation("officer", number)
        return DayStep(office=self._office, day=day, operation=operation, now_ms=self._model.now_ms)

    def _step(self, chat: str, number: int, day: date, code: str) -> Step:
        return Step(
            office=self._office, day=day, code=code, operation=Operation(chat, number), now_ms=self._model.now_ms
        )


def fates(shift: Shift | None) -> Fates:
    """Return what a shift did, as the model tells it."""
    assert shift is not None
    return {each.code[4:].replace("-", ""): (each.fate, each.session, each.pool, each.answer) for each in shift.people}


@contextmanager
def machine_on(url: str, library: Library) -> Iterator[type[BookingMachine]]:
    """Give a machine on a connection of its own."""

    class Machine(BookingMachine):
        store = Store(url, library)

    try:
        yield Machine
    finally:
        Machine.store.close()
