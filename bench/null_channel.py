"""A channel that delivers nowhere: it hands each answer to the benchmark that waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.adapters import Accept, Capabilities
from bot.messages import ChatRef, InboundEvent, Message

CAPABILITIES = Capabilities(buttons=3, button_length=40, can_edit=True, resend_is_safe=True)


class NullChannel:
    """Implements ChannelAdapter for the null channel of one office."""

    name = "null"

    def __init__(self, account: str) -> None:
        self.account = account
        self._answers: dict[str, asyncio.Future[str]] = {}

    def answer_to(self, chat_id: str) -> asyncio.Future[str]:
        """Return what will hold the next text delivered to a chat."""
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._answers[chat_id] = answer
        return answer

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return those of a channel with buttons."""
        return CAPABILITIES

    def parse(self, raw: InboundEvent) -> Sequence[InboundEvent]:
        """Return the event: nothing needs to be parsed."""
        return (raw,)

    def render(self, message: Message) -> Sequence[Message]:
        """Return the message itself."""
        return (message,)

    async def run(self, accept: Accept) -> None:
        """Wait: the benchmark calls `accept` itself."""
        await asyncio.Event().wait()

    async def deliver(self, payload: Message) -> str:
        """Give the answer to whoever waits for it."""
        answer = self._answers.pop(payload.chat.chat_id, None)
        if answer is not None:
            answer.set_result(payload.text)
        return payload.id
