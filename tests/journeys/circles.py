"""An office over the real Telegram and its own pages, with an officer of each role, and all that one can try there."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from msgspec.structs import replace

from bot.accounts import ConfiguredAccount
from bot.app import House, Store
from bot.config import Config, RedisSettings
from bot.jobs.periods import Period
from bot.jobs.work import do_in
from bot.messages import ChatRef
from bot.offices import Fee
from bot.staff import ROLES, Member, Role
from bot.store.blobs import FolderBlobs
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client
from bot.store.media import MediaVault
from tests.channels import telegram_bots, telegram_people, telegram_server
from tests.channels.browsers import browsing, listening
from tests.channels.contract import Inbox
from tests.documents.workbooks import read_book
from tests.journeys.roads import OFFICE, SEALER, Clock, Town, running, town
from tests.journeys.test_same_script import services_of
from tests.offices import TODAY
from tests.sent_files import drawn

AUTHOR, STRANGER = 700, 701
AUTHOR_PHONE = "+6281277700077"
OFFICERS: dict[Role, int] = {role: 600 + number for number, role in enumerate(ROLES)}
STAFFED = replace(
    OFFICE,
    staff=tuple(Member(id=f"telegram:{id}", name=role.title(), roles=(role,)) for role, id in OFFICERS.items()),
    fees=(Fee(product="plain-5-years", rupiah=350_000, since=TODAY),),
    pages_url="https://kanim.example",
)
GROUP = telegram_people.STAFF


class Circles:
    """What people do in their chats and at the pages, and what they then see: as one text, files unpacked."""

    def __init__(self, api: telegram_server.BotApi, built: Town, clock: Clock, *, house: House, url: str) -> None:
        self.vault = house.media
        self.house = house
        self._api = api
        self._drained = built.road.drained
        self._clock = clock
        self._url = url
        self._ids = count(1)

    async def say(self, text: str, *, by: int, in_group: bool = False, **what: Any) -> str:
        """Write a message; return what comes into that chat."""
        where = {"chat": telegram_people.in_staff()} if in_group else {}
        update = telegram_people.said(text, id=next(self._ids), person=by, **where, **what)
        return await self._after(update, GROUP if in_group else by)

    async def share_number(self, phone: str, *, by: int) -> None:
        """Share the own number."""
        await self.say("", by=by, contact={"phone_number": phone, "first_name": "Budi", "user_id": by})

    async def send_photo(self, data: bytes, *, by: int) -> str:
        """Send a photo."""
        name = f"file-{next(self._ids)}"
        self._api.files[name] = data
        sizes = [{"file_id": name, "file_unique_id": "u", "width": 64, "height": 48}]
        return await self.say("", by=by, photo=sizes)

    async def press(self, label: str, *, by: int) -> str:
        """Press the newest button of the own chat with a label."""
        *_, id = [id for name, id in self.buttons(by) if name == label]
        return await self.press_id(id, by=by)

    async def press_id(self, id: str, *, by: int, in_group: bool = False) -> str:
        """Press a button by what it carries, wherever it was seen; return what comes into the chat."""
        where = telegram_people.in_staff() if in_group else telegram_people.message(person=by)["chat"]
        update = telegram_people.pressed(id, id=str(next(self._ids)), person=by, chat=where)
        return await self._after(update, GROUP if in_group else by)

    def buttons(self, chat: int) -> Sequence[tuple[str, str]]:
        """Return the labels of all buttons that a chat was shown, with what they carry."""
        mine = [each for shown in self._api.shown if shown.chat == chat for row in shown.buttons for each in row]
        return [(each["text"], each["callback_data"]) for each in mine]

    async def sum_up(self) -> str:
        """Do the jobs that tell the staff about the day and the month; return what the group is told."""
        before = len(self._api.shown)
        for period in (Period("summary", "CBN", TODAY), Period("month", "CBN", TODAY.replace(day=1))):
            await do_in(self.house, period, now_ms=self._clock())
        return await self._shown(before, GROUP)

    async def look(self, paths: Sequence[str], *, by: int) -> str:
        """Sign in at the pages, whoever gets a code for it in the chat; return what is at the paths, headers too."""
        codes = re.findall(r"/masuk#(\S+)", await self.say("/masuk", by=by))
        async with browsing(self._url) as browser:
            for code in codes:
                assert (await browser.http.post("/masuk", json={"code": code})).is_success
            return "\n".join([_page(await browser.http.get(path)) for path in paths])

    async def _after(self, update: telegram_server.Json, chat: int) -> str:
        self._clock.advance(20_000)
        before = len(self._api.shown)
        await self._api.offer(update)
        assert await self._api.is_confirmed(update["update_id"])
        return await self._shown(before, chat)

    async def _shown(self, before: int, chat: int) -> str:
        await self._drained(ChatRef("telegram", "cbn", str(chat)))
        mine = [each for each in self._api.shown[before:] if each.chat == chat]
        return "\n".join(f"{each.text}{each.caption}{readable(each.file)}" for each in mine)


def readable(file: bytes) -> str:
    """Return what is in a file for those who open it; bytes as Latin letters."""
    if file.startswith(b"PK"):
        return "\n".join(cell.value for cell in read_book(file).cells.values())
    if file.startswith(b"%PDF"):
        return drawn(file).decode("latin-1")
    return file.decode("latin-1")


def _page(response: httpx.Response) -> str:
    return f"{response.status_code} {response.headers} {response.content.decode('latin-1')}"


@asynccontextmanager
async def circles(client: Client, clock: Clock, folder: Path, *, store_url: str, pages: Path) -> AsyncIterator[Circles]:
    """Run the office until the block ends; `pages` is the folder of what the pages keep."""
    vault = MediaVault(client, SEALER, FolderBlobs(folder / "media"))
    built = town(client, (), clock=clock, office=STAFFED, accounts=(telegram_bots.ACCOUNT,), media=vault)
    config = Config(
        offices={"CBN": STAFFED},
        accounts=(ConfiguredAccount(channel="telegram", name="cbn", office="CBN", staff_chat=str(GROUP)),),
        data_dir=folder,
        key_file=folder / "keys",
        redis=RedisSettings(url=store_url),
    )
    offices = LiveOffices({"CBN": STAFFED}, Calendars(client))
    house = House(
        config=config, client=client, sealer=SEALER, offices=offices, bookings=built.bookings, outbox=built.outbox,
        media=vault, store=Store(config),
    )  # fmt: skip
    services = replace(services_of(built, client, clock), offices={"CBN": STAFFED}, media=vault, data_dir=pages)
    async with (
        telegram_server.serving() as api,
        telegram_bots.bot(api.url, services, library="aiogram") as adapter,
        listening(services, Inbox()) as web,
    ):
        api.chats |= {GROUP, AUTHOR, STRANGER, *OFFICERS.values()}
        built.road.add(adapter)
        async with running(built):
            yield Circles(api, built, clock, house=house, url=web.url)
