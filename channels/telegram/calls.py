"""Calls without which an account can't be served: repeated until Telegram answers, and said plainly why it does not."""

from __future__ import annotations

import asyncio

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientTimeout
from msgspec import Struct

from channels.telegram.errors import REFUSED, TokenRefused, send_error

LONGEST_PAUSE_S = 30.0

log = structlog.get_logger()


class Pauses(Struct, frozen=True, kw_only=True):
    """How long to wait, in seconds: after a failure (doubled each time), while another program fetches the
    updates, while the store is away, and until an answer has taken long enough to show the typing sign."""

    failure_s: float = 1.0
    conflict_s: float = 30.0
    store_s: float = 1.0
    typing_s: float = 0.4


class Calls:
    """The calls of one account."""

    def __init__(self, bot: Bot, *, account: str, pauses: Pauses) -> None:
        self._bot = bot
        self._account = account
        self._pauses = pauses
        self._failures = 0
        self._told = ""

    async def until_answered(
        self, method: TelegramMethod[TelegramType], *, limit: ClientTimeout | None = None
    ) -> TelegramType:
        """Return the answer, however long it takes. Raises TokenRefused."""
        while True:
            try:
                # aiogram hands the limit on to aiohttp, which takes this kind too.
                answer = await self._bot(method, request_timeout=limit)  # type: ignore[arg-type]
            except REFUSED:
                raise TokenRefused(self._account) from None
            except AiogramError as error:
                await asyncio.sleep(self._pause_after(error))
            else:
                self._failures, self._told = 0, ""
                return answer

    def _pause_after(self, error: AiogramError) -> float:
        match error:
            case TelegramRetryAfter():
                self._tell("telegram.asked_to_wait", f"Telegram asks to wait {error.retry_after} s")
                return error.retry_after
            case TelegramConflictError():
                problem = "another program fetches this bot's messages; stop it, or give each its own bot and token"
                self._tell("telegram.polled_elsewhere", problem)
                return self._pauses.conflict_s
        self._tell("telegram.away", send_error(error, scope="account").reason)
        self._failures += 1
        return min(LONGEST_PAUSE_S, self._pauses.failure_s * 2.0 ** min(self._failures - 1, 10))

    def _tell(self, event: str, problem: str) -> None:
        """Log a problem once, until there is another one or none."""
        if event != self._told:
            log.warning(event, account=self._account, problem=problem)
            self._told = event
