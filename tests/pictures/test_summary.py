"""The picture of a day's summary."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageColor

from bot.pictures.calendar import COLOURS, EDGE, WIDTH, Kind
from bot.pictures.summary import CHART_HEIGHT, TILE_HEIGHT, TITLE_HEIGHT, Bar, SummaryPage, Tile, summary_png

KINDS: tuple[Kind, ...] = ("later", "few", "full", "open")
FLOOR = TITLE_HEIGHT + TILE_HEIGHT + 90 + CHART_HEIGHT - 8  # just above the line under the bars


def page(*bars: tuple[int, int]) -> SummaryPage:
    """Return a page with a bar for each (booked, places)."""
    return SummaryPage(
        title="Rekap",
        office="Kanim",
        chart="Terdaftar",
        tiles=tuple(Tile(figure="260", word="Dibatalkan", kind=kind) for kind in KINDS),
        bars=tuple(Bar(name=("Sen", "30 Nov"), booked=booked, places=places) for booked, places in bars),
    )


def drawn(shown: SummaryPage) -> Image.Image:
    """Return the picture of a page."""
    return Image.open(BytesIO(summary_png(shown))).convert("RGB")


def is_near(image: Image.Image, place: tuple[int, int], colour: str) -> bool:
    """Tell whether a point has a colour, but for the few that a small picture is reduced to."""
    pixel = image.getpixel(place)
    assert isinstance(pixel, tuple)
    return max(abs(a - b) for a, b in zip(pixel, ImageColor.getrgb(colour), strict=True)) <= 6


FILLED: dict[str, tuple[tuple[int, int], Kind]] = {
    "full": ((260, 260), "full"),
    "more than full": ((270, 260), "full"),
    "almost": ((208, 260), "few"),
    "room": ((207, 260), "open"),
    "nobody": ((0, 260), "past"),
}


@pytest.mark.parametrize(("bar", "kind"), FILLED.values(), ids=FILLED.keys())
def test_bars(bar: tuple[int, int], kind: Kind) -> None:
    """A bar is as wide as a phone shows it, and its colour tells how full the date is, as in the calendar."""
    image = drawn(page(bar))
    assert WIDTH == image.width
    assert is_near(image, (EDGE + 20, FLOOR), COLOURS[kind][0])


def test_no_dates_ahead() -> None:
    """An office that is closed for as long as can be booked has a summary, too."""
    assert drawn(page()).height == drawn(page((1, 2))).height


def test_size() -> None:
    """The picture stays below what a chat takes at once."""
    assert len(summary_png(page(*[(n * 40, 260) for n in range(6)]))) < 60_000
