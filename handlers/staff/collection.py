"""`/siap` and `/serahkan`: passports that can be collected, and who took them away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from bot.booking_claims import end_of
from bot.collection_arguments import serahkan_arguments, siap_arguments
from bot.collection_commands import HandOver, MarkReady, ShowUnfinished
from bot.messages import Day, Lines, Reply, Value, Words
from bot.payments import find
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS, Role
from bot.visit_values import COLLECTION_PAPERS, Application, StepRefused
from handlers.staff.orders import ask, noted
from handlers.staff.payments import facts, refused_reply, stamp_of

routes = Routes()

COLLECTORS: frozenset[Role] = LEADERS | {"collection"}
MOST_SHOWN = 20
NOT_YET = ("paid", "in_production")


@routes.for_staff(ShowUnfinished, roles=COLLECTORS, words={"siap": siap_arguments})
async def show_unfinished(request: StaffRequest, command: ShowUnfinished) -> Reply:
    """Tell which passports should be ready by now."""
    applications, office = request.bookings.visits.applications, request.office
    until_ms = end_of(office, office.local(request.now_ms).date()) - 1
    paid, in_production = await asyncio.gather(
        applications.at(office, "paid", due_until_ms=until_ms),
        applications.at(office, "in_production", due_until_ms=until_ms),
    )
    due = [*paid, *in_production]
    if not due:
        return Reply(key="staff-ready-none-due")
    await noted(request, "siap", after=", ".join(each.code for each in due[:MOST_SHOWN]))
    lines = Lines(tuple(Words("staff-ready-due-line", facts(each)) for each in due[:MOST_SHOWN]))
    return Reply(key="staff-ready-due", values={"count": len(due), "lines": lines})


@routes.for_staff(MarkReady, roles=COLLECTORS)
async def mark_ready(request: StaffRequest, command: MarkReady) -> Reply:
    """Note that passports can be collected: one at once, a list after a second press. Their people are told."""
    applications, office = request.bookings.visits.applications, request.office
    found = await asyncio.gather(*(find(applications, office, bill) for bill in command.bills))
    fitting = [each for each in found if each is not None and _may_be_ready(each, request)]
    others = [_problem(bill, each) for bill, each in zip(command.bills, found, strict=True) if each not in fitting]
    values: dict[str, Value] = {"count": len(fitting), "problems": _problems(others)}
    if not fitting:
        return Reply(key="staff-ready-none", values=values)
    if len(command.bills) > 1 and not command.is_sure:
        return await ask(request, Reply(key="staff-ready-ask", values=values), then=command)
    done = list[Application]()
    for each in fitting:
        with suppress(StepRefused):  # a colleague has gone on with it meanwhile
            done.append(await applications.ready(office, each.code, stamp_of(request)))
    await noted(request, f"siap, {len(done)} paspor", after=", ".join(each.code for each in done))
    until = max((each.collect_until for each in done if each.collect_until), default=None)
    ending: Value = Day(until) if until else "–"
    return Reply(key="staff-ready-done", values={**values, "count": len(done), "until": ending})


@routes.for_staff(HandOver, roles=COLLECTORS, words={"serahkan": serahkan_arguments})
async def hand_over(request: StaffRequest, command: HandOver) -> Reply:
    """Note who has taken a passport away, after a second press that the papers were shown."""
    applications, office = request.bookings.visits.applications, request.office
    application = await applications.find(office, command.code)
    if application is None:
        return refused_reply(StepRefused("unknown"))
    if application.stage != "ready" and not _is_by(application, request):
        return refused_reply(StepRefused("stage", stage=application.stage))
    # locale: desk-paper-payment, desk-paper-id_card, desk-paper-family_card, desk-paper-authority
    # locale: desk-collector-applicant, desk-collector-family, desk-collector-other
    papers = COLLECTION_PAPERS[command.collector]
    lines = Lines(tuple(Words("staff-hand-over-paper", {"paper": Words(f"desk-paper-{each}")}) for each in papers))
    by = Words(f"desk-collector-{command.collector}")
    values: dict[str, Value] = {**facts(application), "papers": lines, "by": by, "taker": command.name or "–"}
    if not command.is_sure:
        await noted(request, f"serahkan {application.code}")
        return await ask(request, Reply(key="staff-hand-over-ask", values=values), then=command)
    try:
        done = await applications.collected(
            office, command.code, stamp_of(request),
            collector=command.collector, papers=papers, collector_name=command.name,
        )  # fmt: skip
    except StepRefused as refused:
        return refused_reply(refused)
    await noted(
        request, f"serahkan {done.code}", before="ready", after=f"{done.collector} {done.collector_name}".strip()
    )
    return Reply(key="staff-handed-over", values={**values, **facts(done)})


def _is_by(application: Application, request: StaffRequest) -> bool:
    """Tell whether this very message has made the last step before."""
    return application.history[-1].operation == str(request.operation)


def _may_be_ready(application: Application, request: StaffRequest) -> bool:
    return application.stage in NOT_YET or (application.stage == "ready" and _is_by(application, request))


def _problem(bill: str, found: Application | None) -> Words:
    if found is None:
        return Words("staff-ready-unknown", {"bill": bill})
    return Words("staff-ready-not-now", {"bill": bill, "stage": Words(f"stage-{found.stage}")})


def _problems(lines: Sequence[Words]) -> Value:
    if not lines:
        return Words("staff-payments-all-match")
    more = (Words("staff-payments-more", {"count": len(lines) - MOST_SHOWN}),) if len(lines) > MOST_SHOWN else ()
    return Lines((*lines[:MOST_SHOWN], *more))
