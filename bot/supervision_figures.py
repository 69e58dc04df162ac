"""Reports on foreign nationals in numbers, by day and month: counts alone, so that others may see them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from bot.case_figures import mean_hours
from bot.messages import Value
from bot.supervision import Report


class ReportFigures(Struct, frozen=True, kw_only=True):
    """The reports of a day or month in numbers; the minutes are a sum over those that were answered.

    Answered is a report once its reporter is told that it is followed up, or that it has ended.
    """

    received: int = 0
    answered: int = 0
    answer_minutes: int = 0
    ended: int = 0


def counted(before: Report | None, after: Report, *, now_ms: int) -> Mapping[str, int]:
    """Return what a change adds to the figures of its day."""
    if before is None:
        return {"received": 1}
    figures: dict[str, int] = {}
    if before.state == "received" != after.state:
        figures |= {"answered": 1, "answer_minutes": (now_ms - after.made_ms) // 60_000}
    if before.state != "done" == after.state:
        figures["ended"] = 1
    return figures


def figure_values(figures: ReportFigures, unfinished: Sequence[Report], *, today: date) -> dict[str, Value]:
    """Return the numbers for a message, with the mean time in hours, and how many are open and past their date."""
    late = sum(report.is_late(today) for report in unfinished)
    return {
        "received": str(figures.received),
        "answered": str(figures.answered),
        "answer-hours": mean_hours(figures.answer_minutes, figures.answered),
        "ended": str(figures.ended),
        "open": str(len(unfinished)),
        "late": str(late),
    }
