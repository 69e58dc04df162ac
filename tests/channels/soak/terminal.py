"""The console through two pipes: one person, and nothing fails but the inbox."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.adapters import ChannelAdapter
from bot.messages import ChatRef
from bot.plugins import Account, Services
from channels.console.adapter import ConsoleAdapter, Terminal
from channels.console.settings import ConsoleSettings
from tests.channels.soak.ledger import Ledger, text_of
from tests.channels.soak.platforms import SWAPPED, Platform
from tests.journeys.partners import PHONE

ACCOUNT = Account(channel="console", name="cbn", office="CBN")


class Console(Platform):
    """Somebody who pipes lines in."""

    people = 1
    slips = (SWAPPED,)

    def __init__(self, adapter: ChannelAdapter, ledger: Ledger, *, keyboard: int, screen: int) -> None:
        self._keyboard = keyboard
        self._screen = screen
        super().__init__(adapter, ledger)

    def chats(self) -> Sequence[ChatRef]:
        """Return the person's chat."""
        return [ChatRef("console", "cbn", PHONE)]

    async def hand_over(self, person: int, number: int, *, is_cut_off: bool = False) -> None:
        """Type a line; it waits in the pipe."""
        await asyncio.to_thread(os.write, self._keyboard, f"{text_of(person, number)}\n".encode())

    async def read(self) -> None:
        """Read what is printed, to its end."""
        printed = ""
        while chunk := await asyncio.to_thread(os.read, self._screen, 65536):
            whole, end, printed = (printed + chunk.decode()).rpartition("\n\n")
            self.ledger.show(whole + end)

    async def all_shown(self) -> None:
        """Wait until all that was printed has been read."""
        await self.ledger.all_answered()


@asynccontextmanager
async def at_terminal(services: Services, ledger: Ledger, messages: int, folder: Path) -> AsyncIterator[Platform]:
    """Soak a terminal."""
    read, keyboard = os.pipe()
    screen, write = os.pipe()
    adapter = ConsoleAdapter(
        ACCOUNT,
        options=ConsoleSettings(phone=PHONE),
        services=services,
        terminal=Terminal(input=read, output=write, is_interactive=False, shows_qr=False),
        process="p1",
        retry_s=0.01,
    )
    platform = Console(adapter, ledger, keyboard=keyboard, screen=screen)
    async with asyncio.TaskGroup() as group:
        group.create_task(platform.read())
        try:
            yield platform
        finally:
            for end in (keyboard, write):
                os.close(end)
    for end in (read, screen):
        os.close(end)
