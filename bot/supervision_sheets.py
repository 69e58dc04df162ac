"""Reports on foreign nationals as a table that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from bot.offices import Office
from bot.supervision import Report

COLUMNS = (
    "nomor", "dilaporkan", "jenis", "tempat", "lintang", "bujur", "waktu", "uraian", "pelapor", "telepon", "keadaan",
    "petugas", "tenggat", "tambahan", "catatan", "selesai",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(reports: Sequence[Report], office: Office, *, say: Callable[[str], str] = str) -> bytes:
    """Return a CSV with a mark of UTF-8 in front, as spreadsheets want it; nothing in it counts as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for report in reports:
        writer.writerow(map(_plain, _row(report, office, say)))
    return out.getvalue().encode("utf-8-sig")


def _row(report: Report, office: Office, say: Callable[[str], str]) -> Sequence[str]:
    def at(ms: int) -> str:
        return f"{office.local(ms):%Y-%m-%d %H:%M}" if ms else ""

    return (
        report.number,
        at(report.made_ms),
        say(report.what),
        report.place,
        f"{report.latitude}" if report.has_pin else "",
        f"{report.longitude}" if report.has_pin else "",
        report.when,
        report.details,
        report.name,
        report.phone.removeprefix("+"),
        say(report.state),
        report.officer,
        f"{report.due}" if report.due else "",
        "\n".join(f"{at(fact.at_ms)} {fact.text}" for fact in report.facts),
        "\n".join(f"{at(note.at_ms)} {note.by}: {note.text}" for note in report.notes),
        at(report.ended_ms),
    )


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; a number below zero is none."""
    is_number = cell.lstrip("-").replace(".", "", 1).isdecimal()
    return f"'{cell}" if cell.startswith(FORMULA) and not is_number else cell
