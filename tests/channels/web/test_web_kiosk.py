"""The kiosk over HTTP: what a code or a category comes to, and when a ticket waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count
from typing import Any

import pytest

from bot.lanes import Lane
from bot.plugins import Services
from tests.channels.browsers import Browser, browsing
from tests.channels.web.lobbies import LobbyOfTests
from tests.channels.web.printers import FakePrinter, Mood, printer
from tests.offices import MONDAY, TUESDAY
from tests.visits.front import FEES

PRESSES = count(1)


@pytest.fixture
def lobby(services: Services) -> LobbyOfTests:
    """Give an office that is open."""
    return LobbyOfTests(services, pages_url="https://antrian.example.go.id")


@pytest.fixture
async def kiosk(lobby: LobbyOfTests) -> AsyncIterator[Browser]:
    """Give a kiosk whose browser prints."""
    async with lobby.kiosk() as browser:
        yield browser


@pytest.fixture
async def fake() -> AsyncIterator[FakePrinter]:
    """Give a printer on the loopback."""
    async with printer() as running:
        yield running


async def show(browser: Browser, code: str, *, id: str = "") -> Any:
    """Show a code at a kiosk."""
    return await posted(browser, "/kios/kode", {"id": id or f"press-{next(PRESSES):016}", "code": code})


async def choose(browser: Browser, category: str, *, id: str = "") -> Any:
    """Choose a category at a kiosk."""
    return await posted(browser, "/kios/langsung", {"id": id or f"press-{next(PRESSES):016}", "category": category})


async def posted(browser: Browser, path: str, value: dict[str, str]) -> Any:
    """Post something that must be taken; return the answer."""
    response = await browser.http.post(path, json=value)
    assert response.is_success, response.text
    return response.json() if response.content else None


async def test_arrival(lobby: LobbyOfTests, kiosk: Browser) -> None:
    """A booking's code becomes a number, with the lane, the people before and the QR to follow it by; no name."""
    before = await show(kiosk, await lobby.booked())
    await posted(kiosk, "/kios/tercetak", {"number": before["number"]})
    answer = await show(kiosk, f" {(await lobby.booked()).lower()} ")
    assert ("A002", "here", "Nomor antrian Anda") == (answer["number"], answer["paper"], answer["title"])
    assert ["Jalur CS", "1 orang di depan Anda"] == answer["lines"][:2]
    assert answer["qr"].startswith("data:image/svg+xml")
    assert "Siti" not in str(answer)


async def test_waits_once_printed(lobby: LobbyOfTests, kiosk: Browser) -> None:
    """A ticket stands in no line before its paper is out, and once in one however often that is told."""
    number = (await show(kiosk, await lobby.booked()))["number"]
    assert 0 == await lobby.waiting()
    for _ in range(2):
        await posted(kiosk, "/kios/tercetak", {"number": number})
    assert 1 == await lobby.waiting()


@pytest.mark.parametrize("is_printed", [True, False], ids=["printed", "not printed"])
async def test_scanned_twice(lobby: LobbyOfTests, kiosk: Browser, is_printed: bool) -> None:
    """The same code again prints the same number again, whether its paper came out or not."""
    code = await lobby.booked()
    first = await show(kiosk, code)
    if is_printed:
        await posted(kiosk, "/kios/tercetak", {"number": first["number"]})
    assert first == await show(kiosk, code)


async def test_called_already(lobby: LobbyOfTests, kiosk: Browser) -> None:
    """Who scans again after the call is sent to the desk, and no paper is printed."""
    code = await lobby.booked()
    await posted(kiosk, "/kios/tercetak", {"number": (await show(kiosk, code))["number"]})
    await lobby.call("cs-2")
    answer = await show(kiosk, code)
    assert ("Nomor A001 sudah dipanggil", ["Silakan langsung ke CS 2."]) == (answer["title"], answer["lines"])
    assert "paper" not in answer


async def test_paper_shown(lobby: LobbyOfTests, kiosk: Browser) -> None:
    """The QR of a paper, shown at a kiosk, prints that paper again; one of another day is no code."""
    first = await show(kiosk, await lobby.booked())
    links = lobby.links
    address = links.url(lobby.office, first["number"], MONDAY)
    assert first["number"] == (await show(kiosk, address))["number"]
    old = links.url(lobby.office, first["number"], TUESDAY)
    assert "Ini bukan kode booking" == (await show(kiosk, old))["title"]


async def test_lost_answer(lobby: LobbyOfTests, kiosk: Browser) -> None:
    """A press that is sent again because its answer got lost takes one number, also without a booking."""
    same = [await choose(kiosk, "elderly", id="press-sixteen-signs-long") for _ in range(2)]
    assert same[0] == same[1]
    assert "P002" == (await choose(kiosk, "elderly"))["number"]


async def test_two_kiosks(lobby: LobbyOfTests) -> None:
    """One code at two kiosks at once gets one number."""
    code = await lobby.booked()
    async with lobby.kiosk() as first, browsing(str(first.http.base_url)) as second:
        await lobby.pair(second, "Kios 2")
        answers = await asyncio.gather(*(show(browser, code) for _ in range(8) for browser in (first, second)))
    assert {"A001"} == {answer["number"] for answer in answers}


async def test_quota(lobby: LobbyOfTests, kiosk: Browser) -> None:
    """Walk-ins get numbers as long as their category has any that day."""
    numbers = [(await choose(kiosk, "general")).get("number") for _ in range(3)]
    assert ["A001", "A002", None] == numbers


Making = Callable[[LobbyOfTests], Awaitable[str]]


async def mistyped(lobby: LobbyOfTests) -> str:
    """Return a code with a wrong sign."""
    code = await lobby.booked()
    return code[:-1] + ("2" if code[-1] != "2" else "3")


async def held(lobby: LobbyOfTests) -> str:
    """Return the code of somebody who has not approved yet."""
    sender = lobby.sender()
    sender.now_ms = lobby.now_ms - 60_000
    return (await lobby.held(sender, session="10:00")).code


async def cancelled(lobby: LobbyOfTests) -> str:
    """Return the code of a booking that was cancelled."""
    sender = lobby.sender()
    booking = await lobby.held(sender)
    await lobby.services.bookings.confirm(sender.request(), approval=booking.approval, code="")
    await lobby.services.bookings.cancel(sender.request(), booking.code)
    return booking.code


async def late(lobby: LobbyOfTests) -> str:
    """Return the code of somebody who comes two hours after their session."""
    code = await lobby.booked()
    lobby.wait(180)
    return code


async def paid(lobby: LobbyOfTests) -> str:
    """Return the code of somebody who has been photographed, and waits for their passport."""
    code = await lobby.booked()
    visits = lobby.services.bookings.visits
    await visits.lobby.arrive(lobby.office, code, lobby.stamp(), prints=True)
    await visits.applications.complete(lobby.office, code, lobby.stamp(), product="free", category="adult")
    await visits.applications.photographed(lobby.office, code, lobby.stamp())
    return code


async def collected(lobby: LobbyOfTests) -> str:
    """Return the code of somebody who has their passport."""
    code, steps = await paid(lobby), lobby.services.bookings.visits.applications
    await steps.ready(lobby.office, code, lobby.stamp())
    papers = ["payment", "id_card"]
    await steps.collected(lobby.office, code, lobby.stamp(), collector="applicant", papers=papers)
    return code


async def lapsed_bill(lobby: LobbyOfTests) -> str:
    """Return the code of somebody who did not pay in time."""
    lobby.change(fees=FEES)
    code, visits = await lobby.booked(), lobby.services.bookings.visits
    await visits.lobby.arrive(lobby.office, code, lobby.stamp(), prints=True)
    await visits.applications.complete(lobby.office, code, lobby.stamp(), product="plain", category="adult")
    await visits.applications.photographed(lobby.office, code, lobby.stamp())
    lobby.wait(8 * 24 * 60)
    await visits.applications.lapse(lobby.office, code, lobby.stamp())
    return code


async def over(lobby: LobbyOfTests) -> str:
    """Return the code of somebody who did not come back in time."""
    code = await lobby.booked()
    await lobby.services.bookings.visits.lobby.arrive(lobby.office, code, lobby.stamp())
    lobby.wait(30 * 24 * 60)
    return code


def told(text: str) -> Making:
    """Return what shows this text."""

    async def make(lobby: LobbyOfTests) -> str:
        return text

    return make


def booked(**when: Any) -> Making:
    """Return what shows the code of a booking."""
    return lambda lobby: lobby.booked(**when)


@pytest.mark.parametrize(
    ("make", "title", "way_out"),
    [
        pytest.param(told("A012"), "Ini bukan kode booking", "konfirmasi", id="a queue number"),
        pytest.param(told("https://example.com"), "Ini bukan kode booking", "konfirmasi", id="any QR"),
        pytest.param(mistyped, "Kode belum tepat", "Samakan", id="mistyped"),
        pytest.param(told("CBN-7K3M-9QXD"), "Kode tidak ditemukan", "#cek", id="unknown"),
        pytest.param(told("BDG-FS89-2XEX"), "Kode ini untuk kantor lain", "kantor yang tertulis", id="other office"),
        pytest.param(cancelled, "Booking ini sudah dibatalkan", "#jadwal", id="cancelled"),
        pytest.param(held, "Booking ini belum Anda setujui", "tekan Setuju", id="held"),
        pytest.param(booked(day=TUESDAY), "Booking ini untuk Selasa, 1 Desember 2099", "tanggal itu", id="wrong day"),
        pytest.param(booked(session="10:00"), "Masih terlalu awal untuk sesi Anda", "09:00 WIB", id="too early"),
        pytest.param(late, "Sesi Anda sudah berakhir pukul 09:30 WIB", "#jadwal", id="too late"),
        pytest.param(paid, "Belum perlu nomor antrian", "sudah dibayar", id="not ready"),
        pytest.param(over, "Waktu untuk melanjutkan permohonan ini sudah lewat", "#jadwal", id="late"),
        pytest.param(lapsed_bill, "Batas bayar tagihan ini sudah lewat", "kode billing baru", id="bill lapsed"),
        pytest.param(collected, "Permohonan ini sudah selesai atau berakhir", "sudah diambil", id="ended"),
    ],
)
async def test_turned_away(lobby: LobbyOfTests, make: Making, title: str, way_out: str) -> None:
    """Who gets no number is told what is wrong and what to do, and nothing stands in a line."""
    received = await lobby.reception.arrive(await make(lobby), "press", None, "id")
    assert (title, "", "none") == (received.title, received.number, received.paper)
    assert way_out in " ".join(received.lines)
    assert 0 == await lobby.waiting()


async def test_category_of_no_office(lobby: LobbyOfTests) -> None:
    """A category that the office does not take is refused in words."""
    received = await lobby.reception.walk_in("astronaut", "press", None, "id")
    assert "Kantor ini tidak melayani kelompok itu tanpa booking" == received.title


async def test_no_lane(lobby: LobbyOfTests) -> None:
    """An office without a lane for what comes next sends people to an officer."""
    lobby.change(lanes=(Lane(id="counter", prefix="B", counters=1, station="counter"),))
    received = await lobby.reception.arrive(await lobby.booked(), "press", None, "id")
    assert ("Belum ada jalur untuk keperluan ini", ("Silakan hubungi petugas.",)) == (received.title, received.lines)


async def test_english(lobby: LobbyOfTests, kiosk: Browser) -> None:
    """A kiosk in English answers and prints in English."""
    await kiosk.http.get("/language/en")
    answer = await show(kiosk, await lobby.booked())
    assert ("Your queue number", "Nobody is before you") == (answer["title"], answer["lines"][1])


@pytest.mark.parametrize("mood", ["cut", "empty"])
async def test_printer_fails(lobby: LobbyOfTests, fake: FakePrinter, mood: Mood) -> None:
    """A paper that did not come out leaves no ghost in the line; the same number is printed again, and waits then."""
    fake.mood = mood
    async with lobby.kiosk(printer=fake.target) as kiosk:
        failed = await show(kiosk, await lobby.booked())
        assert ("A001", "failed", 0) == (failed["number"], failed["paper"], await lobby.waiting())
        fake.mood = "well"
        again = await posted(kiosk, "/kios/cetak", {"number": "A001"})
        assert ("A001", "printed", 1) == (again["number"], again["paper"], await lobby.waiting())
    (paper,) = fake.papers
    assert b"A001" in paper
    assert b"https://antrian.example.go.id/tiket/2099-11-30-A001-" in paper


async def test_without_paper(lobby: LobbyOfTests, fake: FakePrinter) -> None:
    """Who goes without a paper waits all the same."""
    fake.mood = "empty"
    async with lobby.kiosk(printer=fake.target) as kiosk:
        number = (await show(kiosk, await lobby.booked()))["number"]
        await posted(kiosk, "/kios/tercetak", {"number": number})
    assert 1 == await lobby.waiting()


async def test_paper_without_address(services: Services) -> None:
    """Where the office's pages can't be reached from outside, the paper says what to send to the chat."""
    lobby = LobbyOfTests(services)
    received = await lobby.reception.arrive(await lobby.booked(), "press", None, "id")
    assert "Ikuti di HP: kirim #antrian A001 ke chat kantor" == received.hint


@pytest.mark.parametrize("path", ["/kios", "/kios/keadaan"])
async def test_withdrawn(lobby: LobbyOfTests, kiosk: Browser, path: str) -> None:
    """A kiosk that is withdrawn has no page and gives no numbers; a board never had."""
    assert (await kiosk.http.get(path)).is_success
    await lobby.withdraw()
    assert 401 == (await kiosk.http.get(path)).status_code
    code = {"id": "press-sixteen-signs-long", "code": "CBN-7K3M-9QXD"}
    assert 401 == (await kiosk.http.post("/kios/kode", json=code)).status_code
    await kiosk.http.post("/perangkat", json={"code": await lobby.pairing_code("TV", "board")})
    assert 401 == (await kiosk.http.get(path)).status_code


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/kios/kode", {"id": "short", "code": "CBN-7K3M-9QXD"}),
        ("/kios/kode", {"id": "press-sixteen-signs-long", "code": "x" * 301}),
        ("/kios/cetak", {"number": "@A012"}),
        ("/kios/tercetak", {"number": "#cs"}),
    ],
)
async def test_malformed(kiosk: Browser, path: str, value: dict[str, str]) -> None:
    """What no page of ours would post is refused."""
    assert 422 == (await kiosk.http.post(path, json=value)).status_code


async def test_nothing_to_print(kiosk: Browser) -> None:
    """A number that nobody has is not printed, and does not wait."""
    assert "Kode tidak ditemukan" == (await posted(kiosk, "/kios/cetak", {"number": "A777"}))["title"]
    await posted(kiosk, "/kios/tercetak", {"number": "A777"})
