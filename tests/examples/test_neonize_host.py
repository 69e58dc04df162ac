"""The office in somebody's own neonize program: the real client, and a WhatsApp in place of its Go library."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels import whatsapp_people as people
from tests.channels.whatsapp_server import GROUP, LID, STAFF, WhatsApp
from tests.channels.whatsapp_wire import Call
from tests.examples.hosts import Host, hosting, office

pytestmark = pytest.mark.timeout(60)  # neonize takes a second to import and five to stop

ACCOUNT = f"""
[[accounts]]
channel = "whatsapp"
staff_chat = "{STAFF}"
"""


class HostsWhatsApp(WhatsApp):
    """A WhatsApp for a program that wants to hear of less than the office's own device does."""

    async def _connect(self, call: Call, fault: str) -> None:
        self.connects += 1
        await self._come_online()


@pytest.fixture
async def whatsapp(tmp_path: Path) -> AsyncIterator[WhatsApp]:
    """Give a WhatsApp that listens in the test's folder."""
    found = HostsWhatsApp()
    server = await asyncio.start_unix_server(found.serve, tmp_path / "whatsapp.sock")
    yield found
    server.close()


@pytest.fixture
async def host(whatsapp: WhatsApp, tmp_path: Path) -> AsyncIterator[Host]:
    """Give the running program, connected."""
    program = ("-m", "tests.examples.neonize_program", str(tmp_path / "whatsapp.sock"))
    async with hosting(*program, folder=office(tmp_path, account=ACCOUNT)) as running:
        await whatsapp.until(lambda: whatsapp.is_online)
        yield running


async def texts(whatsapp: WhatsApp, count: int) -> list[tuple[str, str]]:
    """Return the chats and first lines of what people see, once there are so many messages."""
    await whatsapp.until(lambda: len(whatsapp.seen) >= count)
    return [(seen.chat, seen.text.split("\n")[0]) for seen in whatsapp.seen]


async def test_beside_its_handler(host: Host, whatsapp: WhatsApp) -> None:
    """What the program's handler has taken is its own; the rest is the office's, which answers and marks it read."""
    await whatsapp.bring(people.said("Cuaca", id="3A01"))
    await texts(whatsapp, 1)
    await whatsapp.bring(people.said("#cek", id="3A02"))
    assert [(LID, "❌ BELUM TERDAFTAR")] == (await texts(whatsapp, 2))[1:]
    await whatsapp.until(lambda: bool(whatsapp.read))
    assert ["3A02"] == [id for _, _, id in whatsapp.read]
    assert 0 == await host.stop(), host.reports()


async def test_groups(host: Host, whatsapp: WhatsApp) -> None:
    """In the staff's group the office answers and quotes what it answers, in another one it is silent."""
    await whatsapp.bring(people.said("#bantuan", id="3A01", chat=GROUP))
    await whatsapp.bring(people.said("#bantuan", id="3A02", chat=STAFF))
    assert [STAFF] == [chat for chat, _ in await texts(whatsapp, 1)]
    assert ("3A02", LID, "#bantuan") == whatsapp.seen[0].answers
