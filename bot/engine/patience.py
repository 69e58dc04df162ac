"""Tells an applicant, once, when the store is away for long: through the adapter, as the outbox is away too."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import structlog

from bot.adapters import ChannelAdapter
from bot.engine.rendering import rendered
from bot.engine.wording import Lexicon
from bot.errors import SendError
from bot.messages import ChatRef, InboundEvent, Reply
from bot.offices import Office

PATIENCE_S = 5.0
LOOK_S = 0.5

log = structlog.get_logger()


class Patience:
    """The chats whose messages wait for the store, and who has been told so in this outage."""

    def __init__(
        self,
        adapters: Mapping[tuple[str, str], ChannelAdapter],
        *,
        lexicon: Lexicon,
        offices: Mapping[str, Office],
        away_s: Callable[[], float],
    ) -> None:
        self._adapters = adapters
        self._lexicon = lexicon
        self._offices = offices
        self._away_s = away_s
        self._waiting: dict[ChatRef, InboundEvent] = {}
        self._told: set[ChatRef] = set()

    def begin(self, event: InboundEvent) -> None:
        """Note that a chat waits while its message is taken in or answered."""
        self._waiting[event.chat] = event

    def end(self, event: InboundEvent) -> None:
        """Note that it does not wait any more."""
        self._waiting.pop(event.chat, None)

    async def run(self) -> None:
        """Watch the store until cancelled."""
        while True:
            await asyncio.sleep(LOOK_S)
            if self._away_s() == 0:
                self._told.clear()
            elif self._away_s() > PATIENCE_S:
                await self._tell_all()

    async def _tell_all(self) -> None:
        news = {chat: event for chat, event in self._waiting.items() if chat not in self._told}
        self._told.update(news)
        await asyncio.gather(*map(self._tell, news.values()))

    async def _tell(self, event: InboundEvent) -> None:
        adapter = self._adapters.get((event.chat.channel, event.chat.account))
        office = self._offices.get(event.office)
        if adapter is None or office is None:
            return
        shown = rendered(
            Reply(key="store-slow"),
            id=f"slow:{event.message_id}",
            chat=event.chat,
            language=event.language or "id",
            zone=(office.timezone, office.zone_name),
            capabilities=adapter.capabilities(event.chat),
            lexicon=self._lexicon,
        )
        try:
            async with asyncio.timeout(PATIENCE_S):
                for message in shown.messages:
                    for payload in adapter.render(message):
                        await adapter.deliver(payload)
        except (SendError, TimeoutError) as error:
            log.info("patience.not_told", channel=event.chat.channel, reason=str(error))
        except Exception:  # an adapter that breaks its contract must not end the road
            log.exception("adapter.failed", account=event.chat.account)
