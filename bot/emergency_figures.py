"""The emergency service in numbers, by day and month: what is counted, and how it is told. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from bot.case_figures import mean_hours
from bot.emergencies import ON_VISIT, EmergencyCase
from bot.messages import Value


class EmergencyFigures(Struct, frozen=True, kw_only=True):
    """The cases of a day or month in numbers; minutes are sums over those that were answered or visited."""

    requests: int = 0
    answered: int = 0
    answer_minutes: int = 0
    visited: int = 0
    visit_minutes: int = 0
    rejected: int = 0
    withdrawn: int = 0
    closed: int = 0
    failed: int = 0
    handed: int = 0


def counted(before: EmergencyCase | None, after: EmergencyCase) -> Mapping[str, int]:
    """Return what a change adds to the figures of its day."""
    if before is None:
        return {"requests": 1}
    if len(before.history) == len(after.history):
        return {}
    figures: dict[str, int] = {}
    step, waited = after.history[-1], (after.since_ms - after.opened_ms) // 60_000
    if step.by and not any(each.by for each in before.history):
        figures |= {"answered": 1, "answer_minutes": waited}
    if after.stage == "visited":
        figures |= {"visited": 1, "visit_minutes": waited}
    if after.is_over:
        figures[after.stage] = 1
    if after.stage == "accepted" and before.stage in ON_VISIT:
        figures["failed"] = 1
    return figures


def figure_values(figures: EmergencyFigures) -> dict[str, Value]:
    """Return the numbers for a message, with the mean times in hours."""
    counts = {name.replace("_", "-"): str(getattr(figures, name)) for name in figures.__struct_fields__}
    means = {
        "answer-hours": mean_hours(figures.answer_minutes, figures.answered),
        "visit-hours": mean_hours(figures.visit_minutes, figures.visited),
    }
    return {**counts, **means}
