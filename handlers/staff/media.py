"""The files of a case, as links that open for a quarter of an hour to whoever may see that case."""

from __future__ import annotations

from collections.abc import Container

from bot.media import KeptFile
from bot.messages import Lines, Moment, Value, Words
from bot.routing import StaffRequest


async def file_lines(request: StaffRequest, case: str, *, only: Container[str] | None = None) -> Lines:
    """Return a line with a link for each file of a case, or for those `only`; the looks are noted by the page."""
    desk = request.staffroom.media
    if desk is None:
        return Lines((Words("staff-files-none"),))
    kept = await desk.vault.of_case(request.office.code, case)
    files = [file for file in kept if only is None or file.id in only]
    lines = [await _line(request, file, number) for number, file in enumerate(files, start=1)]
    return Lines(tuple(lines) or (Words("staff-files-none"),))


async def _line(request: StaffRequest, file: KeptFile, number: int) -> Words:
    assert request.staffroom.media is not None
    link = await request.staffroom.media.vault.link(request.office.code, file, operation=request.operation)
    kind = "staff-file-document" if file.mime == "application/pdf" else "staff-file-picture"
    values: dict[str, Value] = {"kind": Words(kind), "number": str(number), "at": Moment(file.at_ms, "full")}
    return Words("staff-file-line", {**values, "link": f"{request.office.pages_url}{link}"})
