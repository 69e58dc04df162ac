"""An account's turn to send: its platform's pace, replies before bulk, and pauses that all processes share."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext

from bot.adapters import Pace
from bot.errors import SendAfter
from bot.messages import Priority
from bot.store.accounts import Accounts

LONGEST_TURN_S = 30.0
"""A message whose turn is further away waits in the outbox: a sender's hold on its chat would run out meanwhile."""

LATENESS = 4
"""Within what part of a strict window bulk that was late may catch up."""


class Turnstile:
    """Lets one message of an account through at a time, as fast as its platform allows.

    The pace is kept with the account, for all processes. A strict one (`window_ms`) is kept here, by the account's
    one sender: a place in the window is free again so long after the platform has answered. Counted from when a
    message was sent, a stall on the way would bring it there together with the next ones, and be refused.
    """

    def __init__(
        self,
        accounts: Accounts,
        account: str,
        *,
        pace: Pace | None,
        clock: Callable[[], int],
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._accounts = accounts
        self._account = account
        self._pace = pace
        self._clock = clock
        self._uniform = uniform
        self._one_by_one = asyncio.Lock()
        self._one_of_bulk = asyncio.Lock()
        self._paused_until_ms = 0
        self._free_ms = deque[int]([0] * pace.burst if pace and pace.window_ms else ())
        self._answered = asyncio.Event()
        self._next_bulk_ms = 0

    @property
    def is_open(self) -> bool:
        """Tell whether a message may go without asking."""
        return self._pace is None and self._clock() >= self._paused_until_ms

    @asynccontextmanager
    async def turn(self, lane: Priority = Priority.REPLY) -> AsyncIterator[None]:
        """Wait until one more message may be sent, and send it inside. Raises SendAfter when that is long from now.

        Of bulk, one message alone waits with the replies: none of them waits for more than that one.
        """
        async with self._one_of_bulk if lane is Priority.BULK else nullcontext():
            if lane is Priority.BULK and self._pace is not None and self._pace.window_ms:
                await self._spread(self._pace)
            async with self._one_by_one:
                await self._enter()
        try:
            yield
        finally:
            if self._pace is not None and self._pace.window_ms:
                self._free_ms.append(self._clock() + 1 + self._pace.window_ms)  # the clock cuts parts of one off
                self._answered.set()

    async def recall(self) -> None:
        """Learn of a pause that was asked of the account's last sender."""
        _, next_ms = await self._accounts.allow(self._account, 0, pace=None, now_ms=self._clock())
        self._paused_until_ms = max(self._paused_until_ms, next_ms)

    async def hand_on(self) -> None:
        """Have the account's next sender wait until the strict window of this one is over."""
        if self._free_ms and self._free_ms[-1] > self._clock():
            await self._accounts.pause(self._account, until_ms=self._free_ms[-1], now_ms=self._clock())

    async def pause(self, delay_s: float) -> None:
        """Hold the whole account back, as the platform asked."""
        now_ms = self._clock()
        self._paused_until_ms = max(self._paused_until_ms, now_ms + int(delay_s * 1000))
        await self._accounts.pause(self._account, until_ms=self._paused_until_ms, now_ms=now_ms)

    async def _spread(self, pace: Pace) -> None:
        """Wait a little between bulk messages: sent in one go they would leave a reply no place until the next go.

        What a busy machine was late with is made up for.
        """
        now_ms = self._clock()
        if self._next_bulk_ms > now_ms:
            await asyncio.sleep((self._next_bulk_ms - now_ms) / 1000)
        latest_ms = max(self._next_bulk_ms, now_ms - pace.window_ms // LATENESS)
        self._next_bulk_ms = latest_ms + pace.window_ms * 9 // pace.burst // 10

    async def _enter(self) -> None:
        while (wait_s := await self._wait_s()) > 0:
            if wait_s > LONGEST_TURN_S:
                raise SendAfter(wait_s, scope="chat", reason="the account has to wait")
            await asyncio.sleep(wait_s)
        if self._pace is not None and self._pace.jitter_ms:
            await asyncio.sleep(self._uniform(0, self._pace.jitter_ms) / 1000)

    async def _wait_s(self) -> float:
        """Return how long to wait for a turn; 0: it has been taken."""
        if self._pace is not None and self._pace.window_ms:
            return await self._wait_for_place_s()
        now_ms = self._clock()
        granted, next_ms = await self._accounts.allow(self._account, 1, pace=self._pace, now_ms=now_ms)
        return 0 if granted else (next_ms - now_ms) / 1000

    async def _wait_for_place_s(self) -> float:
        while not self._free_ms:  # as many as may go are on their way
            self._answered.clear()
            await self._answered.wait()
        wait_ms = max(self._free_ms[0], self._paused_until_ms) - self._clock()
        if wait_ms <= 0:
            self._free_ms.popleft()
        return max(0, wait_ms) / 1000
