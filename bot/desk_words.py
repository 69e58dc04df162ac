"""What a press at a desk came to, in words: the same on the page and in the staff chat."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from bot.desk_reasons import pause_words
from bot.desk_work import Done, NobodyThere
from bot.messages import Day, Lines, Money, Value, Words
from bot.offices import Office
from bot.products import product_words
from bot.store.calling import DeskAnswer, DeskOutcome
from bot.visit_values import COLLECTION_PAPERS, Application, StepRefused

PAPERS = frozenset(paper for papers in COLLECTION_PAPERS.values() for paper in papers)


class Said(Struct, frozen=True):
    """What a press came to; `number` is the ticket that it was about, where there is one."""

    words: Words
    is_refused: bool = False
    number: str = ""


def refusal(key: str, values: Mapping[str, Value] | None = None) -> Said:
    """Return why nothing was done."""
    # locale: desk-answer-nobody, desk-answer-no-lane, desk-answer-pause-why, desk-answer-who, desk-answer-choose
    # locale: desk-answer-supervisor, desk-answer-busy, desk-answer-is-paused, desk-answer-early, desk-answer-gone
    return Said(Words(key, values or {}), is_refused=True)


def nobody(gone: NobodyThere) -> Said:
    """Return that nobody is at the desk, or not (any more) who was meant."""
    return refusal("desk-answer-gone", {"number": gone.number}) if gone.number else refusal("desk-answer-nobody")


def called(answer: DeskAnswer) -> Said:
    """Return who was called, or why nobody was."""
    ticket = answer.ticket
    match answer.outcome:
        case DeskOutcome.OK if ticket:
            return Said(Words("desk-answer-called", {"number": ticket.number}), number=ticket.number)
        case DeskOutcome.BUSY if ticket:
            return refusal("desk-answer-busy", {"number": ticket.number})
        case DeskOutcome.PAUSED:
            return refusal("desk-answer-is-paused", {"reason": pause_words(answer.paused)})
        case DeskOutcome.EMPTY:
            return Said(Words("desk-answer-empty"))
    return refusal("desk-answer-nobody")


def told(answer: DeskAnswer, key: str, office: Office) -> Said:
    """Return what has become of a ticket, or why nothing has."""
    # locale: desk-answer-recalled, desk-answer-no-show, desk-answer-skipped, desk-answer-transferred
    # locale: desk-answer-finished
    if answer.outcome is DeskOutcome.GONE:
        return refusal("desk-answer-gone", {"number": answer.meant})
    if answer.outcome is DeskOutcome.EARLY:
        return refusal("desk-answer-early", {"calls": office.lobby.calls_until_no_show})
    if answer.outcome is not DeskOutcome.OK or answer.ticket is None:
        return refusal("desk-answer-nobody")
    return Said(Words(key, {"number": answer.ticket.number}), number=answer.ticket.number)


def skipped(answer: DeskAnswer, office: Office) -> Said:
    """Return whether who did not come is called again, or is absent by now."""
    is_absent = answer.ticket is not None and answer.ticket.state == "no_show"
    return told(answer, "desk-answer-no-show" if is_absent else "desk-answer-skipped", office)


def completed(done: Done) -> Said:
    """Return the number for the counter."""
    return Said(Words("desk-answer-completed", {"number": done.standing.ticket.number if done.standing else "–"}))


def sent_back(application: Application) -> Said:
    """Return until when who was sent back goes first."""
    until: Value = Day(application.back_until) if application.back_until else "–"
    return Said(Words("desk-answer-sent-back", {"until": until}))


def photographed(application: Application) -> Said:
    """Return what is to be paid."""
    if not application.amount:
        return Said(Words("desk-answer-free"))
    return Said(Words("desk-answer-billed", {"fee": Money(application.amount)}))


def undone(application: Application) -> Said:
    """Return the stage to which an application has gone back."""
    # locale: stage-arrived, stage-at_cs, stage-sent_back, stage-counter, stage-at_counter, stage-awaiting_payment
    # locale: stage-bill_lapsed, stage-paid, stage-in_production, stage-ready, stage-collected, stage-expired
    stage = Words(f"stage-{application.stage}")
    return Said(Words("desk-answer-undone", {"code": application.code, "stage": stage}))


def step_refused(refused: StepRefused) -> Said:
    """Return why a step of an application was not made."""
    # locale: desk-refused-unknown, desk-refused-stage, desk-refused-no_product, desk-refused-bill_code
    # locale: desk-refused-bill_taken, desk-refused-proof, desk-refused-reason, desk-refused-papers
    # locale: desk-refused-no_lane, desk-refused-named, desk-refused-nameless, desk-refused-no_category
    # locale: desk-refused-moved
    stage: Value = Words(f"stage-{refused.stage}") if refused.stage else "–"
    return refusal(f"desk-refused-{refused.reason}", {"stage": stage, "found": _found(refused) or "–"})


def _found(refused: StepRefused) -> Value:
    """Return what a refusal names, as people call it."""
    # locale: desk-paper-payment, desk-paper-id_card, desk-paper-family_card, desk-paper-authority
    if refused.reason == "papers":
        papers = [paper for paper in refused.found.split(", ") if paper in PAPERS]
        missing = tuple(Words(f"desk-paper-{paper}") for paper in papers) or (Words("desk-collector-name"),)
        return Lines(missing, between=", ")
    return product_words(refused.found) if refused.reason == "no_product" else refused.found
