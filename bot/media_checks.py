"""What a file that somebody sent really is, by its content and never by its name; pictures are made anew."""

from __future__ import annotations

import io
from typing import Literal

from msgspec import Struct
from PIL import Image, ImageOps, UnidentifiedImageError

from bot.media import MOST_BYTES, FileRefusal, RefusedFile
from bot.pdf_checks import SIGN, pdf_problem

MOST_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000}
MOST_PIXELS_ELSE = 16_000_000
"""A telephone's largest photo, and what a scan has; more would fill the memory when it is unpacked.

Only a JPEG can be unpacked smaller than it is: 2 kB of another kind may need 20 bytes a pixel.
"""

LONGEST_SIDE = 4000
QUALITY = 88
SIGNS = {"JPEG": (b"\xff\xd8\xff",), "PNG": (b"\x89PNG\r\n\x1a\n",), "WEBP": (b"RIFF",)}
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning)
"""What Pillow raises over a picture that is none."""


class CheckedFile(Struct, frozen=True):
    """A file that may be kept."""

    mime: Literal["image/jpeg", "application/pdf"]
    data: bytes


def checked(
    data: bytes, *, most_bytes: int = MOST_BYTES, longest_side: int = LONGEST_SIDE
) -> CheckedFile | RefusedFile:
    """Return what may be kept of a file: a PDF of pages alone as it is, a picture as a JPEG that tells no place.

    It unpacks pictures, and waits for a process that reads PDFs: call it in a thread.
    """
    if len(data) > most_bytes:
        return RefusedFile("too-large")
    if data.startswith(SIGN):
        problem = pdf_problem(data)
        return RefusedFile(problem) if problem else CheckedFile("application/pdf", data)
    kinds = [kind for kind, signs in SIGNS.items() if data.startswith(signs)]
    if not kinds:
        return RefusedFile("unfit")
    picture = _made_anew(data, kinds, longest_side)
    return RefusedFile(picture) if isinstance(picture, str) else CheckedFile("image/jpeg", picture)


def _made_anew(data: bytes, kinds: list[str], longest_side: int) -> bytes | FileRefusal:
    try:
        with Image.open(io.BytesIO(data), formats=kinds) as picture:
            if picture.width * picture.height > MOST_PIXELS.get(picture.format or "", MOST_PIXELS_ELSE):
                return "too-large"
            picture.draft("RGB", (longest_side, longest_side))
            picture.thumbnail((longest_side, longest_side))
            return _jpeg(ImageOps.exif_transpose(picture))
    except UnidentifiedImageError:
        return "unfit" if kinds == ["WEBP"] else "broken"  # RIFF is also how sounds and films begin
    except DAMAGED:
        return "broken"


def _jpeg(picture: Image.Image) -> bytes:
    """Return a picture without all that is not one; what was seen through it becomes white."""
    out = io.BytesIO()
    _opaque(picture).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _opaque(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # a scan in 16 bits of grey, of which `convert` would keep the lowest
        picture = picture.convert("I").point(lambda level: level / 256).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    flat, seen = Image.new("RGB", picture.size, "white"), picture.convert("RGBA")
    flat.paste(seen, mask=seen.getchannel("A"))
    return flat
