"""Looks through a PDF from standard input and writes what is wrong with it, as a process: `-m bot.pdf_reading`.

A PDF is taken when it is pages alone: nothing in it runs, opens something by itself, or carries another file. What is
on the pages is not unpacked. A file that takes too much memory or time to read ends this process, and nothing else.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Literal
from zipfile import is_zipfile

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject, PdfObject, StreamObject

Finding = Literal["", "unfit", "broken", "locked", "active", "too-long"]

MOST_PAGES = 30
MOST_OBJECTS = 20_000
MOST_VALUES = 500_000
MOST_MEMORY = 600_000_000
MOST_CPU_S = 8

ACTIVE_KEYS = frozenset({
    "/JS", "/JavaScript", "/AA", "/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent", "/RichMediaSettings",
})  # fmt: skip
ACTIVE_ACTIONS = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound",
    "/RichMediaExecute", "/GoTo3DView",
})  # fmt: skip
ACTIVE_THINGS = frozenset({"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
HARMLESS_ACTIONS = frozenset({"/GoTo", "/Named"})
"""What a PDF may do when it is opened: turn to a page. A link that a reader presses may lead anywhere."""

HIDDEN = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)\b")
"""What is looked for in the bytes too: other readers find objects that this one's table does not list."""

HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def finding(data: bytes) -> Finding:
    """Return what is wrong with a PDF, or "". Raises what pypdf does over one that is damaged."""
    if is_zipfile(BytesIO(data)):
        return "unfit"
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        return "locked"
    ids = sorted({id for listed in reader.xref.values() for id in listed} | set(reader.xref_objStm))
    if len(ids) > MOST_OBJECTS or len(reader.pages) > MOST_PAGES:
        return "too-long"
    objects = [IndirectObject(id, 0, reader).get_object() for id in ids]
    if not len(reader.pages) or any(isinstance(each, NullObject | None) for each in objects):
        return "broken"  # pypdf reads what it can't read as null
    is_hidden = any(map(_holds_active, [data, *_packed(objects)]))
    return "active" if is_hidden or any(map(_is_active, _dictionaries(objects))) else ""


def _packed(objects: Sequence[PdfObject | None]) -> Iterator[bytes]:
    """Yield the streams that objects are packed into, unpacked. Raises LimitReachedError for one that is too large."""
    for found in objects:
        if isinstance(found, StreamObject) and found.get("/Type") == "/ObjStm":
            yield found.get_data()


def _holds_active(data: bytes) -> bool:
    return bool(HIDDEN.search(HEX.sub(lambda code: bytes.fromhex(code[1].decode()), data)))


def _dictionaries(objects: Sequence[PdfObject | None]) -> Iterator[DictionaryObject]:
    """Yield all dictionaries; those of streams without what is packed behind them. Raises LimitReachedError."""
    waiting = list(objects)
    for _ in range(MOST_VALUES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, DictionaryObject):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, ArrayObject):
            waiting.extend(value)
    raise LimitReachedError("more values than a letter has")


def _is_active(found: DictionaryObject) -> bool:
    if not ACTIVE_KEYS.isdisjoint(found) or found.get("/S") in ACTIVE_ACTIONS:
        return True
    if found.get("/Type") in ACTIVE_THINGS or found.get("/Subtype") in ACTIVE_THINGS:
        return True
    opening = found.get("/OpenAction")
    return isinstance(opening, DictionaryObject) and (opening.get("/S") not in HARMLESS_ACTIONS or "/Next" in opening)


def main() -> None:
    """Write the finding to standard output."""
    logging.disable()  # pypdf's remarks may quote what is in the file
    _limit()
    data = sys.stdin.buffer.read()
    try:
        found = finding(data)
    except (LimitReachedError, MemoryError, RecursionError):
        found = "too-long"
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError):
        found = "broken"  # pypdf raises many things over a damaged file
    sys.stdout.write(found)


def _limit() -> None:
    """Bound what this process may use, where the system can; whoever started it bounds its time too."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {resource.RLIMIT_AS: MOST_MEMORY, resource.RLIMIT_CPU: MOST_CPU_S, resource.RLIMIT_FSIZE: 0}
    for what, most in limits.items():
        with suppress(ValueError, OSError):  # macOS has no limit of memory
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
