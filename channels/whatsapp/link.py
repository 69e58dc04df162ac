"""The line to a linked device: its process is started, restarted with growing pauses, and asked to send."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from itertools import count

import structlog
from msgspec import Struct

from bot.errors import MediaUnavailable, SendAfter, SendUnknown
from channels.whatsapp.errors import AWAY_S, HELD_S, send_error
from channels.whatsapp.frames import (
    Answer,
    Attachment,
    Away,
    Begin,
    Fetch,
    Fetched,
    Letter,
    NotFetched,
    NotSent,
    Online,
    Order,
    Report,
    Send,
    Sent,
    Stop,
    Trouble,
    reports,
)
from channels.whatsapp.process import Process, started
from channels.whatsapp.troubles import WAITS

STOP_S = 5.0
STRETCH = 1.5
"""By how much a pause is stretched at most, so that the devices of several accounts do not come back at once."""

log = structlog.get_logger()


class Pauses(Struct, frozen=True, kw_only=True):
    """How long to wait, in seconds: before a device is started again (doubled each time, up to the longest; a part
    drawn by chance comes on top), for WhatsApp to take a letter, while the store is away, and until an answer has taken
    long enough to show the typing sign."""

    failure_s: float = 1.0
    longest_s: float = 300.0
    answer_s: float = 80.0  # the library itself gives up after 75
    store_s: float = 1.0
    typing_s: float = 0.4


class Link:
    """One account's device. `hear` gets every report that is not the answer to a letter."""

    def __init__(
        self,
        begin: Begin,
        *,
        command: Sequence[str],
        hear: Callable[[Report], None],
        pauses: Pauses,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._begin = begin
        self._command = command
        self._hear = hear
        self._pauses = pauses
        self._uniform = uniform
        self._numbers = count(1)
        self._answers: dict[int, asyncio.Future[Answer]] = {}
        self._process: Process | None = None
        self._gone = asyncio.Event()
        self._is_online = False
        self._is_stopping = False
        self._failures = 0
        self._trouble: Trouble | None = None
        self._held_until = 0.0

    async def run(self) -> None:
        """Keep the device running until `stop`."""
        while not self._is_stopping:
            await self._live()
            if not self._is_stopping:
                await asyncio.sleep(self._pause_s())

    async def stop(self) -> None:
        """Let the device hand over what it has, and end it."""
        self._is_stopping = True
        process = self._process
        if process is None:
            return
        if not process.has_reported:
            process.kill()
            return
        process.write(Stop())
        try:
            async with asyncio.timeout(STOP_S):
                await self._gone.wait()
        except TimeoutError:
            process.kill()

    def order(self, order: Order) -> None:
        """Give an order; without a device it is nobody's."""
        if self._process is not None:
            self._process.write(order)

    async def send(self, letter: Letter) -> str:
        """Send a letter and return WhatsApp's id of it. Raises SendError."""
        process = self._process
        if process is None or not self._is_online:
            raise self._not_now()
        answered = await self._answered(process, Send(next(self._numbers), letter))
        match answered:
            case Sent():
                return answered.id
            case NotSent():
                raise send_error(answered)
        raise SendUnknown("WhatsApp did not answer in time")

    async def fetch(self, attachment: Attachment, *, most_bytes: int) -> bytes:
        """Return a file that a person sent. Raises MediaUnavailable."""
        process = self._process
        if process is None or not self._is_online:
            raise MediaUnavailable("away", self._not_now().reason)
        answered = await self._answered(process, Fetch(next(self._numbers), attachment, most_bytes))
        match answered:
            case Fetched():
                return answered.data
            case NotFetched():
                raise MediaUnavailable(answered.why, answered.reason)
        raise MediaUnavailable("away", "WhatsApp did not answer in time")

    async def _answered(self, process: Process, order: Send | Fetch) -> Answer | None:
        """Return the answer to an order; None when it takes too long."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._answers[order.number] = answer
        process.write(order)
        try:
            async with asyncio.timeout(self._pauses.answer_s):
                return await answer
        except TimeoutError:
            return None
        finally:
            del self._answers[order.number]

    async def _live(self) -> None:
        """Run one process to its end."""
        async with started(self._command) as process:
            process.write(self._begin)
            self._process, self._trouble = process, None
            self._gone.clear()
            try:
                while frame := await process.read():
                    self._take(reports.decode(frame))
                if not self._is_stopping and self._trouble is None:
                    reason = await process.last_words()
                    log.error("whatsapp.process_ended", account=self._begin.account, reason=reason)
            finally:
                self._process, self._is_online = None, False
                self._lose_answers()
                self._gone.set()

    def _take(self, report: Report) -> None:
        match report:
            case Sent() | NotSent() | Fetched() | NotFetched():
                answer = self._answers.get(report.number)
                if answer is not None and not answer.done():
                    answer.set_result(report)
                return
            case Online():
                self._is_online, self._failures = True, 0
            case Away():
                self._is_online = False
            case Trouble():
                self._is_online, self._trouble = False, report
                self._held_until = asyncio.get_running_loop().time() + asked_s(report)
        self._hear(report)

    def _lose_answers(self) -> None:
        for number, answer in self._answers.items():
            if not answer.done():
                answer.set_result(NotSent(number, "unknown", "the WhatsApp process ended while it sent this"))

    def _pause_s(self) -> float:
        """Return how long to wait before the next start, and note it for who wants to send."""
        self._failures += 1
        wait_s = pause_s(self._failures, self._trouble, pauses=self._pauses, stretch=self._uniform(1, STRETCH))
        self._held_until = asyncio.get_running_loop().time() + wait_s
        return wait_s

    def _not_now(self) -> SendAfter:
        left_s = self._held_until - asyncio.get_running_loop().time()
        delay_s = min(HELD_S, max(AWAY_S, left_s))
        reason = f"WhatsApp: {self._trouble.kind}" if self._trouble else "WhatsApp is not connected"
        return SendAfter(delay_s, scope="account", reason=reason)


def pause_s(failures: int, trouble: Trouble | None, *, pauses: Pauses, stretch: float) -> float:
    """Return how long to wait after so many failures in a row, never less than WhatsApp wants after this trouble."""
    grown_s = min(pauses.longest_s, pauses.failure_s * 2.0 ** min(failures - 1, 10))
    return max(grown_s * stretch, asked_s(trouble) if trouble else 0)


def asked_s(trouble: Trouble) -> int:
    """Return how long WhatsApp is to be left alone."""
    return max(trouble.wait_s, WAITS.get(trouble.kind, 0))
