"""The letter on paper: its words, the mark of a copy, letters that the font lacks, and a page that is too full."""

from __future__ import annotations

import re
from datetime import date

import pytest
from msgspec.structs import replace

from bot.documents.letter import LetterPage, letter_pdf
from tests.sent_files import drawn

PAGE = LetterPage(
    made=date(2026, 11, 24),
    head="KANTOR",
    address="Alamat",
    title="JUDUL",
    number="Nomor: 007",
    opening="Pembuka",
    rows=(("Nama", "Siti"),),
    closing="Penutup",
    day="Selasa",
    role="Petugas",
    officer="Tina",
    verify="Periksa",
    url="https://antrian.example.go.id/surat/abc",
    copy="",
)


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type /Page\b", pdf))


def words(pdf: bytes) -> str:
    """Return the texts of a PDF's pages, in the order in which they are drawn."""
    found = re.findall(rb"\((.*?)(?<!\\)\)", drawn(pdf))
    return " ".join(text.decode("windows-1252") for text in found)


def test_words() -> None:
    """Everything is on the one page, from the head to what verifies it."""
    pdf = letter_pdf(PAGE)
    assert 1 == pages(pdf)
    assert "KANTOR Alamat JUDUL Nomor: 007 Pembuka Nama : Siti Penutup Selasa Petugas Tina Periksa" == words(pdf)


def test_copy() -> None:
    """A copy bears its mark above everything else."""
    assert words(letter_pdf(replace(PAGE, copy="SALINAN KE-2"))).startswith("SALINAN KE-2 KANTOR")


def test_same_bytes() -> None:
    """The same words give the same file, whenever it is made."""
    assert letter_pdf(PAGE) == letter_pdf(PAGE)


@pytest.mark.parametrize(
    ("expected", "name"),
    [("José Müller", "José Müller"), ("“Siti” – ok", "“Siti” – ok"), ("Lukasz Gazi", "Łukasz Ğazi"), ("?", "丁")],
    ids=["marks that it has", "quotes", "marks that it lacks", "another script"],
)
def test_rare_letters(expected: str, name: str) -> None:
    """A letter that the font lacks loses its marks; nothing breaks."""
    assert f"Nama : {expected} Penutup" in words(letter_pdf(replace(PAGE, rows=(("Nama", name),))))


@pytest.mark.parametrize(("is_square", "url"), [(True, PAGE.url), (False, "")], ids=["with a page", "without one"])
def test_qr(is_square: bool, url: str) -> None:
    """The QR is drawn where there is a page to lead to."""
    assert is_square == (len(letter_pdf(replace(PAGE, url=url))) > 1500)


def test_long_address() -> None:
    """The longest address leaves the letter whole: what has no room at its foot goes to a second page."""
    pdf = letter_pdf(replace(PAGE, rows=(("Dirawat di", "Jalan Kesambi Raya nomor lima " * 60),)))
    assert (2, "Periksa") == (pages(pdf), words(pdf)[-7:])
