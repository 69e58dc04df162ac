"""What each step makes of an application: its fields, its history, what is due next, what is counted. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, get_args

from msgspec.structs import fields, replace

from bot.commands import Category
from bot.lanes import Station
from bot.offices import Fee, Office
from bot.store.operations import Stamp
from bot.visit_values import COLLECTION_PAPERS, STATION_OF, Application, Collector, Happening, Stage, StepRefused

_BILLING_CODE = re.compile(r"\d{15}")
_DAY_MS = 24 * 3600_000
_EMPTY = {field.name: field.default for field in fields(Application)}

CATEGORIES = frozenset((*get_args(Category), "emergency"))
"""What an application is counted under: what is asked at the desk, or that the office came to the patient."""

FILLED_IN: Mapping[Stage, tuple[str, ...]] = {
    "sent_back": ("reasons", "back_until"),
    "counter": ("category",),
    "awaiting_payment": ("amount", "billing_code", "bill_deadline_ms"),
    "paid": ("proof", "paid_ms", "ready_day"),
    "ready": ("issued_ms", "collect_until"),
    "collected": ("collector", "collector_name", "papers"),
}
"""What a step fills in, and taking it back empties; the product stays until another one is chosen."""


def reached(application: Application, stage: Stage, stamp: Stamp) -> Application:
    """Return the application at a stage, with the step in its history."""
    step = Happening(at_ms=stamp.now_ms, stage=stage, by=stamp.by, operation=str(stamp.operation))
    return replace(application, stage=stage, since_ms=stamp.now_ms, history=(*application.history, step))


def completed(before: Application, office: Office, stamp: Stamp, *, product: str, category: str) -> Application:
    """Fill in what is applied for, and by whom it must be known. A product without a fee on that date is none."""
    if office.fee(product, _today(office, stamp)) is None:
        raise StepRefused("no_product", stage=before.stage, found=product)
    if not before.name:
        raise StepRefused("nameless", stage=before.stage)
    if category not in CATEGORIES:
        raise StepRefused("no_category", stage=before.stage, found=category)
    return replace(before, product=product, category=category, reasons=(), back_until=None)


def sent_back(
    before: Application, office: Office, stamp: Stamp, *, reasons: Sequence[str], station: Station | None = None
) -> Application:
    """Fill in what is missing, and until when one comes back with priority.

    Customer Service, the `station`, has nothing to do any more with who has gone on to the counter.
    """
    if station == "cs" and STATION_OF.get(before.stage) != station:
        raise StepRefused("stage", stage=before.stage)
    said = tuple(reason.strip() for reason in reasons if reason.strip())
    if not said:
        raise StepRefused("reason", stage=before.stage)
    return replace(before, reasons=said, back_until=last_day_back(office, stamp.now_ms))


def billed(before: Application, office: Office, stamp: Stamp, *, fee: Fee, billing_code: str) -> Application:
    """Fill in the bill; "" is a billing code that only the paper has."""
    _refuse_unlike(before, billing_code)
    deadline_ms = stamp.now_ms + office.lobby.bill_days * _DAY_MS
    return replace(
        before, product=fee.product, amount=fee.rupiah, billing_code=billing_code, bill_deadline_ms=deadline_ms
    )


def renumbered(before: Application, *, billing_code: str) -> Application:
    """Fill in another billing code of a bill that waits; what is asked for, and until when, stays."""
    if before.stage != "awaiting_payment":
        raise StepRefused("stage", stage=before.stage)
    _refuse_unlike(before, billing_code)
    return replace(before, billing_code=billing_code)


def paid(before: Application, office: Office, stamp: Stamp, *, proof: str) -> Application:
    """Fill in the payment, and the working day on which the passport should be ready."""
    ready_day = office.working_day_after(_today(office, stamp), office.lobby.production_days)
    return replace(before, proof=proof, paid_ms=stamp.now_ms, ready_day=ready_day)


def ready(before: Application, office: Office, stamp: Stamp) -> Application:
    """Fill in until when the passport waits."""
    last = _today(office, stamp) + timedelta(days=office.lobby.collection_days)
    return replace(before, issued_ms=stamp.now_ms, collect_until=last)


def collected(before: Application, *, collector: Collector, papers: Sequence[str], name: str) -> Application:
    """Fill in who took the passport away; each of the papers that this takes must have been shown."""
    missing = [paper for paper in COLLECTION_PAPERS[collector] if paper not in papers]
    if missing or (collector != "applicant" and not name.strip()):
        raise StepRefused("papers", stage=before.stage, found=", ".join(missing) or "no name of the collector")
    return replace(before, collector=collector, collector_name=name.strip(), papers=tuple(papers))


def undone(before: Application, stamp: Stamp, *, why: str, shown: int | None = None) -> Application:
    """Take the last step back: what it filled in is empty again, and the history tells both. The arrival stays.

    `shown` is how many steps there were for who decided it: by another number it is another step.
    """
    if shown not in (None, before.steps):
        raise StepRefused("moved", stage=before.stage)
    steps = [n for n, each in enumerate(before.history) if not each.is_undone]
    if len(steps) < 2:
        raise StepRefused("stage", stage=before.stage, found="nothing to undo")
    last, stage = steps[-1], before.history[steps[-2]].stage
    history = list(before.history)
    history[last] = replace(history[last], is_undone=True)
    operation = str(stamp.operation)
    note = Happening(at_ms=stamp.now_ms, stage=stage, by=stamp.by, why=why, operation=operation, is_undone=True)
    empty: dict[str, Any] = {name: _EMPTY[name] for name in FILLED_IN.get(before.stage, ())}
    return replace(before, stage=stage, since_ms=stamp.now_ms, history=(*history, note), **empty)


def due_ms(office: Office, application: Application) -> int:
    """Return when something is due at a stage: a deadline, the day of being ready, else at once; 0 when it is over."""
    match application.stage:
        case "sent_back":
            return _midnight_ms(office, application.back_until, days=1)
        case "awaiting_payment":
            return application.bill_deadline_ms
        case "paid" | "in_production":
            return _midnight_ms(office, application.ready_day, days=0)
        case "ready":
            return _midnight_ms(office, application.collect_until, days=1)
        case "collected" | "expired":
            return 0
        case _:
            return application.since_ms


def papers_of(application: Application) -> Sequence[str]:
    """Return the numbers that no other application may have."""
    return [number for number in (application.billing_code, application.proof) if number]


def freed_papers(before: Application | None, after: Application) -> Sequence[str]:
    """Return the numbers that were taken back or corrected: they are nobody's again. A lapsed bill may be paid late."""
    if before is None or before.stage == "bill_lapsed":
        return ()
    return [number for number in papers_of(before) if number not in papers_of(after)]


def figures_of(before: Application | None, after: Application) -> Sequence[str]:
    """Return what a change counts; one that is taken back is counted back ("-")."""
    if before is None:
        return ["stage:arrived", *([f"walk_in:{after.ground}"] if after.ground else ())]
    if len(before.history) == len(after.history):
        return ()
    if after.history[-1].is_undone:
        return [f"-{figure}" for figure in _counted(before)]
    return _counted(after)


def last_day_back(office: Office, since_ms: int) -> date:
    """Return the last date on which who left without being done is received with priority."""
    return office.local(since_ms).date() + timedelta(days=office.lobby.correction_days)


def _counted(application: Application) -> Sequence[str]:
    figures = [f"stage:{application.stage}"]
    if application.stage in ("awaiting_payment", "paid") and _left_counter(application):
        figures += [f"product:{application.product}", f"category:{application.category}"]
    return figures


def _left_counter(application: Application) -> bool:
    """Tell whether the last step was the one from the counter to the bill, or past it."""
    stages = [each.stage for each in application.history if not each.is_undone]
    return stages[-2:-1] in (["counter"], ["at_counter"])


def _today(office: Office, stamp: Stamp) -> date:
    return office.local(stamp.now_ms).date()


def _midnight_ms(office: Office, day: date | None, *, days: int) -> int:
    if day is None:
        return 1  # at once
    return round(datetime.combine(day + timedelta(days=days), time(), office.timezone).timestamp() * 1000)


def _refuse_unlike(before: Application, billing_code: str) -> None:
    if billing_code and not _BILLING_CODE.fullmatch(billing_code):
        raise StepRefused("bill_code", stage=before.stage, found=billing_code)
