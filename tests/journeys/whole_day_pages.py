"""The lobby's pages in Chromium, worked as people work them: the kiosk, a desk, the board."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING, cast

from tests.chromium import keep_picture

if TYPE_CHECKING:
    from playwright.async_api import Browser, ConsoleMessage, Page, ViewportSize

TABLET = {"width": 800, "height": 1280}
DESK = {"width": 1440, "height": 900}
TV = {"width": 1920, "height": 1080}
LONG_PHONE = {"width": 390, "height": 1260}

LOUDSPEAKER = """(() => {
  window.said = [];
  window.played = [];
  document.addEventListener("said", ({ detail }) => {
    window.said.push([detail.number, detail.name]);
    document.documentElement.dataset.said = window.said.length;
  });
  HTMLMediaElement.prototype.play = function () {
    if (!this.muted) window.played.push(new URL(this.src).pathname.split("/").pop());
    document.documentElement.dataset.played = window.played.length;
    setTimeout(() => this.dispatchEvent(new Event("ended")));
    return Promise.resolve();
  };
})()"""
"""A loudspeaker that is done at once, and keeps what it played."""

PRINTER = """(() => {
  window.papers = [];
  window.print = () => window.papers.push(document.getElementById("slip-number").textContent);
})()"""
"""The browser's printer, which keeps the numbers on its papers."""


class Screens:
    """Opens pages at the office's address, each on a machine of its own, and keeps what their consoles complain of."""

    def __init__(self, chromium: Browser, machines: AsyncExitStack, *, url: str) -> None:
        self.url = url
        self.complaints: list[str] = []
        self._chromium = chromium
        self._machines = machines

    async def open(self, size: dict[str, int], *, script: str = "") -> Page:
        """Return a page that is still empty."""
        context = await self._chromium.new_context(
            viewport=cast("ViewportSize", size), reduced_motion="reduce", locale="id-ID", has_touch=size != DESK
        )
        self._machines.push_async_callback(context.close)
        if script:
            await context.add_init_script(script)
        page = await context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    async def pair(self, page: Page, code: str) -> None:
        """Make a page a device of the lobby by the code from the chat."""
        await page.goto(f"{self.url}/perangkat")
        await page.get_by_label("Kode").fill(code)
        async with page.expect_navigation():
            await page.get_by_role("button", name="Pasang").click()

    def _note(self, line: ConsoleMessage) -> None:
        if line.type == "error":
            self.complaints.append(line.text)


@asynccontextmanager
async def opened_screens(chromium: Browser, url: str) -> AsyncIterator[Screens]:
    """Keep machines on until the block ends; by then nothing may stand in a console."""
    async with AsyncExitStack() as machines:
        screens = Screens(chromium, machines, url=url)
        yield screens
    assert [] == screens.complaints


class Kiosk:
    """A machine in the lobby."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def scan(self, code: str) -> str:
        """Hold a code before the scanner, which types it; return the number, or why there is none."""
        await self.page.keyboard.type(f"{code}\n")
        return await self._answer()

    async def type(self, code: str) -> str:
        """Type a code on the screen's own keys."""
        await self._begin("Ketik kode booking")
        for sign in code.replace("-", ""):
            await self.page.locator(f'[data-sign="{sign}"]').click()
        await self.page.get_by_role("button", name="Ambil nomor").click()
        return await self._answer()

    async def walk_in(self, category: str) -> str:
        """Come without a booking."""
        await self._begin("Datang tanpa booking")
        await self.page.get_by_role("button", name=category).click()
        return await self._answer()

    async def papers(self) -> Sequence[str]:
        """Return the numbers on the papers that the browser printed."""
        return cast("list[str]", await self.page.evaluate("window.papers"))

    async def _begin(self, way: str) -> None:
        await self.page.locator("#answer [data-home]").dispatch_event("click")  # also where nothing is shown any more
        await self.page.get_by_role("button", name=way).click()

    async def _answer(self) -> str:
        await self.page.locator("#answer").wait_for()
        if number := await self.page.locator("#number").inner_text():
            await self.page.get_by_text("Silakan ambil kertas Anda.").wait_for()
            return number
        return await self.page.locator("#answer-title").inner_text()


class DeskPage:
    """A desk with its officer, who works by keys."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def take(self, name: str) -> None:
        """Sit down at a desk."""
        await self.page.get_by_role("button", name=name, exact=True).click()
        await self.page.locator("#work").wait_for()

    async def key(self, letter: str) -> str:
        """Press a key that does something; return what the page says to it."""
        async with self.page.expect_response("**/loket/tekan"):
            await self.page.keyboard.press(letter)
        return await self._told()

    async def call(self) -> str:
        """Call the next person; return their number, "" for nobody."""
        await self.key("n")
        return await self.number()

    async def number(self) -> str:
        """Return the number before the desk, "" for none."""
        return (await self.page.locator("#number").inner_text()).strip("–")

    async def fact(self, of: str) -> str:
        """Return what the page tells of who was called, such as "Nama lengkap"; "" where it tells nothing."""
        fact = self.page.locator(f'dt:text-is("{of}") + dd')
        return await fact.inner_text() if await fact.count() else ""

    async def identify(self, name: str, born: str) -> None:
        """Write down who came without a booking."""
        await self.page.locator("#identify #name").fill(name)
        await self.page.locator("#birth_date").fill(born)
        await self.submit("identify")

    async def complete(self, product: str, category: str) -> str:
        """Find the papers complete."""
        await self.page.keyboard.press("b")
        await self.page.locator("#complete-product").select_option(product)
        await self.page.locator("#complete-category").select_option(category)
        return await self.submit("complete")

    async def send_back(self, *reasons: str, picture: str = "") -> str:
        """Tick what is missing."""
        await self.page.keyboard.press("k")
        for reason in reasons:
            await self.page.locator("#send-back").get_by_label(reason).check()
        if picture:
            await keep_picture(self.page, picture)
        return await self.submit("send-back")

    async def photographed(self, bill: str) -> str:
        """Have taken the photo; the bill's code is that of SIMPONI, "" where nothing is to be paid."""
        await self.page.keyboard.press("f")
        await self.page.locator("#billing_code").fill(bill)
        return await self.submit("photographed")

    async def hand_over(self, collector: str, *papers: str, name: str = "", picture: str = "") -> str:
        """Hand a passport over to who shows these papers."""
        await self.page.keyboard.press("s")
        await self.page.locator("#collector").select_option(collector)
        if name:
            await self.page.locator("#collector_name").fill(name)
        for paper in papers:
            await self.page.locator(f"[data-papers={collector}]").get_by_label(paper).check()
        if picture:
            await keep_picture(self.page, picture)
        return await self.submit("hand-over")

    async def submit(self, form: str) -> str:
        """Send a form; return what the page says to it."""
        async with self.page.expect_response("**/loket/tekan"):
            await self.page.locator(f"#{form} [type=submit]").click()
        return await self._told()

    async def _told(self) -> str:
        await self.page.locator("#rows button:enabled:visible").first.wait_for()
        return await self.page.locator("#answer").inner_text()


class Board:
    """The television of the waiting room."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def turn_on(self) -> None:
        """Let it speak."""
        await self.page.get_by_role("button", name="Nyalakan suara").click()
        await self.page.get_by_role("button", name="Nyalakan suara").wait_for(state="hidden")

    async def said(self, count: int) -> Sequence[tuple[str, str]]:
        """Return the calls that it said, number and desk, once they are so many or it takes too long."""
        await self._until("said", count)
        return [(number, desk) for number, desk in await self.page.evaluate("window.said")]

    async def names(self, of: Iterable[str]) -> Sequence[str]:
        """Return the names that are on its page."""
        page = await self.page.content()
        return [name for name in of if name in page]

    async def played(self, count: int) -> Sequence[str]:
        """Return the clips that it played, likewise."""
        await self._until("played", count)
        return cast("list[str]", await self.page.evaluate("window.played"))

    async def _until(self, what: str, count: int) -> None:
        from playwright.async_api import TimeoutError

        with suppress(TimeoutError):
            await self.page.locator(f'html[data-{what}="{count}"]').wait_for(state="attached", timeout=45_000)
