"""The desk page: over HTTP what may be pressed by whom, and in Chromium how an officer works with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import pytest

from bot.plugins import Services
from bot.store.staff import Acts
from tests.channels.browsers import Browser, browsing, listening
from tests.channels.contract import Inbox
from tests.channels.visits import LARGE, PHONE, visiting
from tests.channels.web.officers import NUMBERS, number_shown, sign_in_code, signed_in, walked_in, with_fees
from tests.chromium import keep_picture

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium


@pytest.fixture
def services(services: Services) -> Services:
    """Give an office with fees."""
    return with_fees(services)


@pytest.fixture
async def officer(services: Services) -> AsyncIterator[Browser]:
    """Give the browser of an officer of Customer Service who is signed in."""
    async with listening(services, Inbox()) as web, browsing(web.url) as browser:
        await browser.http.post("/masuk", json={"code": await sign_in_code(services)})
        yield browser


async def press(browser: Browser, act: str, *, id: str = "", desk: str = "cs-1", **fields: Any) -> Any:
    """Press a key; return the answer, or the status when it is refused whole."""
    wanted = {"id": id or f"press-{next(NUMBERS):016}", "desk": desk, "act": act, **fields}
    response = await browser.http.post("/loket/tekan", json=wanted)
    return response.json() if response.is_success else response.status_code


async def test_called_and_completed(officer: Browser, services: Services) -> None:
    """A person is called, comes, has complete papers and leaves with a counter number on a slip."""
    number = await walked_in(services, name="Budi Santoso")
    called = await press(officer, "call")
    assert (f"Dipanggil: {number}.", number) == (called["message"], called["state"]["person"]["number"])
    seated = await press(officer, "sit")
    assert ("serving", "Budi Santoso") == tuple(seated["state"]["person"][name] for name in ("state", "name"))
    done = await press(officer, "complete", product="plain-5-years", category="adult")
    assert "Lengkap. Nomor loket: B001." == done["message"]
    assert ["B001", "Loket", "0 orang di depan Anda"] == done["slip"][:3]
    assert None is done["state"]["person"]


async def test_written_down(officer: Browser, services: Services) -> None:
    """What an officer does at the page, and so at whom they looked, is in the history once, in the chat's words."""
    number = await walked_in(services, name="Budi Santoso")
    for _ in range(2):
        await press(officer, "call", id="press-sixteen-signs-long")
    await press(officer, "sit")
    await press(officer, "send-back", number=number, reasons=["KK"])
    await press(officer, "recall")  # nobody is there
    acts = await Acts(services.client, services.sealer).last(services.offices["CBN"], 9)
    assert [(f"kembalikan {number}", "KK"), (f"datang {number}", "CS 1"), (f"panggil {number}", "CS 1")] == [
        (act.what, act.after) for act in acts if number in act.what
    ]
    assert not any("Santoso" in f"{act.what}{act.after}" for act in acts)


async def test_pressed_twice(officer: Browser, services: Services) -> None:
    """The same press twice, as after a lost answer, calls one person and tells the same."""
    numbers = [await walked_in(services) for _ in range(2)]
    same = [await press(officer, "call", id="press-sixteen-signs-long") for _ in range(2)]
    assert same[0] == same[1]
    assert numbers[1:] == same[1]["state"]["next"]


@pytest.mark.parametrize(
    ("act", "fields", "message"),
    [
        pytest.param("sit", {}, "Belum ada orang di meja ini.", id="nobody there"),
        pytest.param("recall", {}, "Belum ada orang di meja ini.", id="nobody to call again"),
        pytest.param("complete", {}, "Pilih produk dan kategori.", id="nothing chosen"),
        pytest.param("transfer", {"lane": "moon"}, "Pilih jalur tujuan.", id="no such lane"),
        pytest.param("pause", {"reason": " "}, "Tulis alasan jeda.", id="no reason"),
        pytest.param("undo", {"code": "CBN-7K3M-9QXD"}, "Hanya supervisor", id="not a supervisor"),
    ],
)
async def test_refused(officer: Browser, act: str, fields: dict[str, str], message: str) -> None:
    """What can't be done is said in words, with what to do."""
    answer = await press(officer, act, **fields)
    assert (True, True) == (answer["is_refused"], answer["message"].startswith(message))


async def test_busy_and_paused(officer: Browser, services: Services) -> None:
    """A desk calls nobody while somebody is before it or while it pauses, and says which."""
    number = await walked_in(services)
    await walked_in(services)
    await press(officer, "call")
    assert f"Selesaikan dahulu {number}." == (await press(officer, "call"))["message"]
    await press(officer, "pause", reason="Salat")
    await press(officer, "sit")
    await press(officer, "finish")
    assert "Meja sedang jeda (Salat). Lanjutkan dahulu." == (await press(officer, "call"))["message"]


async def test_sent_back(officer: Browser, services: Services) -> None:
    """Who lacks papers leaves with the reasons on a slip; without a reason nobody is sent back."""
    await walked_in(services, name="Budi")
    await press(officer, "call")
    await press(officer, "sit")
    assert "Tulis alasannya." == (await press(officer, "send-back"))["message"]
    done = await press(officer, "send-back", reasons=["copies"], reason="foto buram")
    assert ["- Fotokopi A4 kurang", "- foto buram"] == done["slip"][1:3]


async def test_a_late_press(officer: Browser, services: Services) -> None:
    """A press about somebody who has gone is not done to the person who came next."""
    first, second = [await walked_in(services, name=name) for name in ("Budi", "Siti")]
    await press(officer, "call")
    await press(officer, "sit", number=first)
    choice: dict[str, Any] = {
        "product": "plain-5-years", "category": "adult", "number": first, "calls_next": True,
    }  # fmt: skip
    assert second == (await press(officer, "complete", **choice))["state"]["person"]["number"]
    assert (await press(officer, "complete", **choice))["is_refused"]
    assert (await press(officer, "skip", number=first))["is_refused"]
    assert (second, "called") == (await shown(officer))


async def shown(browser: Browser) -> tuple[str, str]:
    """Return the number before the desk and its state."""
    state = (await browser.http.get("/loket/keadaan", params={"desk": "cs-1"})).json()
    return state["person"]["number"], state["person"]["state"]


async def test_other_roles(officer: Browser) -> None:
    """A desk of another station is not theirs, and none is there that the office has not."""
    assert 403 == await press(officer, "call", desk="counter-1")
    assert 404 == await press(officer, "call", desk="moon-1")
    assert 403 == (await officer.http.get("/loket/keadaan", params={"desk": "collection-1"})).status_code


@pytest.mark.parametrize("path", ["/loket", "/loket/keadaan?desk=cs-1", "/loket/peristiwa"])
async def test_strangers(services: Services, path: str) -> None:
    """Nobody sees a desk without having signed in; a browser is led to where one does."""
    async with listening(services, Inbox()) as web, browsing(web.url) as stranger:
        assert 401 == (await stranger.http.get(path)).status_code
        led = await stranger.http.get(path, headers={"Accept": "text/html"})
        assert (303, "/masuk") == (led.status_code, led.headers["location"])
        assert 401 == await press(stranger, "call")


async def test_only_what_a_desk_needs(services: Services) -> None:
    """The collection counter is told no birth date, and no desk a phone number."""
    async with listening(services, Inbox()) as web, browsing(web.url) as browser:
        await browser.http.post("/masuk", json={"code": await sign_in_code(services, "cs")})
        await walked_in(services, name="Budi Santoso")
        await press(browser, "call")
        state = (await browser.http.get("/loket/keadaan", params={"desk": "cs-1"})).json()
        assert {"number", "code", "state", "station", "since_ms", "calls", "name", "born", "ground"} == set(
            state["person"]
        )


async def test_bill_on_paper(services: Services) -> None:
    """The paper of a bill tells the last date on which it can be paid, as the chat does, and no hour."""
    async with listening(services, Inbox()) as web, browsing(web.url) as browser:
        await browser.http.post("/masuk", json={"code": await sign_in_code(services, "cs", "counter")})
        await walked_in(services, name="Budi Santoso")
        for act in ("call", "sit"):
            await press(browser, act)
        await press(browser, "complete", product="plain-5-years", category="adult")
        for act in ("call", "sit"):
            await press(browser, act, desk="counter-1")
        done = await press(
            browser, "photographed", desk="counter-1", product="plain-5-years", billing_code="820991130000001"
        )
        assert ["Bayar paling lambat Selasa, 1 Desember 2099"] == done["slip"][4:5]


async def test_two_officers_at_one_desk(officer: Browser, services: Services) -> None:
    """Whose desk is open elsewhere too is told by whom."""
    await press(officer, "resume")
    async with listening(services, Inbox()) as web, browsing(web.url) as other:
        await other.http.post("/masuk", json={"code": await sign_in_code(services, name="Sari")})
        assert "Budi" == (await press(other, "resume"))["state"]["other"]


async def test_two_desks_at_once(services: Services) -> None:
    """Ten desks' presses in one instant never get one person twice."""
    numbers = {await walked_in(services) for _ in range(6)}
    async with listening(services, Inbox()) as web, browsing(web.url) as browser:
        await browser.http.post("/masuk", json={"code": await sign_in_code(services)})
        answers = await asyncio.gather(*(press(browser, "call", desk=f"cs-{1 + n % 2}") for n in range(10)))
        called = [answer["state"]["person"]["number"] for answer in answers if not answer["is_refused"]]
        assert 2 == len(set(called)) == len(called)
        assert set(called) < numbers


@pytest.mark.chromium
@pytest.mark.parametrize("size", [PHONE, LARGE], ids=["phone", "large"])
async def test_a_shift(chromium: Chromium, services: Services, size: dict[str, int]) -> None:
    """An officer signs in, takes a desk and works through a person by keys, and everything stays after a reload."""
    for name in ("Budi Santoso", "Siti Aminah"):
        await walked_in(services, name=name)
    name = "phone" if size is PHONE else "large"
    async with visiting(chromium, services, size=size) as visit:
        page = visit.page
        await signed_in(page, visit.web.url, services)
        await page.get_by_role("button", name="CS 1").click()
        await page.keyboard.press("n")
        await page.get_by_text("Dipanggil: A001.").wait_for()
        await page.keyboard.press("d")
        await page.get_by_text("Sedang dilayani").wait_for()
        await page.reload()
        await page.get_by_text("Budi Santoso").wait_for()
        await keep_picture(page, f"desk-{name}.png")
        await page.keyboard.press("b")
        await page.get_by_label("Produk").first.select_option("electronic-10-years")
        await page.get_by_label("Kategori").select_option("adult")
        await page.locator("#complete").get_by_role("button", name="Berkas lengkap").click()
        await page.get_by_text("Lengkap. Nomor loket: B001.").wait_for()
        assert "–" == await number_shown(page)
        assert ["A002"] == await page.locator("#coming li").all_inner_texts()


@pytest.mark.chromium
async def test_sheet_stays(chromium: Chromium, services: Services) -> None:
    """What an officer has ticked stays while others come in, wherever they clicked last."""
    await walked_in(services, name="Budi Santoso")
    async with visiting(chromium, services, size=LARGE) as visit:
        page = visit.page
        await signed_in(page, visit.web.url, services)
        await page.get_by_role("button", name="CS 1").click()
        for key, seen in (("n", "Dipanggil: A001."), ("d", "Sedang dilayani"), ("k", "Apa yang kurang?")):
            await page.keyboard.press(key)
            await page.get_by_text(seen).wait_for()
        await page.get_by_label("Fotokopi A4 kurang").check()
        await page.locator("#desk-name").click()
        await walked_in(services)
        await page.locator("#coming li").filter(has_text="A002").wait_for()
        assert await page.get_by_label("Fotokopi A4 kurang").is_checked()
        assert await page.locator("#send-back").is_visible()


@pytest.mark.chromium
async def test_told_at_once(chromium: Chromium, services: Services) -> None:
    """Who comes in meanwhile is in the line without anybody pressing anything; the server's absence is told."""
    async with visiting(chromium, services, size=LARGE) as visit:
        await signed_in(visit.page, visit.web.url, services)
        await visit.page.get_by_role("button", name="CS 2").click()
        await visit.page.get_by_role("button", name="Panggil berikutnya").wait_for()
        await walked_in(services)
        await visit.page.locator("#coming li").filter(has_text="A001").wait_for()
        await visit.stop_server()
        await visit.page.get_by_text("Sistem sedang tidak tersambung").wait_for()
        await visit.start_server()
        await visit.page.get_by_text("Sistem sedang tidak tersambung").wait_for(state="hidden")
        visit.complaints.clear()  # Chromium itself notes the refused connections
