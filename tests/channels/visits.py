"""A person at the page: a Chromium tab on a running account, with a scripted office behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, cast

from bot.messages import Media, Message
from bot.plugins import Services
from channels.web.settings import WebSettings
from tests.channels.browsers import ANY_PORT, listening
from tests.channels.contract import Inbox
from tests.channels.counterpart import Counterpart

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 360, "height": 640}
LARGE = {"width": 1440, "height": 900}
BOOKING_LINE = "#Budi Santoso#25011987#30112026"


class Visit:
    """A page that is open on a running account, and what its console complained of."""

    def __init__(
        self, context: BrowserContext, page: Page, services: Services, inbox: Inbox, options: WebSettings
    ) -> None:
        self.context = context
        self.page = page
        self.inbox = inbox
        self.complaints: list[str] = []
        self._services = services
        self._server = AsyncExitStack()
        self._options = options
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    async def start_server(self) -> None:
        """Start the account with its office, on the same port as before."""
        self.web = await self._server.enter_async_context(listening(self._services, self.inbox, self._options))
        self._options = self._options.model_copy(update={"port": int(self.web.url.rpartition(":")[2])})
        self.office = Counterpart(self.web, self.inbox)
        await self._server.enter_async_context(self.office.answering())

    async def stop_server(self) -> None:
        """Stop the account."""
        await self._server.aclose()

    async def begin(self) -> None:
        """Open the page and pass its first screen."""
        await self.page.goto(self.web.url)
        await self.introduce()

    async def introduce(self) -> None:
        """Give a number to the first screen."""
        await self.page.get_by_label("Berapa nomor HP Anda?").fill("0812 3456 7890")
        await self.page.get_by_role("button", name="Mulai").click()
        await self.page.get_by_role("button", name="Lihat jadwal").wait_for()

    async def say(self, text: str) -> None:
        """Type something and send it with Enter."""
        field = self.page.get_by_label("Tulis pesan")
        await field.fill(text)
        await field.press("Enter")

    async def sees(self, text: str) -> None:
        """Wait until a text can be seen."""
        await self.page.get_by_text(text).last.wait_for()

    async def book(self) -> None:
        """Make a whole booking: look, book, agree."""
        await self.page.get_by_role("button", name="Lihat jadwal").click()
        await self.sees("Kamis, 3 Desember 2026")
        await self.say(BOOKING_LINE)
        await self.page.get_by_role("button", name="Setuju", exact=True).click()
        await self.page.get_by_text("TERDAFTAR").wait_for()

    async def deliver(self, text: str, *, edits: str = "", media: tuple[Media, ...] = ()) -> str:
        """Let the office say something by itself; return its place."""
        chat = self.inbox.events[0].chat
        message = Message(id=f"own-{text}.1", chat=chat, text=text, edits=edits, media=media)
        (payload,) = self.web.render(message)
        return await self.web.deliver(payload)

    async def texts(self) -> list[str]:
        """Return the first line of each bubble."""
        bubbles = await self.page.locator(".bubble .text").all_inner_texts()
        return [text.partition("\n")[0] for text in bubbles]

    def _note(self, line: ConsoleMessage) -> None:
        if line.type == "error":
            self.complaints.append(line.text)


@asynccontextmanager
async def visiting(
    chromium: Browser, services: Services, *, size: dict[str, int] = PHONE, dark: bool = False,
    options: WebSettings = ANY_PORT,
) -> AsyncIterator[Visit]:  # fmt: skip
    """Open the page with a scripted office behind it; afterwards nothing may stand in the page's console."""
    context = await chromium.new_context(
        viewport=cast("ViewportSize", size),
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        has_touch=size is not LARGE,
        locale="id-ID",
    )
    visit = Visit(context, await context.new_page(), services, Inbox(), options)
    await visit.start_server()
    try:
        yield visit
        assert [] == visit.complaints
    finally:
        await context.close()
        await visit.stop_server()
