"""The page over real HTTP: browsers whose posts and streams break, and that come back."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, suppress
from pathlib import Path
from typing import cast

import httpx

from bot.messages import ChatRef
from bot.plugins import Services
from channels.web.adapter import WebAdapter, opened
from tests.channels.browsers import ACCOUNT, ANY_PORT, Browser, browsing, chat_of
from tests.channels.soak.ledger import Ledger, text_of
from tests.channels.soak.platforms import Platform, posted

LISTENED = 40
"""After so many entries a stream breaks."""


class Page(Platform):
    """Some browsers at one page, each with a stream that it takes up again."""

    people = 10

    def __init__(self, adapter: WebAdapter, services: Services, ledger: Ledger, stack: AsyncExitStack) -> None:
        self._url = adapter.url
        self._services = services
        self._stack = stack
        self._browsers: list[Browser] = []
        self._chats: list[ChatRef] = []
        self._broken = 0
        super().__init__(adapter, ledger)

    async def begin(self) -> None:
        """Open the browsers, pass the first screen in each, and listen."""
        group = await self._stack.enter_async_context(asyncio.TaskGroup())
        for person in range(self.people):
            browser = await self._stack.enter_async_context(browsing(self._url))
            await browser.begin(f"08123456{person:04}")
            self._browsers.append(browser)
            self._chats.append(await chat_of(browser, self._services))
            self._stack.callback(group.create_task(self._listen(browser)).cancel)

    def chats(self) -> Sequence[ChatRef]:
        """Return the people's chats."""
        return self._chats

    async def hand_over(self, person: int, number: int, *, is_cut_off: bool = False) -> None:
        """Post what a person says until it is taken."""

        async def post() -> int:
            answer = await self._browsers[person].post(text_of(person, number), f"message-{person:04}-{number:08}")
            return answer.status_code

        await posted(post, is_cut_off=is_cut_off)

    async def all_shown(self) -> None:
        """Wait until the streams have brought everything."""
        await self.ledger.all_answered()

    def faults(self) -> Counter[str]:
        """Return how often a stream broke."""
        return Counter({"stream broken": self._broken})

    async def _listen(self, browser: Browser) -> None:
        last = ""
        while True:
            with suppress(httpx.TransportError):
                last = await self._listen_once(browser, last)

    async def _listen_once(self, browser: Browser, last: str) -> str:
        """Listen from behind the last entry on, until the stream breaks; return the entry that is then the last."""
        heard = 0
        async with aclosing(browser.listen(last)) as stream:
            async for entry in stream:
                if entry is None:
                    continue
                last, heard = entry.id, heard + 1
                if entry.data.get("by") != "person":
                    self.ledger.show(entry.data["text"])
                if heard == LISTENED:
                    self._broken += 1
                    break
        return last


@asynccontextmanager
async def at_page(services: Services, ledger: Ledger, messages: int, folder: Path) -> AsyncIterator[Platform]:
    """Soak a page."""
    async with opened(ACCOUNT, ANY_PORT, services) as adapter, AsyncExitStack() as stack:
        yield Page(cast("WebAdapter", adapter), services, ledger, stack)
