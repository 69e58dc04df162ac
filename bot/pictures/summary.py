"""The picture of a day's summary for the staff: its figures, and how full the dates ahead are. Pure; some 30 ms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import msgspec
from msgspec import Struct
from PIL import Image, ImageDraw

from bot.pictures.calendar import ACCENT, COLOURS, EDGE, FAINT, INK, PAPER, PLAINER, RADIUS, SHADES, WIDTH, Kind, font

GAP = 16
TITLE_HEIGHT, TILE_HEIGHT, CHART_HEIGHT, LABEL_HEIGHT = 178, 150, 420, 120
ALMOST = 0.8
"""From this part of its places on a date is almost full."""


class Tile(Struct, frozen=True, kw_only=True):
    """A figure with its word, on the ground of a kind of date."""

    figure: str
    word: str
    kind: Kind


class Bar(Struct, frozen=True, kw_only=True):
    """A date ahead: its name in two short lines, how many are booked, and how many could be."""

    name: tuple[str, str]
    booked: int
    places: int


class SummaryPage(Struct, frozen=True, kw_only=True):
    """What the picture shows, in the words of its readers."""

    title: str
    office: str
    chart: str
    tiles: tuple[Tile, ...]
    bars: tuple[Bar, ...]


class SessionFigures(Struct, frozen=True, kw_only=True):
    """How many are booked in a session, and how many could be."""

    id: str
    booked: int
    places: int


class DayFigures(Struct, frozen=True, kw_only=True):
    """A date in figures, as `/rekap` shows it; a figure is "-" where it is not recorded."""

    day: date
    office: str
    booked: str
    held: str
    cancelled: str
    no_shows: str
    sessions: tuple[SessionFigures, ...]

    def recipe(self) -> str:
        """Return the figures as a few hundred characters, for `Media.content`."""
        return msgspec.json.encode(self).decode()


def read_figures(recipe: str) -> DayFigures:
    """Return the figures of a recipe."""
    return msgspec.json.decode(recipe, type=DayFigures)


def summary_png(page: SummaryPage) -> bytes:
    """Return the picture, 1080 pixels wide."""
    top = TITLE_HEIGHT + TILE_HEIGHT + 90
    image = Image.new("RGB", (WIDTH, top + CHART_HEIGHT + LABEL_HEIGHT + EDGE), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((EDGE, 34), page.title.translate(PLAINER), font=font(58), fill=ACCENT, stroke_width=1, stroke_fill=ACCENT)
    draw.text((EDGE, 110), page.office.translate(PLAINER), font=font(34), fill=FAINT)
    _draw_tiles(draw, page.tiles)
    draw.text((EDGE, top - 45), page.chart, font=font(34), fill=INK, anchor="lm")
    _draw_bars(draw, page.bars, top)
    png = BytesIO()
    few = image.quantize(SHADES, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(png, "PNG", compress_level=6)
    return png.getvalue()


def _draw_tiles(draw: ImageDraw.ImageDraw, tiles: Sequence[Tile]) -> None:
    width = (WIDTH - 2 * EDGE - (len(tiles) - 1) * GAP) // len(tiles)
    for place, tile in enumerate(tiles):
        x, (ground, ink) = EDGE + place * (width + GAP), COLOURS[tile.kind]
        box = (x, TITLE_HEIGHT, x + width, TITLE_HEIGHT + TILE_HEIGHT)
        draw.rounded_rectangle(box, radius=RADIUS, fill=ground)
        middle = x + width // 2
        draw.text((middle, TITLE_HEIGHT + 60), tile.figure, font=font(60), fill=ink, anchor="mm", stroke_width=1)
        draw.text((middle, TITLE_HEIGHT + 118), tile.word, font=font(30), fill=ink, anchor="mm")


def _draw_bars(draw: ImageDraw.ImageDraw, bars: Sequence[Bar], top: int) -> None:
    width = (WIDTH - 2 * EDGE - (len(bars) - 1) * GAP) // max(1, len(bars))
    most = max([1, *(max(bar.booked, bar.places) for bar in bars)])
    room, bottom = CHART_HEIGHT - 50, top + CHART_HEIGHT
    for place, bar in enumerate(bars):
        x, (ground, ink) = EDGE + place * (width + GAP), COLOURS[_kind(bar)]
        whole, filled = (round(room * count / most) for count in (bar.places, bar.booked))
        draw.rectangle((x, bottom - whole, x + width, bottom), fill=COLOURS["past"][0])
        if filled:
            draw.rectangle((x, bottom - filled, x + width, bottom), fill=ground)
        draw.line((x, bottom, x + width, bottom), fill=FAINT, width=3)
        middle = x + width // 2
        figure = f"{bar.booked}/{bar.places}"
        draw.text((middle, bottom - max(whole, filled) - 26), figure, font=font(34), fill=ink, anchor="mm")
        for line, name in enumerate(bar.name):
            draw.text((middle, bottom + 34 + 40 * line), name, font=font(32), fill=INK, anchor="mm")


def _kind(bar: Bar) -> Kind:
    if bar.booked >= bar.places:
        return "full"
    return "few" if bar.booked >= bar.places * ALMOST else "open"
