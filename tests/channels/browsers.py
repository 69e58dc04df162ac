"""A web account that really listens, and the simplest of browsers: a cookie jar that posts and reads streams."""

from __future__ import annotations

import itertools
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Any, cast

import httpx
import msgspec

from bot.messages import ChatRef
from bot.plugins import Account, Services
from channels.web.adapter import WebAdapter, opened
from channels.web.app import COOKIE
from channels.web.sessions import Sessions
from channels.web.settings import WebSettings
from tests.background import going_on
from tests.channels.contract import Inbox, Shown

ACCOUNT = Account(channel="web", name="cbn", office="CBN")
PHONE = "+6281234567890"
ANY_PORT = WebSettings(port=0)
AWAY = "unix:///nonexistent/antrian.sock"
NUMBERS = itertools.count()


@asynccontextmanager
async def listening(services: Services, inbox: Inbox, options: WebSettings = ANY_PORT) -> AsyncIterator[WebAdapter]:
    """Run a web account until the block ends."""
    async with opened(ACCOUNT, options, services) as adapter:
        web = cast("WebAdapter", adapter)
        async with going_on(web.run(inbox.accept)):
            yield web


class Entry(msgspec.Struct):
    """An event of the stream."""

    id: str
    data: dict[str, Any]


class Browser:
    """One browser: its cookies, and what it says."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def begin(self, phone: str = "0812 3456 7890") -> httpx.Response:
        """Pass the first screen."""
        return await self.http.post("/chat/session", json={"phone": phone})

    async def post(self, text: str, id: str = "") -> httpx.Response:
        """Say something."""
        return await self.http.post("/chat/messages", json={"id": id or f"message-{next(NUMBERS):08}", "text": text})

    async def entries(self, after: str = "") -> list[Entry]:
        """Return the entries behind `after` that are there now."""
        found = []
        async with aclosing(self.listen(after)) as stream:
            async for entry in stream:
                if entry is None:
                    break
                found.append(entry)
        return found

    async def listen(self, after: str = "") -> AsyncGenerator[Entry | None]:
        """Yield the entries as they come, with None where the page has caught up, until the stream ends."""
        headers = {"Last-Event-ID": after} if after else {}
        id = ""
        async with self.http.stream("GET", "/chat/events", headers=headers) as response:
            assert 200 == response.status_code
            async for line in response.aiter_lines():
                name, _, value = line.partition(": ")
                if name == "id":
                    id = value
                elif line == "event: caught-up":
                    yield None
                elif name == "data" and value != "1":
                    yield Entry(id, msgspec.json.decode(value))


@asynccontextmanager
async def browsing(url: str) -> AsyncIterator[Browser]:
    """Open a browser on a page."""
    async with httpx.AsyncClient(base_url=url, timeout=10) as http:
        yield Browser(http)


def shown(entries: Sequence[Entry]) -> list[Shown]:
    """Return what the page draws of the office for these entries: an edit stands where the first one stood."""
    places: dict[str, Shown] = {}
    for entry in entries:
        if entry.data.get("by") != "person":
            labels = tuple(label for _, label in entry.data.get("buttons", ()))
            places[entry.data.get("edits") or entry.id] = Shown(entry.data["text"], labels)
    return list(places.values())


async def chat_of(browser: Browser, services: Services) -> ChatRef:
    """Return the chat that a browser's cookie stands for."""
    session = await Sessions(services.client, services.sealer).find(browser.http.cookies[COOKIE])
    assert session is not None
    return ChatRef("web", ACCOUNT.name, session.chat_id)
