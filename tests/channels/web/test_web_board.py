"""The board: who sees it, what it is told over HTTP, and in Chromium what it shows and says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
import pytest

from bot.lanes import Desk
from bot.plugins import Services
from bot.store import keys
from bot.store.devices import Device, Devices
from bot.store.operations import Operation
from channels.web.voice import clips_of, render, sentence
from tests.channels.browsers import browsing, listening
from tests.channels.contract import Inbox
from tests.channels.visits import LARGE, PHONE, visiting
from tests.channels.web.officers import NUMBERS, office_of, sign_in_code, stamp, walked_in, with_fees
from tests.chromium import keep_picture

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import Page

HEAR = """() => {
  window.said = [];
  window.played = [];
  document.addEventListener("said", (event) => {
    window.said.push(event.detail.number);
    document.documentElement.dataset.said = window.said.length;
  });
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    const clip = new URL(this.src).pathname.split("/").pop();
    const note = (what) => {
      window.played.push(what);
      document.documentElement.dataset.played = window.played.length;
    };
    if (!this.muted) {
      note(clip);
      this.addEventListener("ended", () => note("."), { once: true, capture: true });
    }
    return play.call(this);
  };
}"""


@pytest.fixture
def services(services: Services) -> Services:
    """Give an office with fees."""
    return with_fees(services)


async def pairing_code(services: Services) -> str:
    """Return the code that makes a browser a board."""
    device = Device(name="TV lobi", kind="board")
    operation = Operation("d", next(NUMBERS))
    return await Devices(services.client, services.sealer).code(office_of(services), device, operation=operation)


async def call(services: Services, desk: str = "cs-1") -> str:
    """Let a desk call the next person; return the number."""
    office, desks = office_of(services), services.bookings.visits.desks
    answer = await desks.call_next(office, the_desk(services, desk), stamp(services))
    assert answer.ticket is not None
    return answer.ticket.number


async def finish(services: Services, desk: str = "cs-1") -> None:
    """Let a desk send its person on."""
    desks = services.bookings.visits.desks
    await desks.serve(office_of(services), the_desk(services, desk), stamp(services))
    await desks.finish(office_of(services), the_desk(services, desk), stamp(services))


def the_desk(services: Services, id: str) -> Desk:
    """Return a desk of the office."""
    return next(desk for desk in office_of(services).desks if desk.id == id)


async def frames(http: httpx.AsyncClient, *, last: str = "") -> AsyncIterator[tuple[str, str, Any]]:
    """Yield the events of the board's stream: kind, id and data."""
    headers = {"Last-Event-ID": last} if last else {}
    async with http.stream("GET", "/papan/peristiwa", headers=headers) as response:
        assert 200 == response.status_code
        kind = id = ""
        async for line in response.aiter_lines():
            name, _, value = line.partition(": ")
            if name == "event":
                kind, id = value, ""
            elif name == "id":
                id = value
            elif name == "data":
                yield kind, id, msgspec.json.decode(value)


async def test_calls_as_they_come(services: Services) -> None:
    """A board is told each call at once, with the counter and without a name, and then how things stand."""
    async with listening(services, Inbox()) as web, browsing(web.url) as tv:
        await tv.http.post("/perangkat", json={"code": await pairing_code(services)})
        number = await walked_in(services, name="Budi Santoso")
        async with aclosing(frames(tv.http)) as stream:  # type: ignore[type-var]  # an async generator
            kind, _, state = await anext(stream)
            assert ("state", []) == (kind, state["calls"])
            await call(services)
            told = [each async for each in _until_call(stream)]
            kind, id, data = told[-1]
            assert ("call", number, "CS 1") == (kind, data["number"], data["name"])
            assert "Budi" not in str(told)
        async with aclosing(frames(tv.http, last=id)) as stream:  # type: ignore[type-var]  # an async generator
            kind, _, state = await anext(stream)
            assert ("state", [number]) == (kind, [each["number"] for each in state["calls"]])


async def _until_call(stream: AsyncIterator[tuple[str, str, Any]]) -> AsyncIterator[tuple[str, str, Any]]:
    async for each in stream:
        yield each
        if each[0] == "call":
            return


async def test_missed_calls(services: Services) -> None:
    """A board that was away is told the calls that it missed, oldest first, and none twice."""
    async with listening(services, Inbox()) as web, browsing(web.url) as tv:
        await tv.http.post("/perangkat", json={"code": await pairing_code(services)})
        numbers = [await walked_in(services) for _ in range(3)]
        ids = []
        async with aclosing(frames(tv.http)) as stream:  # type: ignore[type-var]  # an async generator
            await anext(stream)
            await call(services)
            ids = [id async for kind, id, _ in _until_call(stream) if kind == "call"]
        for _ in range(2):
            await finish(services)
            await call(services)
        async with aclosing(frames(tv.http, last=ids[-1])) as stream:  # type: ignore[type-var]  # an async generator
            missed = [await anext(stream) for _ in range(3)]
        assert [*numbers[1:], ""] == [data.get("number", "") for _, _, data in missed]


async def rush(services: Services, bookings: int) -> None:
    """Let so many events of bookings happen."""
    office = services.offices["CBN"].code
    for _ in range(bookings):
        await services.client.execute("XADD", keys.events(office), "*", "e", "hold", key=keys.events(office))


async def test_calls_amid_a_rush_of_bookings(services: Services) -> None:
    """However many book meanwhile, a board that was away is told the calls, and shows those of before."""
    async with listening(services, Inbox()) as web, browsing(web.url) as tv:
        await tv.http.post("/perangkat", json={"code": await pairing_code(services)})
        numbers = [await walked_in(services) for _ in range(2)]
        async with aclosing(frames(tv.http)) as stream:  # type: ignore[type-var]  # an async generator
            await anext(stream)
            await call(services)
            (id,) = [id async for kind, id, _ in _until_call(stream) if kind == "call"]
        await rush(services, 1100)
        await finish(services)
        await call(services)
        async with aclosing(frames(tv.http, last=id)) as stream:  # type: ignore[type-var]  # an async generator
            assert numbers[1] == (await anext(stream))[2]["number"]
        await rush(services, 500)
        async with aclosing(frames(tv.http)) as stream:  # type: ignore[type-var]  # an async generator
            _, _, state = await anext(stream)
            assert [*reversed(numbers)] == [each["number"] for each in state["calls"]]
    async with listening(services, Inbox()) as again, browsing(again.url) as tv:
        await tv.http.post("/perangkat", json={"code": await pairing_code(services)})
        async with aclosing(frames(tv.http)) as stream:  # type: ignore[type-var]  # an async generator
            _, _, state = await anext(stream)
            assert [*reversed(numbers)] == [each["number"] for each in state["calls"]]


@pytest.mark.parametrize("path", ["/papan", "/papan/peristiwa"])
async def test_strangers(services: Services, path: str) -> None:
    """A board is seen by its device and by officers; a device that is withdrawn sees it no more."""
    async with listening(services, Inbox()) as web, browsing(web.url) as browser:
        assert 401 == (await browser.http.get(path)).status_code
        await browser.http.post("/perangkat", json={"code": await pairing_code(services)})
        assert 200 == (await browser.http.get("/papan")).status_code
        await Devices(services.client, services.sealer).withdraw(office_of(services), "tv lobi")
        assert 401 == (await browser.http.get(path)).status_code
        await browser.http.post("/masuk", json={"code": await sign_in_code(services)})
        assert 200 == (await browser.http.get("/papan")).status_code


async def test_clips(services: Services) -> None:
    """Every clip of every call is there, is a sound, and another one is not."""
    await render(services.data_dir / "voice", office_of(services))
    async with listening(services, Inbox()) as web, browsing(web.url) as browser:
        for desk in office_of(services).desks:
            for clip in sentence("A1234567890", desk.name, is_again=True):
                response = await browser.http.get(f"/suara/{clip}")
                assert (200, b"RIFF") == (response.status_code, response.content[:4])
                assert len(response.content) > 4000
        assert 404 == (await browser.http.get("/suara/rahasia")).status_code
        assert 404 == (await browser.http.get("/suara/..%2Fkeys")).status_code


@pytest.mark.parametrize(
    ("number", "desk", "is_again", "said"),
    [
        ("A012", "Loket 3", False, "nomor-antrian a 0 1 2 silakan-ke loket 3"),
        ("C001", "Pengambilan 12", True, "panggilan-ulang nomor-antrian c 0 0 1 silakan-ke pengambilan 12"),
    ],
)
def test_sentences(number: str, desk: str, is_again: bool, said: str) -> None:
    """A number is said sign by sign, a counter by its name."""
    assert said.split() == list(sentence(number, desk, is_again=is_again))


def test_clips_of_an_office(services: Services) -> None:
    """An office's clips are the letters, the digits, what is always said, and the words of its counters."""
    clips = clips_of(office_of(services))
    assert {"a", "0", "nomor-antrian", "loket", "prioritas", "pengambilan"} <= set(clips)


async def paired(page: Page, url: str, services: Services) -> None:
    """Make the page a board."""
    await page.goto(f"{url}/perangkat#{await pairing_code(services)}")
    await page.get_by_role("button", name="Pasang").click()
    await page.wait_for_url(f"{url}/papan")


@pytest.mark.chromium
@pytest.mark.timeout(60)
async def test_said_in_order(chromium: Chromium, services: Services) -> None:
    """Calls that come at once are said one after the other, whole and once, also after a reload; a recall once more."""
    await render(services.data_dir / "voice", office_of(services))
    numbers = [await walked_in(services) for _ in range(2)]
    async with visiting(chromium, services, size=LARGE) as visit:
        page = visit.page
        await page.add_init_script(f"({HEAR})()")
        await paired(page, visit.web.url, services)
        await page.get_by_role("button", name="Nyalakan suara").click()
        await page.get_by_role("button", name="Nyalakan suara").wait_for(state="hidden")
        await call(services, "cs-1")
        await call(services, "cs-2")
        await page.locator('html[data-played="32"]').wait_for(state="attached", timeout=40_000)
        assert numbers == await page.evaluate("window.said")
        clips = [clip for n in (1, 2) for clip in sentence(numbers[n - 1], f"CS {n}", is_again=False)]
        assert [part for clip in clips for part in (clip, ".")] == await page.evaluate("window.played")
        await page.reload()
        await page.locator("#desks").get_by_text(numbers[1]).wait_for()
        await services.bookings.visits.desks.recall(office_of(services), the_desk(services, "cs-2"), stamp(services))
        await page.locator('html[data-said="1"]').wait_for(state="attached")
        assert [numbers[1]] == await page.evaluate("window.said")


@pytest.mark.chromium
@pytest.mark.parametrize("size", [PHONE, {"width": 1920, "height": 1080}], ids=["phone", "tv"])
async def test_what_it_shows(chromium: Chromium, services: Services, size: dict[str, int]) -> None:
    """The newest call is big, the others stand below, each counter with its number, each lane with who waits."""
    for category in ("general", "general", "elderly", "general"):
        await walked_in(services, category)
    await call(services, "cs-2")
    async with visiting(chromium, services, size=size) as visit:
        await paired(visit.page, visit.web.url, services)
        await visit.page.locator("#desks li").first.wait_for()
        number = await call(services, "cs-1")
        await visit.page.locator("#call-number").get_by_text(number).wait_for()
        await visit.page.locator("#last").get_by_text(number).wait_for()
        waiting = await visit.page.locator("#lanes li").all_inner_texts()
        assert ["CS", "1"] == waiting[0].split()
        await keep_picture(visit.page, f"board-{'phone' if size is PHONE else 'tv'}.png")


@pytest.mark.chromium
async def test_server_away(chromium: Chromium, services: Services) -> None:
    """Without the server the board keeps what it showed, says that it is away, and catches up by itself."""
    numbers = [await walked_in(services) for _ in range(2)]
    async with visiting(chromium, services, size=LARGE) as visit:
        await paired(visit.page, visit.web.url, services)
        await call(services, "cs-1")
        await visit.page.locator("#call-number").get_by_text(numbers[0]).wait_for()
        await visit.stop_server()
        await visit.page.get_by_text("Sistem sedang tidak tersambung").wait_for()
        assert numbers[0] == await visit.page.locator("#call-number").inner_text()
        await call(services, "cs-2")
        await visit.start_server()
        await visit.page.locator("#call-number").get_by_text(numbers[1]).wait_for()
        await visit.page.get_by_text("Sistem sedang tidak tersambung").wait_for(state="hidden")
        visit.complaints.clear()  # Chromium itself notes the refused connections
