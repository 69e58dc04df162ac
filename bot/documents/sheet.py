"""A table as an .xlsx workbook of one sheet; its words come from outside. Pure; some 150 ms for a thousand rows.

It is made in memory: what is in it may be sealed, and xlsxwriter's other way writes it to a temporary file on its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from msgspec import Struct
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767
"""Characters that a cell can hold."""

A4 = 9
INK, HEAD = "#1B2733", "#DCE6EF"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Cell = str | float | date | datetime | None
"""What stands in a cell; times are without a zone, as the heading tells it. None: nothing."""


class Column(Struct, frozen=True):
    """A heading, and how many characters wide its column is."""

    heading: str
    width: int


class SheetPage(Struct, frozen=True, kw_only=True):
    """What is in the sheet. `made` is written into the file as when it was made, without a zone."""

    name: str
    made: datetime
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


class _Looks(Struct, frozen=True):
    """How cells look. A text is marked as one, so that it stays one when somebody edits its cell."""

    head: Format
    text: Format
    number: Format
    day: Format
    moment: Format


def sheet_xlsx(page: SheetPage) -> bytes:
    """Return the workbook: a head that stays and filters, one row for each; no text in it counts as a formula."""
    out = BytesIO()
    with Workbook(out, OPTIONS) as book:
        book.set_properties({"created": page.made})
        looks = _looks(book)
        sheet = book.add_worksheet(page.name)
        _lay_out(sheet, page, looks)
        for number, row in enumerate(page.rows, start=1):
            for place, cell in enumerate(row):
                _write(sheet, number, place, cell, looks)
    return out.getvalue()


def _looks(book: Workbook) -> _Looks:
    plain = {"valign": "top", "font_color": INK}
    head = {**plain, "bold": True, "bg_color": HEAD, "bottom": 1, "text_wrap": True}
    return _Looks(
        head=book.add_format(head),
        text=book.add_format({**plain, "text_wrap": True, "quote_prefix": True}),
        number=book.add_format(plain),
        day=book.add_format({**plain, "num_format": "dd-mm-yyyy", "align": "left"}),
        moment=book.add_format({**plain, "num_format": "dd-mm-yyyy hh:mm", "align": "left"}),
    )


def _lay_out(sheet: Worksheet, page: SheetPage, looks: _Looks) -> None:
    for place, column in enumerate(page.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, looks.head)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(page.rows), len(page.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, row: int, place: int, cell: Cell, looks: _Looks) -> None:
    match cell:
        case None | "":
            return
        case str():
            sheet.write_string(row, place, cell if len(cell) <= LONGEST else f"{cell[: LONGEST - 1]}…", looks.text)
        case datetime():
            sheet.write_datetime(row, place, cell, looks.moment)
        case date():
            sheet.write_datetime(row, place, cell, looks.day)
        case _:
            sheet.write_number(row, place, cell, looks.number)
