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


class Settling:
    """Settles the payments of a list in their order, each once, also by another operation or when a line stands twice.

    In a dry run nothing is changed; what the lines before would have done counts all the same.
    """

    def __init__(self, applications: Applications, *, is_dry_run: bool = False) -> None:
        self._applications = applications
        self._is_dry_run = is_dry_run
        self._proofs: dict[str, str] = {}  # by the application's code
        self._owners: dict[tuple[str, str], str] = {}  # by office and proof

    async def settle(self, office: Office, payment: Payment, stamp: Stamp) -> Settled:
        """Mark an application as paid when the payment is for it."""
        found = await find(self._applications, office, payment.bill)
        owner = await self._applications.by_bill(office, payment.proof)
        fate = self._told_before(found, payment) or _fate(found, owner, payment, operation=str(stamp.operation))
        if fate == "paid" and self._owners.get((office.code, payment.proof)):
            fate = "proof_taken"
        if found is None or fate != "paid":
            return Settled(payment=payment, fate=fate, application=found)
        done = Settled(payment=payment, fate=fate, application=found)
        if not self._is_dry_run:
            done = await self._pay(office, found, payment, stamp)
        if done.fate == "paid":
            self._proofs[found.code] = payment.proof
            self._owners[office.code, payment.proof] = found.code
        return done

    def _told_before(self, found: Application | None, payment: Payment) -> Fate | None:
        """Tell what is wrong with a payment for an application that a line before has paid."""
        proof = self._proofs.get(found.code) if found else None
        if proof is None:
            return None
        return "already" if proof == payment.proof else "other_proof"

    async def _pay(self, office: Office, found: Application, payment: Payment, stamp: Stamp) -> Settled:
        try:
            done = await self._applications.paid(office, found.code, stamp, proof=payment.proof)
        except StepRefused as refused:
            taken = refused.reason == "bill_taken"
            return Settled(payment=payment, fate="proof_taken" if taken else "stage", application=found)
        fate: Fate = "paid" if done.proof == payment.proof else "other_proof"
        return Settled(payment=payment, fate=fate, application=done)


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
