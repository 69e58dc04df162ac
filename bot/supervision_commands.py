"""What reporters and supervision officers ask for, one struct per command."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.commands import Command
from bot.staff_commands import StaffCommand
from bot.supervision import Offence, ReportStep


class StartReport(Command, frozen=True, kw_only=True):
    """`#lapor`: report a foreign national step by step, or go on with it; `details` is what stood behind the word."""

    details: str = ""


class ChooseOffence(Command, frozen=True, kw_only=True):
    """A button of the first step: what it is about."""

    offence: Offence


class FillReport(Command, frozen=True, kw_only=True):
    """What was said, sent or pinned while a report is being put together."""


class PassStep(Command, frozen=True, kw_only=True):
    """A button that answers a step without words: now, not known when, no (more) photos, no name, the name allowed."""

    how: Literal["now", "unknown", "enough", "secret", "named"]


class CorrectReport(Command, frozen=True, kw_only=True):
    """*Ubah …*: answer a step again."""

    step: ReportStep


class SendReport(Command, frozen=True, kw_only=True):
    """*Kirim laporan*."""


class StopReport(Command, frozen=True, kw_only=True):
    """*Hentikan*: forget what has been put together."""


class FollowReport(Command, frozen=True, kw_only=True):
    """`#lapor WNA-… [tambahan]`: where a report of one's own stands, and what is to be added to it."""

    number: str
    facts: str = ""


class ShowReports(StaffCommand, frozen=True, kw_only=True):
    """`/laporan [semua] [halaman]`: those that are open, or all that are kept, some at a time."""

    has_ended_too: bool = False
    page: int = 1


class OpenReport(StaffCommand, frozen=True, kw_only=True):
    """`/laporan WNA-…`: the whole of it."""

    number: str


Change = Literal["note", "due", "assign", "take", "end"]


class ChangeReport(StaffCommand, frozen=True, kw_only=True):
    """`/laporan WNA-… catatan|tenggat|untuk|tangani|selesai …`: a note, a date, an officer, one's own work, its end."""

    number: str
    verb: Change
    text: str = ""
    day: date | None = None


class AskReporter(StaffCommand, frozen=True, kw_only=True):
    """`/laporan WNA-… tanya …`: a question to the reporter, whom the officer does not get to know."""

    number: str
    text: str


class ExportReports(StaffCommand, frozen=True, kw_only=True):
    """`/laporan ekspor [bulan]`: those of a month (its first day) or all, as a table."""

    month: date | None = None
