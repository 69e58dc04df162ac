"""The kiosk in Chromium: touched, typed into, shown a QR; without paper, without a server, and withdrawn."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import segno

from bot.plugins import Services
from channels.web.kiosk import READER
from channels.web.settings import WebSettings
from channels.web.voice import render
from tests.channels.visits import Visit, visiting
from tests.channels.web.lobbies import LobbyOfTests
from tests.channels.web.printers import printer
from tests.chromium import browsing, keep_picture

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import Page

pytestmark = [pytest.mark.chromium, pytest.mark.timeout(60)]

TABLET = {"width": 1280, "height": 800}


@pytest.fixture
def lobby(services: Services) -> LobbyOfTests:
    """Give an office that is open."""
    return LobbyOfTests(services, pages_url="https://antrian.example.go.id")


@asynccontextmanager
async def at_kiosk(
    chromium: Chromium, lobby: LobbyOfTests, *, size: dict[str, int] = TABLET, dark: bool = False, target: str = ""
) -> AsyncIterator[Visit]:
    """Open a paired kiosk; its clock is ours, so that nobody waits for a screen to go."""
    options = WebSettings(port=0, printers={"*": target} if target else {})
    async with visiting(chromium, lobby.services, size=size, dark=dark, options=options) as visit:
        await visit.page.clock.install()
        await visit.page.goto(f"{visit.web.url}/perangkat#{await lobby.pairing_code()}")
        await visit.page.get_by_role("button", name="Pasang").click()
        await visit.page.wait_for_url(f"{visit.web.url}/kios")
        yield visit


async def number(page: Page) -> str:
    """Return the number that a kiosk shows, once it does."""
    await page.locator("#number:not(:empty)").wait_for()
    return await page.locator("#number").inner_text()


async def test_touched(chromium: Chromium, lobby: LobbyOfTests) -> None:
    """A code typed on the big keys gives a number, the paper and the way back to a first screen that tells nothing."""
    code = await lobby.booked()
    async with at_kiosk(chromium, lobby) as visit:
        page = visit.page
        await keep_picture(page, "kiosk.png")
        await page.get_by_role("button", name="Ketik kode booking").click()
        for sign in code.replace("-", ""):
            await page.get_by_role("button", name=sign, exact=True).click()
        await page.get_by_role("button", name="Ambil nomor").click()
        assert "A001" == await number(page)
        await page.get_by_text("Silakan ambil kertas Anda.").wait_for()
        assert 1 == await lobby.waiting()
        await keep_picture(page, "kiosk-number.png")
        await page.emulate_media(media="print")
        assert await page.locator("#slip-number").is_visible()
        assert not await page.locator("#kiosk").is_visible()
        await page.emulate_media(media="screen")
        await page.clock.fast_forward("00:30")
        await page.get_by_role("heading", name="Selamat datang").wait_for()
        assert code not in await page.content()
        assert "A001" not in await page.content()


async def test_scanner_types(chromium: Chromium, lobby: LobbyOfTests) -> None:
    """A USB scanner, which types a code and Enter, is heard wherever the focus is, also while a number is shown."""
    codes = [await lobby.booked() for _ in range(2)]
    async with at_kiosk(chromium, lobby) as visit:
        page = visit.page
        await page.get_by_role("button", name="Datang tanpa booking").focus()
        await page.keyboard.type(codes[0])
        await page.keyboard.press("Enter")
        assert "A001" == await number(page)
        await page.keyboard.type(codes[1].lower())
        await page.keyboard.press("Enter")
        await page.locator("#number").get_by_text("A002").wait_for()
        await page.keyboard.type("CBN-7K3M-9QXD")
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="Kode tidak ditemukan").wait_for()
        assert "answer-title" == await page.evaluate("document.activeElement.id")


async def test_keyboard_and_language(chromium: Chromium, lobby: LobbyOfTests) -> None:
    """By keyboard alone, in English and in large letters one gets a number; then it is as before for the next one."""
    async with at_kiosk(chromium, lobby) as visit:
        page = visit.page
        await page.get_by_role("button", name="Huruf besar").press("Enter")
        async with page.expect_navigation(url="**/kios"):
            await page.get_by_role("link", name="English").press("Enter")
        await page.get_by_role("button", name="Without a booking").press("Enter")
        await page.get_by_role("button", name="Elderly (60 and over)").press("Enter")
        assert "P001" == await number(page)
        await page.locator("#lines").get_by_text("Nobody is before you").wait_for()
        assert await page.evaluate("document.documentElement.classList.contains('large')")
        async with page.expect_navigation(url="**/kios"):
            await page.clock.fast_forward("00:30")
        await page.get_by_role("heading", name="Selamat datang").wait_for()
        assert not await page.evaluate("document.documentElement.classList.contains('large')")


async def test_paper_fails(chromium: Chromium, lobby: LobbyOfTests) -> None:
    """A paper that does not come out is tried again by itself; without one the number counts when it is wanted so."""
    codes = [await lobby.booked() for _ in range(2)]
    async with printer() as fake, at_kiosk(chromium, lobby, target=fake.target) as visit:
        page = visit.page
        fake.mood = "empty"
        await page.keyboard.type(f"{codes[0]}\n")
        await page.get_by_text("Kertas belum keluar.").wait_for()
        assert ("A001", 0) == (await number(page), await lobby.waiting())
        fake.mood = "well"
        await page.clock.fast_forward("00:04")
        await page.get_by_text("Silakan ambil kertas Anda.").wait_for()
        assert (1, 1) == (len(fake.papers), await lobby.waiting())
        fake.mood = "cut"
        await page.keyboard.type(f"{codes[1]}\n")
        await page.get_by_role("button", name="Tanpa kertas").click()
        await page.get_by_text("Ingat nomor ini").wait_for()
        assert ("A002", 2) == (await number(page), await lobby.waiting())


async def test_dies_behind_the_print(chromium: Chromium, lobby: LobbyOfTests) -> None:
    """A number that was printed waits also when the kiosk is switched off before the server could be told."""
    async with at_kiosk(chromium, lobby) as visit:
        page = visit.page
        await page.route("**/kios/tercetak", lambda route: route.abort())
        async with page.expect_event("requestfailed"):
            await page.keyboard.type(f"{await lobby.booked()}\n")
        await page.unroute("**/kios/tercetak")
        assert 0 == await lobby.waiting()
        async with page.expect_response("**/kios/tercetak"):
            await page.reload()
        assert 1 == await lobby.waiting()
        visit.complaints.clear()  # Chromium itself notes the request that was cut


async def test_server_away(chromium: Chromium, lobby: LobbyOfTests) -> None:
    """Without the server the kiosk says so; a code that was shown meanwhile gets its number when it is back."""
    code = await lobby.booked()
    async with at_kiosk(chromium, lobby) as visit:
        page = visit.page
        away = page.get_by_text("Sistem sedang tidak tersambung")
        await visit.stop_server()
        await page.clock.fast_forward("00:10")
        await away.wait_for()
        await page.keyboard.type(f"{code}\n")
        await page.get_by_role("heading", name="Mohon tunggu sebentar").wait_for()
        await visit.start_server()
        await page.clock.fast_forward("00:03")
        assert "A001" == await number(page)
        await away.wait_for(state="hidden")
        visit.complaints.clear()  # Chromium itself notes the refused connections


async def test_withdrawn(chromium: Chromium, lobby: LobbyOfTests) -> None:
    """A kiosk that is withdrawn says so by itself, and gives nothing more."""
    async with at_kiosk(chromium, lobby) as visit:
        await lobby.withdraw()
        await visit.page.clock.fast_forward("00:10")
        await visit.page.get_by_role("heading", name="Mesin ini tidak dipakai lagi").wait_for()
        await visit.page.keyboard.type("CBN-7K3M-9QXD\n")
        assert await visit.page.get_by_role("heading", name="Mesin ini tidak dipakai lagi").is_visible()
        visit.complaints.clear()  # Chromium itself notes the refusal


async def test_read_aloud(chromium: Chromium, lobby: LobbyOfTests) -> None:
    """Where the browser has no Indonesian voice, the board's clips tell what to do, and then the number."""
    await render(lobby.services.data_dir / "voice", lobby.office)
    async with at_kiosk(chromium, lobby) as visit:
        page = visit.page
        async with page.expect_request("**/suara/kios-mulai"):
            await page.get_by_role("button", name="Bacakan").click()
        heard: list[str] = []
        page.on("request", lambda request: heard.append(urlsplit(request.url).path))
        async with page.expect_request("**/suara/1"):
            await page.keyboard.type(f"{await lobby.booked()}\n")
        assert ["/suara/a", "/suara/0", "/suara/1"] == [path for path in heard if path.startswith("/suara/")][-3:]


@pytest.mark.skipif("CI" not in os.environ and not READER.is_dir(), reason="there is no reader here: make scanner")
async def test_camera(lobby: LobbyOfTests, tmp_path: Path) -> None:
    """A QR before the tablet's camera gives a number."""
    film = tmp_path / "qr.y4m"
    write_film(film, await lobby.booked())
    flags = ("--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}")
    async with browsing(*flags) as chromium, at_kiosk(chromium, lobby) as visit:
        await visit.context.grant_permissions(["camera"])
        await visit.page.get_by_role("button", name="Pindai kode QR").click()
        assert "A001" == await number(visit.page)


async def test_no_camera(chromium: Chromium, lobby: LobbyOfTests) -> None:
    """Where the camera is not given, the kiosk says so and how to go on."""
    async with at_kiosk(chromium, lobby) as visit:
        page = visit.page
        await page.evaluate("document.getElementById('to-scan').hidden = false")
        await page.get_by_role("button", name="Pindai kode QR").click()
        await page.get_by_role("heading", name="Kamera tidak dapat dipakai").wait_for()
        visit.complaints.clear()  # without the reader Chromium notes that there is none


def write_film(path: Path, content: str, *, width: int = 640, height: int = 480) -> None:
    """Write a film of one picture, a QR in its middle, as Chromium's camera of tests plays it."""
    rows = [bytes(row) for row in segno.make_qr(content).matrix_iter(border=4, scale=8)]
    side, grey = len(rows), bytearray(b"\xc0" * (width * height))
    left, top = (width - side) // 2, (height - side) // 2
    for n, row in enumerate(rows):
        start = (top + n) * width + left
        grey[start : start + side] = bytes(16 if is_dark else 235 for is_dark in row)
    colour = b"\x80" * (width * height // 2)
    path.write_bytes(b"YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\nFRAME\n" % (width, height) + grey + colour)
