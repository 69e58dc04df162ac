"""A channel that keeps what it is given, as strict as a platform, and that fails when it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from msgspec import Struct

from bot.adapters import Accept, Capabilities
from bot.messages import ChatRef, InboundEvent, Message

BUTTONS = Capabilities(buttons=3, button_length=40, can_edit=True, picture_bytes=100_000, resend_is_safe=True)


class Delivered(Struct, frozen=True, kw_only=True):
    """A message as the platform got it, and when."""

    message: Message
    at_ms: int

    @property
    def number(self) -> int:
        """Return the number, in its chat, of the message that this answers."""
        return int(self.message.id.split(":")[1].split(".")[0])


class RecordingChannel:
    """Implements ChannelAdapter. `errors` are raised by the first attempts, None for one that goes well.

    While `gate` is cleared, a delivery waits; `begun` counts the attempts.
    """

    name = "recording"

    def __init__(
        self,
        account: str = "cbn",
        *,
        clock: Callable[[], int],
        can: Capabilities = BUTTONS,
        start_error: Exception | None = None,
    ) -> None:
        self.account = account
        self.delivered: list[Delivered] = []
        self.errors: list[Exception | None] = []
        self.unrenderable = ""
        self.begun = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self._can = can
        self._clock = clock
        self._start_error = start_error
        self._news = asyncio.Condition()

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what the test said."""
        return self._can

    def parse(self, raw: InboundEvent) -> Sequence[InboundEvent]:
        """Return the event: nothing needs to be parsed."""
        return (raw,)

    def render(self, message: Message) -> Sequence[Message]:
        """Return the message itself; fail as a bug would for the text that the test named."""
        if message.text == self.unrenderable:
            raise ValueError("a bug")
        return (message,)

    async def run(self, accept: Accept) -> None:
        """Wait for ever, as tests hand over events themselves; or fail at once."""
        if self._start_error is not None:
            raise self._start_error
        await asyncio.Event().wait()

    async def deliver(self, payload: Message) -> str:
        """Take a message, or fail as the test said."""
        self._refuse_unfit(payload)
        self.begun += 1
        error = self.errors.pop(0) if self.errors else None
        await self._tell()
        await self.gate.wait()
        if error is not None:
            raise error
        self.delivered.append(Delivered(message=payload, at_ms=self._clock()))
        await self._tell()
        return f"external {payload.id}"

    async def messages(self, count: int) -> list[Message]:
        """Return what was delivered, once that is `count` messages."""
        async with self._news:
            await self._news.wait_for(lambda: len(self.delivered) >= count)
        return [each.message for each in self.delivered]

    async def texts(self, count: int) -> list[str]:
        """Return the first lines of what was delivered, once that is `count` messages."""
        return [message.text.split("\n", 1)[0] for message in await self.messages(count)]

    async def attempts(self, count: int) -> None:
        """Wait until `count` deliveries have begun."""
        async with self._news:
            await self._news.wait_for(lambda: self.begun >= count)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    def _refuse_unfit(self, message: Message) -> None:
        can = self._can
        assert 0 < len(message.text) <= can.text_length
        if message.layout == "buttons":
            assert 0 < len(message.buttons) <= can.buttons
            assert all(0 < len(button.label) <= can.button_length for button in message.buttons)
        if message.layout == "list":
            assert 0 < len(message.buttons) <= can.list_rows
            assert all(0 < len(button.label) <= can.row_length for button in message.buttons)
