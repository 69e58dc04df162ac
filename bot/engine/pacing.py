"""An account's turn to send: its platform's pace and pauses, shared by all processes through Redis."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable

from bot.adapters import Pace
from bot.errors import SendAfter
from bot.store.accounts import Accounts

LONGEST_TURN_S = 30.0
"""A message whose turn is further away waits in the outbox: a sender's hold on its chat would run out meanwhile."""


class Turnstile:
    """Lets one message of an account through at a time, as fast as its platform allows."""

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
        self._paused_until_ms = 0

    @property
    def is_open(self) -> bool:
        """Tell whether a message may go without asking."""
        return self._pace is None and self._clock() >= self._paused_until_ms

    async def enter(self) -> None:
        """Wait until one more message may be sent. Raises SendAfter when that is long from now."""
        if self.is_open:
            return None
        async with self._one_by_one:
            while True:
                now_ms = self._clock()
                granted, next_ms = await self._accounts.allow(self._account, 1, pace=self._pace, now_ms=now_ms)
                if granted:
                    return await self._hesitate()
                wait_s = (next_ms - now_ms) / 1000
                if wait_s > LONGEST_TURN_S:
                    raise SendAfter(wait_s, scope="chat", reason="the account has to wait")
                await asyncio.sleep(wait_s)

    async def _hesitate(self) -> None:
        """Wait a while drawn by chance, where the pace asks for it."""
        if self._pace is not None and self._pace.jitter_ms:
            await asyncio.sleep(self._uniform(0, self._pace.jitter_ms) / 1000)

    async def recall(self) -> None:
        """Learn of a pause that was asked of the account's last sender."""
        _, next_ms = await self._accounts.allow(self._account, 0, pace=None, now_ms=self._clock())
        self._paused_until_ms = max(self._paused_until_ms, next_ms)

    async def pause(self, delay_s: float) -> None:
        """Hold the whole account back, as the platform asked."""
        now_ms = self._clock()
        self._paused_until_ms = max(self._paused_until_ms, now_ms + int(delay_s * 1000))
        await self._accounts.pause(self._account, until_ms=self._paused_until_ms, now_ms=now_ms)
