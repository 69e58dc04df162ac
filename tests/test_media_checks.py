"""What is kept of a file is told by what is in it, and a picture tells nothing but itself."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.media import MOST_BYTES, RefusedFile
from bot.media_checks import LONGEST_SIDE, CheckedFile, checked
from tests.sent_files import GPS, PDF, PROGRAM, bomb, picture

TAKEN = {
    "photo": (picture(), "image/jpeg"),
    "PNG": (picture("PNG"), "image/jpeg"),
    "PNG that one sees through": (picture("PNG", mode="RGBA"), "image/jpeg"),
    "PNG with a palette": (picture("PNG", mode="P"), "image/jpeg"),
    "WebP": (picture("WEBP"), "image/jpeg"),
    "photo of a printer's": (picture("JPEG", mode="CMYK"), "image/jpeg"),
    "letter": (PDF, "application/pdf"),
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


def test_limit() -> None:
    """The limit is the last size that is taken."""
    padded = PDF + bytes(MOST_BYTES - len(PDF) - 6) + b"%%EOF\n"
    assert isinstance(checked(padded), CheckedFile)
    assert RefusedFile("too-large") == checked(padded + b"\n")
