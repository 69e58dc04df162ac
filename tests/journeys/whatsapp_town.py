"""An office on WhatsApp over the real neonize: an officer in the group, who asks in private like anybody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from bot.messages import ChatRef
from bot.offices import Office
from bot.staff import Member
from bot.store.client import Client
from tests.channels import whatsapp_devices, whatsapp_people, whatsapp_server
from tests.channels.whatsapp_server import LID, STAFF
from tests.journeys.messengers import Unhurried
from tests.journeys.partners import number_of
from tests.journeys.roads import OFFICE, Clock, Town, running, town
from tests.journeys.test_same_script import services_of

STAFFED = replace(OFFICE, staff=(Member(id=f"whatsapp:{LID}", name="Sari", roles=("admin",)),))
THINKING_MS = 20_000


class WhatsAppTown:
    """A linked device and who writes to it; what a chat is then shown comes back as text."""

    def __init__(self, whatsapp: whatsapp_server.WhatsApp, built: Town, clock: Clock) -> None:
        self._whatsapp = whatsapp
        self._road = built.road
        self._clock = clock
        self._ids = count(1)
        self._answer = ""

    async def in_group(self, text: str) -> str:
        """Return what the group is shown after the officer's message."""
        self._answer = await self._after(text, STAFF)
        return self._answer

    async def in_private(self, text: str) -> str:
        """Return what the officer is shown after a message in private."""
        return await self._after(text, LID)

    async def press(self, label: str) -> str:
        """Return what the group is shown after the number in front of a label of its last answer."""
        return await self.in_group(number_of(label, self._answer))

    async def shown(self, chat: str) -> str:
        """Return the newest thing that a chat is shown, once everything has been delivered there."""
        await self._road.drained(ChatRef("whatsapp", "cbn", chat))
        return [seen.text for seen in self._whatsapp.seen if seen.chat == chat][-1]

    async def _after(self, text: str, chat: str) -> str:
        self._clock.advance(THINKING_MS)
        before, id = len(self._whatsapp.seen), f"3A{next(self._ids):08X}"
        await self._whatsapp.bring(whatsapp_people.said(text, id=id, chat=chat))
        await self._whatsapp.until(lambda: id in {read for _, _, read in self._whatsapp.read})
        await self._road.drained(ChatRef("whatsapp", "cbn", chat))
        return "\n".join(seen.text for seen in self._whatsapp.seen[before:] if seen.chat == chat).strip()


@asynccontextmanager
async def whatsapp_town(
    client: Client, clock: Clock, folder: Path, *, office: Office = STAFFED
) -> AsyncIterator[WhatsAppTown]:
    """Run the office until the block ends; the folder is empty."""
    built = town(client, (), clock=clock, office=office, accounts=(whatsapp_devices.ACCOUNT,))
    services = services_of(built, client, clock)
    async with (
        whatsapp_server.serving(folder) as (whatsapp, socket),
        whatsapp_devices.device(socket, services, session=str(folder / "session.db")) as adapter,
    ):
        built.road.add(Unhurried(adapter))
        async with running(built):
            await whatsapp.online()
            await whatsapp_devices.ready(adapter)
            yield WhatsAppTown(whatsapp, built, clock)
