"""People who talk to the handlers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from msgspec.structs import replace

from bot.bookings import Bookings
from bot.commands import Command
from bot.messages import ChatRef, EventKind, InboundEvent, Reply
from bot.offices import Office
from bot.parsing import parse
from bot.profiles import NOTHING_KNOWN, Profile
from bot.routing import Answered, Request
from bot.store.operations import Operation
from handlers import routes
from tests.handlers.samples import NOW_MS


class Applicant:
    """Someone who talks to the handlers; `minutes` is how long after NOW, `profile` what is remembered of the chat."""

    def __init__(
        self, bookings: Bookings, phone: str, *, office: Office, chat: str, others: Sequence[Office] = ()
    ) -> None:
        self.minutes = 0
        self.profile: Profile = NOTHING_KNOWN
        self._bookings = bookings
        self._phone = phone
        self._office = office
        self._offices = {each.code: each for each in (office, *others)}
        self._chat = ChatRef("test", "cbn", chat)
        self._numbers = count(1)

    @property
    def chat_id(self) -> str:
        """Return the chat in which this one writes."""
        return self._chat.chat_id

    async def asks(self, command: Command) -> list[Reply]:
        """Return the answers to a command."""
        return await self._answers(command, self._event())

    async def ask(self, command: Command) -> Reply:
        """Return the one answer to a command."""
        (reply,) = await self.asks(command)
        return reply

    async def writes(self, text: str, *, kind: EventKind = "text", is_forwarded: bool = False) -> list[Reply]:
        """Return the answers to a message."""
        return await self._hears(replace(self._event(text=text, kind=kind), is_forwarded=is_forwarded))

    async def write(self, text: str, *, kind: EventKind = "text") -> Reply:
        """Return the one answer to a message."""
        (reply,) = await self.writes(text, kind=kind)
        return reply

    async def press(self, reply: Reply, label: str) -> Reply:
        """Return the one answer to a press on the button of a reply that has a label (a key, or a date's digits)."""
        choices = [choice.id for choice in reply.choices if choice.label == label or label in choice.id]
        (answer,) = await self._hears(self._event(choice=choices[0], kind="choice"))
        return answer

    async def shares(self, phone: str) -> list[Reply]:
        """Return the answers to the number that the platform vouches for."""
        return await self._hears(self._event(kind="contact", phone=phone))

    def _event(self, *, text: str = "", choice: str = "", kind: EventKind = "text", phone: str = "") -> InboundEvent:
        return InboundEvent(
            chat=self._chat, office=self._office.code, message_id=str(next(self._numbers)),
            text=text, choice=choice, kind=kind, phone=phone,
        )  # fmt: skip

    async def _hears(self, event: InboundEvent) -> list[Reply]:
        command = parse(
            event, words=routes.words, office=self._office, now_ms=self._now_ms,
            draft=self.profile.draft, question=self.profile.question,
        )  # fmt: skip
        self.profile = replace(self.profile, question="")
        return await self._answers(command, event)

    @property
    def _now_ms(self) -> int:
        return NOW_MS + self.minutes * 60_000

    async def _answers(self, command: Command, event: InboundEvent) -> list[Reply]:
        request = Request(
            event=event,
            operation=Operation(self._chat.chat_id, int(event.message_id)),
            office=self._office,
            offices=self._offices,
            language=self.profile.language or "id",
            phone=self._phone or self.profile.phone,
            now_ms=self._now_ms,
            bookings=self._bookings,
            profile=self.profile,
        )
        answer = await routes.handlers[type(command)](request, command)
        if isinstance(answer, Answered):
            self.profile = answer.profile
            return list(answer.replies)
        return [answer] if isinstance(answer, Reply) else answer


Meet = Callable[..., Applicant]
Say = Callable[[Reply], str]
