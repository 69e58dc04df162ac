"""Calls without which an account can't be served: repeated until Telegram answers, and said plainly why it does not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

import structlog
from msgspec import Struct

from channels.telegram.errors import CallFailed, TokenRefused
from channels.telegram.wire import Call, Wire

T = TypeVar("T")

LONGEST_PAUSE_S = 30.0

log = structlog.get_logger()


class Pauses(Struct, frozen=True, kw_only=True):
    """How long to wait, in seconds: after a failure (doubled each time), while another program fetches the
    updates, while the store is away, until an answer has taken long enough to show the typing sign, and until
    a process asks again whether it is its turn to fetch."""

    failure_s: float = 1.0
    conflict_s: float = 30.0
    store_s: float = 1.0
    typing_s: float = 0.4
    turn_s: float = 2.0


class Calls:
    """The calls of one account."""

    def __init__(self, wire: Wire, *, account: str, pauses: Pauses) -> None:
        self._wire = wire
        self._account = account
        self._pauses = pauses
        self._failures = 0
        self._told = ""

    async def until_done(self, call: Call) -> Any:
        """Make a call, however long it takes, and return the answer. Raises TokenRefused."""
        return await self.until_answered(partial(self._wire.call, call))

    async def until_answered(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask until there is an answer, and return it. Raises TokenRefused."""
        while True:
            try:
                answer = await ask()
            except CallFailed as failed:
                if failed.cause == "refused":
                    raise TokenRefused(self._account) from None
                await asyncio.sleep(self._pause_after(failed))
            else:
                self._failures, self._told = 0, ""
                return answer

    def _pause_after(self, failed: CallFailed) -> float:
        if failed.cause == "wait":
            self._tell("telegram.asked_to_wait", f"{failed.reason} {failed.wait_s:g} s")
            return failed.wait_s
        if failed.cause == "conflict":
            problem = f"{failed.reason}; stop it, or give each its own bot and token"
            self._tell("telegram.polled_elsewhere", problem)
            return self._pauses.conflict_s
        self._tell("telegram.away", failed.reason)
        self._failures += 1
        return min(LONGEST_PAUSE_S, self._pauses.failure_s * 2.0 ** min(self._failures - 1, 10))

    def _tell(self, event: str, problem: str) -> None:
        """Log a problem once, until there is another one or none."""
        if event != self._told:
            log.warning(event, account=self._account, problem=problem)
            self._told = event
