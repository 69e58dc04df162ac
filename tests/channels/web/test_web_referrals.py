"""The page that verifies a letter, for everybody, and the page of a day's visits, for those who go out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from bot.engine.recipes import letter_document
from bot.messages import Media
from bot.plugins import Services
from bot.referrals import ReferralPaper
from bot.staff import Role
from bot.store.referrals import Referrals
from bot.store.staff import Acts
from tests.channels.browsers import Browser, browsing, listening
from tests.channels.contract import Inbox
from tests.channels.visits import LARGE, visiting
from tests.channels.web.officers import office_of, sign_in_code
from tests.channels.web.patients import PLEAS, SATURDAY, lettered, planned, with_teams
from tests.chromium import keep_picture
from tests.staffing import BY

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium

ROUTE = f"/rute/{SATURDAY}"
DAY_MS = 24 * 3600_000


@pytest.fixture
def services(services: Services) -> Services:
    """Give an office whose teams go out."""
    return with_teams(services)


@pytest.fixture
async def browser(services: Services, inbox: Inbox) -> AsyncIterator[Browser]:
    """Give a browser on a live page."""
    async with listening(services, inbox) as web, browsing(web.url) as opened_browser:
        yield opened_browser


async def enter(browser: Browser, services: Services, *roles: Role) -> None:
    """Sign in as an officer."""
    await browser.http.post("/masuk", json={"code": await sign_in_code(services, *roles)})


async def test_verified(browser: Browser, services: Services) -> None:
    """Anybody who has the address sees the number, the date and until when; nothing of the patient or the officer."""
    referral = await lettered(services)
    page = (await browser.http.get(f"/surat/{referral.id}")).text
    told = ("<h2>✅ SURAT BERLAKU</h2>", "001/ES/CBN/XI/2026", "Selasa, 24 November 2026", "Kamis, 24 Desember 2026")
    assert [] == [word for word in told if word not in page]
    secret = (PLEAS[0].patient, "Tina", referral.text.case, "Gunung Jati", "54")
    assert [] == [word for word in secret if word in page.replace("24 November", "")]


async def test_withdrawn(browser: Browser, services: Services) -> None:
    """A withdrawn letter is told as such."""
    referral = await lettered(services)
    await Referrals(services.client, services.sealer).withdraw(office_of(services), referral, now_ms=services.clock())
    page = (await browser.http.get(f"/surat/{referral.id}")).text
    assert "<h2>❌ SURAT DICABUT</h2>" in page


async def test_over(services: Services) -> None:
    """After its last day a letter is told not to hold any more."""
    referral = await lettered(services)
    later = replace(services, clock=lambda: services.clock() + 31 * DAY_MS)
    async with listening(later, Inbox()) as web, browsing(web.url) as browser:
        assert "<h2>❌ SURAT TIDAK BERLAKU LAGI</h2>" in (await browser.http.get(f"/surat/{referral.id}")).text


async def test_unknown(browser: Browser) -> None:
    """What is no letter's address says so, with the status that machines read."""
    response = await browser.http.get("/surat/AAAAAAAAAAAAAAAAAAAA")
    assert (404, True) == (response.status_code, "<h2>❌ SURAT TIDAK DITEMUKAN</h2>" in response.text)


async def test_route(browser: Browser, services: Services) -> None:
    """Those who deal with cases see each visit in its place, and that they looked is written down."""
    await planned(services)
    await enter(browser, services, "emergency")
    page = (await browser.http.get(ROUTE)).text
    places = [
        page.index(word) for word in ("Tim 1", "Siti Aminah", "Budi Santoso", "Tim 2", "H. Ahmad Fauzi", "Meterai")
    ]
    assert sorted(places) == places
    assert "https://maps.google.com/?q=-6.73481,108.54312" in page
    acts = await Acts(services.client, services.sealer).last(office_of(services), 10)
    (act,) = [act for act in acts if act.who != BY]
    assert ("Budi", f"halaman rute {SATURDAY:%d-%m-%Y}", 3) == (act.who, act.what, act.after.count("ES-"))


@pytest.mark.parametrize("role", ["cs", "counter", "cashier", "collection", "supervision"])
async def test_other_roles(browser: Browser, services: Services, role: Role) -> None:
    """No other role sees where the patients are."""
    await planned(services)
    await enter(browser, services, role)
    response = await browser.http.get(ROUTE)
    assert (403, False) == (response.status_code, "Siti" in response.text)


async def test_strangers(browser: Browser, services: Services) -> None:
    """Without a session there is nothing to see."""
    await planned(services)
    assert [401, 401] == [(await browser.http.get(path)).status_code for path in (ROUTE, "/rute")]


async def test_other_dates(browser: Browser, services: Services) -> None:
    """A date without visits says so, what is no date is not found, and without one it is today's."""
    await enter(browser, services, "emergency")
    assert "Tidak ada kunjungan" in (await browser.http.get("/rute/2026-11-29")).text
    assert 404 == (await browser.http.get("/rute/besok")).status_code
    assert "/rute/2026-11-24" == (await browser.http.get("/rute")).headers["location"]


@pytest.mark.chromium
@pytest.mark.timeout(60)
async def test_pictures(chromium: Chromium, services: Services) -> None:
    """The route fits a phone, a large screen and paper; the verifying page fits a phone."""
    await planned(services)
    referral = await lettered(services)
    async with visiting(chromium, services, size=LARGE) as visit:
        page = visit.page
        await page.goto(f"{visit.web.url}/masuk#{await sign_in_code(services, 'emergency')}")
        await page.get_by_role("button", name="Masuk").click()
        await page.wait_for_url(f"{visit.web.url}/loket")
        await page.goto(f"{visit.web.url}{ROUTE}")
        await keep_picture(page, "route-large.png")
        await page.emulate_media(media="print")
        assert not await page.get_by_role("button", name="Cetak").is_visible()
        assert await page.locator(".noted").first.is_visible()
        await page.set_viewport_size({"width": 794, "height": 1123})
        await keep_picture(page, "route-paper.png")
        await page.emulate_media(media="screen")
        await page.set_viewport_size({"width": 390, "height": 844})
        assert 390 == await page.evaluate("document.documentElement.scrollWidth")
        await keep_picture(page, "route-phone.png")
        await page.goto(f"{visit.web.url}/surat/{referral.id}")
        assert 390 == await page.evaluate("document.documentElement.scrollWidth")
        await keep_picture(page, "letter-verified.png")


@pytest.mark.chromium
@pytest.mark.timeout(60)
async def test_letter_in_a_reader(chromium: Chromium, services: Services, tmp_path: Path) -> None:
    """A browser's own reader of PDFs opens the letter as one page with its number."""
    office, referral = office_of(services), await lettered(services)
    url = f"https://antrian.example.go.id/surat/{referral.id}"
    paper = ReferralPaper(referral=referral, office=office.name, address=office.address, url=url, copy=1)
    say = partial(services.lexicon.text, language="id", zone=(office.timezone, office.zone_name))
    document = letter_document(Media(kind="letter", content=paper.recipe()), say)
    assert "001-ES-CBN-XI-2026.pdf" == document.name
    (tmp_path / document.name).write_bytes(document.data)
    page = await chromium.new_page(viewport={"width": 900, "height": 1220})
    async with page.expect_event(
        "framenavigated", lambda frame: frame.url.endswith("FitV") and frame.parent_frame
    ) as shown:
        await page.goto(f"file://{tmp_path / document.name}#toolbar=0&navpanes=0&view=FitV")
    await (await shown.value).locator("#sizer[style*=height]").wait_for(state="attached")
    await keep_picture(page, "letter.png")
