"""The page in a real Chromium: what a person sees, presses and hears, on a phone and on a large screen."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.plugins import Services
from channels.web.adapter import WebAdapter
from tests.channels.browsers import listening
from tests.channels.contract import Inbox
from tests.channels.counterpart import Counterpart

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

playwright_api = pytest.importorskip(
    "playwright.async_api", reason="playwright is not installed: pip install playwright"
)

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 360, "height": 640}
LARGE = {"width": 1440, "height": 900}
BOOKING_LINE = "#Budi Santoso#25011987#30112026"
PICTURES = os.environ.get("ANTRIAN_PICTURES", "")
"""A folder in which the tests leave pictures of the page, for the README."""

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no /usr/bin/chromium: apt-get install chromium")


@pytest.fixture(autouse=True)
def blockbuster() -> None:
    """Let the loop block here: Playwright's own client reads files in it."""
    return


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """Give a browser."""
    async with playwright_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


class Visit:
    """A page that is open on a running account, and what went wrong in its console."""

    def __init__(self, page: Page, web: WebAdapter, inbox: Inbox, office: Counterpart) -> None:
        self.page = page
        self.web = web
        self.inbox = inbox
        self.office = office

    async def begin(self) -> None:
        """Pass the first screen."""
        await self.page.goto(self.web.url)
        await self.page.get_by_label("Berapa nomor ponsel Anda?").fill("0812 3456 7890")
        await self.page.get_by_role("button", name="Mulai").click()
        await self.page.get_by_role("button", name="Lihat jadwal").wait_for()

    async def say(self, text: str) -> None:
        """Type something and send it with Enter."""
        field = self.page.get_by_label("Tulis pesan")
        await field.fill(text)
        await field.press("Enter")

    async def sees(self, text: str) -> None:
        """Wait until a text can be seen."""
        await self.page.get_by_text(text).last.wait_for()

    async def book(self) -> None:
        """Make a whole booking: look, book, agree."""
        await self.page.get_by_role("button", name="Lihat jadwal").click()
        await self.sees("Kamis, 3 Desember 2026")
        await self.say(BOOKING_LINE)
        await self.sees("MENUNGGU PERSETUJUAN")
        await self.page.get_by_role("button", name="Setuju", exact=True).click()
        await self.sees("TERDAFTAR")

    async def texts(self) -> list[str]:
        """Return the first line of each bubble."""
        bubbles = await self.page.locator(".bubble .text").all_inner_texts()
        return [text.partition("\n")[0] for text in bubbles]

    async def picture(self, name: str) -> None:
        """Leave a picture of the page, when asked for."""
        if PICTURES:
            await self.page.mouse.move(1, 1)
            await self.page.screenshot(path=Path(PICTURES) / name)


@asynccontextmanager
async def visiting(
    chromium: Browser, services: Services, *, size: dict[str, int] = PHONE, dark: bool = False
) -> AsyncIterator[Visit]:
    """Open the page with a scripted office behind it; afterwards nothing may stand in the page's console."""
    inbox = Inbox()
    complaints: list[str] = []
    async with listening(services, inbox) as web:
        office = Counterpart(web, inbox)
        context = await chromium.new_context(
            viewport=size,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            has_touch=size is not LARGE,
            locale="id-ID",
        )
        page = await context.new_page()
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        answering = asyncio.create_task(office.answer_all())
        try:
            yield Visit(page, web, inbox, office)
        finally:
            answering.cancel()
            with suppress(asyncio.CancelledError):
                await answering
            await context.close()
    assert [] == complaints


@pytest.mark.parametrize(
    ("size", "name"), [(PHONE, "web-chat-phone.png"), (LARGE, "web-chat-large.png")], ids=["phone", "large"]
)
async def test_booking(chromium: Browser, services: Services, size: dict[str, int], name: str) -> None:
    """A person looks, books by a line, agrees by a button, and sees the code with its QR picture."""
    async with visiting(chromium, services, size=size) as visit:
        await visit.begin()
        await visit.picture(f"greeting-{name}")
        await visit.page.get_by_role("button", name="Lihat jadwal").click()
        await visit.sees("Kamis, 3 Desember 2026")
        await visit.say(BOOKING_LINE)
        await visit.sees("MENUNGGU PERSETUJUAN")
        await visit.picture(name)
        await visit.page.get_by_role("button", name="Setuju", exact=True).click()
        await visit.page.get_by_alt_text("Kode QR untuk CBN-7K3M-9QXD").wait_for()
        assert ["#jadwal", BOOKING_LINE, "confirm:CBN-7K3M-9QXD"] == [
            event.choice or event.text for event in visit.inbox.events
        ]
        assert "Setuju" == (await visit.texts())[4]
        assert ["Lihat booking", "Batalkan booking"] == await visit.page.locator(".choice").all_inner_texts()
        await visit.picture(f"booked-{name}")
