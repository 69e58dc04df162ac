"""Readers of what stands behind `#lapor` and `/laporan`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

from bot.arguments import Reading, read_month
from bot.codes import CodeReading, read_code
from bot.commands import Command
from bot.dates import read_date
from bot.staff_commands import Misused, StaffCommand
from bot.supervision import LONGEST, OFFENCES, PREFIX, REPORT_STEPS
from bot.supervision_commands import (
    AskReporter,
    Change,
    ChangeReport,
    ChooseOffence,
    CorrectReport,
    ExportReports,
    FollowReport,
    OpenReport,
    PassStep,
    SendReport,
    ShowReports,
    StartReport,
    StopReport,
)

Passing = Literal["now", "unknown", "enough", "secret", "named"]
PASSING: tuple[Passing, ...] = get_args(Passing)
LONGEST_NOTE = 1000
PAGE = re.compile(r"\d{1,3}")
NUMBER = re.compile(rf"{PREFIX}[\s\-.]*\w{{4}}[\s\-.]*\w{{4}}(?!\S)", re.IGNORECASE)
"""The shape of a number, also with blanks; whether it is one is told by its check character."""

LONGEST_FOUND = 60
VERBS: Mapping[Change, str] = {
    "note": "catatan", "due": "tenggat", "assign": "untuk", "take": "tangani", "end": "selesai",
}  # fmt: skip


def lapor_arguments(reading: Reading) -> Command:
    """Read `#lapor`, `#lapor WNA-… [tambahan]`, and what the buttons of the steps say."""
    number, behind = _numbered(reading.rest)
    if number.kind != "none":
        return FollowReport(number=number.code, facts=behind[: LONGEST["facts"]])
    first, _, rest = reading.rest.partition(" ")
    if pressed := _pressed(first, rest):
        return pressed
    match reading.rest.lower():
        case "kirim":
            return SendReport()
        case "berhenti":
            return StopReport()
    return StartReport(details=reading.rest if " " in reading.rest else "")


def laporan_arguments(reading: Reading) -> StaffCommand:
    """Read `/laporan [semua] [halaman]`, `/laporan ekspor [bulan]`, `/laporan WNA-… [perintah …]`."""
    number, behind = _numbered(reading.rest)
    if number.kind == "valid":
        return _about(number.code, behind, reading)
    first, _, rest = reading.rest.partition(" ")
    match first.lower():
        case "":
            return ShowReports()
        case page if PAGE.fullmatch(page) and not rest:
            return ShowReports(page=int(page))
        case "semua" if not rest or PAGE.fullmatch(rest):
            return ShowReports(has_ended_too=True, page=int(rest or 1))
        case "ekspor" if not rest:
            return ExportReports()
        case "ekspor" if month := read_month(rest, reading.today):
            return ExportReports(month=month)
    return Misused(word="laporan", found=_shown(reading.rest))


def _about(number: str, said: str, reading: Reading) -> StaffCommand:
    verb, _, rest = said.partition(" ")
    text = rest.strip()
    match verb.lower():
        case "":
            return OpenReport(number=number)
        case "tangani" if not text:
            return ChangeReport(number=number, verb="take")
        case "selesai" if len(text) <= LONGEST_NOTE:
            return ChangeReport(number=number, verb="end", text=text)
        case "catatan" if 0 < len(text) <= LONGEST_NOTE:
            return ChangeReport(number=number, verb="note", text=text)
        case "untuk" if text:
            return ChangeReport(number=number, verb="assign", text=text)
        case "tanya" if 0 < len(text) <= LONGEST_NOTE:
            return AskReporter(number=number, text=text)
        case "tenggat" if day := read_date(text, today=reading.today, expect="service").day:
            return ChangeReport(number=number, verb="due", day=day)
    return Misused(word="laporan", found=_shown(said))


def _pressed(first: str, rest: str) -> Command | None:
    """Return what a button's words stand for."""
    match first:
        case "jenis":
            return next((ChooseOffence(offence=each) for each in OFFENCES if each == rest), None)
        case "jawab":
            return next((PassStep(how=each) for each in PASSING if each == rest), None)
        case "ubah":
            return next((CorrectReport(step=each) for each in REPORT_STEPS if each == rest), None)
    return None


def _numbered(text: str) -> tuple[CodeReading, str]:
    """Return what the number in front is, and what stands behind it."""
    match = NUMBER.match(text)
    if match is None:
        return CodeReading("none"), text
    return read_code(match[0]), text[match.end() :].strip()


def _shown(found: str) -> str:
    return found if len(found) <= LONGEST_FOUND else f"{found[:LONGEST_FOUND]}…"
