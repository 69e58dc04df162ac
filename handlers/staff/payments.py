"""`/lunas` and `/tagihan`: bills that were paid, and the billing codes that came later than the counter."""

from __future__ import annotations

from collections.abc import Sequence

from bot.application_notices import name_of
from bot.messages import Day, Lines, Money, Reply, Value, Words
from bot.names import masked_name
from bot.payment_arguments import lunas_arguments, tagihan_arguments
from bot.payment_commands import MarkPaid, NumberBill
from bot.payments import Settled, settle
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS, Role
from bot.store.operations import Stamp
from bot.visit_values import Application, StepRefused
from handlers.staff.orders import ask, noted

routes = Routes()

CASHIERS: frozenset[Role] = LEADERS | {"cashier", "counter"}
MOST_SHOWN = 20


@routes.for_staff(MarkPaid, roles=CASHIERS, words={"lunas": lunas_arguments})
async def mark_paid(request: StaffRequest, command: MarkPaid) -> Reply:
    """Note one payment at once, a list after a second press; tell each that did not match."""
    is_list = len(command.payments) > 1
    settled = await _settle(request, command, is_dry_run=is_list and not command.is_sure)
    if not is_list:
        return await _told(request, settled[0])
    values = _report(settled)
    if command.is_sure:
        await noted(request, f"lunas, {values['paid']} berkas", after=", ".join(_codes(settled)))
        return Reply(key="staff-payments-done", values=values)
    if not _codes(settled):
        return Reply(key="staff-payments-none", values=values)
    return await ask(request, Reply(key="staff-payments-ask", values=values), then=command)


@routes.for_staff(NumberBill, roles=CASHIERS, words={"tagihan": tagihan_arguments})
async def number_bill(request: StaffRequest, command: NumberBill) -> Reply:
    """Note a billing code; the person is told of the bill."""
    applications, office, stamp = request.bookings.visits.applications, request.office, stamp_of(request)
    before = await applications.find(office, command.code)
    is_waiting = before is not None and before.stage == "awaiting_payment"
    step = applications.renumber if is_waiting else applications.photographed
    try:
        done = await step(office, command.code, stamp, billing_code=command.billing_code)
    except StepRefused as refused:
        return refused_reply(refused)
    await noted(request, f"tagihan {done.code}", after=done.billing_code)
    values: dict[str, Value] = {**facts(done), "bill": done.billing_code, "amount": Money(done.amount)}
    values["until"] = Day(office.local(done.bill_deadline_ms).date())
    return Reply(key="staff-bill-numbered", values=values)


def stamp_of(request: StaffRequest) -> Stamp:
    """Return what the officer's step carries."""
    return Stamp(operation=request.operation, now_ms=request.now_ms, by=request.member.name)


def facts(application: Application) -> dict[str, Value]:
    """Return whose an application is, masked, and how far it is."""
    stage = Words(f"stage-{application.stage}")
    return {"code": application.code, "name": masked_name(name_of(application)), "stage": stage}


def refused_reply(refused: StepRefused) -> Reply:
    """Tell why a step is not possible."""
    stage: Value = Words(f"stage-{refused.stage}") if refused.stage else "–"
    problem = Words(f"desk-refused-{refused.reason}", {"stage": stage, "found": refused.found})
    return Reply(key="staff-step-refused", values={"problem": problem})


async def _settle(request: StaffRequest, command: MarkPaid, *, is_dry_run: bool) -> Sequence[Settled]:
    applications, stamp = request.bookings.visits.applications, stamp_of(request)
    return [await settle(applications, request.office, each, stamp, is_dry_run=is_dry_run) for each in command.payments]


async def _told(request: StaffRequest, settled: Settled) -> Reply:
    paid = settled.application
    if settled.fate not in ("paid", "already") or paid is None:
        return Reply(key="staff-payment-unmatched", values={"line": _problem(settled)})
    await noted(request, f"lunas {paid.code}", after=paid.proof)
    ready: Value = Day(paid.ready_day) if paid.ready_day else "–"
    return Reply(key="staff-payment-noted", values={**facts(paid), "proof": paid.proof, "ready": ready})


def _report(settled: Sequence[Settled]) -> dict[str, Value]:
    wrong = [each for each in settled if each.fate not in ("paid", "already")]
    lines = [_problem(each) for each in wrong[:MOST_SHOWN]]
    if len(wrong) > MOST_SHOWN:
        lines.append(Words("staff-payments-more", {"count": len(wrong) - MOST_SHOWN}))
    return {
        "paid": sum(each.fate == "paid" for each in settled), "already": sum(e.fate == "already" for e in settled),
        "problems": Lines(tuple(lines)) if lines else Words("staff-payments-all-match"),
    }  # fmt: skip


def _problem(settled: Settled) -> Words:
    # locale: payment-unknown, payment-other-proof, payment-proof-taken, payment-amount, payment-stage
    payment, found = settled.payment, settled.application
    values: dict[str, Value] = {"line": payment.line, "bill": payment.bill, "proof": payment.proof, "stage": "–"}
    if found is not None:
        values["stage"] = Words(f"stage-{found.stage}")
    return Words(f"payment-{settled.fate.replace('_', '-')}", values)


def _codes(settled: Sequence[Settled]) -> list[str]:
    return [each.application.code for each in settled if each.fate == "paid" and each.application]
