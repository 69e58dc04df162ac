"""One whole day in the office, and the days until the passports: forty people, their chats, every page, the staff."""

from __future__ import annotations

import asyncio
import re
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.payment_import import import_payments
from bot.store.client import Client
from tests.channels.visits import PHONE
from tests.channels.web.printers import FakePrinter, printer
from tests.chromium import keep_picture
from tests.journeys.roads import Clock
from tests.journeys.whole_day import Day, whole_day
from tests.journeys.whole_day_lobby import Lobby, checks_papers, opens, sits_down, takes_photos
from tests.journeys.whole_day_pages import LONG_PHONE, DeskPage
from tests.journeys.whole_day_people import (
    LATE_PAYER,
    MIGRANT,
    NEVER_COMES,
    ON_TUESDAY,
    PARENT,
    TUTI,
    WITHOUT_COPIES,
    Person,
)
from tests.journeys.whole_day_sums import adds_up
from tests.offices import MONDAY, TUESDAY

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = [pytest.mark.chromium, pytest.mark.timeout(300)]

FRIDAY, THURSDAY = date(2099, 11, 27), date(2099, 12, 3)
NEXT_MONDAY, NEXT_TUESDAY = date(2099, 12, 7), date(2099, 12, 8)
BY_HAND = "NTPN0000"


async def test_whole_day(chromium: Browser, client: Client, valkey: str, clock: Clock, tmp_path: Path) -> None:
    """What forty people and two walk-ins live through adds up, is told each of them once, and is said aloud once."""
    async with (
        printer() as paper,
        whole_day(chromium, clock, store_url=valkey, folder=tmp_path, printer=paper.target) as day,
    ):
        await day.wait_until(FRIDAY, time(9))
        for person in day.people:
            await person.book()
        assert 40 == len({person.code for person in day.people})
        await day.wait_until(MONDAY, time(7, 45))
        lobby = await opens(day)
        await walk_ins(day, lobby, paper)
        await first_session(day, lobby)
        await second_session(day, lobby)
        await evening(day)
        await tuesday(day, lobby, tmp_path / "bank.csv")
        await thursday(day, lobby)
        await collection(day, lobby)
        await never_paid(day)
        await adds_up(day, lobby)


async def walk_ins(day: Day, lobby: Lobby, paper: FakePrinter) -> None:
    """Two people with priority get printed papers; one of them follows the number on a phone by the paper's QR."""
    for person, category in zip(day.walk_ins, ("Lansia", "Ibu hamil"), strict=True):
        person.number = await lobby.printing_kiosk.walk_in(category)
    assert ["P001", "P002"] == [person.number for person in day.walk_ins]
    assert 2 == len(paper.papers)
    (link,) = re.findall(rb"http://[\w.:/-]+/tiket/[\w.-]+", paper.papers[0])
    phone = await day.screens.open(PHONE)
    await phone.goto(link.decode())
    await phone.get_by_role("heading", name="Anda dalam antrian").wait_for()
    await keep_picture(phone, "day-ticket.png")
    await checks_papers(day, lobby.cs_2)
    await phone.get_by_text("B001").wait_for()


async def first_session(day: Day, lobby: Lobby) -> None:
    """Twenty people come to the kiosk, some of them more than once or with a wrong code; their papers are checked."""
    kiosk, early = lobby.kiosk, [person for person in day.people if person.hour == 8]
    await keep_picture(kiosk.page, "day-kiosk.png")
    early[0].number = await kiosk.type(early[0].code)
    await keep_picture(kiosk.page, "day-kiosk-number.png")
    assert "Kode tidak ditemukan" == await kiosk.scan("CBN-7K3M-9QXD")
    assert "Ini bukan kode booking" == await kiosk.scan(early[0].number)
    assert "Masih terlalu awal untuk sesi Anda" == await kiosk.scan(day.who(NEVER_COMES).code)
    assert "Booking ini untuk Selasa, 1 Desember 2099" == await kiosk.scan(day.who(ON_TUESDAY).code)
    await keep_picture(kiosk.page, "day-kiosk-turned-away.png")
    for person in early[1:]:
        person.number = await kiosk.scan(person.code)
    assert early[3].number == await kiosk.scan(early[3].code.lower())
    assert [f"A{n:03}" for n in range(1, 21)] == [person.number for person in early]
    assert [*(person.number for person in early), early[3].number] == await kiosk.papers()
    await asyncio.gather(checks_papers(day, lobby.cs_1), checks_papers(day, lobby.cs_2))


async def second_session(day: Day, lobby: Lobby) -> None:
    """At ten three desks work at once, while the board shows and says what they call."""
    await takes_one_photo(day, lobby)
    await day.wait_until(MONDAY, time(9, 45))
    for person in day.people:
        if person.hour == 10 and person.day == MONDAY and person.name != NEVER_COMES:
            person.number = await lobby.kiosk.scan(person.code)
    called = [await desk.call() for desk in (lobby.cs_1, lobby.cs_2, lobby.counter)]
    for number in called:
        await lobby.board.page.locator("#desks").get_by_text(number).wait_for()
    await lobby.board.page.locator("#call-number").get_by_text(called[-1]).wait_for()
    assert [] == await lobby.board.names(person.name for person in day.people)
    await keep_picture(lobby.board.page, "day-board.png")
    await asyncio.gather(
        checks_papers(day, lobby.cs_1), checks_papers(day, lobby.cs_2), takes_photos(day, lobby.counter)
    )
    await takes_photos(day, lobby.counter)


async def takes_one_photo(day: Day, lobby: Lobby) -> None:
    """The first person at the counter leaves with a bill; from then on the next one is called by itself."""
    await takes_photos(day, lobby.counter, most=1)
    slip = await lobby.counter.page.locator("#slip-lines").inner_text()
    assert "Bayar paling lambat Senin, 7 Desember 2099" in slip.splitlines(), slip  # as the chat says it
    await keep_picture(lobby.counter.page, "day-desk-counter.png")
    await lobby.counter.page.get_by_label("Langsung panggil berikutnya").check()


async def evening(day: Day) -> None:
    """The staff read in their chat what came of the day."""
    await day.wait_until(MONDAY, time(17, 5))
    said = await day.order("/rekap 30-11-2099")
    assert "08:00 WIB: 20 dari 20 terdaftar" in said, said
    assert "10:00 WIB: 19 dari 20 terdaftar" in said, said


async def tuesday(day: Day, lobby: Lobby, file: Path) -> None:
    """Who came on the wrong day comes on the right one. Payments are noted by hand and from the bank's file."""
    await day.wait_until(TUESDAY, time(9, 45))
    late = day.who(ON_TUESDAY)
    assert "A001" == await lobby.kiosk.scan(late.code)
    await checks_papers(day, lobby.cs_1)
    await takes_photos(day, lobby.counter)
    by_hand = (day.who(PARENT), *day.walk_ins)
    for n, person in enumerate(by_hand):
        assert f"✅ {person.code} lunas" in await day.order(f"/lunas {person.bill} {BY_HAND}{n}")
    in_file = [each for each in day.people if each.bill and each not in by_hand and each.name != LATE_PAYER]
    lines = [f"{person.bill};NTPN{n:06};" for n, person in enumerate(in_file)]
    lines += ["820991139999999;NTPN900000;", f"{day.who(LATE_PAYER).bill};NTPN900001;1.000"]
    await asyncio.to_thread(file.write_text, "\n".join(["kode_billing;ntpn;jumlah", *lines]))
    wrong = [(len(in_file) + 2, True), (len(in_file) + 3, True)]
    for is_dry_run in (True, False):
        told = await asyncio.to_thread(
            import_payments, day.house.config, file, is_dry_run=is_dry_run, clock=day.clock
        )  # fmt: skip
        assert wrong == [(line.number, line.is_wrong) for line in told if line.meaning != "paid"]
        paid = await day.house.bookings.visits.applications.at(day.office, "paid")
        assert (len(by_hand) + 1 if is_dry_run else len(by_hand) + 1 + len(in_file)) == len(paid)


async def thursday(day: Day, lobby: Lobby) -> None:
    """Who was sent back is called before somebody who came earlier, and pays on the way home."""
    await day.wait_until(THURSDAY, time(9))
    assert "A001" == await lobby.kiosk.walk_in("Tanpa booking")
    back = day.who(WITHOUT_COPIES)
    back.number = await lobby.kiosk.scan(back.code)
    assert "P001" == back.number == await lobby.cs_2.call()
    assert "Fotokopi A4 kurang; Kartu keluarga (KK) tidak ada" == await lobby.cs_2.fact("Dikembalikan karena")
    assert "A001" == await lobby.cs_1.call()
    await lobby.cs_1.key("d")
    assert "A001 selesai." == await lobby.cs_1.key("q")
    await checks_papers(day, lobby.cs_2)
    await takes_photos(day, lobby.counter)
    assert f"✅ {back.code} lunas" in await day.order(f"/lunas {back.code} {BY_HAND}9")


async def collection(day: Day, lobby: Lobby) -> None:
    """The passports that are due are ready by a list; some are handed over, to whoever shows the papers for it."""
    await day.wait_until(NEXT_MONDAY, time(9, 5))
    due = await day.order("/siap")
    paid = await day.house.bookings.visits.applications.at(day.office, "paid")
    codes = [each.code for each in paid if each.code != day.who(WITHOUT_COPIES).code]
    assert f"Seharusnya sudah siap: {len(codes)} paspor." in due, due
    assert f"Catat {len(codes)} paspor sebagai siap diambil?" in await day.order(f"/siap {' '.join(codes)}")
    assert f"✅ {len(codes)} paspor siap diambil" in await day.agree()
    desk = await sits_down(day, TUTI, "Pengambilan 1", size=LONG_PHONE)
    collecting = [day.who(PARENT), day.who(MIGRANT), day.who(ON_TUESDAY), *day.people[1:6]]
    for n, person in enumerate(collecting, start=1):
        assert f"C{n:03}" == await lobby.kiosk.scan(person.code)
    for person in collecting:
        assert await desk.call()
        await desk.key("d")
        await hands_over(desk, person)


async def hands_over(desk: DeskPage, person: Person) -> None:
    """Hand over a passport: to a family, to somebody with a letter of authority, mostly to its owner."""
    own = ("Bukti bayar", "KTP asli pengambil")
    if person.name == PARENT:
        said = await desk.hand_over("family", *own, "Kartu keluarga (KK)", name="Dewi Santoso")
    elif person.name == MIGRANT:
        said = await desk.hand_over("other", *own, name="Slamet Riyadi")
        assert "Masih kurang: Surat kuasa bermeterai." == said
        picture, authority = "day-desk-collection.png", "Surat kuasa bermeterai"
        said = await desk.hand_over("other", *own, authority, name="Slamet Riyadi", picture=picture)
    else:
        said = await desk.hand_over("applicant", *own)
    assert "Paspor sudah diserahkan." == said


async def never_paid(day: Day) -> None:
    """A bill that nobody paid within seven days lapses by itself."""
    await day.wait_until(NEXT_TUESDAY, time(9, 5))
    await day.told()
