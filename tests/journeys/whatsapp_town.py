"""An office on WhatsApp over the real neonize: officers in their group, who ask in private like anybody else."""

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
from tests.channels.whatsapp_server import LID, PHONE, STAFF
from tests.journeys.messengers import Unhurried
from tests.journeys.partners import number_of
from tests.journeys.roads import OFFICE, Clock, Town, running, town
from tests.journeys.test_same_script import services_of

STAFFED = replace(OFFICE, staff=(Member(id=f"whatsapp:{LID}", name="Sari", roles=("admin",)),))
THINKING_MS = 20_000
PHONES = {LID: PHONE} | {f"10000000000{n}@lid": f"628120000000{n}@s.whatsapp.net" for n in range(2, 6)}
"""Everybody who writes, with the number that WhatsApp tells of them."""


class WhatsAppTown:
    """A linked device and who writes to it; what a chat is then shown comes back as text."""

    def __init__(self, whatsapp: whatsapp_server.WhatsApp, built: Town, clock: Clock) -> None:
        self._whatsapp = whatsapp
        self._road = built.road
        self._clock = clock
        self._ids = count(1)

    async def in_group(self, text: str, *, by: str = LID) -> str:
        """Return what the group is shown after an officer's message."""
        return await self._after(text, STAFF, by)

    async def in_private(self, text: str, *, by: str = LID) -> str:
        """Return what somebody is shown after a message in private."""
        return await self._after(text, by, by)

    async def press(self, label: str, *, by: str = LID, chat: str = STAFF) -> str:
        """Return what a chat is shown after what stands in front of a label, in the newest message that has it."""
        shown = [seen.text for seen in self._whatsapp.seen if seen.chat == chat and f". {label}\n" in seen.text]
        return await self._after(number_of(label, shown[-1]), chat, by)

    def whole(self, chat: str) -> str:
        """Return all that a chat is shown."""
        return "\n".join(seen.text for seen in self._whatsapp.seen if seen.chat == chat)

    async def shown(self, chat: str) -> str:
        """Return the newest thing that a chat is shown, once everything has been delivered there."""
        await self._road.drained(ChatRef("whatsapp", "cbn", chat))
        return [seen.text for seen in self._whatsapp.seen if seen.chat == chat][-1]

    async def _after(self, text: str, chat: str, by: str) -> str:
        self._clock.advance(THINKING_MS)
        before, id = len(self._whatsapp.seen), f"3A{next(self._ids):08X}"
        await self._whatsapp.bring(whatsapp_people.said(text, id=id, chat=chat, sender=by, alt=PHONES[by]))
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
        whatsapp.chats |= PHONES.keys()
        built.road.add(Unhurried(adapter))
        async with running(built):
            await whatsapp.online()
            await whatsapp_devices.ready(adapter)
            yield WhatsAppTown(whatsapp, built, clock)
