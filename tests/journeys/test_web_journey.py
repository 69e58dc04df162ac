"""A whole booking at the page in Chromium, against `antrian run` as a real program that is killed and started again."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from tests.chromium import PHONE, keep_picture, phone_page
from tests.journeys.programs import Installation, working_day
from tests.store.servers import free_port

if TYPE_CHECKING:
    from playwright.async_api import Page, ViewportSize

LINE = f"#Budi Santoso#25011987#{working_day():%d%m%Y}"
LONG_PHONE: ViewportSize = {"width": 390, "height": 1262}
LARGE: ViewportSize = {"width": 1440, "height": 1156}

pytestmark = [pytest.mark.chromium, pytest.mark.timeout(90)]


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """Give a page of a phone's size."""
    async with phone_page() as opened:
        yield opened


async def say(page: Page, text: str) -> None:
    """Type something and send it with Enter."""
    field = page.get_by_label("Tulis pesan")
    await field.fill(text)
    await field.press("Enter")


async def show_whole(page: Page, size: ViewportSize, *, picture: str) -> None:
    """Look at the confirmation on a screen that shows all of it at once, and keep its picture."""
    from playwright.async_api import expect

    await page.set_viewport_size(size)
    await expect(page.get_by_text("✅ TERDAFTAR")).to_be_in_viewport(ratio=1)
    await expect(page.get_by_role("link", name="Simpan ke kalender")).to_be_in_viewport(ratio=1)
    await keep_picture(page, picture)
    await page.set_viewport_size(PHONE)


async def bubbles(page: Page) -> list[str]:
    """Return the texts of all bubbles."""
    return await page.locator(".bubbles .text").all_inner_texts()


async def test_booking(installation: Installation, page: Page) -> None:
    """A person books at the page; reload, kill and restart of the server take nothing away, and #cek answers."""
    port = {"ANTRIAN_WEB_CBN_PORT": str(free_port())}
    begun = time.monotonic()
    async with installation.antrian("run", **port) as serving:
        url = (await serving.sees(r"http://127\.0\.0\.1:\d+"))[0]
        await page.goto(url)
        print(f"the page is up {time.monotonic() - begun:.1f} s after the start")
        await page.get_by_label("Berapa nomor HP Anda?").fill("0812 3456 7890")
        await page.get_by_role("button", name="Mulai").click()
        await page.get_by_role("button", name="Lihat jadwal").click()
        await page.get_by_text("sisa 20 tempat").last.wait_for()
        await say(page, LINE)
        await page.get_by_text("MENUNGGU PERSETUJUAN").wait_for()
        await page.get_by_role("button", name="Setuju", exact=True).click()
        await page.get_by_text("✅ TERDAFTAR").wait_for()
        shown = await page.get_by_alt_text(re.compile(r"Kode QR untuk CBN-\w{4}-\w{4}")).get_attribute("alt")
        assert shown is not None
        code = shown.rpartition(" ")[2]
        before = await bubbles(page)
        assert code in before[-1]
        await show_whole(page, LONG_PHONE, picture="web-chat-phone.png")
        await show_whole(page, LARGE, picture="web-chat-large.png")
        await page.reload()
        await page.get_by_text("✅ TERDAFTAR").wait_for()
        assert before == await bubbles(page)
        await serving.kill()
    await page.get_by_text("Menyambung kembali").wait_for()
    async with installation.antrian("run", **port) as serving:
        await serving.sees(re.escape(url))
        await page.reload()
        await page.get_by_text("✅ TERDAFTAR").wait_for()
        assert before == await bubbles(page)
        await say(page, "#cek")
        await page.get_by_text("Perlihatkan kode booking ini saat datang").wait_for()
        assert code in (await bubbles(page))[-1]
        assert 0 == await serving.stop(), serving.reports()
