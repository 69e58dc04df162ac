"""The calendar picture: a month (or the weeks ahead) with the places left of each date. Pure; takes some 40 ms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from io import BytesIO
from typing import Literal

import msgspec
from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont

Kind = Literal["blank", "past", "open", "few", "full", "closed", "later"]

WIDTH, EDGE, GAP = 1080, 36, 10
TITLE_HEIGHT, WEEKDAY_HEIGHT, LEGEND_LINE = 178, 56, 62
CELL_WIDTH, CELL_HEIGHT = (WIDTH - 2 * EDGE - 6 * GAP) // 7, 138
SHADES = 96  # of the few colours and their edges: half the bytes, and nobody sees it
RADIUS, SHARPNESS = 20, 4  # corners are drawn larger, then reduced: Pillow draws them jagged

PAPER, INK, FAINT, ACCENT = "#ffffff", "#1c2430", "#667080", "#17406d"
COLOURS: dict[Kind, tuple[str, str]] = {  # a date's ground and its ink, at 4.5 : 1 or more
    "past": ("#eef0f3", "#606975"),
    "open": ("#cdeed8", "#0d4a26"),
    "few": ("#ffe3a3", "#5c3a00"),
    "full": ("#f8cfcb", "#7d1712"),
    "closed": ("#d9dde3", "#49525e"),
    "later": ("#dfeaf8", "#22456f"),
}
PLAINER = str.maketrans("–—‘’“”", "--''\"\"")  # what the face lacks
LEGEND: tuple[Kind, ...] = ("open", "few", "full", "closed", "later")


class CalendarPage(Struct, frozen=True, kw_only=True):
    """What a picture shows: `cells` are a date each from `first` (a Monday) on, its kind and the places left.

    `month` is the first day of the month that it is a page of, None for the weeks ahead.
    """

    office: str
    first: date
    today: date
    month: date | None
    cells: tuple[tuple[Kind, int], ...]

    @property
    def days(self) -> list[date]:
        """Return the dates of the cells."""
        return [self.first + timedelta(days=n) for n in range(len(self.cells))]

    @property
    def shown(self) -> list[date]:
        """Return the dates of the cells that are not blank."""
        return [day for day, (kind, _) in zip(self.days, self.cells, strict=True) if kind != "blank"]

    @property
    def named(self) -> list[date]:
        """Return the dates that bear the name of their month, where the title does not: the first of each."""
        return [] if self.month else [day for n, day in enumerate(self.shown) if n == 0 or day.day == 1]

    def recipe(self) -> str:
        """Return the page as a few hundred characters, for `Media.content`."""
        return msgspec.json.encode(self).decode()


class PageWords(Struct, frozen=True, kw_only=True):
    """The words of a picture. `named` are the page's named dates: "30 Nov"."""

    title: str
    weekdays: tuple[str, ...]
    named: tuple[str, ...]
    legend: tuple[str, ...]
    figures: str


def read_page(recipe: str) -> CalendarPage:
    """Return the page of a recipe."""
    return msgspec.json.decode(recipe, type=CalendarPage)


@lru_cache(maxsize=32)
def calendar_png(page: CalendarPage, words: PageWords) -> bytes:
    """Return the picture, 1080 pixels wide."""
    weeks = -(-len(page.cells) // 7)
    top = TITLE_HEIGHT + WEEKDAY_HEIGHT
    bottom = top + weeks * (CELL_HEIGHT + GAP)
    image = Image.new("RGB", (WIDTH, bottom + 3 * LEGEND_LINE + EDGE), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text(
        (EDGE, 34), words.title.translate(PLAINER), font=font(58), fill=ACCENT, stroke_width=1, stroke_fill=ACCENT
    )
    draw.text((EDGE, 110), page.office.translate(PLAINER), font=font(34), fill=FAINT)
    for column, name in enumerate(words.weekdays):
        centre = EDGE + column * (CELL_WIDTH + GAP) + CELL_WIDTH // 2
        draw.text((centre, top - 32), name, font=font(34), fill=FAINT, anchor="mm")
    names = dict(zip(page.named, words.named, strict=True))
    for place, (day, (kind, left)) in enumerate(zip(page.days, page.cells, strict=True)):
        corner = EDGE + place % 7 * (CELL_WIDTH + GAP), top + place // 7 * (CELL_HEIGHT + GAP)
        label = names.get(day, str(day.day))
        _draw_cell(image, corner, kind=kind, label=label, left=left, is_today=day == page.today)
    _draw_legend(image, bottom + 16, words)
    png = BytesIO()
    few = image.quantize(SHADES, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(png, "PNG", compress_level=6)
    return png.getvalue()


def _draw_cell(
    image: Image.Image, corner: tuple[int, int], *, kind: Kind, label: str, left: int, is_today: bool
) -> None:
    if kind == "blank":
        return
    x, y = corner
    draw = ImageDraw.Draw(image)
    _paste_tile(image, corner, (CELL_WIDTH, CELL_HEIGHT), kind, is_today=is_today)
    ink = COLOURS[kind][1]
    draw.text((x + 16, y + 14), label, font=font(34 if label.isdecimal() else 30), fill=ink)
    middle = (x + CELL_WIDTH // 2, y + 90)
    match kind:
        case "open" | "few" | "full":
            draw.text(middle, str(left), font=font(56), fill=ink, anchor="mm", stroke_width=1, stroke_fill=ink)
        case "closed":
            _draw_cross(draw, middle, 17, ink)
        case "later":
            _draw_dots(draw, middle, ink)


def _draw_cross(draw: ImageDraw.ImageDraw, middle: tuple[int, int], arm: int, ink: str) -> None:
    x, y = middle
    draw.line((x - arm, y - arm, x + arm, y + arm), fill=ink, width=6)
    draw.line((x - arm, y + arm, x + arm, y - arm), fill=ink, width=6)


def _draw_dots(draw: ImageDraw.ImageDraw, middle: tuple[int, int], ink: str) -> None:
    x, y = middle
    for offset in (-20, 0, 20):
        draw.ellipse((x + offset - 5, y - 5, x + offset + 5, y + 5), fill=ink)


def _draw_legend(image: Image.Image, top: int, words: PageWords) -> None:
    """Draw the colours with their meaning, three a line, and what the figures are."""
    draw = ImageDraw.Draw(image)
    draw.text((EDGE, top + 22), words.figures, font=font(32), fill=INK, anchor="lm")
    for place, (kind, meaning) in enumerate(zip(LEGEND, words.legend, strict=True)):
        x = EDGE + place % 3 * (WIDTH - 2 * EDGE) // 3
        y = top + LEGEND_LINE + place // 3 * LEGEND_LINE
        _paste_tile(image, (x, y), (62, 44), kind, is_today=False)
        middle = (x + 31, y + 22)
        if kind == "closed":
            _draw_cross(draw, middle, 9, COLOURS[kind][1])
        if kind == "later":
            _draw_dots(draw, middle, COLOURS[kind][1])
        draw.text((x + 76, y + 22), meaning, font=font(32), fill=INK, anchor="lm")


def _paste_tile(
    image: Image.Image, corner: tuple[int, int], size: tuple[int, int], kind: Kind, *, is_today: bool
) -> None:
    image.paste(_tile(size, COLOURS[kind][0], is_today=is_today), corner)


@lru_cache(maxsize=64)
def _tile(size: tuple[int, int], colour: str, *, is_today: bool) -> Image.Image:
    """Return a rounded rectangle; today's has a frame."""
    width, height = (side * SHARPNESS for side in size)
    tile = Image.new("RGB", (width, height), PAPER)
    ImageDraw.Draw(tile).rounded_rectangle(
        (0, 0, width - 1, height - 1),
        radius=min(RADIUS, size[1] // 4) * SHARPNESS,
        fill=colour,
        outline=ACCENT if is_today else None,
        width=6 * SHARPNESS if is_today else 0,
    )
    return tile.reduce(SHARPNESS)


@lru_cache(maxsize=8)
def font(pixels: int) -> ImageFont.FreeTypeFont:
    """Return the face that comes with Pillow: no font has to be installed."""
    face = ImageFont.load_default(pixels)
    if not isinstance(face, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType; install its wheel from the package index")
    return face


def padded(cells: Sequence[tuple[Kind, int]], *, ahead: int) -> tuple[tuple[Kind, int], ...]:
    """Return cells with blanks in front, and behind up to whole weeks."""
    blank: tuple[Kind, int] = ("blank", 0)
    behind = -(ahead + len(cells)) % 7
    return (*(blank,) * ahead, *cells, *(blank,) * behind)
