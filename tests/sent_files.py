"""Files as people send them: a photo that tells where it was taken, a letter, and those that are not what they say."""

from __future__ import annotations

import io
import re
import struct
import zlib

from PIL import Image

GPS = 0x8825
PROGRAM = b"MZ\x90\x00\x03" + bytes(400)


def pdf(*more: bytes, catalog: bytes = b"", page: bytes = b"", pages: int = 1, trailer: bytes = b"") -> bytes:
    """Return a PDF of empty pages; `more` are objects behind them, from number 3 + `pages` on."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + pages))
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (pages, kids),
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %b >>" % page] * pages,
        *more,
    )
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, start = len(objects) + 1, len(out)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    end = b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, start)
    return out + head + table + end


PDF = pdf()


def picture(
    kind: str = "JPEG", *, size: tuple[int, int] = (64, 48), mode: str = "RGB", with_place: bool = False
) -> bytes:
    """Return a picture, half of it dark, on request with the place where it was taken and the camera's turn."""
    drawn = Image.new("RGB", size, "white")
    drawn.paste("black", (0, 0, size[0] // 2, size[1]))
    drawn = drawn.convert(mode)
    exif = Image.Exif()
    if with_place:
        exif[0x0112] = 6  # turned by a quarter
        exif.get_ifd(GPS)[1] = "S"
    out = io.BytesIO()
    drawn.save(out, kind, exif=exif) if with_place else drawn.save(out, kind)
    return out.getvalue()


def drawn(pdf: bytes) -> bytes:
    """Return what the pages of a PDF of ours draw, unpacked."""
    return b"\n".join(zlib.decompress(part) for part in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL))


def bomb(side: int = 60_000) -> bytes:
    """Return a PNG of a few bytes that claims to be so many pixels wide and high."""
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(100)))
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
