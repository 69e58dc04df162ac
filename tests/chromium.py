"""The suite's real browser. What needs it is marked `chromium`: skipped where there is none, but not in CI."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page, ViewportSize

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
PHONE: ViewportSize = {"width": 390, "height": 844}
PICTURES = os.environ.get("ANTRIAN_PICTURES", "")
"""A folder in which the tests leave the pictures of docs/images."""


def lacking() -> str:
    """Return why there is no browser, or "" when there is one. CI goes without no test, so there it is always ""."""
    if "CI" in os.environ:
        return ""
    if find_spec("playwright") is None:
        return "playwright is not installed: pip install playwright"
    return "" if CHROMIUM.exists() else f"there is no {CHROMIUM}: apt-get install chromium"


@asynccontextmanager
async def browsing(*flags: str) -> AsyncIterator[Browser]:
    """Give a browser, with further flags."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
        yield browser
        await browser.close()


@asynccontextmanager
async def phone_page() -> AsyncIterator[Page]:
    """Give a page of a phone's size; nothing may go wrong in its scripts."""
    wrong: list[str] = []
    async with browsing() as browser:
        page = await browser.new_page(viewport=PHONE, has_touch=True, locale="id-ID", reduced_motion="reduce")
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield page
    assert [] == wrong


async def keep_picture(shown: Page | Locator, name: str) -> None:
    """Leave a picture of a page or of a part of it, when asked for."""
    if PICTURES:
        await shown.screenshot(path=Path(PICTURES) / name)
