"""An office whose officers announce something, and the people who booked there, for the tests of broadcasts."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from bot.adapters import Capabilities, Pace
from bot.audiences import Finder, Found
from bot.broadcasts import Audience, Course
from bot.messages import Reply
from bot.offices import Office
from bot.store.accounts import Accounts
from bot.store.blobs import FolderBlobs
from bot.store.client import Client
from bot.store.media import MediaVault
from tests.handlers.staff.officers import AGUS, DEWI, LEXICON, SARI, Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import MONDAY, office_of_tests
from tests.requests import sealer_of_tests

DATE, SHOWN = f"{MONDAY:%d-%m-%Y}", f"{MONDAY:%d%m%Y}"
TELEGRAM = Capabilities(
    text_length=4096, buttons=24, button_length=40, can_edit=True, picture_bytes=10_000, document_bytes=10_000,
    account_pace=Pace(burst=30, interval_ms=34, window_ms=1000),
)  # fmt: skip


async def headquarters(client: Client, folder: Path, *, office: Office | None = None) -> Headquarters:
    """Return an office with room for many, whose account at Telegram is known to be served."""
    await Accounts(client).describe("telegram:cbn", TELEGRAM)
    office = office or office_of_tests(pools={"regular": 200})
    vault = MediaVault(client, sealer_of_tests(), FolderBlobs(folder / "media"))
    staffed = replace(office, staff=(SARI, DEWI, AGUS), broadcast_alone_up_to=1)
    return Headquarters(client, office=staffed, media=vault)


async def booked(hq: Headquarters, *, count: int = 2, day: str = SHOWN) -> list[Visitor]:
    """Book for some people, each with a number and a chat of their own."""
    people = [Visitor(hq, chat=f"{800 + n}", phone=f"+62812000080{n:02}") for n in range(count)]
    for n, person in enumerate(people):
        await person.books(f"Budi Santoso {chr(65 + n) * 3}#25011987#{day}")
    return people


async def sent(hq: Headquarters, line: str = f"{DATE} = Halo {{nama}}, {{tanggal}} pukul {{sesi}}.") -> Reply:
    """Announce something and press *Ya*."""
    return await hq.press(await hq.hear(f"/siarkan {line}"))


async def found(hq: Headquarters, audience: Audience, *, is_news: bool = False) -> Found:
    """Return whom a broadcast would reach now."""
    room = hq.staffroom
    finder = Finder(
        hq.office, bookings=hq.bookings, letters=room.letters, broadcasts=room.broadcasts, now_ms=hq.now_ms
    )  # fmt: skip
    return await finder.find(audience, is_news=is_news)


async def course(hq: Headquarters, reply: Reply) -> Course:
    """Return how far the broadcast is that a reply names."""
    course = await hq.staffroom.broadcasts.find("CBN", str(reply.values["id"]))
    assert course is not None
    return course


def words(reply: Reply, hq: Headquarters) -> str:
    """Return what a reply says."""
    zone = (hq.office.timezone, hq.office.zone_name)
    return LEXICON.text(reply.key, reply.values, language="id", zone=zone)
