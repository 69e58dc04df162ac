"""A person at a terminal, and one at the page in a real Chromium."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bot.adapters import ChannelAdapter
from bot.plugins import Account, Services
from channels.console.adapter import ConsoleAdapter, Terminal
from channels.console.settings import ConsoleSettings
from channels.web.adapter import WebAdapter, opened
from channels.web.settings import WebSettings
from tests.chromium import phone_page
from tests.journeys.partners import PHONE, Partner, number_of

if TYPE_CHECKING:
    from playwright.async_api import Page


class AtTerminal:
    """Types lines, and the number of a choice; an answer ends with the prompt."""

    def __init__(self, adapter: ConsoleAdapter, *, keyboard: int, screen: int) -> None:
        self.adapter: ChannelAdapter = adapter
        self._keyboard = keyboard
        self._screen = screen
        self._seen = ""

    async def begin(self) -> None:
        """Wait for the prompt: the number is that of the command line."""
        await self._answer()

    async def say(self, text: str) -> str:
        """Type a line."""
        os.write(self._keyboard, f"{text}\n".encode())
        return await self._answer()

    async def press(self, label: str) -> str:
        """Type the number in front of the label."""
        return await self.say(number_of(label, self._seen))

    async def _answer(self) -> str:
        seen = b""
        while not seen.endswith(b"> "):
            seen += await asyncio.to_thread(os.read, self._screen, 65536)
        self._seen = seen.decode().removesuffix("> ").strip()
        return self._seen


@asynccontextmanager
async def at_terminal(services: Services, folder: Path) -> AsyncIterator[Partner]:
    """Meet someone at a terminal, through two pipes."""
    read, keyboard = os.pipe()
    screen, write = os.pipe()
    adapter = ConsoleAdapter(
        Account(channel="console", name="cbn", office="CBN"),
        options=ConsoleSettings(phone=PHONE),
        services=services,
        terminal=Terminal(input=read, output=write, is_interactive=True, shows_qr=False),
        process="p1",
    )
    try:
        yield AtTerminal(adapter, keyboard=keyboard, screen=screen)
    finally:
        for fd in (read, keyboard, screen, write):
            os.close(fd)


class AtPage:
    """Writes and presses at the page; what one sees is the office's newest bubble."""

    def __init__(self, adapter: WebAdapter, page: Page) -> None:
        self.adapter: ChannelAdapter = adapter
        self._url = adapter.url
        self._page = page
        self._answers = page.locator(".bubble.office")

    async def begin(self) -> None:
        """Type the number on the first screen."""
        await self._page.goto(self._url)
        await self._page.locator("#phone").fill(PHONE)
        await self._page.locator("#start [type=submit]").click()
        await self._page.locator("#greeting").wait_for()

    async def say(self, text: str) -> str:
        """Write, and send it with Enter."""
        before = await self._answers.count()
        await self._page.locator("#text").fill(text)
        await self._page.locator("#text").press("Enter")
        return await self._answer(before)

    async def press(self, label: str) -> str:
        """Press a button."""
        before = await self._answers.count()
        await self._page.get_by_role("button", name=label, exact=True).tap()
        return await self._answer(before)

    async def _answer(self, before: int) -> str:
        answer = self._answers.nth(before)
        await answer.wait_for()
        return await answer.locator(".text").inner_text()


@asynccontextmanager
async def at_page(services: Services, folder: Path) -> AsyncIterator[Partner]:
    """Meet someone at the page, in Chromium."""
    account = Account(channel="web", name="cbn", office="CBN")
    async with opened(account, WebSettings(port=0), services) as adapter, phone_page() as page:
        yield AtPage(cast("WebAdapter", adapter), page)
