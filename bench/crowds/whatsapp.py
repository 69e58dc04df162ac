"""WhatsApp with its people, behind the stand-in for neonize's Go library."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from bench.crowd import Crowd, Load, Platform
from tests.channels import whatsapp_people as people
from tests.channels.neonize_library import EVENT_TO_INT, proto
from tests.channels.whatsapp_wire import Deliver, framed

MANY = 64 * 1024


async def serve(load: Load, platform: Platform) -> None:
    """Let the people talk to the device that connects to a socket here."""
    whatsapp = WhatsApp(load)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "whatsapp.sock"))
        async with await asyncio.start_unix_server(whatsapp.serve, path):
            await platform.opens(f"{path}?{load.sending_ms}")
            await whatsapp.is_connected.wait()
            platform.closes(await whatsapp.crowd.talk())
            await asyncio.Event().wait()


class WhatsApp:
    """One number, with one device."""

    def __init__(self, load: Load) -> None:
        self.crowd = Crowd(load, self._write)
        self.is_connected = asyncio.Event()
        self._events = [_delivered(_message(number, load.text)) for number in range(1, load.messages + 1)]
        self._writer: asyncio.StreamWriter | None = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a device until it ends."""
        writer.write(_delivered(proto.Connected(status=True)))
        self._writer = writer
        self.is_connected.set()
        while sent := await reader.read(MANY):
            for _ in sent:
                self.crowd.answered()

    def _write(self, number: int) -> None:
        assert self._writer is not None
        self._writer.write(self._events[number - 1])


def _message(number: int, text: str) -> Any:
    """Return the event of one person's message, of whom WhatsApp tells both ids."""
    lid, phone = f"{10**14 + number}@lid", f"62812{number:08d}@s.whatsapp.net"
    return people.said(text, id=f"3A{number:08X}", chat=lid, sender=lid, alt=phone)


def _delivered(event: Any) -> bytes:
    return framed(Deliver(EVENT_TO_INT[type(event)], event.SerializeToString()))
