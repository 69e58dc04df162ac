"""Files of cases at the page: for officers of that kind of case, by links that run out; each look is written down."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.media import Circle, KeptFile
from bot.media_checks import CheckedFile
from bot.plugins import Services
from bot.staff import Role
from bot.store.blobs import FolderBlobs
from bot.store.media import MediaVault
from bot.store.operations import Operation
from bot.store.staff import Acts
from tests.channels.browsers import Browser, browsing, listening
from tests.channels.contract import Inbox
from tests.channels.web.officers import office_of, sign_in_code
from tests.sent_files import PDF, picture
from tests.staffing import BY

CASE = "WNA-7K3M-9QXD"
PHOTO = picture()
MAY_SEE = {"supervision": {"supervision"}, "emergency": {"emergency", "supervisor", "admin"}}
OTHERS: dict[Circle, tuple[Role, ...]] = {
    "supervision": ("admin", "supervisor", "cs", "counter", "cashier", "collection", "emergency"),
    "emergency": ("cs", "counter", "cashier", "collection", "supervision"),
}


@pytest.fixture
def services(services: Services, tmp_path: Path) -> Services:
    """Give the services with a vault."""
    return replace(services, media=MediaVault(services.client, services.sealer, FolderBlobs(tmp_path)))


@pytest.fixture
async def browser(services: Services, inbox: Inbox) -> AsyncIterator[Browser]:
    """Give a browser on a live page."""
    async with listening(services, inbox) as web, browsing(web.url) as opened_browser:
        yield opened_browser


async def kept(services: Services, circle: Circle, data: bytes = PHOTO) -> KeptFile:
    """Keep a file."""
    assert services.media is not None
    file = CheckedFile("application/pdf" if data == PDF else "image/jpeg", data)
    found = await services.media.keep("CBN", CASE, file, id="a1", circle=circle, now_ms=services.clock())
    assert found is not None
    return found


async def link(services: Services, circle: Circle, data: bytes = PHOTO) -> str:
    """Return the link to a file."""
    assert services.media is not None
    return await services.media.link("CBN", await kept(services, circle, data), operation=Operation("c", 1))


async def enter(browser: Browser, services: Services, *roles: Role) -> None:
    """Sign in as an officer."""
    await browser.http.post("/masuk", json={"code": await sign_in_code(services, *roles)})


async def looks(services: Services) -> list[tuple[str, str, bool]]:
    """Return who looked at what, and whether they were refused."""
    acts = await Acts(services.client, services.sealer).last(office_of(services), 20)
    return [(act.who, act.what, act.is_refused) for act in acts if act.who != BY]


async def test_photo(browser: Browser, services: Services) -> None:
    """An entitled officer sees the photo in the page, where nothing in it can run, and the look is written down."""
    await enter(browser, services, "supervision")
    response = await browser.http.get(await link(services, "supervision"))
    assert (200, PHOTO, "image/jpeg") == (response.status_code, response.content, response.headers["content-type"])
    assert f'inline; filename="{CASE}-a1.jpg"' == response.headers["content-disposition"]
    safe = {"content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff"}
    assert safe.items() <= dict(response.headers).items()
    assert "no-store" == response.headers["cache-control"]
    assert [("Budi", f"berkas {CASE} a1", False)] == await looks(services)


async def test_document(browser: Browser, services: Services) -> None:
    """A PDF is saved, never opened inside the page."""
    await enter(browser, services, "emergency")
    response = await browser.http.get(await link(services, "emergency", PDF))
    assert (PDF, f'attachment; filename="{CASE}-a1.pdf"') == (response.content, response.headers["content-disposition"])


@pytest.mark.parametrize(("circle", "role"), [(circle, role) for circle, roles in OTHERS.items() for role in roles])
async def test_others(browser: Browser, services: Services, circle: Circle, role: Role) -> None:
    """No other role sees a file by its link, an admin no report on people either; the try is written down."""
    await enter(browser, services, role)
    response = await browser.http.get(await link(services, circle))
    assert (403, False) == (response.status_code, PHOTO in response.content)
    assert [("Budi", f"berkas {CASE} a1", True)] == await looks(services)


@pytest.mark.parametrize("circle", MAY_SEE)
async def test_entitled(browser: Browser, services: Services, circle: Circle) -> None:
    """Each of the roles that work with a kind of case sees its files."""
    url = await link(services, circle)
    for role in sorted(MAY_SEE[circle]):
        await enter(browser, services, role)  # type: ignore[arg-type]  # a table of texts
        assert 200 == (await browser.http.get(url)).status_code


async def test_nobody(browser: Browser, services: Services) -> None:
    """Without a session there is nothing to see, and a browser comes to where one signs in."""
    url = await link(services, "supervision")
    assert 401 == (await browser.http.get(url)).status_code
    response = await browser.http.get(url, headers={"Accept": "text/html"})
    assert (303, "/masuk") == (response.status_code, response.headers["location"])
    assert [] == await looks(services)


async def over(services: Services) -> None:
    """Let a link run out."""
    for key in await services.client.execute("KEYS", "*file-link*"):
        await services.client.execute("DEL", key, key=key)


async def erased(services: Services) -> None:
    """Delete the case's files."""
    assert services.media is not None
    await services.media.erase("CBN", CASE, now_ms=services.clock())


@pytest.mark.parametrize("end", [over, erased])
async def test_over(browser: Browser, services: Services, end: Callable[[Services], Awaitable[None]]) -> None:
    """A link that has run out, and one to a file that was deleted, say what to do."""
    await enter(browser, services, "supervision")
    url = await link(services, "supervision")
    await end(services)
    response = await browser.http.get(url)
    assert (404, "Tautan ini sudah tidak berlaku. Minta yang baru di chat.") == (
        response.status_code,
        response.json()["message"],
    )
