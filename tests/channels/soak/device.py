"""WhatsApp as a linked device over the real neonize, which asks to wait, breaks, does not answer, and panics once."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.messages import ChatRef
from bot.plugins import Services
from channels.whatsapp.adapter import WhatsAppAdapter
from channels.whatsapp.link import Pauses
from tests.channels import whatsapp_devices, whatsapp_people, whatsapp_server
from tests.channels.soak.ledger import Ledger, text_of
from tests.channels.soak.platforms import SWAPPED, TWICE, Plan, Platform

AHEAD = 200
"""How many messages may wait to be taken."""

SENDING = {
    "connection dropped": "failed to send message node: broken pipe",
    "library's own patience": "timed out waiting for message send response",
    "no answer": "hang",
    "asked to wait": "server returned error 429",
    "not connected": "websocket not connected",
    "fault": "server returned error 503",
}
PAUSES = Pauses(failure_s=0.01, longest_s=0.05, answer_s=1.0, store_s=0.01, typing_s=60.0)


class Device(Platform):
    """One device and the people who write to it."""

    slips = (TWICE, SWAPPED)

    def __init__(
        self, adapter: WhatsAppAdapter, whatsapp: whatsapp_server.WhatsApp, ledger: Ledger, messages: int
    ) -> None:
        self._device = adapter
        self._whatsapp = whatsapp
        self._sending = Plan(SENDING, fine="", one_in=60, calls=2 * messages)
        self._brought = 0
        self._read = 0
        self._panics = 0
        super().__init__(adapter, ledger, self._sending)

    async def begin(self) -> None:
        """Wait until the device is online."""
        self._whatsapp.chats |= {_lid(person) for person in range(self.people)}
        await self._online()
        self._whatsapp.faults["SendMessage"] = self._sending.queue

    def chats(self) -> Sequence[ChatRef]:
        """Return the people's chats."""
        return [ChatRef("whatsapp", "cbn", _lid(person)) for person in range(self.people)]

    async def hand_over(self, person: int, number: int, *, is_cut_off: bool = False) -> None:
        """Bring what a person says to the device, unless too much waits there."""
        lid, phone = _lid(person), f"62812{person:08}@s.whatsapp.net"
        id = f"3A{person:04X}{number:04X}"
        self._brought += 1
        await self._whatsapp.bring(
            whatsapp_people.said(text_of(person, number), id=id, chat=lid, sender=lid, alt=phone)
        )
        await self._until_read(self._brought - AHEAD)

    def look(self) -> None:
        """Note what was shown, and forget it with the calls that did it."""
        whatsapp = self._whatsapp
        seen, whatsapp.seen = whatsapp.seen, []
        self._read += len(whatsapp.read)
        whatsapp.read.clear()
        whatsapp.calls.clear()
        for each in seen:
            self.ledger.show(each.text)

    async def interrupt(self) -> None:
        """Let the Go library panic, when all that it has brought is safe; what is being sent then nobody knows."""
        await self._until_read(self._brought)
        await self._whatsapp.panic()
        self._panics += 1
        await self._whatsapp.until(lambda: self._whatsapp.connects > self._panics)
        await self._online()

    def faults(self) -> Counter[str]:
        """Return what has gone wrong."""
        return super().faults() + Counter(panic=self._panics)

    def processes(self) -> Sequence[int]:
        """Return the device's own process."""
        process = self._device._link._process
        return () if process is None else (process._popen.pid,)

    async def _online(self) -> None:
        await self._whatsapp.until(lambda: self._whatsapp.is_online)
        await whatsapp_devices.ready(self._device)

    async def _until_read(self, count: int) -> None:
        await self._whatsapp.until(lambda: self._read + len(self._whatsapp.read) >= count)


@asynccontextmanager
async def at_device(services: Services, ledger: Ledger, messages: int, folder: Path) -> AsyncIterator[Platform]:
    """Soak a device."""
    async with (
        whatsapp_server.serving(folder) as (whatsapp, socket),
        whatsapp_devices.device(socket, services, pauses=PAUSES, session=str(folder / "session.db")) as adapter,
    ):
        yield Device(adapter, whatsapp, ledger, messages)


def _lid(person: int) -> str:
    return f"{200000000000 + person}@lid"
