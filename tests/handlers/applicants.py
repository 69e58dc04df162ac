"""People who talk to the handlers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from bot.bookings import Bookings
from bot.commands import Command
from bot.messages import ChatRef, InboundEvent, Reply
from bot.offices import Office
from bot.routing import Request
from bot.store.operations import Operation
from handlers import routes
from tests.handlers.samples import NOW_MS


class Applicant:
    """Someone who talks to the handlers; `minutes` is how long after NOW."""

    def __init__(self, bookings: Bookings, phone: str, *, office: Office, chat: str) -> None:
        self.minutes = 0
        self._bookings = bookings
        self._phone = phone
        self._office = office
        self._chat = chat
        self._numbers = count(1)

    async def asks(self, command: Command) -> list[Reply]:
        """Return the answers to a command."""
        number = next(self._numbers)
        request = Request(
            event=InboundEvent(
                chat=ChatRef("test", "cbn", self._chat), office=self._office.code, message_id=str(number)
            ),
            operation=Operation(self._chat, number),
            office=self._office,
            offices={self._office.code: self._office},
            language="id",
            phone=self._phone,
            now_ms=NOW_MS + self.minutes * 60_000,
            bookings=self._bookings,
        )
        answer = await routes.handlers[type(command)](request, command)
        return [answer] if isinstance(answer, Reply) else answer

    async def ask(self, command: Command) -> Reply:
        """Return the one answer to a command."""
        (reply,) = await self.asks(command)
        return reply


Meet = Callable[..., Applicant]
Say = Callable[[Reply], str]
