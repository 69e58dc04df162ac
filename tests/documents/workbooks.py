"""A workbook as a spreadsheet reads it: what is in each cell, and how it is shown."""

from __future__ import annotations

import io
from collections.abc import Mapping
from xml.etree import ElementTree
from zipfile import ZipFile

from msgspec import Struct

NAMES = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


class ReadCell(Struct, frozen=True):
    """A cell: a text, or a number as it is shown ("" plainly). `is_text` stays so when somebody edits it."""

    value: str
    shown: str = ""
    is_text: bool = False


class ReadBook(Struct, frozen=True):
    """The one sheet of a workbook: its cells by name, and all of its XML."""

    cells: Mapping[str, ReadCell]
    xml: str
    parts: tuple[str, ...]

    def column(self, name: str) -> list[str]:
        """Return what is in a column, from its heading on."""
        return [cell.value for place, cell in self.cells.items() if place.rstrip("0123456789") == name]


def read_book(data: bytes) -> ReadBook:
    """Return what is in a workbook."""
    with ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        xml = book.read("xl/worksheets/sheet1.xml").decode()
        texts = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
        parts = tuple(book.namelist())
    shared = ["".join(text.itertext()) for text in texts.findall("x:si", NAMES)]
    formats = {each.get("numFmtId"): each.get("formatCode") or "" for each in styles.iterfind(".//x:numFmt", NAMES)}
    looks = styles.findall("x:cellXfs/x:xf", NAMES)
    cells = {}
    for cell in ElementTree.fromstring(xml).iterfind(".//x:c", NAMES):
        value, look = cell.findtext("x:v", "", NAMES), looks[int(cell.get("s", "0"))]
        is_shared = cell.get("t") == "s"
        cells[cell.get("r", "")] = ReadCell(
            shared[int(value)] if is_shared else value,
            shown=formats.get(look.get("numFmtId"), ""),
            is_text=is_shared and look.get("quotePrefix") == "1",
        )
    return ReadBook(cells, xml, parts)
