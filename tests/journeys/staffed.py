"""An officer in the staff's group and an applicant in private, over the libraries of both messengers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bot.offices import Office
from bot.store.client import Client
from tests.channels import telegram_bots, telegram_people, whatsapp_server
from tests.journeys import telegram_town, whatsapp_town
from tests.journeys.roads import Clock
from tests.journeys.telegram_town import BUDI, SARI

Say = Callable[[str], Awaitable[str]]


class People(Struct, frozen=True, kw_only=True):
    """An officer in the group and an applicant in private; `private` is the newest thing shown there."""

    order: Say
    press: Say
    ask: Say
    private: Callable[[], Awaitable[str]]


Meet = Callable[[Client, Clock, Path, Office], AbstractAsyncContextManager[People]]


def at_telegram(library: str) -> Meet:
    """Return how to meet them over a library."""

    @asynccontextmanager
    async def meet(client: Client, clock: Clock, folder: Path, office: Office) -> AsyncIterator[People]:
        staffed = replace(office, staff=telegram_town.STAFFED.staff)
        async with telegram_town.telegram_town(client, clock, library=library, office=staffed) as town:
            await town.in_private()
            yield People(
                order=partial(town.in_group, by=SARI),
                press=partial(town.press, by=SARI, chat=telegram_people.STAFF),
                ask=town.in_private,
                private=partial(town.shown, BUDI),
            )

    return meet


@asynccontextmanager
async def at_device(client: Client, clock: Clock, folder: Path, office: Office) -> AsyncIterator[People]:
    """Meet them over a linked device, where a choice is its code or number."""
    staffed = replace(office, staff=whatsapp_town.STAFFED.staff)
    async with whatsapp_town.whatsapp_town(client, clock, folder, office=staffed) as town:
        yield People(
            order=town.in_group,
            press=town.press,
            ask=town.in_private,
            private=partial(town.shown, whatsapp_server.LID),
        )


PLATFORMS: Mapping[str, Meet] = {
    **{library: at_telegram(library) for library in telegram_bots.LIBRARIES},
    "neonize": at_device,
}
