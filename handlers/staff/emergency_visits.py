"""`/es jadwal`, `rute`, `berangkat` and the others: the visits to patients, as those who go out see and report them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from msgspec.structs import replace

from bot.choices import word_choice
from bot.emergencies import BEFORE, HELPERS, CaseRefused, CaseStage, EmergencyCase
from bot.emergency_commands import (
    FailVisit,
    FinishVisit,
    HandOverAtPatient,
    PlanVisit,
    PlanVisitApart,
    ReachPatient,
    SetOff,
    ShowRoute,
)
from bot.emergency_desk import Emergencies
from bot.messages import Choice, Day, Lines, Reply, Value, Words
from bot.names import masked_name
from bot.products import product_words
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS
from bot.visit_values import StepRefused
from handlers.emergency_cases import (
    FAILURES,
    MOST_SLOTS,
    case_choice,
    reason_words,
    route_words,
    slot_choice,
    tell_family,
    triage_choices,
    visit_values,
)
from handlers.emergency_following import close_files
from handlers.staff.emergencies import reason_choice, refused, stamp, told_apart, unknown
from handlers.staff.orders import ask, noted

routes = Routes()

VERBS: Mapping[CaseStage, str] = {
    "scheduled": "jadwal", "underway": "berangkat", "arrived": "tiba", "visited": "selesai", "handed": "serah",
}  # fmt: skip
"""By the stage that a report leads to, the word of the order."""


@routes.for_staff(PlanVisit, roles=HELPERS)
async def plan(request: StaffRequest, command: PlanVisit) -> Reply:
    """Plan a visit; without a date show the free hours; outside the plan a supervisor is asked."""
    desk, office = _desk(request), request.office
    case = await desk.find(office, command.number)
    if case is None:
        return unknown(command.number)
    if command.day is None:
        slots = await desk.slots(office, now_ms=request.now_ms)
        choices = tuple(slot_choice(case.number, slot, word="es", verb="jadwal") for slot in slots[:MOST_SLOTS])
        return Reply(key="staff-visit-when", values={"number": case.number}, choices=choices)
    if not desk.is_planned(office, command.day, command.hour, command.team):
        if office.at(command.day, time.fromisoformat(command.hour)) < office.local(request.now_ms):
            return refused(case.number, CaseRefused("past", case))
        then = PlanVisitApart(number=command.number, day=command.day, hour=command.hour, team=command.team)
        values: dict[str, Value] = {"number": case.number, "date": Day(command.day), "hour": command.hour}
        return await ask(request, Reply(key="staff-visit-apart", values=values), then=then)
    return await _planned(request, command)


@routes.for_staff(PlanVisitApart, roles=LEADERS)
async def plan_apart(request: StaffRequest, command: PlanVisitApart) -> Reply:
    """Plan a visit at another hour, at a supervisor's press."""
    return await _planned(request, command)


@routes.for_staff(ShowRoute, roles=HELPERS)
async def route(request: StaffRequest, command: ShowRoute) -> Reply:
    """Tell the visits of a day in their order, with addresses, pins and what to take along; each look is noted."""
    day = command.day or request.office.local(request.now_ms).date()
    cases = await _desk(request).route(request.office, day)
    if not cases:
        return Reply(key="staff-route-none", values={"date": Day(day)})
    await noted(request, f"es rute {day:%d-%m-%Y}", after=", ".join(case.number for case in cases))
    equipment = request.office.emergency.equipment
    values: dict[str, Value] = {
        "date": Day(day),
        "stops": Lines(tuple(route_words(case, position) for position, case in enumerate(cases, start=1)), "\n\n"),
        "equipment": _equipment(equipment) if equipment else "",
    }
    choices = tuple(choice for case in cases if (choice := _next_choice(case)))
    return await told_apart(request, Reply(key="staff-route", values=values, choices=choices))


@routes.for_staff(SetOff, roles=HELPERS)
async def set_off(request: StaffRequest, command: SetOff) -> Reply:
    """Note that the team is on its way; the family is told."""
    case = await _desk(request).set_off(request.office, command.number, stamp(request))
    return await _reported(request, case, command.number)


@routes.for_staff(ReachPatient, roles=HELPERS)
async def reach(request: StaffRequest, command: ReachPatient) -> Reply:
    """Note that the team is with the patient; the family is told."""
    case = await _desk(request).arrive(request.office, command.number, stamp(request))
    return await _reported(request, case, command.number)


@routes.for_staff(FinishVisit, roles=HELPERS)
async def finish(request: StaffRequest, command: FinishVisit) -> Reply:
    """End a visit: the application joins the others at the bill. Without a product, ask which."""
    office = request.office
    case = await _desk(request).find(office, command.number)
    if case is None:
        return unknown(command.number)
    if case.stage not in BEFORE["visited"] | {"visited"}:
        return refused(command.number, CaseRefused("stage", case))
    if office.fee(command.product, office.local(request.now_ms).date()) is None:
        return _which_product(request, case)
    try:
        done = await _desk(request).finish(
            office, case.number, stamp(request), product=command.product, billing_code=command.billing_code
        )
    except StepRefused as problem:
        return _step_refused(case, problem)
    if not isinstance(done, CaseRefused):
        await close_files(request, done)
    return await _reported(request, done, case.number, after=command.product)


@routes.for_staff(FailVisit, roles=HELPERS)
async def fail(request: StaffRequest, command: FailVisit) -> Reply:
    """Note that a visit came to nothing, and why; another one is to be planned."""
    if not command.why:
        case = await _desk(request).find(request.office, command.number)
        if case is None:
            return unknown(command.number)
        choices = tuple(reason_choice("gagal", case, why) for why in FAILURES)
        return Reply(key="staff-visit-failed-why", values={"number": case.number}, choices=choices)
    failed = await _desk(request).fail(request.office, command.number, stamp(request), why=command.why)
    if isinstance(failed, CaseRefused):
        return refused(command.number, failed)
    await noted(request, f"es gagal {failed.number}", after=command.why)
    await tell_family(request, failed)
    values: dict[str, Value] = {"number": failed.number, "reason": reason_words(command.why)}
    return Reply(key="staff-visit-failed", values=values, choices=triage_choices(failed))


@routes.for_staff(HandOverAtPatient, roles=HELPERS)
async def hand_over(request: StaffRequest, command: HandOverAtPatient) -> Reply:
    """Note that the passport was brought to the patient, after a second press: the papers must have been seen."""
    case = await _desk(request).find(request.office, command.number)
    if case is None:
        return unknown(command.number)
    if not command.is_sure:
        to: Value = command.to or Words("staff-hand-to-patient")
        return await ask(request, Reply(key="staff-hand-ask", values={"number": case.number, "to": to}), then=command)
    try:
        done = await _desk(request).hand_over(request.office, case.number, stamp(request), to=command.to)
    except StepRefused as problem:
        return _step_refused(case, problem)
    return await _reported(request, done, case.number, after=masked_name(command.to) if command.to else "")


async def _planned(request: StaffRequest, command: PlanVisit) -> Reply:
    assert command.day is not None
    case = await _desk(request).plan(
        request.office, command.number, stamp(request), day=command.day, hour=command.hour, team=command.team,
        is_apart=isinstance(command, PlanVisitApart),
    )  # fmt: skip
    after = f"{command.day:%d-%m-%Y} {command.hour}"
    return await _reported(request, case, command.number, after=after)


async def _reported(request: StaffRequest, case: EmergencyCase | CaseRefused, number: str, *, after: str = "") -> Reply:
    """Note a step of a visit, tell the family, and confirm it; what can be done next comes with it."""
    if isinstance(case, CaseRefused):
        return refused(number, case)
    await noted(request, f"es {VERBS[case.stage]} {case.number}", after=after)
    await tell_family(request, case)
    # locale: staff-visit-scheduled, staff-visit-underway, staff-visit-arrived, staff-visit-visited, staff-visit-handed
    values: dict[str, Value] = {"number": case.number, "code": case.application, **visit_values(case)}
    return Reply(key=f"staff-visit-{case.stage}", values=values, choices=triage_choices(case))


def _step_refused(case: EmergencyCase, problem: StepRefused) -> Reply:
    """Tell why the passport's application can't go on."""
    # locale: staff-visit-bill-code, staff-visit-bill-taken, staff-visit-not-ready
    key = {"bill_code": "bill-code", "bill_taken": "bill-taken"}.get(problem.reason, "not-ready")
    return Reply(key=f"staff-visit-{key}", values={"number": case.number, "code": case.application or "-"})


def _which_product(request: StaffRequest, case: EmergencyCase) -> Reply:
    today = request.office.local(request.now_ms).date()
    products = [*dict.fromkeys(fee.product for fee in request.office.fees if request.office.fee(fee.product, today))]
    lines = Lines(
        tuple(
            Words("staff-visit-product-line", {"place": str(place), "product": product_words(product)})
            for place, product in enumerate(products, start=1)
        )
    )
    choices = tuple(
        Choice(
            id=word_choice("es", f"selesai {case.number} {product}"),
            label="choice-case-product",
            values={"place": str(place)},
        )
        for place, product in enumerate(products, start=1)
    )
    return Reply(key="staff-visit-product", values={"number": case.number, "products": lines}, choices=choices)


def _next_choice(case: EmergencyCase) -> Choice | None:
    verb = {"scheduled": "berangkat", "underway": "tiba", "arrived": "selesai"}.get(case.stage)
    if verb is None:
        return None
    # locale: choice-route-berangkat, choice-route-tiba, choice-route-selesai
    return replace(case_choice(verb, case), label=f"choice-route-{verb}", values={"number": case.number})


def _equipment(equipment: tuple[str, ...]) -> Words:
    lines = Lines(tuple(Words("staff-route-thing", {"thing": thing}) for thing in equipment))
    return Words("staff-route-equipment", {"things": lines})


def _desk(request: StaffRequest) -> Emergencies:
    return request.bookings.visits.emergencies
