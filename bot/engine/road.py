"""The road of one process: from the adapters' inbox to their outbox, with workers and senders between."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

import structlog

from bot.adapters import ChannelAdapter, Pace
from bot.engine.delivery import Delivery
from bot.engine.hints import Switchboard
from bot.engine.kept_files import KeptFiles
from bot.engine.menus import Menus
from bot.engine.pacing import Turnstile
from bot.engine.patience import Patience
from bot.engine.router import Router
from bot.engine.sender import Sender
from bot.engine.wording import Lexicon
from bot.engine.workers import Workers
from bot.errors import AntrianError, StoreUnavailable
from bot.messages import ChatRef, InboundEvent, Receipt
from bot.offices import Office
from bot.store.accounts import Accounts
from bot.store.client import Client
from bot.store.inbox import Acceptance, Inbox, Waiting
from bot.store.outbox import Entry, Hold, Outbox

log = structlog.get_logger()

FINISH_S = 20.0
"""How long a stopping process takes for what it has in hand; the rest waits in Redis for the next one."""


class Road:
    """Takes events in, has them answered, and delivers the answers."""

    def __init__(
        self,
        *,
        client: Client,
        inbox: Inbox,
        outbox: Outbox,
        router: Router,
        menus: Menus,
        lexicon: Lexicon,
        offices: Mapping[str, Office],
        process: str,
        clock: Callable[[], int],
        files: KeptFiles | None = None,
    ) -> None:
        self._client = client
        self._inbox = inbox
        self._outbox = outbox
        self._menus = menus
        self.lexicon = lexicon
        self._offices = offices
        self._process = process
        self._clock = clock
        self._files = files
        self._router = router
        self._accounts = Accounts(client)
        self._adapters: dict[tuple[str, str], ChannelAdapter] = {}
        self._senders: dict[str, Sender] = {}
        self._patience = Patience(self._adapters, lexicon=lexicon, offices=offices, away_s=self._away_s)
        self._workers = Workers(inbox, outbox, router, senders=self, patience=self._patience, clock=clock)

    def add(self, adapter: ChannelAdapter) -> None:
        """Serve an account from the start of `run` on."""
        turnstile = Turnstile(
            self._accounts,
            f"{adapter.name}:{adapter.account}",
            pace=adapter.capabilities(ChatRef(adapter.name, adapter.account, "")).account_pace,
            clock=self._clock,
        )
        delivery = Delivery(
            adapter,
            outbox=self._outbox,
            menus=self._menus,
            lexicon=self.lexicon,
            offices=self._offices,
            turnstile=turnstile,
            files=self._files,
        )
        sender = Sender(
            adapter,
            outbox=self._outbox,
            accounts=self._accounts,
            delivery=delivery,
            turnstile=turnstile,
            process=self._process,
            clock=self._clock,
        )
        self._adapters[adapter.name, adapter.account] = adapter
        self._router.add(adapter)
        self._senders[sender.account] = sender

    async def accept(self, event: InboundEvent) -> bool:
        """Take an event in; safe on disk when this returns. False: it had been here before, or was one too many.

        Raises StoreUnavailable when Redis could not be reached within the limit.
        """
        self._patience.begin(event)
        try:
            accepted = await self._inbox.accept(
                event,
                now_ms=self._clock(),
                lease_at_once=self._workers.has_room,
                is_flood_limited=self._is_flood_limited(event.chat),
            )
        finally:
            self._patience.end(event)
        if accepted.lease is not None:
            is_flood = accepted.acceptance is Acceptance.WARNED
            waiting = Waiting(number=accepted.number, event=event, is_flood=is_flood)
            self._workers.take(accepted.lease, (waiting,), accepted.profile)
        return accepted.acceptance in (Acceptance.TAKEN, Acceptance.WARNED)

    async def run(self, stop: asyncio.Event) -> None:
        """Run the workers, the senders and the adapters until `stop` or until every adapter has ended.

        Then nothing new is taken, and what is in hand is finished, within a limit; the rest stays in Redis.
        """
        switchboard = Switchboard(self._client)
        switchboard.listen(self._workers.hints)
        for sender in self._senders.values():
            switchboard.listen(sender.hints)
        async with asyncio.TaskGroup() as group:
            engine = [
                group.create_task(switchboard.run()),
                group.create_task(self._patience.run()),
                group.create_task(self._workers.run()),
                *(group.create_task(sender.run()) for sender in self._senders.values()),
            ]
            await self._until(stop)
            await self._finish_up()
            for task in engine:
                task.cancel()

    async def drained(self, chat: ChatRef) -> None:
        """Wait until everything that a chat said has been answered and the answers have been delivered."""
        name = self._inbox.fingerprint(chat)
        sender = self._senders[f"{chat.channel}:{chat.account}"]
        while await self._inbox.is_busy(name) or await self._outbox.is_busy(name):
            await sender.wait_for_delivery(0.2)

    async def report(self, receipt: Receipt) -> None:
        """Record what a platform tells of a message that it took; one that has failed is on the operator's list."""
        account = f"{receipt.chat.channel}:{receipt.chat.account}"
        chat = self._inbox.fingerprint(receipt.chat)
        if await self._outbox.receipts.report(chat, receipt, now_ms=self._clock()):
            log.warning("delivery.parked", account=account, reason=f"failed ({receipt.code}): {receipt.reason}")
        else:
            log.debug("delivery.reported", account=account, status=receipt.status, code=receipt.code)

    def can_hold(self, chat: ChatRef) -> bool:
        """Tell whether this process sends for the chat's account and could deliver at once."""
        sender = self._senders.get(f"{chat.channel}:{chat.account}")
        return sender is not None and sender.can_hold

    def chat_pace(self, chat: ChatRef) -> Pace | None:
        """Return the pace that the chat's platform allows; None for an account that another process serves."""
        adapter = self._adapters.get((chat.channel, chat.account))
        return None if adapter is None else adapter.capabilities(chat).chat_pace

    def hand_over(self, account: str, hold: Hold, entries: Sequence[Entry]) -> None:
        """Deliver replies that are held for this process already."""
        self._senders[account].hand_over(hold, entries)

    def _is_flood_limited(self, chat: ChatRef) -> bool:
        adapter = self._adapters.get((chat.channel, chat.account))
        return adapter is None or adapter.capabilities(chat).is_flood_limited

    async def _until(self, stop: asyncio.Event) -> None:
        """Run the adapters until `stop` or until all have ended; raise the first one's error if all have failed."""
        async with asyncio.TaskGroup() as group:
            adapters = [group.create_task(self._serve(adapter)) for adapter in self._adapters.values()]
            stopped = group.create_task(stop.wait())
            ended = group.create_task(asyncio.wait(adapters))
            await asyncio.wait({stopped, ended}, return_when=asyncio.FIRST_COMPLETED)
            for task in (*adapters, stopped, ended):
                task.cancel()
        errors = [task.result() for task in adapters if not task.cancelled()]
        if errors and not stop.is_set() and None not in errors:
            raise next(error for error in errors if error is not None)

    async def _serve(self, adapter: ChannelAdapter) -> Exception | None:
        """Run one adapter; the others go on when it fails."""
        try:
            await adapter.run(self.accept)
        except AntrianError as error:
            log.error("adapter.ended", channel=adapter.name, account=adapter.account, problem=str(error))
            return error
        except Exception as error:
            log.exception("adapter.failed", channel=adapter.name, account=adapter.account)
            return error
        return None

    async def _finish_up(self) -> None:
        try:
            async with asyncio.timeout(FINISH_S):
                await self._workers.finish_up()
                for sender in self._senders.values():
                    await sender.finish_up()
        except (TimeoutError, StoreUnavailable):
            log.warning("road.unfinished")

    def _away_s(self) -> float:
        since = self._client.away_since
        return 0.0 if since is None else asyncio.get_running_loop().time() - since
