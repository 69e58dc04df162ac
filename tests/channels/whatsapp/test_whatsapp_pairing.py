"""Linking a phone: the codes in the terminal and on the operator's page."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import segno
from msgspec.structs import replace

from bot.plugins import Services
from tests.channels.contract import Inbox
from tests.channels.whatsapp_devices import Terminal, ready, running
from tests.channels.whatsapp_server import WhatsApp, serving

LINK = re.compile(r"(http://127\.0\.0\.1:\d+)(/link/[\w-]{32})")
OWN = "+6281200000000"


class Linking:
    """An account that is being linked, and what its operator has: a terminal, and a browser."""

    def __init__(self, whatsapp: WhatsApp, adapter: Any, terminal: Terminal, http: httpx.AsyncClient) -> None:
        self.whatsapp = whatsapp
        self.adapter = adapter
        self.terminal = terminal
        self.http = http

    async def links(self, count: int) -> Sequence[str]:
        """Return the links of the terminal, once there are `count`."""
        text = await self.terminal.until(lambda shown: len(LINK.findall(shown)) >= count)
        return ["".join(parts) for parts in LINK.findall(text)]

    async def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask the page for something."""
        origin = LINK.findall(self.terminal.getvalue())[0][0]
        return await self.http.get(f"{origin}{path}", headers=headers)


@asynccontextmanager
async def linking(services: Services, inbox: Inbox, folder: Path, **options: Any) -> AsyncIterator[Linking]:
    """Run an account whose phone is not linked yet."""
    terminal = Terminal()
    async with serving(folder) as (whatsapp, socket), httpx.AsyncClient(timeout=10) as http:
        whatsapp.is_linked = False
        home = replace(services, data_dir=folder)
        async with running(whatsapp, socket, home, inbox, terminal=terminal, **options) as adapter:
            yield Linking(whatsapp, adapter, terminal, http)


@pytest.fixture
async def one(services: Services, inbox: Inbox, tmp_path: Path) -> AsyncIterator[Linking]:
    """Give an account that shows its first code."""
    async with linking(services, inbox, tmp_path, phone=OWN) as found:
        await found.links(1)
        yield found


async def test_terminal(one: Linking) -> None:
    """The terminal shows a link to the page, the code to scan, and the code to type."""
    await one.terminal.until(lambda shown: "ABCD-1234" in shown)
    drawn = Terminal()
    segno.make_qr("2@first,code,for,linking", error="l").terminal(out=drawn, compact=True)
    assert drawn.getvalue() in one.terminal.getvalue()


async def test_code_changes(one: Linking) -> None:
    """Each new code is shown, while the code to type is asked for once and the link stays the same."""
    await one.whatsapp.show_code("2@second,code")
    drawn = Terminal()
    segno.make_qr("2@second,code", error="l").terminal(out=drawn, compact=True)
    await one.terminal.until(lambda shown: drawn.getvalue() in shown)
    assert (1, 1) == (one.whatsapp.called("PairPhone"), len(LINK.findall(one.terminal.getvalue())))


async def test_link_works_once(one: Linking) -> None:
    """A link opens the page in one browser; opened again it opens nothing, and the terminal shows a new one."""
    (link,) = await one.links(1)
    first = await one.http.get(link, follow_redirects=True)
    assert (200, True) == (first.status_code, "Perangkat tertaut" in first.text)
    async with httpx.AsyncClient() as somebody:
        assert 403 == (await somebody.get(link)).status_code
        second = (await one.links(2))[1]
        assert 403 == (await somebody.get(link)).status_code
        assert 200 == (await somebody.get(second, follow_redirects=True)).status_code
    assert 2 == len(LINK.findall(one.terminal.getvalue()))


async def test_nothing_without_the_link(one: Linking) -> None:
    """Who has not come by the link sees neither page nor code, and a guess costs the link nothing."""
    for path in ("/", "/code.svg", "/link/", "/link/" + "x" * 32, "/link/%C3%A9"):
        assert 403 == (await one.get(path)).status_code, path
    (link,) = await one.links(1)
    assert 200 == (await one.http.get(link, follow_redirects=True)).status_code


async def test_only_this_machine(one: Linking) -> None:
    """A page of somebody's that has its name lead here gets nothing, with the cookie too."""
    (link,) = await one.links(1)
    await one.http.get(link)
    assert 421 == (await one.get("/", host="evil.example:80")).status_code
    assert 200 == (await one.get("/")).status_code


async def test_page_is_strict(one: Linking) -> None:
    """The page runs no script, is framed by nobody and kept nowhere; its cookie can't be read nor sent along."""
    (link,) = await one.links(1)
    opened = await one.http.get(link)
    assert {"HttpOnly", "SameSite=Strict"} <= set(opened.headers["set-cookie"].split("; "))
    page = await one.get("/")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script" not in page.text + policy
    assert "no-store" == page.headers["cache-control"]


async def test_page_in_english(one: Linking) -> None:
    """A browser that prefers English gets the page in English."""
    (link,) = await one.links(1)
    await one.http.get(link)
    page = await one.get("/", **{"accept-language": "en-US,en;q=0.9"})
    assert ("Linked devices" in page.text, 'lang="en"' in page.text) == (True, True)


ODD = {
    "not a GET": b"POST / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n",
    "no request": b"nonsense\r\n\r\n",
    "endless": b"x" * 20_000,
    "unreadable": b"GET /\xff HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
async def test_odd_requests(one: Linking, odd: bytes) -> None:
    """What no browser sends is refused or dropped, and the page is still there."""
    (link,) = await one.links(1)
    reader, writer = await asyncio.open_connection("127.0.0.1", httpx.URL(link).port)
    writer.write(odd)
    with suppress(ConnectionError):
        assert b"200" not in (await reader.read()).partition(b"\r\n")[0]
    writer.close()
    assert 200 == (await one.http.get(link, follow_redirects=True)).status_code


async def test_port_taken(services: Services, inbox: Inbox, tmp_path: Path) -> None:
    """Without a port for the page the codes in the terminal still link a phone."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with linking(services, inbox, tmp_path, phone=OWN, pairing_port=port) as one:
            shown = await one.terminal.until(lambda shown: "ABCD-1234" in shown)
            await one.whatsapp.link()
            await one.whatsapp.online()
            await ready(one.adapter)
    assert not LINK.search(shown)


async def test_linked(services: Services, inbox: Inbox, tmp_path: Path) -> None:
    """Once the phone is linked letters go out, and the page is gone."""
    async with linking(services, inbox, tmp_path) as one:
        (link,) = await one.links(1)
        await one.whatsapp.link()
        await one.whatsapp.online()
        await ready(one.adapter)
        with pytest.raises(httpx.ConnectError):
            await refused(one.http, link)


async def refused(http: httpx.AsyncClient, link: str) -> None:
    """Ask for a page until nobody answers."""
    while True:
        await http.get(link)
