"""What people see and nothing depends on: blue ticks, the typing sign. Each is tried once, and few a second."""

from __future__ import annotations

import asyncio

import structlog

from bot.errors import SendAfter
from bot.messages import InboundEvent
from bot.typing_sign import TypingSign
from channels.whatsapp_cloud.calls import Graph
from channels.whatsapp_cloud.errors import FAILURES, send_error

KEPT = 1000
APART_S = 0.05
"""Twenty calls a second at most: a rush is for answers."""

READ_WORTH_S = 600.0
TYPING_SEEN_S = 25.0  # https://developers.facebook.com/documentation/business-messaging/whatsapp/typing-indicators/
LONGEST_PAUSE_S = 60.0

log = structlog.get_logger()


class Courtesies:
    """The courtesies of one number to people in chats of their own; the thousand who wrote last get them."""

    def __init__(self, graph: Graph, *, account: str, typing_after_s: float) -> None:
        self._graph = graph
        self._account = account
        self._last: dict[str, str] = {}
        self._read = TypingSign(self._mark_read, after_s=0.0, seen_s=READ_WORTH_S, apart_s=APART_S)
        self._typing = TypingSign(self._show_typing, after_s=typing_after_s, seen_s=TYPING_SEEN_S, apart_s=APART_S)

    def taken(self, event: InboundEvent) -> None:
        """Mark what a person wrote as read, with all before it, and show the sign unless an answer goes out soon."""
        if event.is_group:
            return
        chat = event.chat.chat_id
        self._last.pop(chat, None)
        self._last[chat] = event.message_id
        if len(self._last) > KEPT:
            del self._last[next(iter(self._last))]
        self._read.expect(chat)
        self._typing.expect(chat)

    def answered(self, chat: str) -> None:
        """Show no sign any more; WhatsApp has taken it away."""
        self._typing.answered(chat)

    async def run(self) -> None:
        """Do what is due until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._read.run())
            group.create_task(self._typing.run())

    async def _mark_read(self, chat: str) -> None:
        await self._tell(chat, is_typing=False)

    async def _show_typing(self, chat: str) -> None:
        await self._tell(chat, is_typing=True)

    async def _tell(self, chat: str, *, is_typing: bool) -> None:
        if (message_id := self._last.get(chat)) is None:
            return
        try:
            await self._graph.mark_read(message_id, is_typing=is_typing)
        except FAILURES as error:
            failure = send_error(error)
            log.debug("whatsapp_cloud.courtesy_failed", account=self._account, reason=failure.reason)
            if isinstance(failure, SendAfter):
                await asyncio.sleep(min(failure.delay_s, LONGEST_PAUSE_S))
