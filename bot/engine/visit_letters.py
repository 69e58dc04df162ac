"""Tells people what happens in the office, at once: their place in line, the call, and each stage of their passport.

Every process reads the offices' events and tells all of them; the outbox drops what another one has told. So nothing is
lost with a process, and it does not matter who made a step: a page, a chat, an import or a job.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog
from msgspec.structs import replace
from redis.exceptions import RedisError

from bot.application_notices import corrected_notice, stage_notice
from bot.engine.letters import Letters
from bot.engine.queue_letters import QueueLetters
from bot.errors import StoreUnavailable
from bot.offices import Office
from bot.store.accounts import Accounts
from bot.store.calendars import LiveOffices
from bot.store.visit_events import StageReached, VisitEvent
from bot.visits import Visits

AWAY_S = 1.0

log = structlog.get_logger()


class VisitLetters:
    """The letters of all offices about visits, as one process writes them."""

    def __init__(
        self, visits: Visits, letters: Letters, accounts: Accounts, *, offices: LiveOffices, clock: Callable[[], int]
    ) -> None:
        self._visits = visits
        self._letters = letters
        self._offices = offices
        self._clock = clock
        self._queue = QueueLetters(visits, letters, accounts, clock=clock)

    async def run(self) -> None:
        """Read on at every office, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for code in self._offices:
                group.create_task(self._follow(code))

    async def begin(self, code: str) -> str:
        """Return the event behind which telling begins: where it was left within two days, else the last one."""
        office = self._offices[code]
        return await self._visits.following.cursor(office) or await self._visits.events.cursor(office)

    async def read(self, code: str, cursor: str) -> str:
        """Tell what comes next behind an event, as soon as it is there; return the last one that was told."""
        office = self._offices[code]
        events, last = await self._visits.events.wait_for_all(office, cursor)
        for event in events:
            await self._alone(office, self._tell(office, event))
        for line, change in _lines(events).items():
            await self._alone(office, self._queue.refresh(office, line, change))
        if last != cursor:
            await self._visits.following.move_cursor(office, last)
        return last

    async def _follow(self, code: str) -> None:
        cursor = ""
        while True:
            try:
                cursor = await (self.read(code, cursor) if cursor else self.begin(code))
            except (StoreUnavailable, RedisError) as error:
                log.warning("visits.waiting", office=code, problem=type(error).__name__)
                await asyncio.sleep(AWAY_S)

    async def _tell(self, office: Office, event: VisitEvent | StageReached) -> None:
        if isinstance(event, StageReached):
            await self._tell_stage(office, event)
        else:
            await self._queue.tell(office, event)

    async def _tell_stage(self, office: Office, event: StageReached) -> None:
        """Tell the person of an application that it has come to a stage, unless it is at another one by now."""
        application = await self._visits.applications.find(office, event.code)
        if application is None or application.stage != event.stage:
            return
        now_ms, last = self._clock(), application.history[-1]
        notice = corrected_notice(application) if last.is_undone else stage_notice(application, office)
        if notice is None:
            return
        chat = await self._visits.visitors.chat_for(office, application, now_ms=now_ms)
        step = ("stage", event.code, event.stage, str(last.at_ms), application.billing_code)
        await self._letters.to_person(
            chat, replace(notice, idempotency_key=" ".join(step)), office=office.code, now_ms=now_ms
        )

    async def _alone(self, office: Office, telling: Awaitable[None]) -> None:
        """Tell one thing; what is wrong with it keeps nothing else back."""
        try:
            await telling
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("visits.failed", office=office.code)


def _lines(events: Sequence[VisitEvent | StageReached]) -> dict[str, str]:
    """Return the lines that events have changed, with the last event of each."""
    return {each.line: each.id for each in events if isinstance(each, VisitEvent) and each.line != "-"}
