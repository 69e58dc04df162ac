"""`/lunas` and `/tagihan`: bills that were paid, and the billing codes that came later than the counter."""

from __future__ import annotations

from collections.abc import Sequence

from bot.application_notices import name_of
from bot.desk_words import step_refused
from bot.media import RefusedFile
from bot.messages import Day, Lines, Money, Reply, Value, Words
from bot.names import masked_name
from bot.payment_arguments import lunas_arguments, tagihan_arguments
from bot.payment_commands import MarkPaid, NumberBill
from bot.payment_files import Unread, read_file
from bot.payments import Payment, Settled, Settling
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS, Role
from bot.store.operations import Stamp
from bot.visit_values import Application, StepRefused
from handlers.staff.orders import ask, noted

routes = Routes()

CASHIERS: frozenset[Role] = LEADERS | {"cashier", "counter"}
MOST_SHOWN = 20
MOST_BYTES = 1_000_000
MOST_IN_FILE = 1000
"""How many payments a file in a chat may hold: some seconds' work; `antrian payments` has no such end."""


@routes.for_staff(MarkPaid, roles=CASHIERS, words={"lunas": lunas_arguments})
async def mark_paid(request: StaffRequest, command: MarkPaid) -> Reply:
    """Note one payment at once, a list or a bank's file after a second press; tell each that did not match."""
    if command.is_sure:
        settled = await _settle(request, command.payments)
        values = _report(settled)
        await noted(request, f"lunas, {values['paid']} berkas", after=", ".join(_codes(settled)))
        return Reply(key="staff-payments-done", values=values)
    if len(command.payments) == 1 and not _has_file(request):
        return await _told(request, (await _settle(request, command.payments))[0])
    found = await _in_file(request, command)
    if isinstance(found, Reply):
        return found
    payments = tuple(each for each in found if isinstance(each, Payment))
    settled = await _settle(request, payments, is_dry_run=True)
    values = _report(settled, [each for each in found if isinstance(each, Unread)])
    if not _codes(settled):
        return Reply(key="staff-payments-none", values=values)
    return await ask(request, Reply(key="staff-payments-ask", values=values), then=MarkPaid(payments=payments))


@routes.for_staff(NumberBill, roles=CASHIERS, words={"tagihan": tagihan_arguments})
async def number_bill(request: StaffRequest, command: NumberBill) -> Reply:
    """Note the billing code of a bill that waits, or of a new one for one that has lapsed; the person is told of it."""
    applications, office, stamp = request.bookings.visits.applications, request.office, stamp_of(request)
    before = await applications.find(office, command.code)
    is_waiting = before is not None and before.stage == "awaiting_payment"
    step = applications.renumber if is_waiting else applications.rebill
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
    return Reply(key="staff-step-refused", values={"problem": step_refused(refused).words})


def _has_file(request: StaffRequest) -> bool:
    return any(media.kind == "document" for media in request.event.media)


async def _in_file(request: StaffRequest, command: MarkPaid) -> Sequence[Payment | Unread] | Reply:
    """Return the payments that were typed, or those in the file that came instead; or why there are none."""
    if command.payments and not _has_file(request):
        return command.payments
    desk = request.staffroom.media
    data = await desk.read(request.event, most_bytes=MOST_BYTES) if desk and not command.payments else None
    if data is None:
        return Reply(key="staff-incomplete", values={"usage": Words("staff-usage-lunas")})
    # locale: payment-file-too-large, payment-file-gone, payment-file-away, payment-file-not-here
    if isinstance(data, RefusedFile):
        return Reply(key="staff-payments-file-refused", values={"problem": Words(f"payment-file-{data.reason}")})
    found = tuple(read_file(data.decode(errors="replace")))
    if len(found) > MOST_IN_FILE:
        problem = Words("payment-file-too-long", {"count": len(found), "most": MOST_IN_FILE})
        return Reply(key="staff-payments-file-refused", values={"problem": problem})
    return found


async def _settle(
    request: StaffRequest, payments: Sequence[Payment], *, is_dry_run: bool = False
) -> Sequence[Settled]:  # fmt: skip
    settling = Settling(request.bookings.visits.applications, is_dry_run=is_dry_run)
    return [await settling.settle(request.office, each, stamp_of(request)) for each in payments]


async def _told(request: StaffRequest, settled: Settled) -> Reply:
    paid = settled.application
    if settled.fate not in ("paid", "already") or paid is None:
        return Reply(key="staff-payment-unmatched", values={"line": _problem(settled)})
    await noted(request, f"lunas {paid.code}", after=paid.proof)
    ready: Value = Day(paid.ready_day) if paid.ready_day else "–"
    return Reply(key="staff-payment-noted", values={**facts(paid), "proof": paid.proof, "ready": ready})


def _report(settled: Sequence[Settled], unread: Sequence[Unread] = ()) -> dict[str, Value]:
    # locale: payment-unread-heading, payment-unread-bill, payment-unread-proof, payment-unread-amount
    problems = {
        each.line: Words(f"payment-unread-{each.why}", {"line": each.line, "found": each.found}) for each in unread
    }
    problems |= {each.payment.line: _problem(each) for each in settled if each.fate not in ("paid", "already")}
    lines = [problems[line] for line in sorted(problems)][:MOST_SHOWN]
    if len(problems) > MOST_SHOWN:
        lines.append(Words("staff-payments-more", {"count": len(problems) - MOST_SHOWN}))
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
