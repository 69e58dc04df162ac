"""The page of a ticket: who can see it, what it tells at each step, and that it keeps itself up to date."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bot.plugins import Services
from bot.ticket_links import TicketLinks, id_in
from bot.visit_values import Arrived
from tests.channels.browsers import Browser, browsing, listening
from tests.channels.contract import Inbox
from tests.channels.visits import PHONE, visiting
from tests.channels.web.lobbies import LobbyOfTests
from tests.chromium import keep_picture
from tests.offices import MONDAY, office_of_tests
from tests.requests import sealer_of_tests

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium

LINKS = TicketLinks(sealer_of_tests())
CIREBON, BANDUNG = office_of_tests(), office_of_tests("BDG")


@pytest.fixture
def lobby(services: Services) -> LobbyOfTests:
    """Give an office that is open."""
    return LobbyOfTests(services, pages_url="https://antrian.example.go.id")


@pytest.fixture
async def phone(lobby: LobbyOfTests) -> AsyncIterator[Browser]:
    """Give a browser that is neither signed in nor paired."""
    async with listening(lobby.services, Inbox()) as web, browsing(web.url) as browser:
        yield browser


async def arrived(lobby: LobbyOfTests, code: str) -> str:
    """Let somebody arrive; return the path of their ticket's page."""
    answer = await lobby.services.bookings.visits.lobby.arrive(lobby.office, code, lobby.stamp())
    assert isinstance(answer, Arrived)
    return f"/tiket/{lobby.links.id(lobby.office, answer.standing.ticket.number, MONDAY)}"


async def state(phone: Browser, path: str) -> Any:
    """Return how a ticket stands, as its page asks it."""
    response = await phone.http.get(f"{path}/keadaan")
    assert 200 == response.status_code
    return response.json()


def test_links() -> None:
    """A link names its ticket, of its office and date alone; whatever is changed in it makes it worthless."""
    id = LINKS.id(CIREBON, "A012", MONDAY)
    assert ("A012", MONDAY) == LINKS.read(CIREBON, id)
    assert None is LINKS.read(BANDUNG, id)
    others = (id.replace("A012", "A013"), id.replace("2099", "2098"), id[:-1], f"{id}x", f"2099-02-30{id[10:]}", "")
    assert [None] * 6 == [LINKS.read(CIREBON, other) for other in others]


def test_address() -> None:
    """The address on a paper holds the id, which is found in it again; without the office's address there is none."""
    office = office_of_tests()
    assert "" == LINKS.url(office, "A012", MONDAY)
    id = LINKS.id(office, "A012", date(2099, 11, 30))
    assert id == id_in(f"https://antrian.example.go.id/tiket/{id}\n")
    assert "" == id_in("https://example.com/tiket/")


async def test_followed(lobby: LobbyOfTests, phone: Browser) -> None:
    """A ticket is followed from the line to the desk, and on to its owner's next number."""
    first, path = await arrived(lobby, await lobby.booked()), await arrived(lobby, code := await lobby.booked())
    waiting = await state(phone, path)
    assert ("A002", "Anda dalam antrian") == (waiting["number"], waiting["title"])
    assert "1 orang di depan Anda" == waiting["lines"][1]
    await lobby.call("cs-1")
    called = await state(phone, first)
    assert (True, ["Silakan ke CS 1 sekarang."]) == (called["is_called"], called["lines"])
    await lobby.call("cs-2")
    visits, desk = lobby.services.bookings.visits, lobby.desk("cs-2")
    await visits.desk_work.sit_down(lobby.office, desk, lobby.stamp(), number="A002")
    assert "Sedang dilayani di CS 2" == (await state(phone, path))["title"]
    await visits.desk_work.complete(
        lobby.office, desk, lobby.stamp(), number="A002", product="free", category="adult"
    )  # fmt: skip
    following = await state(phone, path)
    assert ("B001", "Anda dalam antrian") == (following["number"], following["title"])
    assert code not in str(following)


async def test_nobody_named(lobby: LobbyOfTests, phone: Browser) -> None:
    """The page shows a number to whoever has the address, and neither a name nor a code."""
    code = await lobby.booked()
    page = await phone.http.get(await arrived(lobby, code))
    assert (200, True) == (page.status_code, "A001" in page.text)
    assert [] == [word for word in ("Siti", code, code.replace("-", "")) if word in page.text]


async def test_no_such_ticket(lobby: LobbyOfTests, phone: Browser) -> None:
    """A guessed address shows that there is no such ticket, without a number."""
    path = await arrived(lobby, await lobby.booked())
    page = await phone.http.get(f"{path[:-1]}{'x' if path[-1] != 'x' else 'y'}")
    assert (404, True) == (page.status_code, "Tiket tidak ditemukan" in page.text)
    assert '<p class="number" id="number"></p>' in page.text
    assert 404 == (await phone.http.get("/tiket/A001/keadaan")).status_code


async def test_of_another_day(lobby: LobbyOfTests, phone: Browser) -> None:
    """A ticket is over with its day."""
    path = await arrived(lobby, await lobby.booked())
    lobby.wait(24 * 60)
    followed = await state(phone, path)
    assert ("Tiket ini dari hari lain", True) == (followed["title"], followed["is_over"])


@pytest.mark.chromium
@pytest.mark.timeout(60)
async def test_keeps_up(chromium: Chromium, lobby: LobbyOfTests) -> None:
    """An open page shows by itself that the number was called, also after the server was away."""
    path = await arrived(lobby, await lobby.booked())
    async with visiting(chromium, lobby.services, size=PHONE) as visit:
        page = visit.page
        await page.clock.install()
        await page.goto(f"{visit.web.url}{path}")
        await page.get_by_role("heading", name="Anda dalam antrian").wait_for()
        await keep_picture(page, "ticket-phone.png")
        await visit.stop_server()
        await page.clock.fast_forward("00:05")
        await page.get_by_text("Sistem sedang tidak tersambung").wait_for()
        await lobby.call("cs-1")
        await visit.start_server()
        await page.clock.fast_forward("00:05")
        await page.get_by_role("heading", name="Nomor Anda dipanggil").wait_for()
        await page.get_by_text("Silakan ke CS 1 sekarang.").wait_for()
        await page.get_by_text("Sistem sedang tidak tersambung").wait_for(state="hidden")
        visit.complaints.clear()  # Chromium itself notes the refused connections
