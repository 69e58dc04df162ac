"""How a case steps from stage to stage, and how a visited one ends by itself. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from bot.emergencies import CaseStage, CaseStep, EmergencyCase
from bot.store.operations import Stamp
from bot.visit_values import Application


def reached(case: EmergencyCase, stage: CaseStage, stamp: Stamp, *, why: str = "") -> EmergencyCase:
    """Return the case at a stage, with the step in its history; an officer who makes it has the case from then on.

    A reason belongs to its step: the next one has its own, or none.
    """
    step = CaseStep(at_ms=stamp.now_ms, stage=stage, operation=str(stamp.operation), by=stamp.by, why=why)
    by = stamp.by or case.by
    return replace(case, stage=stage, since_ms=stamp.now_ms, by=by, why=why, history=(*case.history, step))


def has_made(case: EmergencyCase, stamp: Stamp) -> bool:
    """Tell whether an operation has left its trace in a case."""
    return any(each.operation == str(stamp.operation) for each in case.history)


def end_of(application: Application | None, *, lapsed_before_ms: int) -> tuple[CaseStage, str] | None:
    """Return how a visited case ends without anybody's press, and why; None while its passport is on its way."""
    if application is None:
        return "closed", "passport-gone"
    if application.stage == "collected":
        return "handed", ""
    if application.stage == "expired":
        return "closed", "passport-expired"
    is_given_up = application.stage == "bill_lapsed" and application.since_ms < lapsed_before_ms
    return ("closed", "bill-lapsed") if is_given_up else None
