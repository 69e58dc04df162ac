"""What people see and nothing depends on: pressed buttons that go away, the typing sign. Each is tried once."""

from __future__ import annotations

import asyncio

import structlog

from bot.typing_sign import TypingSign
from channels.telegram.errors import CallFailed
from channels.telegram.updates import CallbackQuery
from channels.telegram.wire import Call, Wire

AT_ONCE = 4
WAITING = 1000
CALL_S = 10.0
TYPING_SEEN_S = 5.0
TYPING_APART_S = 0.1

log = structlog.get_logger()

Place = tuple[int, int]
"""A message: its chat and its id."""


class Courtesies:
    """The courtesies of one account; what comes while a thousand wait is left out."""

    def __init__(self, wire: Wire, *, typing_after_s: float) -> None:
        self._wire = wire
        self.typing = TypingSign(
            self._show_typing, after_s=typing_after_s, seen_s=TYPING_SEEN_S, apart_s=TYPING_APART_S
        )
        self._calls: asyncio.Queue[Call] = asyncio.Queue(WAITING)
        self._used: set[Place] = set()
        self._clearing = asyncio.Lock()

    def pressed(self, query: CallbackQuery) -> None:
        """End the button's waiting sign, and take the message's buttons away."""
        self.call(Call("answerCallbackQuery", {"callback_query_id": query.id}))
        if query.message is None:
            return
        place = (query.message.chat.id, query.message.message_id)
        if self.call(Call("editMessageReplyMarkup", {"chat_id": place[0], "message_id": place[1]})):
            self._used.add(place)

    def call(self, call: Call) -> bool:
        """Make a call when there is time; False when too many wait."""
        try:
            self._calls.put_nowait(call)
        except asyncio.QueueFull:
            return False
        return True

    async def replaced(self, place: Place) -> None:
        """Leave the buttons of a message alone: it gets new ones, which must not be taken for the old."""
        self._used.discard(place)
        async with self._clearing:
            pass

    async def run(self) -> None:
        """Do what is asked until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.typing.run())
            for _ in range(AT_ONCE):
                group.create_task(self._work())

    async def _work(self) -> None:
        while True:
            call = await self._calls.get()
            if call.method == "editMessageReplyMarkup":
                await self._clear(call)
            else:
                await self._try(call)

    async def _clear(self, call: Call) -> None:
        place = (call.chat, call.fields["message_id"])
        async with self._clearing:
            if place in self._used:
                self._used.discard(place)
                await self._try(call)

    async def _show_typing(self, chat: int) -> None:
        await self._try(Call("sendChatAction", {"chat_id": chat, "action": "typing"}))

    async def _try(self, call: Call) -> None:
        try:
            await self._wire.call(call, limit_s=CALL_S)
        except CallFailed as failed:
            await asyncio.sleep(failed.wait_s)
            log.debug("telegram.courtesy_failed", method=call.method, reason=failed.cause)
