"""What is kept of a file is told by what is in it, and a picture tells nothing but itself."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from PIL import Image

from bot.documents.letter import LetterPage, letter_pdf
from bot.media import MOST_BYTES, RefusedFile
from bot.media_checks import LONGEST_SIDE, CheckedFile, checked
from bot.pdf_reading import MOST_OBJECTS, MOST_PAGES
from tests.sent_files import GPS, PDF, PROGRAM, bomb, pdf, picture

SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
LINK = b"/Annots [<< /Subtype /Link /Rect [0 0 1 1] /A << /S /URI /URI (https://rs.example) >> >>]"
LETTER = LetterPage(
    made=date(2099, 11, 16), head="RS", address="Jl. Kesambi 56", title="Surat", number="1", opening="Kepada", rows=(),
    closing="Hormat kami", day="16 November 2099", role="dokter", officer="Tina", verify="", url="", copy="",
)  # fmt: skip


def locked() -> bytes:
    """Return a PDF behind a password."""
    made = FPDF()
    made.add_page()
    made.set_encryption(owner_password="a", user_password="b")
    return bytes(made.output())


def packed(data: bytes, kind: bytes = b"/Type /ObjStm /N 1 /First 4") -> bytes:
    """Return a stream, packed."""
    small = zlib.compress(data, 9)
    return b"<< %b /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (kind, len(small), small)


def with_zip(data: bytes) -> bytes:
    """Return a file that is a PDF from the front and a ZIP from behind."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed_files:
        packed_files.writestr("virus.exe", PROGRAM)
        packed_files.comment = b"%%EOF"
    return data + out.getvalue()


TAKEN = {
    "photo": (picture(), "image/jpeg"),
    "PNG": (picture("PNG"), "image/jpeg"),
    "PNG that one sees through": (picture("PNG", mode="RGBA"), "image/jpeg"),
    "PNG with a palette": (picture("PNG", mode="P"), "image/jpeg"),
    "WebP": (picture("WEBP"), "image/jpeg"),
    "photo of a printer's": (picture("JPEG", mode="CMYK"), "image/jpeg"),
    "letter": (PDF, "application/pdf"),
    "letter of an office": (letter_pdf(LETTER), "application/pdf"),
    "letter with a link": (pdf(page=LINK), "application/pdf"),
    "letter that opens at its page": (pdf(catalog=b"/OpenAction [3 0 R /Fit]"), "application/pdf"),
    "letter that turns to its page": (pdf(catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"), "application/pdf"),
    "longest letter": (pdf(pages=MOST_PAGES), "application/pdf"),
    "large picture, which is not unpacked": (pdf(packed(bytes(80_000_000), b"/Type /XObject")), "application/pdf"),
}
REFUSED = {
    "renamed program": (PROGRAM, "unfit"),
    "nothing": (b"", "unfit"),
    "page of HTML": (b"<html><script>alert(1)</script>", "unfit"),
    "GIF": (picture("GIF"), "unfit"),
    "sound": (b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(64), "unfit"),
    "half a photo": (picture(size=(800, 600))[:2000], "broken"),
    "program behind a photo's sign": (b"\xff\xd8\xff" + PROGRAM, "broken"),
    "half a letter": (PDF[:20], "broken"),
    "letter without pages": (pdf(pages=0), "broken"),
    "letter without a catalogue": (b"%PDF-1.7\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF", "broken"),
    "program behind a letter's sign": (b"%PDF-1.7\n" + PROGRAM + b"%%EOF", "broken"),
    "letter behind a password": (locked(), "locked"),
    "letter that runs as it opens": (pdf(SCRIPT, catalog=b"/OpenAction 4 0 R"), "active"),
    "script that nothing points at": (pdf(SCRIPT), "active"),
    "script among names": (pdf(catalog=b"/Names << /JavaScript << /Names [(x) << /S /JavaScript >>] >> >>"), "active"),
    "script in other letters": (pdf(b"<< /S /J#61vaScript /J#53 (x) >>"), "active"),
    "script that the table leaves out": (PDF.replace(b"xref\n0", SCRIPT + b"\nxref\n0", 1), "active"),
    "letter that opens an address": (pdf(catalog=b"/OpenAction << /S /URI /URI (https://x.example) >>"), "active"),
    "address after its page": (pdf(catalog=b"/OpenAction << /S /GoTo /D [3 0 R] /Next 3 0 R >>"), "active"),
    "letter that starts a program": (pdf(page=b"/A << /S /Launch /F (x.exe) >>"), "active"),
    "page that does something": (pdf(page=b"/AA << /O << /S /URI /URI (https://x.example) >> >>"), "active"),
    "letter with a file in it": (pdf(b"<< /Type /Filespec /EF << /F 5 0 R >> >>"), "active"),
    "long letter": (pdf(pages=MOST_PAGES + 1), "too-long"),
    "letter of too many objects": (pdf(*[b"[]"] * MOST_OBJECTS), "too-long"),
    "letter of nested lists": (pdf(b"[" * 50_000 + b"]" * 50_000), "too-long"),
    "letter of a list without end": (pdf(b"[%b]" % (b"1 " * 600_000)), "too-long"),
    "objects that fill the memory": (pdf(packed(b"9 0 " + bytes(80_000_000))), "too-long"),
    "script among packed objects": (pdf(packed(b"9 0 " + SCRIPT)), "active"),
    "object that is not where the table says": (pdf(b"5 0 R"), "broken"),
    "letter and ZIP in one": (with_zip(PDF), "unfit"),
    "50 MB": (b"\xff\xd8\xff" + bytes(50_000_000), "too-large"),
    "bomb": (bomb(), "broken"),
    "small bomb": (bomb(8_000), "too-large"),
}


@pytest.mark.parametrize(("data", "mime"), TAKEN.values(), ids=TAKEN)
def test_taken(data: bytes, mime: str) -> None:
    """A photo, a picture, a PDF may be kept; of a picture a JPEG is made."""
    file = checked(data)
    assert isinstance(file, CheckedFile)
    assert mime == file.mime
    if mime == "image/jpeg":
        with Image.open(io.BytesIO(file.data)) as made:
            assert ("JPEG", (64, 48)) == (made.format, made.size)
            assert made.convert("RGB").getpixel((60, 20)) == (255, 255, 255)


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, reason: str) -> None:
    """What is none of these, too large, damaged, or would fill the memory is refused with its reason."""
    assert RefusedFile(reason) == checked(data)  # type: ignore[arg-type]  # a table of texts


def test_no_place() -> None:
    """A picture is kept upright and without all that the camera wrote into it: the place first of all."""
    sent = picture(with_place=True)
    with Image.open(io.BytesIO(sent)) as before:
        assert before.getexif().get_ifd(GPS)
    file = checked(sent)
    assert isinstance(file, CheckedFile)
    with Image.open(io.BytesIO(file.data)) as made:
        assert ({}, (48, 64)) == (dict(made.getexif()), made.size)


def test_made_smaller() -> None:
    """A large picture is kept no larger than one needs to read a letter on it."""
    file = checked(picture(size=(5000, 1000)))
    assert isinstance(file, CheckedFile)
    with Image.open(io.BytesIO(file.data)) as made:
        assert LONGEST_SIDE >= made.width > LONGEST_SIDE / 2


def plain(kind: str, mode: str, side: int, level: int | tuple[int, ...]) -> bytes:
    """Return a picture of one colour."""
    out = io.BytesIO()
    Image.new(mode, (side, side), level).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_what_can_not_be_unpacked_smaller(kind: str) -> None:
    """Two kilobytes that would fill the memory are not unpacked; as large as a scan is, they are."""
    assert RefusedFile("too-large") == checked(plain(kind, "RGB", 4100, (255, 0, 0)))
    assert isinstance(checked(plain(kind, "RGB", 3900, (255, 0, 0))), CheckedFile)


PEAK = """
import pathlib, sys
from bot.media_checks import checked
print(type(checked(pathlib.Path(sys.argv[1]).read_bytes())).__name__)
print(pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""
LARGE: Mapping[str, tuple[str, int, Mapping[str, Any]]] = {
    "progressive JPEG": ("RGB", 7070, {"format": "JPEG", "progressive": True}),
    "PNG that one sees through": ("RGBA", 3990, {"format": "PNG"}),
    "WebP that one sees through": ("RGBA", 3990, {"format": "WEBP", "lossless": True}),
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the most memory of a process is read from /proc")
@pytest.mark.parametrize(("mode", "side", "how"), LARGE.values(), ids=LARGE)
def test_memory(tmp_path: Path, mode: str, side: int, how: Mapping[str, Any]) -> None:
    """The largest pictures that are unpacked take less than half a gigabyte."""
    sent = tmp_path / "sent"
    Image.new(mode, (side, side)).save(sent, **how)
    said = subprocess.run([sys.executable, "-c", PEAK, sent], capture_output=True, check=True, text=True).stdout
    kind, most_kb = said.split()
    assert "CheckedFile" == kind
    assert int(most_kb) < 500_000


def test_grey_in_16_bits() -> None:
    """A scan in 16 bits of grey keeps its greys."""
    kept = checked(plain("PNG", "I;16", 64, 30_000))
    assert isinstance(kept, CheckedFile)
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert 30_000 // 256 == pytest.approx(picture.convert("L").getpixel((32, 32)), abs=2)


def test_limit() -> None:
    """The limit is the last size that is taken."""
    near = 9_000_000
    padded = pdf(b"(%b)" % bytes(near + MOST_BYTES - len(pdf(b"(%b)" % bytes(near)))))
    assert MOST_BYTES == len(padded)
    assert isinstance(checked(padded), CheckedFile)
    assert RefusedFile("too-large") == checked(padded + b"\n")
