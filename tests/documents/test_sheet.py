"""The workbook: texts stay texts whatever they begin with, dates are dates, and the head stays and filters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from bot.documents.sheet import LONGEST, Cell, Column, SheetPage, sheet_xlsx
from tests.documents.workbooks import ReadCell, read_book

MADE = datetime(2099, 11, 16, 8, 30)


def book(*rows: Sequence[Cell]) -> bytes:
    """Return a workbook of two columns."""
    columns = (Column("Nomor", 16), Column("Uraian", 60))
    return sheet_xlsx(SheetPage(name="Laporan", made=MADE, columns=columns, rows=rows))


FORMULAS = ("=1+1", "+62812", "-1+1", "@SUM(A1)", "\t=1", '=HYPERLINK("https://x.example","x")', "{=A1}")
TEXTS = (*FORMULAS, "https://x.example/", "00017", "a\nb", "Łukasz & <Ana> 😀")


@pytest.mark.parametrize("text", TEXTS)
def test_texts(text: str) -> None:
    """What somebody wrote is a text in every spreadsheet, no formula, link or number, also after its cell is edited."""
    made = read_book(book(("1", text)))
    assert ReadCell(text, is_text=True) == made.cells["B2"]
    assert not any(part in made.xml for part in ("<f>", "<hyperlink"))
    assert not any("rels" in part for part in made.parts if "worksheets" in part)


CELLS: dict[str, tuple[Cell, ReadCell]] = {
    "a moment": (datetime(2099, 11, 16, 6), ReadCell("73005.25", shown="dd-mm-yyyy hh:mm")),
    "a date": (date(2099, 11, 16), ReadCell("73005", shown="dd-mm-yyyy")),
    "a number": (-6.7063, ReadCell("-6.7063")),
    "too long a text": ("x" * 40_000, ReadCell("x" * (LONGEST - 1) + "…", is_text=True)),
}


@pytest.mark.parametrize(("cell", "read"), CELLS.values(), ids=CELLS)
def test_cells(cell: Cell, read: ReadCell) -> None:
    """Dates can be sorted and counted with; what is longer than a cell is cut, and one sees it."""
    assert read == read_book(book(("1", cell))).cells["B2"]


@pytest.mark.parametrize("nothing", ["", None])
def test_empty(nothing: Cell) -> None:
    """Nothing is no cell."""
    assert {"A1", "B1", "A2"} == set(read_book(book(("1", nothing))).cells)


def test_head() -> None:
    """The head stays in sight and filters all rows; columns are as wide as they are told to be."""
    xml = read_book(book(("1", "a"), ("2", "b"))).xml
    for part in ('<autoFilter ref="A1:B3"/>', 'xSplit="1" ySplit="1"', 'state="frozen"', 'min="2" max="2" width="60.7'):
        assert part in xml


def test_same_bytes() -> None:
    """The same rows give the same file, whenever it is made: an export that is handled twice is one."""
    assert book(("1", "a")) == book(("1", "a"))
