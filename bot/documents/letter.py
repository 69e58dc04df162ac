"""A letter of the office on A4, as a PDF with one page; its words come from outside. Pure; some 20 ms."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, time

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from msgspec import Struct

ENCODING = "windows-1252"
"""What the fonts can write that every reader of PDFs has; a rarer letter loses its marks."""

UNMARKED = str.maketrans("ŁłĐđıĦħ", "LlDdiHh")
"""Letters whose mark is part of them."""

FONT = "Times"
MARGIN, WIDTH, LABEL, GAP = 25.0, 160.0, 48.0, 5.0
LINE, SMALL_LINE = 6.5, 5.0
TOP, BOTTOM = 22.0, 15.0
QR_SIZE, QR_TOP = 28.0, 250.0
INK, FAINT, STAMP = 20, 90, (170, 30, 30)


class LetterPage(Struct, frozen=True, kw_only=True):
    """What the letter says. `url` is what its QR leads to, "" for none; `copy` marks what is no original."""

    made: date
    head: str
    address: str
    title: str
    number: str
    opening: str
    rows: tuple[tuple[str, str], ...]
    closing: str
    day: str
    role: str
    officer: str
    verify: str
    url: str
    copy: str


def letter_pdf(page: LetterPage) -> bytes:
    """Return the letter; the same words give the same bytes."""
    pdf = FPDF(format="A4")
    pdf.core_fonts_encoding = ENCODING
    pdf.set_creation_date(datetime.combine(page.made, time(), UTC))
    pdf.set_margins(MARGIN, TOP)
    pdf.set_auto_page_break(True, margin=BOTTOM)
    pdf.set_title(_plain(page.number))
    pdf.add_page()
    if page.copy:
        _stamp(pdf, page.copy)
    _head(pdf, page)
    _body(pdf, page)
    _signature(pdf, page)
    _verifying(pdf, page)
    return bytes(pdf.output())


def _stamp(pdf: FPDF, text: str) -> None:
    pdf.set_text_color(*STAMP)
    pdf.set_draw_color(*STAMP)
    pdf.set_font(FONT, "B", 13)
    width = pdf.get_string_width(_plain(text)) + 8
    pdf.set_xy(MARGIN + WIDTH - width, 9)
    pdf.cell(width, 9, _plain(text), border=1, align="C")
    pdf.set_xy(MARGIN, TOP)


def _head(pdf: FPDF, page: LetterPage) -> None:
    pdf.set_text_color(INK)
    pdf.set_draw_color(INK)
    pdf.set_font(FONT, "B", 13)
    _lines(pdf, page.head, align="C", height=LINE)
    pdf.set_font(FONT, "", 10)
    _lines(pdf, page.address, align="C", height=SMALL_LINE)
    y = pdf.get_y() + 3
    pdf.set_line_width(0.8)
    pdf.line(MARGIN, y, MARGIN + WIDTH, y)
    pdf.set_line_width(0.2)
    pdf.line(MARGIN, y + 1, MARGIN + WIDTH, y + 1)
    pdf.set_y(y + 10)
    pdf.set_font(FONT, "BU", 15)
    _lines(pdf, page.title, align="C", height=LINE)
    pdf.set_font(FONT, "", 12)
    _lines(pdf, page.number, align="C", height=LINE)
    pdf.ln(9)


def _body(pdf: FPDF, page: LetterPage) -> None:
    pdf.set_font(FONT, "", 12)
    _lines(pdf, page.opening, align="J", height=LINE)
    pdf.ln(GAP)
    for label, value in page.rows:
        top = pdf.get_y()
        pdf.set_x(MARGIN + GAP)
        pdf.cell(LABEL, LINE, _plain(label))
        pdf.cell(GAP, LINE, ":")
        pdf.multi_cell(WIDTH - LABEL - 2 * GAP, LINE, _plain(value), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.set_y(max(pdf.get_y(), top + LINE))
    pdf.ln(GAP)
    _lines(pdf, page.closing, align="J", height=LINE)
    pdf.ln(2 * GAP)


def _signature(pdf: FPDF, page: LetterPage) -> None:
    half = WIDTH / 2
    for text, style, gap in ((page.day, "", 0.0), (page.role, "", 3.2 * LINE), (page.officer, "BU", 0.0)):
        pdf.set_font(FONT, style, 12)
        pdf.set_x(MARGIN + half)
        pdf.multi_cell(half, LINE, _plain(text), align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.ln(gap)


def _verifying(pdf: FPDF, page: LetterPage) -> None:
    """Put the QR and what it is for at the foot of the page."""
    if pdf.get_y() > QR_TOP:
        pdf.add_page()
    left = MARGIN
    if page.url:
        _qr(pdf, page.url)
        left += QR_SIZE + GAP
    pdf.set_xy(left, QR_TOP + 4)
    pdf.set_text_color(FAINT)
    pdf.set_font(FONT, "", 10)
    pdf.multi_cell(MARGIN + WIDTH - left, SMALL_LINE, _plain(page.verify), align="L")


def _qr(pdf: FPDF, content: str) -> None:
    rows = list(segno.make_qr(content, error="m").matrix_iter(border=0))
    side = QR_SIZE / len(rows)
    pdf.set_fill_color(INK)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                pdf.rect(MARGIN + x * side, QR_TOP + y * side, side, side, style="F")


def _lines(pdf: FPDF, text: str, *, align: str, height: float) -> None:
    pdf.multi_cell(WIDTH, height, _plain(text), align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _plain(text: str) -> str:
    """Return a text with the letters that the font has."""
    return "".join(sign if _has(sign) else _unmarked(sign) for sign in text.translate(UNMARKED))


def _has(sign: str) -> bool:
    return bool(sign.encode(ENCODING, "ignore"))


def _unmarked(sign: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", sign) if _has(part)) or "?"
