"""The operator's page for linking a phone, in a real Chromium on a phone-sized screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from bot.plugins import Services
from tests.channels.contract import Inbox
from tests.channels.visits import PHONE
from tests.channels.whatsapp.test_whatsapp_pairing import OWN, linking
from tests.chromium import keep_picture

if TYPE_CHECKING:
    from playwright.async_api import Browser, ViewportSize

pytestmark = pytest.mark.chromium
QR = "2@0mQx3m7yQb2kV8nJt4pWcZ1sLr5uYh6eGd9aFi,Bk3XwT8vNq1zRj5oMh2gPy7cSd4lUe6fAi9bKx0tW=,Zr4Vn8qLm2=,abcdefgh"


async def test_page(chromium: Browser, services: Services, inbox: Inbox, tmp_path: Path) -> None:
    """The page shows both codes without a script, takes up a new one by itself, and says when the phone is linked."""
    async with linking(services, inbox, tmp_path, linger_s=60, phone=OWN) as one:
        (link,) = await one.links(1)
        context = await chromium.new_context(
            viewport=cast("ViewportSize", PHONE), locale="id-ID", java_script_enabled=False, device_scale_factor=2
        )
        page = await context.new_page()
        await page.goto(link)
        assert not page.url.endswith(link.rpartition("/")[2])
        await page.get_by_text("ABCD-1234").wait_for()
        await one.whatsapp.show_code(QR)
        await page.wait_for_event("load")  # the page renews itself
        box = await page.locator("img").bounding_box()
        assert box is not None
        assert (box["width"], True) == (box["height"], 250 < box["width"] < PHONE["width"])
        await keep_picture(page.locator("body"), "whatsapp-pairing.png")
        await one.whatsapp.link()
        await page.get_by_text("TERTAUT").wait_for()
