"""The page in a real Chromium: what a person sees, presses and hears, on a phone and on a large screen."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.messages import Media
from bot.plugins import Services
from tests.channels.counterpart import FILE
from tests.channels.visits import BOOKING_LINE, LARGE, PHONE, SMALL_PHONE, visiting

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator

NAME_OF_FOCUS = """() => {
  const focused = document.activeElement;
  return focused.ariaLabel || focused.labels?.[0]?.textContent || focused.textContent.trim();
}"""
CONTRASTS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const image = style.backgroundImage.match(/^linear-gradient.*?(rgb\\([^)]*\\))\\)$/);
      if (image) return channels(image[1]);
      const colour = channels(style.backgroundColor);
      if (colour[3] !== 0) return colour;
    }
  };
  const found = {};
  for (const where of ["h1", ".head p", ".link", ".banner", ".day", ".text", ".person .text", "time",
                       ".person time", ".copy", ".choice", ".document", ".place", "textarea"]) {
    for (const element of document.querySelectorAll(where)) {
      const [a, b] = [light(channels(getComputedStyle(element).color)), light(ground(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      found[where] = Math.min(ratio, found[where] ?? 99);
    }
  }
  return found;
}"""
OFFICE_PLACE = Media(kind="location", name="Kantor Imigrasi", latitude=-6.7063, longitude=108.557)
pytestmark = pytest.mark.chromium


@pytest.mark.parametrize("size", [PHONE, LARGE], ids=["phone", "large"])
async def test_booking(chromium: Browser, services: Services, size: dict[str, int]) -> None:
    """A person looks, books by a line, agrees by a button, and sees the code with its QR picture."""
    async with visiting(chromium, services, size=size) as visit:
        await visit.begin()
        await visit.page.get_by_role("button", name="Lihat jadwal").click()
        await visit.sees("Kamis, 3 Desember 2026")
        await visit.say(BOOKING_LINE)
        await visit.sees("MENUNGGU PERSETUJUAN")
        assert (await visit.page.locator(".state").last.inner_text()).startswith("⏳ MENUNGGU PERSETUJUAN")
        await visit.page.get_by_role("button", name="Setuju", exact=True).click()
        await visit.page.get_by_alt_text("Kode QR untuk CBN-7K3M-9QXD").wait_for()
        assert ["#jadwal", BOOKING_LINE, "confirm:CBN-7K3M-9QXD"] == [
            event.choice or event.text for event in visit.inbox.events
        ]
        assert "Setuju" == (await visit.texts())[4]
        assert ["Lihat booking", "Batalkan booking"] == await visit.page.locator(".choice").all_inner_texts()


async def test_first_screen(chromium: Browser, services: Services) -> None:
    """A wrong number is told under its field, which keeps the focus and what was typed."""
    async with visiting(chromium, services) as visit:
        await visit.page.goto(visit.web.url)
        await visit.sees("Mode uji coba: nomor apa pun diterima")
        field = visit.page.get_by_label("Berapa nomor HP Anda?")
        assert await _is_focused(field)
        await field.fill("0812")
        await field.press("Enter")
        await visit.page.get_by_role("alert").filter(has_text="Nomor ini belum benar").wait_for()
        assert ("0812", "true") == (await field.input_value(), await field.get_attribute("aria-invalid"))
        assert await _is_focused(field)
        visit.complaints.clear()  # Chromium itself notes the refusal


async def test_keyboard_alone(chromium: Browser, services: Services) -> None:
    """Tab goes through the page in the order in which it is read, and a button can be pressed without a mouse."""
    async with visiting(chromium, services, size=LARGE) as visit:
        await visit.begin()
        await visit.say(BOOKING_LINE)
        await visit.sees("MENUNGGU PERSETUJUAN")
        await visit.page.reload()
        await visit.page.get_by_role("button", name="Setuju", exact=True).wait_for()
        seen = []
        for _ in range(8):
            await visit.page.keyboard.press("Tab")
            seen.append(await visit.page.evaluate(NAME_OF_FOCUS))
        assert [
            "Ganti nomor", "English", "Percakapan", "00002681", "Setuju", "Batal", "Tulis pesan", "Kirim",
        ] == seen  # fmt: skip
        await visit.page.get_by_role("button", name="Setuju", exact=True).focus()
        await visit.page.keyboard.press("Enter")
        await visit.sees("TERDAFTAR")
        assert "Percakapan" == await visit.page.evaluate(NAME_OF_FOCUS)


async def test_screen_reader(chromium: Browser, services: Services) -> None:
    """What a screen reader is told: a log that speaks, who says what, buttons as a group, a picture in words."""
    async with visiting(chromium, services) as visit:
        await visit.begin()
        await visit.book()
        log = visit.page.get_by_role("log", name="Percakapan")
        assert "polite" == await log.get_attribute("aria-live")
        await visit.page.get_by_role("group", name="Pilihan").wait_for()
        tree = await log.aria_snapshot()
        assert 'img "Kode QR untuk CBN-7K3M-9QXD"' in tree
        assert "Anda:" in tree
        assert "Kantor:" in tree


async def test_reload(chromium: Browser, services: Services) -> None:
    """A reload shows the same conversation, with the same buttons, and nothing twice."""
    async with visiting(chromium, services) as visit:
        await visit.begin()
        await visit.say(BOOKING_LINE)
        await visit.page.get_by_role("button", name="Setuju", exact=True).wait_for()
        before = await visit.texts()
        await visit.page.reload()
        await visit.page.get_by_role("button", name="Setuju", exact=True).wait_for()
        assert [BOOKING_LINE, "⏳ MENUNGGU PERSETUJUAN"] == before == await visit.texts()


async def test_typing_sign(chromium: Browser, services: Services) -> None:
    """While the answer is awaited the office is seen writing, and no longer than that."""
    async with visiting(chromium, services) as visit:
        await visit.begin()
        visit.office.holding.clear()
        await visit.say("halo")
        await visit.page.locator("#typing").wait_for()
        visit.office.holding.set()
        await visit.sees("Anda menulis: halo")
        await visit.page.locator("#typing").wait_for(state="hidden")


async def test_server_restarts(chromium: Browser, services: Services) -> None:
    """While the server is away the page says so and keeps what is typed; when it is back nothing is lost or twice."""
    async with visiting(chromium, services) as visit:
        await visit.begin()
        await visit.say("sebelum")
        await visit.sees("Anda menulis: sebelum")
        await visit.stop_server()
        await visit.sees("Menyambung kembali…")
        await visit.say("selama terputus")
        await visit.page.locator(".bubble[data-state=waiting]").wait_for()
        await visit.start_server()
        await visit.sees("Anda menulis: selama terputus")
        await visit.page.get_by_text("Menyambung kembali…").wait_for(state="hidden")
        assert ["sebelum", "selama terputus"] == [event.text for event in visit.inbox.events]
        assert ["sebelum", "Anda menulis: sebelum", "selama terputus", "Anda menulis: selama terputus"] == (
            await visit.texts()
        )
        visit.complaints.clear()  # Chromium notes each refused connection


async def test_inbox_away(chromium: Browser, services: Services) -> None:
    """A message that could not be taken waits visibly, also over a reload, and arrives once when it can be."""
    async with visiting(chromium, services) as visit:
        await visit.begin()
        visit.inbox.is_away = True
        await visit.say("#jadwal")
        await visit.inbox.called(1)
        await visit.page.locator(".bubble[data-state=waiting]").wait_for()
        await visit.page.reload()
        await visit.page.locator(".bubble[data-state=waiting]").wait_for()
        visit.inbox.is_away = False
        await visit.sees("Kamis, 3 Desember 2026")
        assert ["#jadwal"] == [event.text for event in visit.inbox.events]
        assert 1 == (await visit.texts()).count("#jadwal")
        visit.complaints.clear()  # Chromium notes each 503


async def test_new_message(chromium: Browser, services: Services) -> None:
    """Who reads further up is told of a new message, not torn away from the old ones."""
    async with visiting(chromium, services) as visit:
        await visit.begin()
        await visit.book()
        log = visit.page.get_by_role("log")
        await log.evaluate("log => { log.scrollTop = 0; }")
        await visit.deliver("Loket pengambilan pindah.")
        pill = visit.page.get_by_role("button", name="Pesan baru")
        await pill.wait_for()
        assert 0 == await log.evaluate("log => log.scrollTop")
        await pill.click()
        await pill.wait_for(state="hidden")
        assert await log.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight < 2")


async def test_long_answer_from_its_beginning(chromium: Browser, services: Services) -> None:
    """An answer that is longer than the screen is shown from its first line."""
    async with visiting(chromium, services, size=SMALL_PHONE) as visit:
        await visit.begin()
        await visit.book()
        await visit.page.get_by_alt_text("Kode QR untuk CBN-7K3M-9QXD").wait_for()
        first_line = visit.page.locator(".bubble").last.locator(".text")
        top = await first_line.evaluate(
            "text => text.getBoundingClientRect().top - document.getElementById('log').getBoundingClientRect().top"
        )
        assert 0 <= top < 60


async def test_copy(chromium: Browser, services: Services) -> None:
    """A tap on a code or on a line to send copies it, and says so."""
    async with visiting(chromium, services) as visit:
        await visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await visit.begin()
        await visit.book()
        for copied in (BOOKING_LINE, "00002681", "CBN-7K3M-9QXD"):
            await visit.page.get_by_role("button", name=copied, exact=True).click()
            await visit.sees(f"Disalin: {copied}")
            assert copied == await visit.page.evaluate("navigator.clipboard.readText()")


async def test_words_are_never_markup(chromium: Browser, services: Services) -> None:
    """What looks like HTML is shown as it was written, and does nothing."""
    async with visiting(chromium, services) as visit:
        await visit.begin()
        await visit.say("<b>")
        await visit.sees('<img src=x onerror="document.title=')
        assert "salah" != await visit.page.title()
        assert 0 == await visit.page.locator(".bubble b, .bubble img").count()


async def test_office_replaces_its_message(chromium: Browser, services: Services) -> None:
    """An edited message stands where it stood, with its new words."""
    async with visiting(chromium, services) as visit:
        await visit.begin()
        await visit.say("halo")
        await visit.sees("Anda menulis: halo")
        place = await visit.deliver("Sedang dicari …")
        await visit.say("lagi")
        await visit.sees("Anda menulis: lagi")
        await visit.deliver("Sudah ketemu.", edits=place)
        await visit.sees("Sudah ketemu.")
        assert ["halo", "Anda menulis: halo", "Sudah ketemu.", "lagi", "Anda menulis: lagi"] == await visit.texts()


async def test_english(chromium: Browser, services: Services) -> None:
    """The switch to English turns the whole page, and what is said then carries the language."""
    async with visiting(chromium, services) as visit:
        await visit.begin()
        await visit.page.get_by_role("link", name="English").click()
        await visit.page.get_by_role("button", name="See open dates").click()
        await visit.sees("Kamis, 3 Desember 2026")
        assert "en" == await visit.page.locator("html").get_attribute("lang")
        assert ["en"] == [event.language for event in visit.inbox.events]


async def test_other_number(chromium: Browser, services: Services) -> None:
    """Changing the number leads back to the first screen, and the next person sees nothing of the last one."""
    async with visiting(chromium, services) as visit:
        await visit.begin()
        await visit.book()
        await visit.page.get_by_role("button", name="Ganti nomor").click()
        await visit.introduce()
        assert [] == await visit.texts()


async def test_calendar_file(chromium: Browser, services: Services) -> None:
    """A press on the link below a confirmation saves the calendar file under its name, and the page stays."""
    async with visiting(chromium, services) as visit:
        await visit.begin()
        await visit.book()
        link = visit.page.get_by_role("link", name="Simpan ke kalender")
        for _ in ("at once", "after a reload"):
            async with visit.page.expect_download() as starting:
                await link.tap()
            download = await starting.value
            assert "CBN-7K3M-9QXD.ics" == download.suggested_filename
            saved = await asyncio.to_thread(Path(await download.path()).read_bytes)
            assert FILE.data == saved
            await visit.page.reload()
        assert 44 <= await link.evaluate("link => link.offsetHeight")


async def test_map(chromium: Browser, services: Services) -> None:
    """A press on the link below a place opens the map there in a page of its own, and the conversation stays."""
    async with visiting(chromium, services) as visit:
        await visit.context.route("https://www.openstreetmap.org/**", lambda route: route.fulfill(body="peta"))
        await visit.begin()
        await visit.say("#lokasi")
        await visit.sees("Anda menulis: #lokasi")
        await visit.deliver("Kedawung, Cirebon", media=(OFFICE_PLACE,))
        link = visit.page.get_by_role("link", name="Buka peta")
        async with visit.context.expect_page() as opening:
            await link.tap()
        opened = await opening.value
        await opened.get_by_text("peta").wait_for()
        assert "/?mlat=-6.706300&mlon=108.557000#map=17/-6.706300/108.557000" == opened.url.partition(".org")[2]
        assert await opened.evaluate("window.opener === null")
        assert "Kedawung, Cirebon" == (await visit.texts())[-1]
        assert 44 <= await link.evaluate("link => link.offsetHeight")


@pytest.mark.parametrize("size", [SMALL_PHONE, PHONE, LARGE], ids=["small phone", "phone", "large"])
async def test_nothing_sticks_out(chromium: Browser, services: Services, size: dict[str, int]) -> None:
    """No screen is wider than the window, and what one presses is large enough for a finger."""
    async with visiting(chromium, services, size=size) as visit:
        await visit.begin()
        await visit.say(BOOKING_LINE)
        await visit.page.get_by_role("button", name="Setuju", exact=True).wait_for()
        await visit.say("x" * 300)
        await visit.sees("Anda menulis: xxx")
        await visit.say(BOOKING_LINE)
        await visit.page.get_by_role("button", name="Setuju", exact=True).wait_for()
        assert await visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert await visit.page.evaluate("log.scrollWidth <= log.clientWidth")
        heights = await visit.page.locator(".choice, .send").evaluate_all("all => all.map(e => e.offsetHeight)")
        assert 44 <= min(heights)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_contrast(chromium: Browser, services: Services, dark: bool) -> None:
    """Every text stands out from its ground by 4.5 to 1, by day and by night (WCAG AA)."""
    async with visiting(chromium, services, dark=dark) as visit:
        await visit.begin()
        await visit.book()
        await visit.deliver("Kedawung, Cirebon", media=(OFFICE_PLACE,))
        await visit.page.get_by_role("link", name="Buka peta").wait_for()
        contrasts: dict[str, float] = await visit.page.evaluate(CONTRASTS)
        assert {".banner", ".text", "time", ".copy", ".choice", ".document", ".place", ".day", "h1"} <= contrasts.keys()
        assert {} == {where: ratio for where, ratio in contrasts.items() if ratio < 4.5}


async def _is_focused(field: Locator) -> bool:
    return bool(await field.evaluate("field => field === document.activeElement"))
