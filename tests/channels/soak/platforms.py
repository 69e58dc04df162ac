"""A platform of which some calls go wrong by plan, with people who write to the office there."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from bot.adapters import ChannelAdapter, Pace
from bot.messages import ChatRef
from bot.plugins import Services
from tests.channels.soak.ledger import Ledger

T = TypeVar("T")

TWICE, SWAPPED, CUT_OFF = "handed over twice", "two in the wrong order", "cut off by the platform"
CUT_S = 0.002
PACE = Pace(burst=100, interval_ms=2)
"""The platforms' own would make a night of an hour; that there is one is what counts."""


class Plan(Generic[T]):
    """Which of many calls goes wrong, and how: one in so many, the kinds in turns. `queue` is used up from its head."""

    def __init__(self, kinds: Mapping[str, T], *, fine: T, one_in: int, calls: int) -> None:
        names = tuple(kinds)
        self._names = [names[n // one_in % len(names)] if n % one_in == one_in - 1 else "" for n in range(calls)]
        self._fine = fine
        self.queue = [kinds.get(name, fine) for name in self._names]

    def next(self) -> T:
        """Return what happens to the next call."""
        return self.queue.pop(0) if self.queue else self._fine

    def stop(self) -> None:
        """Let nothing go wrong any more."""
        del self._names[len(self._names) - len(self.queue) :]
        self.queue.clear()

    def counts(self) -> Counter[str]:
        """Return how often what has gone wrong."""
        return Counter(name for name in self._names[: len(self._names) - len(self.queue)] if name)


class Platform(ABC):
    """One account on a platform. `slips`: what may happen on the way in; the paces replace those that it has."""

    people: ClassVar[int] = 25
    account_pace: ClassVar[Pace] = PACE
    chat_pace: ClassVar[Pace] = PACE
    slips: ClassVar[Sequence[str]] = (TWICE, SWAPPED, CUT_OFF)

    def __init__(self, adapter: ChannelAdapter, ledger: Ledger, *plans: Plan[Any]) -> None:
        self.adapter = adapter
        self.ledger = ledger
        self.plans = plans

    async def begin(self) -> None:
        """Make ready for the first message."""
        return

    @abstractmethod
    def chats(self) -> Sequence[ChatRef]:
        """Return the people's chats."""

    @abstractmethod
    async def hand_over(self, person: int, number: int, *, is_cut_off: bool = False) -> None:
        """Let a person say something, until it counts as received; the platform may break off once before."""

    def look(self) -> None:
        """Note in the ledger what people were shown since the last look, where nothing else does."""
        return

    async def all_shown(self) -> None:
        """Wait until people have been shown all that was delivered."""
        self.look()

    async def interrupt(self) -> None:
        """Let happen what happens once on the way: a process that dies."""
        return

    def calm(self) -> None:
        """Let nothing go wrong any more."""
        for plan in self.plans:
            plan.stop()

    def faults(self) -> Counter[str]:
        """Return what has gone wrong, and how often."""
        return sum((plan.counts() for plan in self.plans), Counter[str]())

    def processes(self) -> Sequence[int]:
        """Return the processes, besides this one, that serve the account."""
        return ()


Open: TypeAlias = Callable[[Services, Ledger, int, Path], AbstractAsyncContextManager[Platform]]
"""Opens a platform for so many messages, in an empty folder."""


async def posted(post: Callable[[], Awaitable[int]], *, is_cut_off: bool) -> None:
    """Post something until it is taken; when it is cut off, it has perhaps been taken before."""
    if is_cut_off:
        with suppress(TimeoutError):
            async with asyncio.timeout(CUT_S):
                await post()
    while await post() // 100 != 2:
        pass
