"""Payments as officers or a bank's file tell them: matched with the bills, and each one taken once."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from bot.applications import Applications
from bot.offices import Office
from bot.store.operations import Stamp
from bot.visit_values import Application, StepRefused

Fate = Literal["paid", "already", "unknown", "other_proof", "proof_taken", "amount", "stage"]


class Payment(Struct, frozen=True, kw_only=True):
    """One payment. `bill` is a billing code of 15 digits, or the code of an application; `line` is where it stands."""

    bill: str
    proof: str
    line: int = 1
    amount: int | None = None


class Settled(Struct, frozen=True, kw_only=True):
    """What became of a payment.

    | fate | meaning |
    |---|---|
    | paid | the application is paid by it; in a dry run: would be |
    | already | it was noted before, with this proof |
    | unknown | no application has this bill |
    | other_proof | the application is paid, with another proof |
    | proof_taken | the proof is of another application |
    | amount | the bill is about another amount |
    | stage | the application does not wait for a payment |
    """

    payment: Payment
    fate: Fate
    application: Application | None = None


async def settle(
    applications: Applications, office: Office, payment: Payment, stamp: Stamp, *, is_dry_run: bool = False
) -> Settled:
    """Mark an application as paid when the payment is for it. Again, also by another operation, is harmless."""
    found = await find(applications, office, payment.bill)
    owner = await applications.by_bill(office, payment.proof)
    fate = _fate(found, owner, payment, operation=str(stamp.operation))
    if found is None or fate != "paid" or is_dry_run:
        return Settled(payment=payment, fate=fate, application=found)
    try:
        done = await applications.paid(office, found.code, stamp, proof=payment.proof)
    except StepRefused as refused:
        taken = refused.reason == "bill_taken"
        return Settled(payment=payment, fate="proof_taken" if taken else "stage", application=found)
    return Settled(payment=payment, fate="paid" if done.proof == payment.proof else "other_proof", application=done)


async def find(applications: Applications, office: Office, bill: str) -> Application | None:
    """Return the application with a billing code or a code."""
    if bill.isdecimal():
        return await applications.by_bill(office, bill)
    return await applications.find(office, bill)


def _fate(found: Application | None, owner: Application | None, payment: Payment, *, operation: str) -> Fate:
    if found is None:
        return "unknown"
    if found.proof == payment.proof and any(step.operation == operation for step in found.history):
        return "paid"
    if found.proof:
        return "already" if found.proof == payment.proof else "other_proof"
    if found.stage not in ("awaiting_payment", "bill_lapsed"):
        return "stage"
    if payment.amount is not None and payment.amount != found.amount:
        return "amount"
    return "proof_taken" if owner is not None and owner.code != found.code else "paid"
