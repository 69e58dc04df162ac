"""The calendar picture."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageColor

from bot.pictures.calendar import (
    CELL_HEIGHT,
    CELL_WIDTH,
    COLOURS,
    EDGE,
    GAP,
    TITLE_HEIGHT,
    WEEKDAY_HEIGHT,
    WIDTH,
    CalendarPage,
    Kind,
    PageWords,
    calendar_png,
    padded,
    read_page,
)

MONDAY = date(2026, 11, 30)
DECEMBER = date(2026, 12, 1)
OPEN: tuple[Kind, int] = ("open", 188)
CLOSED: tuple[Kind, int] = ("closed", 188)
WORDS = PageWords(
    title="Jadwal",
    weekdays=("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"),
    named=(),
    legend=("masih banyak", "hampir penuh", "penuh", "tutup", "belum dibuka"),
    figures="Angka: sisa tempat",
)
KINDS: tuple[Kind, ...] = ("past", "open", "few", "full", "closed", "later")


def page(*cells: tuple[Kind, int], today: date = MONDAY) -> CalendarPage:
    """Return a page from a Monday on."""
    return CalendarPage(office="Kanim", first=MONDAY, today=today, month=DECEMBER, cells=padded(cells, ahead=0))


def drawn(shown: CalendarPage) -> Image.Image:
    """Return the picture of a page."""
    return Image.open(BytesIO(calendar_png(shown, WORDS))).convert("RGB")


def ground(image: Image.Image, place: int) -> tuple[int, ...]:
    """Return the colour of a cell's ground, away from its edges and figures."""
    x = EDGE + place % 7 * (CELL_WIDTH + GAP) + CELL_WIDTH - 12
    y = TITLE_HEIGHT + WEEKDAY_HEIGHT + place // 7 * (CELL_HEIGHT + GAP) + CELL_HEIGHT // 2
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel


def test_colours() -> None:
    """Each kind of date has a ground of its own, a blank has none; the picture is as wide as a phone shows it."""
    image = drawn(page(*((kind, 7) for kind in KINDS)))
    grounds = [ground(image, place) for place in range(7)]
    assert WIDTH == image.width
    for kind, seen in zip(KINDS, grounds, strict=False):
        wanted = ImageColor.getrgb(COLOURS[kind][0])
        assert max(abs(a - b) for a, b in zip(wanted, seen, strict=True)) <= 6, kind
    assert min(grounds[6]) > 250


@pytest.mark.parametrize("kind", KINDS)
def test_contrast(kind: Kind) -> None:
    """What is written on a date can be read by weak eyes: 4.5 : 1 or more."""
    lighter, darker = sorted(map(luminance, COLOURS[kind]), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Return how bright a colour is (WCAG 2)."""
    parts = [part / 255 for part in ImageColor.getrgb(colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_figures() -> None:
    """Another number left is another picture, and so is another date for today."""
    pictures = {calendar_png(shown, WORDS) for shown in (page(("open", 7)), page(("open", 8)))}
    pictures.add(calendar_png(page(("open", 7), today=date(2026, 12, 1)), WORDS))
    assert 3 == len(pictures)


def test_named_dates() -> None:
    """Without a month in the title the first date and each first of a month bear its name."""
    weeks = CalendarPage(office="", first=MONDAY, today=MONDAY, month=None, cells=padded([OPEN] * 34, ahead=1))
    assert [date(2026, 12, 1), date(2027, 1, 1)] == weeks.named
    assert [] == page(OPEN).named


def test_size() -> None:
    """Six weeks stay below what a page or a phone takes at once."""
    assert len(calendar_png(page(*[OPEN] * 42), WORDS)) < 90_000


def test_recipe() -> None:
    """A recipe gives back its page, and is small."""
    whole = page(*[CLOSED] * 42)
    assert whole == read_page(whole.recipe())
    assert len(whole.recipe()) < 1000


@pytest.mark.parametrize(("ahead", "cells", "length"), [(0, 7, 7), (1, 6, 7), (6, 31, 42), (3, 1, 7), (0, 28, 28)])
def test_whole_weeks(ahead: int, cells: int, length: int) -> None:
    """Blanks in front and behind make whole weeks."""
    made = padded([("open", 1)] * cells, ahead=ahead)
    assert (length, cells) == (len(made), sum(kind == "open" for kind, _ in made))
    assert all(kind == "blank" for kind, _ in made[:ahead])
