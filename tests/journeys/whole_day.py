"""A whole office that runs for some days of its own: chats, pages, staff and jobs on one store and one clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.accounts import ConfiguredAccount
from bot.app import House, Store, open_house, road_of, services_of
from bot.config import Config, RedisSettings
from bot.engine.letters import Letters
from bot.engine.road import Road
from bot.engine.visit_letters import VisitLetters
from bot.jobs.periods import Period, due
from bot.jobs.work import do_in
from bot.lanes import Desk
from bot.offices import BookingRules, Fee, Office
from bot.plugins import Account
from bot.store.accounts import Accounts
from bot.store.inbox import Inbox
from bot.store.visit_events import FIRST, VisitEvent
from channels.web.adapter import opened
from channels.web.settings import WebSettings
from tests.background import going_on
from tests.channels import (
    browsers,
    telegram_bots,
    telegram_people,
    telegram_server,
    whatsapp_devices,
    whatsapp_server,
)
from tests.chromium import keep_picture
from tests.journeys.messengers import Unhurried
from tests.journeys.roads import NO_FLOOD, Clock, Town, running
from tests.journeys.telegram_town import TelegramTown
from tests.journeys.whole_day_chats import Messengers, people_at
from tests.journeys.whole_day_pages import Screens, opened_screens
from tests.journeys.whole_day_people import OFFICERS, SARI, Person, walk_ins
from tests.offices import instant, office_of_tests
from tests.store.servers import free_port, until

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

FEES = (
    Fee(product="plain-5-years", rupiah=350_000, since=date(2024, 12, 17)),
    Fee(product="plain-10-years", rupiah=650_000, since=date(2024, 12, 17)),
    Fee(product="electronic-10-years", rupiah=950_000, since=date(2024, 12, 17)),
    Fee(product="migrant-worker-first", rupiah=0, since=date(2024, 12, 17)),
)
DESKS = (
    Desk(id="cs-1", name="CS 1", lanes=("cs",)),
    Desk(id="cs-2", name="CS 2", lanes=("priority", "cs")),
    Desk(id="counter-1", name="Loket 1", lanes=("counter",)),
    Desk(id="collection-1", name="Pengambilan 1", lanes=("collection",)),
)
PRINTING_KIOSK = "Kios 2"
WHATSAPP = Account(channel="whatsapp", name="cbn", office="CBN")


def cirebon(pages_url: str) -> Office:
    """Return the office."""
    rules = BookingRules(closes_no_shows=True)
    return replace(
        office_of_tests(pools={"regular": 20}, rules=rules), name="Kantor Imigrasi Kelas I TPI Cirebon",
        fees=FEES, desks=DESKS, staff=OFFICERS, pages_url=pages_url,
    )  # fmt: skip


class Day:
    """The office, and everybody in it."""

    def __init__(
        self, house: House, town: TelegramTown, clock: Clock, *, people: Sequence[Person], screens: Screens
    ) -> None:
        self.house = house
        self.town = town
        self.clock = clock
        self.people = people
        self.walk_ins = walk_ins()
        self.screens = screens
        self._done: set[Period] = set()

    @property
    def office(self) -> Office:
        """Return the office as it is configured."""
        return self.house.offices["CBN"]

    def who(self, name: str) -> Person:
        """Return somebody by their name, or by the number on their paper."""
        return next(person for person in (*self.people, *self.walk_ins) if name in (person.name, person.number))

    def wait(self, seconds: int) -> None:
        """Let time pass."""
        self.clock.advance(seconds * 1000)

    async def wait_until(self, day: date, hour: time) -> None:
        """Tell everybody everything, let time pass until an hour, and then do what is due by itself."""
        await self.told()
        missing_ms = instant(day, hour) - self.clock()
        assert missing_ms > 0, f"it is later than {day} {hour}"
        self.clock.advance(missing_ms)
        for period in due(self.office, self.office.local(self.clock())):
            if period not in self._done:
                await do_in(self.house, period, now_ms=self.clock())
                self._done.add(period)

    async def order(self, text: str) -> str:
        """Return what the group is shown after an order of the admin's."""
        return await self.town.in_group(text, by=SARI)

    async def agree(self) -> str:
        """Let the admin press that an order is to be done; return what the group is then shown."""
        return await self.town.press("Ya, lakukan", by=SARI, chat=telegram_people.STAFF)

    async def sign_in(self, page: Page, officer: int, *, picture: str = "") -> None:
        """Bring an officer to the desks by the address that the bot gives in private."""
        answer = await self.town.in_private("/masuk", by=officer)
        (link,) = [line for line in answer.splitlines() if line.startswith(self.screens.url)]
        await page.goto(link)
        if picture:
            await keep_picture(page, picture)
        await page.get_by_role("button", name="Masuk").click()
        await page.wait_for_url(f"{self.screens.url}/loket")

    async def happened(self) -> Sequence[VisitEvent]:
        """Return all that happened in the lobby."""
        events, cursor, following = list[VisitEvent](), "", FIRST
        while cursor != following:
            cursor = following
            chunk, following = await self.house.bookings.visits.events.since(self.office, cursor)
            events += chunk
        return events

    async def told(self) -> None:
        """Wait until everybody has been told everything."""
        visits = self.house.bookings.visits

        async def is_read() -> bool:
            read = await visits.following.cursor(self.office) or FIRST
            return read == await visits.events.cursor(self.office)

        await until(is_read)
        await self.town.delivered(telegram_people.STAFF)
        for person in self.people:
            if person.chat is not None:
                await person.chat.delivered()


@asynccontextmanager
async def whole_day(
    chromium: Browser, clock: Clock, *, store_url: str, folder: Path, printer: str
) -> AsyncIterator[Day]:
    """Run the office until the block ends; its second kiosk prints at `printer`. Afterwards no page has complained."""
    port = free_port()
    config = _config(cirebon(f"http://127.0.0.1:{port}"), store_url=store_url, folder=folder)
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(open_house(config, Store(config)))
        api = await stack.enter_async_context(telegram_server.serving())
        api.chats |= {telegram_people.STAFF, *(int(member.id.partition(":")[2]) for member in OFFICERS)}
        road = road_of(house, clock=clock)
        services = replace(services_of(house, road), clock=clock, is_trial=True)
        options = WebSettings(port=port, printers={PRINTING_KIOSK: printer})
        telegram = telegram_bots.bot(api.url, services, library="aiogram")
        for adapter in (telegram, opened(browsers.ACCOUNT, options, services)):
            road.add(await stack.enter_async_context(adapter))
        whatsapp, socket = await stack.enter_async_context(whatsapp_server.serving(folder))
        device = whatsapp_devices.device(socket, services, account=WHATSAPP, session=str(folder / "session.db"))
        road.add(Unhurried(await stack.enter_async_context(device)))
        built = await stack.enter_async_context(running(_town(house, road)))
        await stack.enter_async_context(going_on(_letters(house, clock).run()))
        screens = await stack.enter_async_context(opened_screens(chromium, services.offices["CBN"].pages_url))
        await whatsapp.online()
        town = TelegramTown(api, built, clock)
        messengers = Messengers(telegram=api, town=town, whatsapp=whatsapp, services=services, clock=clock)
        people = await people_at(messengers, stack)
        yield Day(house, town, clock, people=people, screens=screens)


def _config(office: Office, *, store_url: str, folder: Path) -> Config:
    accounts = tuple(
        ConfiguredAccount(channel=each.channel, name=each.name, office=each.office, staff_chat=each.staff_chat)
        for each in (telegram_bots.ACCOUNT, browsers.ACCOUNT, WHATSAPP)
    )
    return Config(
        offices={office.code: office}, accounts=accounts, data_dir=folder, key_file=folder / "keys",
        redis=RedisSettings(url=store_url),
    )  # fmt: skip


def _town(house: House, road: Road) -> Town:
    return Town(
        road=road, outbox=house.outbox, inbox=Inbox(house.client, house.sealer, flood=NO_FLOOD),
        bookings=house.bookings, stop=asyncio.Event(), done=asyncio.Event(),
    )  # fmt: skip


def _letters(house: House, clock: Clock) -> VisitLetters:
    letters = Letters(house.client, house.sealer, accounts=house.config.accounts)
    accounts, visits = Accounts(house.client), house.bookings.visits
    return VisitLetters(visits, letters, accounts, offices=house.offices, clock=clock)
