"""A WhatsApp account that runs over the real neonize in its own process, and a person on the other side."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path
from typing import Any, cast

from bot.adapters import ChannelAdapter
from bot.messages import ChatRef
from bot.plugins import Account, Services
from channels.whatsapp.adapter import WhatsAppAdapter, opened
from channels.whatsapp.link import Pauses
from channels.whatsapp.settings import WhatsAppSettings
from tests.background import going_on
from tests.channels import whatsapp_people as people
from tests.channels.contract import Inbox, Shown
from tests.channels.whatsapp_server import LID, STAFF, WhatsApp

ACCOUNT = Account(channel="whatsapp", name="cbn", office="CBN", staff_chat=STAFF)
CHAT = ChatRef("whatsapp", "cbn", LID)
SOON = Pauses(failure_s=0.01, longest_s=0.05, answer_s=10.0, store_s=0.01, typing_s=60.0)
IMPATIENT = Pauses(failure_s=0.01, longest_s=0.05, answer_s=0.1, store_s=0.01, typing_s=60.0)

FAULTS: Mapping[str, tuple[str, str]] = {
    "not connected": ("SendMessage", "websocket not connected"),
    "asked to wait": ("SendMessage", "server returned error 429"),
    "fault": ("SendMessage", "server returned error 503"),
    "refused": ("SendMessage", "server returned error 463"),
    "not on WhatsApp": ("SendMessage", "no LID found for 62811@s.whatsapp.net from server"),
    "no answer": ("SendMessage", "hang"),
    "library's own patience": ("SendMessage", "timed out waiting for message send response"),
    "line breaks": ("SendMessage", "failed to send message node: broken pipe"),
    "panic before": ("SendMessage", "die"),
    "panic after": ("SendMessage", "die after"),
}


class Terminal(StringIO):
    """A terminal that keeps what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self._news = asyncio.Event()

    def isatty(self) -> bool:
        """Say that a person looks at it."""
        return True

    def write(self, text: str, /) -> int:
        """Show a text."""
        self._news.set()
        return super().write(text)

    async def until(self, is_so: Callable[[str], object]) -> str:
        """Return all that is shown, once something is so."""
        while not is_so(self.getvalue()):
            self._news.clear()
            await self._news.wait()
        return self.getvalue()


def command(socket: Path) -> Sequence[str]:
    """Return how to start a device whose WhatsApp is at a socket."""
    return (sys.executable, "-m", "tests.channels.whatsapp_device", str(socket))


@asynccontextmanager
async def device(
    socket: Path,
    services: Services,
    *,
    account: Account = ACCOUNT,
    pauses: Pauses = SOON,
    terminal: StringIO | None = None,
    linger_s: float = 0,
    **options: Any,
) -> AsyncIterator[WhatsAppAdapter]:
    """Open an account without running it; its device starts."""
    async with opened(
        account,
        WhatsAppSettings(**options),
        services,
        command=command(socket),
        pauses=pauses,
        terminal=terminal or Terminal(),
        linger_s=linger_s,
    ) as adapter:
        yield cast("WhatsAppAdapter", adapter)


@asynccontextmanager
async def running(
    whatsapp: WhatsApp, socket: Path, services: Services, inbox: Inbox, *, pauses: Pauses = SOON, **options: Any
) -> AsyncIterator[WhatsAppAdapter]:
    """Run an account until the block ends."""
    async with device(socket, services, pauses=pauses, **options) as adapter, going_on(adapter.run(inbox.accept)):
        yield adapter


async def ready(adapter: Any, *, is_online: bool = True) -> None:
    """Wait until an account has heard from its device that it can send, or can't."""
    while adapter._link._is_online != is_online:  # noqa: ASYNC110  # nobody but a test waits for it
        await asyncio.sleep(0)


class DeviceUnderTest:
    """A running account."""

    def __init__(
        self, whatsapp: WhatsApp, socket: Path, adapter: WhatsAppAdapter, inbox: Inbox, services: Services
    ) -> None:
        self.whatsapp = whatsapp
        self.adapter: ChannelAdapter = adapter
        self.inbox = inbox
        self.chat = CHAT
        self._socket = socket
        self._services = services
        self._said: Any = None

    async def online(self) -> None:
        """Wait until the account can send."""
        await self.whatsapp.online()
        await ready(self.adapter)

    async def say(self, text: str) -> None:
        """Say something."""
        await self.hand_over(people.said(text, id=f"3A{self.inbox.calls:08X}"))

    async def hand_over(self, event: Any) -> None:
        """Let WhatsApp hand over an event."""
        calls = self.inbox.calls
        self._said = event
        await self.whatsapp.bring(event)
        await self.inbox.called(calls + 1)

    async def hand_over_again(self) -> None:
        """Hand over the same message again."""
        await self.hand_over(self._said)

    async def is_told_received(self) -> bool:
        """Tell whether the person sees that the last message was read."""
        if self.inbox.is_away:
            return self._said.Info.ID in self._read()
        await self.whatsapp.until(lambda: self._said.Info.ID in self._read())
        return True

    async def shown(self, count: int) -> Sequence[Shown]:
        """Return what the person sees."""
        await self.whatsapp.until(lambda: len(self.whatsapp.seen) >= count)
        return [Shown(seen.text) for seen in self.whatsapp.seen if seen.chat == LID]

    @asynccontextmanager
    async def broken(self, fault: str) -> AsyncIterator[ChannelAdapter]:
        """Give the account, whose next letter meets a fault."""
        if fault == "no connection":
            await self.whatsapp.go_offline()
            await ready(self.adapter, is_online=False)
        else:
            call, words = FAULTS[fault]
            self.whatsapp.faults[call].append(words)
        yield self.adapter

    def _read(self) -> set[str]:
        return {id for _, _, id in self.whatsapp.read}
