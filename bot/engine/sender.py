"""The sender of one account: takes what is due, replies before bulk, delivers in order per chat, retries or parks."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count

import structlog

from bot.adapters import Capabilities, ChannelAdapter
from bot.engine.delivery import Delivery, Progress
from bot.engine.hints import ALL_PARTS, Hints
from bot.engine.pacing import Turnstile
from bot.errors import LeaseLost, SendAfter, SendNever, StoreUnavailable
from bot.messages import ChatRef, Priority
from bot.store.accounts import SERVE_MS, Accounts
from bot.store.outbox import UNKNOWN, Entry, Hold, Outbox

DELIVERERS = 64
"""How many chats of an account are served at once."""

IN_HAND_S = 10
"""An account takes no more chats at once than its pace lets it serve in this time; a stop waits for them."""

FULL_PAUSE_MS = 200
MESSAGES_AT_ONCE = 16
"""How many messages one chat gets in one go, without a pace, on a channel that recognises what it was given before."""

LOOK_AGAIN_S = 10.0
LOOK_FOR_ACCOUNT_S = 1.0
"""How often a process asks whether an account that another one serves has become free."""

LONGEST_WAIT_S = 300.0
BULK_REFUSED = "bulk is not sent on this channel: its platform bans numbers that send it"
GIVE_UP_MS = 24 * 3600 * 1000

log = structlog.get_logger()

_Job = tuple[Priority, int, Hold, Sequence[Entry]]


class Sender:
    """Sends for one account while this process holds it; another process takes over when it is gone."""

    def __init__(
        self,
        adapter: ChannelAdapter,
        *,
        outbox: Outbox,
        accounts: Accounts,
        delivery: Delivery,
        turnstile: Turnstile,
        process: str,
        clock: Callable[[], int],
    ) -> None:
        self.hints = Hints(look_again_s=LOOK_AGAIN_S)
        self.account = f"{adapter.name}:{adapter.account}"
        self.is_serving = False
        self._adapter = adapter
        self._outbox = outbox
        self._accounts = accounts
        self._delivery = delivery
        self._turnstile = turnstile
        self._process = process
        self._clock = clock
        self._queue: asyncio.PriorityQueue[_Job] = asyncio.PriorityQueue()
        self._order = count()
        self._in_hand = Counter[Priority]()
        self._next_ms: dict[int, int] = {}
        self._is_stopping = False
        self._watchers: list[asyncio.Future[None]] = []

    @property
    def can_hold(self) -> bool:
        """Tell whether a worker may hand replies over without the outbox giving them out first."""
        return self.is_serving and not self._is_stopping and self._turnstile.is_open

    def hand_over(self, hold: Hold, entries: Sequence[Entry] = ()) -> None:
        """Deliver a held chat's messages; with none given, they are read from the outbox."""
        self._in_hand[hold.lane] += 1
        self._queue.put_nowait((hold.lane, next(self._order), hold, entries))

    async def run(self) -> None:
        """Hold the account and send until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_serving())
            group.create_task(self._take())
            for _ in range(DELIVERERS):
                group.create_task(self._work())

    async def finish_up(self) -> None:
        """Take what is due now and nothing more, deliver it, and leave the account to whoever comes next."""
        if self.is_serving:
            await asyncio.gather(*(self._take_from(part, of=len(ALL_PARTS)) for part in ALL_PARTS))
        self._is_stopping = True
        await self._queue.join()
        self.is_serving = False
        await self._turnstile.hand_on()
        await self._accounts.leave(self.account, process=self._process)

    async def wait_for_delivery(self, timeout_s: float) -> None:
        """Wait until something has been delivered, at most `timeout_s`."""
        delivered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._watchers.append(delivered)
        await asyncio.wait([delivered], timeout=timeout_s)
        delivered.cancel()

    async def _keep_serving(self) -> None:
        while not self._is_stopping:
            try:
                serves = await self._accounts.serve(self.account, process=self._process)
                if serves and not self.is_serving:
                    await self._turnstile.recall()
                    await self._accounts.describe(self.account, self._can)
            except StoreUnavailable:
                serves = False
            if serves != self.is_serving:
                log.info("sender.serving" if serves else "sender.waiting", account=self.account)
                self.is_serving = serves
                self.hints.add_all()
            await asyncio.sleep(SERVE_MS / 3000 if serves else LOOK_FOR_ACCOUNT_S)

    async def _take(self) -> None:
        while not self._is_stopping:
            parts = set(await self.hints.next(self._until_due()))
            now_ms = self._clock()
            parts |= {part for part, at in self._next_ms.items() if at <= now_ms}
            if not self.is_serving:
                continue
            try:
                await asyncio.gather(*(self._take_from(part, of=len(parts)) for part in parts))
            except StoreUnavailable as error:
                log.warning("store.unavailable", doing="take", waited_s=error.waited_s)

    def _until_due(self) -> float:
        soonest = min(self._next_ms.values(), default=None)
        if soonest is None:
            return LOOK_AGAIN_S
        return max(0.001, (soonest - self._clock()) / 1000)

    async def _take_from(self, part: int, *, of: int) -> None:
        soonest: list[int] = []
        for lane in Priority:
            now_ms = self._clock()
            room = self._room(lane, of)
            if not room:
                soonest.append(now_ms + FULL_PAUSE_MS)
                continue
            self._in_hand[lane] += room  # the other parts are asked at the same time
            try:
                taken = await self._outbox.take(part, lane, self.account, most=room, now_ms=now_ms)
            finally:
                self._in_hand[lane] -= room
            for hold in taken.holds:
                self.hand_over(hold)
            if taken.next_ms:
                soonest.append(taken.next_ms)
        if soonest:
            self._next_ms[part] = min(soonest)
        else:
            self._next_ms.pop(part, None)

    def _room(self, lane: Priority, parts: int) -> int:
        """Return how many chats to take from one of `parts` parts; a paced account never has more than it can serve."""
        most = DELIVERERS if lane is Priority.REPLY else DELIVERERS // 8
        pace = self._can.account_pace
        if pace is None:
            return max(1, (most - self._queue.qsize()) // parts)
        most = min(most, max(1, IN_HAND_S * 1000 // max(1, pace.interval_ms)))
        free = most - self._in_hand[lane]
        return max(1, free // parts) if free > 0 else 0

    @property
    def _can(self) -> Capabilities:
        return self._adapter.capabilities(ChatRef(self._adapter.name, self._adapter.account, ""))

    async def _work(self) -> None:
        while True:
            _, _, hold, entries = await self._queue.get()
            try:
                await self._serve(hold, entries)
            except LeaseLost:
                log.info("hold.lost", account=self.account, chat=hold.chat)
            except StoreUnavailable as error:
                log.warning("store.unavailable", doing="send", waited_s=error.waited_s)
            except Exception:
                log.exception("sender.failed", account=self.account, chat=hold.chat)
            finally:
                self._in_hand[hold.lane] -= 1
                self._queue.task_done()
                self._tell_watchers()

    def _tell_watchers(self) -> None:
        watchers, self._watchers = self._watchers, []
        for watcher in watchers:
            if not watcher.done():
                watcher.set_result(None)

    async def _serve(self, hold: Hold, entries: Sequence[Entry]) -> None:
        if self._clock() >= hold.token:
            raise LeaseLost("the hold ran out before its turn came")
        can, attempts, parts_done = self._can, 0, 0
        if hold.was_stranded and not can.resend_is_safe:
            head = await self._outbox.head(hold, most=1)
            return await self._park(hold, f"{UNKNOWN}its sender ended while it was being delivered", head.entries)
        most = MESSAGES_AT_ONCE if can.resend_is_safe and can.chat_pace is None else 1
        heard_ms = self._clock()  # what is handed over answers a message that has just come
        if not entries:
            head = await self._outbox.head(hold, most=most)
            attempts, parts_done, entries, heard_ms = head.attempts, head.parts_done, head.entries, head.heard_ms
        is_late = 0 < can.free_text_window_s * 1000 < self._clock() - heard_ms
        await self._deliver(hold, entries[:most], attempts=attempts, parts_done=parts_done, is_late=is_late)
        return None

    async def _deliver(
        self, hold: Hold, entries: Sequence[Entry], *, attempts: int, parts_done: int, is_late: bool
    ) -> None:
        came = [await self._one(hold, entries[0], parts_done, is_late=is_late)] if entries else []
        for entry in entries[1:]:
            if came[-1].error is not None:
                break
            came.append(await self._one(hold, entry, 0, is_late=is_late))
        if self._can.gives_receipts:
            await self._expect_receipts(hold, entries, came)
        delivered = [progress for progress in came if progress.error is None]
        if entries and not delivered:
            return await self._after(hold, entries[0], came[0], attempts)
        pace = self._adapter.capabilities(entries[0].chat).chat_pace if entries else None
        left = await self._outbox.sent(
            hold,
            account=self.account,
            delivered=[(entry, self._kept(progress)) for entry, progress in zip(entries, delivered, strict=False)],
            parts=sum(progress.parts_done for progress in delivered),
            pace=pace,
            now_ms=self._clock(),
        )
        if left:
            self.hints.add(self._outbox.part(hold.chat))
        return None

    def _kept(self, progress: Progress) -> str:
        """Return the id to keep; without edits nothing asks for any, and WhatsApp's hold the person's number."""
        return progress.externals[-1] if progress.externals and self._can.can_edit else ""

    async def _expect_receipts(self, hold: Hold, entries: Sequence[Entry], came: Sequence[Progress]) -> None:
        for place, (entry, progress) in enumerate(zip(entries, came, strict=False)):
            if progress.externals and await self._outbox.receipts.give(
                hold,
                entry,
                externals=progress.externals,
                account=self.account,
                place=place,
                is_first=progress.is_first,
                is_whole=progress.error is None,
                now_ms=self._clock(),
            ):
                log.warning("delivery.parked", account=self.account, reason="it was told to have failed")

    async def _one(self, hold: Hold, entry: Entry, parts_done: int, *, is_late: bool) -> Progress:
        if entry.reply.is_broadcast and not self._can.takes_bulk:
            return Progress(error=SendNever(BULK_REFUSED), parts_done=parts_done)
        expires = entry.reply.expires_at_ms
        if expires and self._clock() > expires:
            # A change is nothing that anybody misses: the next one tells more, so it is no operator's business.
            error = None if entry.reply.edits else SendNever("expired before it could be sent")
            return Progress(error=error, parts_done=parts_done)
        return await self._delivery.deliver(hold.chat, entry, parts_done=parts_done, is_late=is_late)

    async def _after(self, hold: Hold, entry: Entry, stopped: Progress, attempts: int) -> None:
        """Do what the error of a chat's first message asks for."""
        error, now_ms = stopped.error, self._clock()
        if not isinstance(error, SendAfter):
            kind = "" if isinstance(error, SendNever) else UNKNOWN
            return await self._park(hold, f"{kind}{error.reason}", (entry,))  # type: ignore[union-attr]  # both have it
        if now_ms - int(entry.id.split(".")[0]) > GIVE_UP_MS:
            return await self._park(hold, f"given up after {attempts + 1} attempts: {error.reason}", (entry,))
        delay_s = max(error.delay_s, min(LONGEST_WAIT_S, 2.0 ** min(attempts, 10) / 2))
        if error.scope == "account":
            await self._turnstile.pause(error.delay_s)
        log.info("delivery.postponed", account=self.account, reason=error.reason, delay_s=delay_s)
        await self._outbox.postpone(
            hold,
            account=self.account,
            at_ms=now_ms + int(delay_s * 1000),
            attempts=attempts + 1,
            parts_done=stopped.parts_done,
        )
        self.hints.add(self._outbox.part(hold.chat))
        return None

    async def _park(self, hold: Hold, reason: str, entries: Sequence[Entry]) -> None:
        """Park a chat's first message, which is the first of `entries` too."""
        log.warning("delivery.parked", account=self.account, reason=reason)
        broadcast = entries[0].reply.broadcast if entries else ""
        await self._outbox.park(
            hold, account=self.account, reason=reason, now_ms=self._clock(), broadcast=broadcast
        )  # fmt: skip
        self.hints.add(self._outbox.part(hold.chat))
