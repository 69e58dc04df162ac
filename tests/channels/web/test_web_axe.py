"""Every page before axe-core, on a phone and a large screen, light and dark: it finds nothing to complain of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from itertools import product
from typing import TYPE_CHECKING, cast

import pytest

from bot.plugins import Services
from tests.channels.visits import LARGE, PHONE, Visit, visiting
from tests.channels.web.lobbies import LobbyOfTests
from tests.channels.web.officers import signed_in, walked_in
from tests.channels.web.patients import SATURDAY, lettered, planned, with_teams

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import Page, ViewportSize

pytestmark = [pytest.mark.chromium, pytest.mark.timeout(60)]

Opening = Callable[[Visit, LobbyOfTests], Awaitable[None]]
SCHEMES = ("light", "dark")


@pytest.fixture
def lobby(services: Services) -> LobbyOfTests:
    """Give an office that is open."""
    return LobbyOfTests(services, pages_url="https://antrian.example.go.id")


async def complaints(page: Page) -> list[str]:
    """Return what axe-core finds on a page in each of its looks: the rule, where, and why."""
    from axe_playwright_python.async_playwright import Axe  # it needs Playwright, which not everybody has

    found = []
    for size, scheme in product((PHONE, LARGE), SCHEMES):
        await page.set_viewport_size(cast("ViewportSize", size))
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a table of texts
        results = await Axe().run(page)
        for broken in results.response["violations"]:
            places = [(node["target"], node["failureSummary"]) for node in broken["nodes"]]
            found.append(f"{scheme} {size['width']} {broken['id']}: {places}")
    return found


async def first_screen(visit: Visit, lobby: LobbyOfTests) -> None:
    """Come to the first screen of the chat."""
    await visit.page.goto(visit.web.url)


async def talk(visit: Visit, lobby: LobbyOfTests) -> None:
    """Book in the chat."""
    await visit.begin()
    await visit.book()


async def sign_in(visit: Visit, lobby: LobbyOfTests) -> None:
    """Show a wrong code where officers sign in."""
    await visit.page.goto(f"{visit.web.url}/masuk")
    await visit.page.get_by_label("Kode").fill("salah")
    await visit.page.keyboard.press("Enter")
    await visit.page.get_by_role("alert").filter(has_text="Kode ini tidak berlaku").wait_for()


async def pair(visit: Visit, lobby: LobbyOfTests) -> None:
    """Come to where devices are paired."""
    await visit.page.goto(f"{visit.web.url}/perangkat")


async def desks(visit: Visit, lobby: LobbyOfTests) -> None:
    """Sign in, and come to the choice of desks."""
    await signed_in(visit.page, visit.web.url, lobby.services, "admin")


async def desk(visit: Visit, lobby: LobbyOfTests) -> None:
    """Have somebody before the desk, and a sheet open."""
    for _ in range(3):
        await walked_in(lobby.services, "elderly", name="Siti Aminah")
    await desks(visit, lobby)
    await visit.page.get_by_role("button", name="Prioritas 1").click()
    await visit.page.get_by_role("button", name="Panggil berikutnya").click()
    await visit.page.get_by_role("button", name="Sudah datang").click()
    await visit.page.get_by_role("button", name="Belum lengkap").first.click()


async def board(visit: Visit, lobby: LobbyOfTests) -> None:
    """Have a call on the board."""
    await walked_in(lobby.services, "elderly")
    await visit.page.goto(f"{visit.web.url}/perangkat#{await lobby.pairing_code('TV', 'board')}")
    await visit.page.get_by_role("button", name="Pasang").click()
    await visit.page.locator("#desks li").first.wait_for()
    await lobby.call("priority-1")
    await visit.page.locator("#last li").first.wait_for()


async def kiosk(visit: Visit, lobby: LobbyOfTests) -> None:
    """Come to the kiosk's first screen."""
    await visit.page.goto(f"{visit.web.url}/perangkat#{await lobby.pairing_code()}")
    await visit.page.get_by_role("button", name="Pasang").click()
    await visit.page.wait_for_url(f"{visit.web.url}/kios")


async def kiosk_keys(visit: Visit, lobby: LobbyOfTests) -> None:
    """Open the kiosk's keys."""
    await kiosk(visit, lobby)
    await visit.page.get_by_role("button", name="Ketik kode booking").click()


async def kiosk_number(visit: Visit, lobby: LobbyOfTests) -> None:
    """Get a number at the kiosk."""
    await kiosk(visit, lobby)
    await visit.page.get_by_role("button", name="Datang tanpa booking").click()
    await visit.page.get_by_role("button", name="Lansia").click()
    await visit.page.locator("#number:not(:empty)").wait_for()


async def ticket(visit: Visit, lobby: LobbyOfTests) -> None:
    """Follow a ticket."""
    number = await walked_in(lobby.services, "elderly")
    day = lobby.office.local(lobby.now_ms).date()
    await visit.page.goto(f"{visit.web.url}/tiket/{lobby.links.id(lobby.office, number, day)}")


async def letter(visit: Visit, lobby: LobbyOfTests) -> None:
    """Verify a letter."""
    await visit.page.goto(f"{visit.web.url}/surat/{(await lettered(lobby.services)).id}")


async def no_letter(visit: Visit, lobby: LobbyOfTests) -> None:
    """Verify what is no letter."""
    await visit.page.goto(f"{visit.web.url}/surat/none")


async def route(visit: Visit, lobby: LobbyOfTests) -> None:
    """See a day's visits."""
    lobby.services = with_teams(lobby.services)
    await planned(lobby.services)
    await signed_in(visit.page, visit.web.url, lobby.services, "admin")
    await visit.page.goto(f"{visit.web.url}/rute/{SATURDAY}")


@pytest.mark.parametrize(
    "opening",
    [
        first_screen, talk, sign_in, pair, desks, desk, board, kiosk, kiosk_keys, kiosk_number, ticket, letter,
        no_letter, route,
    ],
    ids=lambda opening: opening.__name__,
)  # fmt: skip
async def test_page(chromium: Chromium, lobby: LobbyOfTests, opening: Opening) -> None:
    """Nothing on the page breaks a rule of axe-core."""
    async with visiting(chromium, lobby.services) as visit:
        await opening(visit, lobby)
        visit.complaints.clear()  # Chromium itself notes a refusal
        assert [] == await complaints(visit.page)
