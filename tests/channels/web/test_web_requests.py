"""What the page's server takes and what it refuses: sessions, messages, the site. Over real HTTP."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.errors import AddressRefused
from bot.plugins import Services
from bot.store.client import open_client
from channels.web.adapter import opened
from channels.web.settings import WebSettings
from tests.channels.browsers import ACCOUNT, AWAY, PHONE, Browser, browsing, listening
from tests.channels.contract import Inbox

# --- sessions --------------------------------------------------------------------------------------------


async def test_cookie(browser: Browser) -> None:
    """The session's cookie is secret, kept from scripts and from other sites, and lives for seven days."""
    response = await browser.begin()
    secret, *attributes = response.headers["set-cookie"].split("; ")
    assert 201 == response.status_code
    assert len(secret.removeprefix("antrian_chat=")) >= 22  # 128 bits and more
    assert {"HttpOnly", "Max-Age=604800", "Path=/", "SameSite=strict"} == set(attributes)


@pytest.mark.parametrize("phone", ["", "budi", "0812", "+62 812 3456 7890 123 456"])
async def test_wrong_phone(browser: Browser, phone: str) -> None:
    """A number that no phone has is refused with a sentence for the person, in the page's language."""
    response = await browser.begin(phone)
    assert (422, "Nomor ini belum benar.") == (response.status_code, response.json()["message"][:22])
    await browser.http.get("/language/en")
    assert "This number" == (await browser.begin(phone)).json()["message"][:11]


async def test_trial_believes_the_number(browser: Browser, inbox: Inbox) -> None:
    """In trial mode what is said carries the number that was typed in."""
    await browser.begin("0812-3456-7890")
    await browser.post("#jadwal")
    assert [PHONE] == [event.phone for event in inbox.events]


async def test_nothing_personal_in_clear(browser: Browser, services: Services) -> None:
    """Neither the cookie nor the number nor a word of the conversation can be read in the store."""
    await browser.begin()
    await browser.post("rahasia sekali")
    secret = browser.http.cookies["antrian_chat"]
    kept = await _everything(services)
    assert [] == [word for word in (secret, PHONE, "rahasia") if word.encode() in kept]
    assert b"web:session:" in kept


async def _everything(services: Services) -> bytes:
    keys = await services.client.execute("KEYS", "*")
    dumps = [await services.client.execute("DUMP", key) for key in keys]
    return b"\n".join((*keys, *dumps))


async def test_everything_ends(browser: Browser, services: Services) -> None:
    """Each key of a conversation goes away by itself within seven days."""
    await browser.begin()
    await browser.post("halo")
    keys = await services.client.execute("KEYS", "*")
    lifetimes = [await services.client.execute("TTL", key) for key in keys]
    assert 3 == len(keys)
    assert all(0 < seconds <= 7 * 24 * 3600 for seconds in lifetimes)


async def test_survives_a_restart(services: Services) -> None:
    """After a restart of the server the same cookie shows the same conversation."""
    inbox = Inbox()
    async with listening(services, inbox) as web, browsing(web.url) as browser:
        await browser.begin()
        await browser.post("sebelum")
        cookies = browser.http.cookies
    async with listening(services, inbox) as web, browsing(web.url) as browser:
        browser.http.cookies = cookies
        await browser.post("sesudah")
        assert ["sebelum", "sesudah"] == [entry.data["text"] for entry in await browser.entries()]
    assert 1 == len({event.chat for event in inbox.events})


async def test_leaving(browser: Browser, services: Services) -> None:
    """Leaving erases what was said and ends the session, also for who kept the cookie."""
    await browser.begin()
    await browser.post("halo")
    stolen = {"Cookie": f"antrian_chat={browser.http.cookies['antrian_chat']}"}
    assert 204 == (await browser.http.post("/chat/leave", json={})).status_code
    assert [] == await services.client.execute("KEYS", "*")
    assert 401 == (await browser.http.get("/chat/session", headers=stolen)).status_code


# --- messages --------------------------------------------------------------------------------------------

OK_ID = "0123456789abcdef"


@pytest.mark.parametrize(
    ("body", "status", "about"),
    [
        pytest.param(b"{", 400, "JSON", id="not JSON"),
        pytest.param(b"\xff", 400, "JSON", id="not UTF-8"),
        pytest.param(b'{"id":"0123456789abcdef","text":"\\ud800"}', 400, "JSON", id="half a character"),
        pytest.param(b"[]", 422, "object", id="a list"),
        pytest.param(b'{"text":"a"}', 422, "id", id="no id"),
        pytest.param(b'{"id":"short","text":"a"}', 422, "id", id="short id"),
        pytest.param(b'{"id":"0123456789abcde/","text":"a"}', 422, "id", id="strange id"),
        pytest.param(b'{"id":"0123456789abcdef\\n","text":"a"}', 422, "id", id="id with a line break"),
        pytest.param(b'{"id":"0123456789abcdef"}', 422, "text", id="nothing said"),
        pytest.param(b'{"id":"0123456789abcdef","text":"  "}', 422, "text", id="only spaces"),
        pytest.param(b'{"id":"0123456789abcdef","text":"a","choice":"b"}', 422, "choice", id="both"),
        pytest.param(b'{"id":"0123456789abcdef","text":7}', 422, "text", id="a number"),
        pytest.param(b'{"id":"0123456789abcdef","text":"a","phone":"1"}', 422, "phone", id="unknown field"),
        pytest.param(b'{"id":"0123456789abcdef","text":"%b"}' % (b"a" * 4097), 422, "text", id="long text"),
        pytest.param(b'{"id":"0123456789abcdef","choice":"%b"}' % ("ñ".encode() * 33), 422, "choice", id="long choice"),
        pytest.param(b" " * (32 * 1024 + 1), 413, "bytes", id="huge body"),
    ],
)
async def test_wrong_body(browser: Browser, inbox: Inbox, body: bytes, status: int, about: str) -> None:
    """A body that can't be taken is refused, with the field at fault, and reaches nobody."""
    await browser.begin()
    headers = {"Content-Type": "application/json"}
    response = await browser.http.post("/chat/messages", content=body, headers=headers)
    assert status == response.status_code
    assert about in response.json()["message"]
    assert [] == inbox.events


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
async def test_forged_form(browser: Browser, kind: str) -> None:
    """What a form of another site can send is refused, whatever it holds."""
    await browser.begin()
    body = b'{"id":"0123456789abcdef","text":"#batal"}'
    response = await browser.http.post("/chat/messages", content=body, headers={"Content-Type": kind})
    assert 415 == response.status_code


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/chat/messages"), ("GET", "/chat/events"), ("GET", "/chat/session"), ("POST", "/chat/leave")],
)
@pytest.mark.parametrize("secret", ["", "x" * 32, "é"])
async def test_stranger(browser: Browser, method: str, path: str, secret: str) -> None:
    """Without a session, or with one that we don't know, nothing is said or shown."""
    body = b'{"id":"0123456789abcdef","text":"a"}'
    cookie = f"antrian_chat={secret}".encode("latin-1")
    headers = {b"Content-Type": b"application/json", b"Cookie": cookie}
    assert 401 == (await browser.http.request(method, path, content=body, headers=headers)).status_code


async def test_longest_message(browser: Browser, inbox: Inbox) -> None:
    """The longest text of the widest characters is taken whole."""
    await browser.begin()
    assert 202 == (await browser.post("🛂" * 4096)).status_code
    assert ["🛂" * 4096] == [event.text for event in inbox.events]


async def test_inbox_away(browser: Browser, inbox: Inbox) -> None:
    """While the inbox is away the page is told when to try again, and the message stands once when it has."""
    await browser.begin()
    inbox.is_away = True
    response = await browser.post("#jadwal", OK_ID)
    assert (503, "2") == (response.status_code, response.headers["retry-after"])
    inbox.is_away = False
    assert 202 == (await browser.post("#jadwal", OK_ID)).status_code
    assert ["#jadwal"] == [entry.data["text"] for entry in await browser.entries()]


@pytest.mark.parametrize(
    ("path", "cookie"), [("/", "antrian_chat"), ("/loket", "antrian_staff"), ("/papan", "antrian_device")]
)
async def test_store_away(services: Services, inbox: Inbox, path: str, cookie: str) -> None:
    """While the store is away each page says so, as a page, and comes again by itself; a script is told plainly."""
    async with (
        open_client(AWAY, give_up_s=0.05) as client,
        listening(replace(services, client=client), inbox) as web,
        browsing(web.url) as browser,
    ):
        browser.http.cookies.set(cookie, "x" * 32)
        page = await browser.http.get(path, headers={"Accept": "text/html"})
        told = await browser.http.get(path, headers={"Accept": "application/json"})
    assert (503, "2", "2") == (page.status_code, page.headers["retry-after"], page.headers["refresh"])
    assert "Tidak ada data Anda yang hilang" in page.text
    assert (503, "application/json") == (told.status_code, told.headers["content-type"])


# --- the site --------------------------------------------------------------------------------------------


async def test_off_in_a_live_installation(services: Services, inbox: Inbox) -> None:
    """A live installation shows no chat unless told: a page that says where to write instead."""
    async with listening(replace(services, is_trial=False), inbox) as web, browsing(web.url) as browser:
        page = await browser.http.get("/")
        assert 403 == page.status_code
        assert "Chat di web tidak dibuka" in page.text
        assert 404 == (await browser.begin()).status_code


async def test_live_only_looks(services: Services, inbox: Inbox) -> None:
    """A live page believes no number: it says so, and what is said carries none."""
    options = WebSettings(port=0, live=True)
    async with (
        listening(replace(services, is_trial=False), inbox, options) as web,
        browsing(web.url) as browser,
    ):
        assert "Untuk mendaftar, silakan tulis lewat WhatsApp atau Telegram" in (await browser.http.get("/")).text
        await browser.begin(PHONE)
        await browser.post("#jadwal")
    assert [""] == [event.phone for event in inbox.events]


async def test_port_in_use(services: Services, inbox: Inbox) -> None:
    """A port that is taken is an error at opening, and names the key to change."""
    async with listening(services, inbox) as web:
        options = WebSettings(port=int(web.url.rpartition(":")[2]))
        with pytest.raises(AddressRefused, match=r"change `port` or `host` of the web account 'cbn'"):
            async with opened(ACCOUNT, options, services):
                pass


async def test_headers(browser: Browser) -> None:
    """Every answer lets the browser run and load nothing but our own files, and show it in no frame."""
    for path in ("/", "/static/chat.js", "/chat/session", "/nowhere"):
        headers = (await browser.http.get(path)).headers
        assert "default-src 'none'; script-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "nosniff" == headers["x-content-type-options"]


async def test_language(browser: Browser) -> None:
    """The page is Indonesian until one switches, and what is said then carries the language."""
    assert '<html lang="id">' in (await browser.http.get("/")).text
    response = await browser.http.get("/language/en")
    assert (303, "/") == (response.status_code, response.headers["location"])
    assert '<html lang="en">' in (await browser.http.get("/")).text
    assert 404 == (await browser.http.get("/language/xx")).status_code
