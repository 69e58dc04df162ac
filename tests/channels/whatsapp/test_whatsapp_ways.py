"""The ways to WhatsApp: several accounts in one house, and a proxy, which the real Go library is seen to take."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.messages import ChatRef, Message
from bot.plugins import Services
from channels.whatsapp.adapter import WhatsAppAdapter, opened
from channels.whatsapp.frames import Text
from channels.whatsapp.settings import WhatsAppSettings
from tests.background import going_on
from tests.channels import whatsapp_people as people
from tests.channels.contract import Inbox
from tests.channels.whatsapp_devices import ACCOUNT, SOON, device, ready
from tests.channels.whatsapp_server import LID, WhatsApp, serving

NAMES = ("cirebon", "mobil")


@asynccontextmanager
async def house(
    services: Services, inbox: Inbox, folder: Path
) -> AsyncIterator[list[tuple[WhatsApp, WhatsAppAdapter]]]:
    """Run an account for each name, all in one house, each with a WhatsApp of its own."""
    async with AsyncExitStack() as stack:
        found = []
        for name in NAMES:
            place = folder / name
            place.mkdir()
            whatsapp, socket = await stack.enter_async_context(serving(place))
            at_home = replace(services, data_dir=folder / "data")
            adapter = await stack.enter_async_context(device(socket, at_home, account=replace(ACCOUNT, name=name)))
            await stack.enter_async_context(going_on(adapter.run(inbox.accept)))
            found.append((whatsapp, adapter))
        for whatsapp, adapter in found:
            await whatsapp.online()
            await ready(adapter)
        yield found


async def test_several_accounts(services: Services, inbox: Inbox, tmp_path: Path) -> None:
    """Each account hears and answers its own number, with a session and a process of its own."""
    async with house(services, inbox, tmp_path) as accounts:
        for number, (whatsapp, adapter) in enumerate(accounts, start=1):
            await whatsapp.bring(people.said(f"kepada {adapter.account}", id="3A01"))
            await inbox.called(number)
            chat = ChatRef("whatsapp", adapter.account, LID)
            for letter in adapter.render(Message(id="m1.1", chat=chat, text=f"dari {adapter.account}")):
                await adapter.deliver(letter)
    assert [(name, f"kepada {name}") for name in NAMES] == [(e.chat.account, e.text) for e in inbox.events]
    assert [[f"dari {name}"] for name in NAMES] == [[seen.text for seen in each.seen] for each, _ in accounts]
    assert [f"whatsapp-{name}.db" for name in NAMES] == sorted(path.name for path in (tmp_path / "data").glob("*.db"))


async def test_one_account_panics(services: Services, inbox: Inbox, tmp_path: Path) -> None:
    """When the Go library of one account panics, the other account goes on, and the first comes back."""
    async with house(services, inbox, tmp_path) as ((first, ours), (second, theirs)):
        await first.panic()
        await theirs.deliver(Text(LID, "tetap jalan"))
        await first.until(lambda: first.connects == 2)
        await ready(ours)
        await ours.deliver(Text(LID, "kembali"))
    assert (["kembali"], ["tetap jalan"]) == ([s.text for s in first.seen], [s.text for s in second.seen])
    assert 1 == second.connects


class Proxy:
    """A proxy on loopback that notes what it is first asked for, and hangs up."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[bytes] = asyncio.Queue()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a connection: SOCKS has a greeting first."""
        asked = await reader.read(1024)
        if asked.startswith(b"\x05"):
            writer.write(b"\x05\x00")  # no password
            asked = await reader.read(1024)
        self.asked.put_nowait(asked)
        writer.close()


@pytest.mark.parametrize(
    ("scheme", "asked"),
    [("http", b"CONNECT web.whatsapp.com:443 HTTP/1.1"), ("socks5", b"\x05\x01\x00\x03\x10web.whatsapp.com\x01\xbb")],
    ids=["http", "socks5"],
)
async def test_proxy(services: Services, tmp_path: Path, scheme: str, asked: bytes) -> None:
    """The real Go library goes to WhatsApp by the proxy alone, which looks up the name, too."""
    proxy = Proxy()
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    options = WhatsAppSettings.model_validate({"proxy": f"{scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}"})
    at_home = replace(services, data_dir=tmp_path)
    async with server, opened(ACCOUNT, options, at_home, pauses=SOON, terminal=StringIO()):
        assert (await proxy.asked.get()).startswith(asked)
