"""Who gets into the office's own pages: officers by a code of the bot's, devices by a token. Over real HTTP."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.plugins import Services
from bot.staff import Member
from bot.store.devices import Device, DeviceKind, Devices
from bot.store.operations import Operation
from bot.store.sign_ins import SignIns
from bot.store.staff import Members
from channels.web.doors import DEVICE_COOKIE, STAFF_COOKIE, plain_code
from tests.channels.browsers import Browser, browsing, listening
from tests.channels.contract import Inbox
from tests.channels.visits import LARGE, PHONE, visiting
from tests.staffing import employ

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium

BUDI = Member(id="telegram:5", name="Budi", roles=("cs",))
NUMBERS = count(1)


async def sign_in_code(services: Services) -> str:
    """Return a code as the bot gives it to an officer."""
    office = services.offices["CBN"]
    await employ(Members(services.client, services.sealer), office, BUDI)
    operation = Operation("c", next(NUMBERS))
    return await SignIns(services.client, services.sealer).code(office, BUDI, operation=operation)


async def pairing_code(services: Services, kind: DeviceKind) -> str:
    """Return a code as the bot gives it for a device."""
    operation = Operation("c", next(NUMBERS))
    device = Device(name="Kios 1", kind=kind)
    return await Devices(services.client, services.sealer).code(services.offices["CBN"], device, operation=operation)


async def show(browser: Browser, path: str, code: str) -> httpx.Response:
    """Show a code."""
    return await browser.http.post(path, json={"code": code})


@pytest.mark.parametrize(
    ("path", "cookie", "seconds"), [("/masuk", STAFF_COOKIE, 12 * 3600), ("/perangkat", DEVICE_COOKIE, 400 * 24 * 3600)]
)
async def test_cookies(browser: Browser, services: Services, path: str, cookie: str, seconds: int) -> None:
    """A valid code gives a cookie that scripts can't read, for a shift or, on a device, until withdrawn."""
    code = await (sign_in_code(services) if path == "/masuk" else pairing_code(services, "kiosk"))
    response = await show(browser, path, f" {code[:4].lower()}-{code[4:]} ")
    assert response.is_success
    secret, *attributes = response.headers["set-cookie"].split("; ")
    assert len(secret.removeprefix(f"{cookie}=")) >= 22  # 128 bits and more
    assert {"HttpOnly", f"Max-Age={seconds}", "Path=/", "SameSite=lax"} == set(attributes)


async def test_home_of_a_device(browser: Browser, services: Services) -> None:
    """A paired device is told which page is its own."""
    response = await show(browser, "/perangkat", await pairing_code(services, "board"))
    assert {"name": "Kios 1", "home": "/papan"} == response.json()


@pytest.mark.parametrize("path", ["/masuk", "/perangkat"])
async def test_wrong_codes(browser: Browser, path: str) -> None:
    """A code that is none is refused with what to do; after ten of them it takes a while, and that is told."""
    refused = [await show(browser, path, "AAAAAAAA") for _ in range(11)]
    assert [403] * 10 + [429] == [response.status_code for response in refused]
    assert refused[0].json()["message"].startswith("Kode ini tidak berlaku.")
    assert 0 < int(refused[-1].headers["retry-after"]) <= 6


async def test_not_signed_in(browser: Browser) -> None:
    """Who opens a page of the staff without a session comes to where one signs in."""
    page = await browser.http.get("/masuk", headers={"Accept": "text/html"})
    assert "Masuk untuk petugas" in page.text
    assert 200 == page.status_code


async def test_signed_out(browser: Browser, services: Services) -> None:
    """Signing out ends the session for good, also for who kept the cookie."""
    await show(browser, "/masuk", await sign_in_code(services))
    kept = browser.http.cookies[STAFF_COOKIE]
    assert 303 == (await browser.http.get("/masuk")).status_code
    assert 204 == (await browser.http.post("/keluar", json={})).status_code
    browser.http.cookies.set(STAFF_COOKIE, kept)
    assert 200 == (await browser.http.get("/masuk")).status_code


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="another site"),
        pytest.param({"Content-Type": "text/plain"}, 415, id="a form"),
    ],
)
async def test_forged(browser: Browser, services: Services, headers: dict[str, str], status: int) -> None:
    """Another site can't sign anybody in or out: it can't post JSON, and browsers say where a request comes from."""
    sent = {"Content-Type": "application/json", **headers}
    response = await browser.http.post("/masuk", content='{"code": "AAAAAAAA"}', headers=sent)
    assert status == response.status_code


@pytest.mark.parametrize(
    ("to", "where"),
    [("/loket", "/loket"), ("//evil.example", "/"), ("https://evil.example", "/"), ("/a?b", "/"), ("", "/")],
)
async def test_language_goes_back(browser: Browser, to: str, where: str) -> None:
    """Choosing a language leads back to a page of ours, never to another site."""
    response = await browser.http.get("/language/en", params={"to": to})
    assert where == response.headers["location"]


async def test_no_secret_in_clear(browser: Browser, services: Services) -> None:
    """Neither codes nor secrets nor names can be read in the store."""
    code = await sign_in_code(services)
    await show(browser, "/masuk", code)
    secret = browser.http.cookies[STAFF_COOKIE]
    keys = await services.client.execute("KEYS", "*")
    kept = b"\n".join((*keys, *[await services.client.execute("DUMP", key) for key in keys]))
    assert [] == [word for word in (code, secret, "Budi", "Kios") if word.encode() in kept]
    assert b":officer:" in kept


async def test_codes_are_read_as_typed() -> None:
    """Spaces, hyphens and small letters are no mistake in a code."""
    assert "K7MX2QLD" == plain_code(" k7mx-2qld ")


@pytest.mark.chromium
@pytest.mark.parametrize("size", [PHONE, LARGE], ids=["phone", "large"])
async def test_the_form(chromium: Chromium, services: Services, size: dict[str, int]) -> None:
    """A wrong code is told under its field; the link of the bot's brings the code, and signs in by one press."""
    async with visiting(chromium, services, size=size) as visit:
        await visit.page.goto(f"{visit.web.url}/masuk")
        await visit.page.get_by_label("Kode").fill("salah")
        await visit.page.keyboard.press("Enter")
        await visit.page.get_by_role("alert").filter(has_text="Kode ini tidak berlaku").wait_for()
        visit.complaints.clear()  # Chromium itself notes the refusal
        await visit.page.goto(f"{visit.web.url}/masuk?again#{await sign_in_code(services)}")
        assert visit.page.url.endswith("/masuk")
        async with visit.page.expect_response("**/masuk") as posted:
            await visit.page.get_by_role("button", name="Masuk").click()
        assert 204 == (await posted.value).status
        visit.complaints.clear()


async def test_described(services: Services) -> None:
    """Everything that is served is described: each path with a summary, each body with its fields."""
    async with listening(services, Inbox()) as web, browsing(web.url) as browser:
        described = (await browser.http.get("/openapi.json")).json()
        posted = described["paths"]["/masuk"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert ["code"] == list(posted["properties"])
        unnamed = [p for p, methods in described["paths"].items() for m in methods.values() if not m.get("summary")]
        assert [] == unnamed
