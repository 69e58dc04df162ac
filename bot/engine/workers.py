"""The workers: lease chats, answer their messages in order, and finish each in one step with its replies."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

import structlog

from bot.adapters import Pace
from bot.engine.hints import Hints
from bot.engine.patience import Patience
from bot.engine.router import Router
from bot.errors import LeaseLost, StoreUnavailable
from bot.messages import ChatRef
from bot.profiles import NOTHING_KNOWN, Profile
from bot.routing import Answered
from bot.store import keys
from bot.store.inbox import Inbox, Lease, Waiting
from bot.store.outbox import Entry, Hold, Outbox

HANDS = 128
"""How many chats one process answers at once."""

MOST_QUEUED = 512
LOOK_AGAIN_S = 1.0
"""How often all parts are looked at, hints or not: for leases of the dead, and hints that got lost."""

log = structlog.get_logger()


class Counterpart(Protocol):
    """What the workers know of the senders."""

    def can_hold(self, chat: ChatRef) -> bool:
        """Tell whether this process sends for the chat's account and could deliver at once."""
        ...

    def chat_pace(self, chat: ChatRef) -> Pace | None:
        """Return the pace that the chat's platform allows."""
        ...

    def hand_over(self, account: str, hold: Hold, entries: Sequence[Entry]) -> None:
        """Deliver replies that are held for this process already."""
        ...


class Workers:
    """All the workers of one process, and the task that leases chats for them."""

    def __init__(
        self,
        inbox: Inbox,
        outbox: Outbox,
        router: Router,
        *,
        senders: Counterpart,
        patience: Patience,
        clock: Callable[[], int],
    ) -> None:
        self.hints = Hints(look_again_s=LOOK_AGAIN_S)
        self._inbox = inbox
        self._outbox = outbox
        self._router = router
        self._senders = senders
        self._patience = patience
        self._clock = clock
        self._queue: asyncio.Queue[tuple[Lease, Sequence[Waiting], Profile]] = asyncio.Queue()
        self._is_stopping = False

    @property
    def has_room(self) -> bool:
        """Tell whether another chat can be leased without waiting long."""
        return not self._is_stopping and self._queue.qsize() < MOST_QUEUED

    def take(self, lease: Lease, waiting: Sequence[Waiting] = (), profile: Profile = NOTHING_KNOWN) -> None:
        """Answer a chat that this process has leased; with no messages given, all is read from the inbox."""
        self._queue.put_nowait((lease, waiting, profile))

    async def run(self) -> None:
        """Lease and answer until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._lease())
            for _ in range(HANDS):
                group.create_task(self._work())

    async def finish_up(self) -> None:
        """Lease nothing more, and wait until what is in hand has been answered."""
        self._is_stopping = True
        await self._queue.join()

    async def _lease(self) -> None:
        while not self._is_stopping:
            parts = await self.hints.next()
            try:
                await asyncio.gather(*(self._lease_from(part) for part in parts))
            except StoreUnavailable as error:
                log.warning("store.unavailable", doing="lease", waited_s=error.waited_s)

    async def _lease_from(self, part: int) -> None:
        if not self.has_room:
            return
        leases = await self._inbox.lease(part, most=HANDS, now_ms=self._clock())
        for lease in leases:
            self.take(lease)
        if len(leases) == HANDS:
            self.hints.add(part)

    async def _work(self) -> None:
        while True:
            lease, waiting, profile = await self._queue.get()
            try:
                await self._serve(lease, waiting, profile)
            except LeaseLost:
                log.info("lease.lost", chat=lease.chat)
            except StoreUnavailable as error:
                log.warning("store.unavailable", doing="answer", waited_s=error.waited_s)
            except Exception:
                log.exception("worker.failed", chat=lease.chat)
            finally:
                self._queue.task_done()

    async def _serve(self, lease: Lease, waiting: Sequence[Waiting], profile: Profile) -> None:
        if not waiting:
            waiting, profile = await self._inbox.waiting(lease.chat), await self._inbox.profile(lease.chat)
        if not waiting:
            return await self._inbox.release(lease, now_ms=self._clock())
        last = waiting[-1].event
        self._patience.begin(last)
        try:
            await self._answer(lease, waiting, profile)
        finally:
            self._patience.end(last)
        return None

    async def _answer(self, lease: Lease, waiting: Sequence[Waiting], known: Profile) -> None:
        chat = waiting[-1].event.chat
        entries: list[Entry] = []
        profile = known
        for item in waiting:
            answered = await self._router.answer(item, chat=lease.chat, now_ms=self._clock(), profile=profile)
            profile = answered.profile
            entries += self._entries(item, answered)
        account = f"{chat.channel}:{chat.account}"
        left, hold = await self._outbox.finish(
            lease,
            handled=len(waiting),
            account=account,
            entries=entries,
            pace=self._senders.chat_pace(chat),
            now_ms=self._clock(),
            hold_at_once=self._senders.can_hold(chat),
            profile=None if profile == known else profile,
        )
        if hold is not None:
            self._senders.hand_over(account, hold, entries)
        if left:
            self.hints.add(keys.chat_keys(lease.chat).part)

    def _entries(self, item: Waiting, answered: Answered) -> Sequence[Entry]:
        event = item.event
        return [
            Entry(
                id=f"{item.number}.{index}",
                chat=event.chat,
                office=event.office,
                language=answered.profile.language or event.language or "id",
                reply=reply,
                ledger=self._outbox.ledger(reply.idempotency_key) if reply.idempotency_key else "",
                answers=event.message_id if event.is_group and index == 0 else "",
            )
            for index, reply in enumerate(answered.replies)
        ]
