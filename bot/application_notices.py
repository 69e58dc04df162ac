"""What is said about a passport on its way, stage by stage: an application in, a reply out. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from bot.bill_notices import Bill, bill_lapsed, bill_made
from bot.collection_notices import Waiting, passport_cancelled, passport_ready
from bot.desk_reasons import reason_words
from bot.messages import Day, Lines, Money, Reply, Value, Words
from bot.offices import Office
from bot.products import product_words
from bot.visit_values import Application


def stage_notice(application: Application, office: Office) -> Reply | None:
    """Return what an application's person is told when it has come to a stage; None: the place in line tells it."""
    match application.stage:
        case "sent_back":
            return _sent_back(application, office)
        case "awaiting_payment":
            return bill_made(bill_of(application, office))
        case "bill_lapsed":
            return bill_lapsed(bill_of(application, office), office)
        case "paid":
            return _paid(application)
        case "ready":
            return passport_ready(waiting_of(application, office), office)
        case "collected":
            return _collected(application)
        case "expired":
            return passport_cancelled(waiting_of(application, office), office)
    return None


def stage_reply(application: Application, office: Office) -> Reply:
    """Return what is told to who asks how far an application is."""
    if application.stage == "in_production":
        paid = Reply(key="passport-in-production", values=_payment(application))
        return paid if application.amount else _paid(application)
    values: dict[str, Value] = {
        "name": name_of(application), "code": application.code, "stage": Words(f"stage-{application.stage}")
    }  # fmt: skip
    return stage_notice(application, office) or Reply(key="application-under-way", values=values)


def corrected_notice(application: Application) -> Reply:
    """Tell that an officer has taken a step back."""
    values: dict[str, Value] = {"name": name_of(application), "stage": Words(f"stage-{application.stage}")}
    return Reply(key="application-corrected", values=values)


def bill_of(application: Application, office: Office) -> Bill:
    """Return the bill of an application that has one."""
    return Bill(
        name=name_of(application), code=application.billing_code, rupiah=application.amount,
        until=office.local(application.bill_deadline_ms).date(), product=product_words(application.product),
    )  # fmt: skip


def waiting_of(application: Application, office: Office) -> Waiting:
    """Return the passport of an application that is ready."""
    ready = office.local(application.issued_ms).date()
    until = application.collect_until or ready + timedelta(days=office.lobby.collection_days)
    return Waiting(name=name_of(application), ready=ready, until=until)


def name_of(application: Application) -> str:
    """Return whose an application is; a walk-in may be known by the code alone."""
    return application.name or application.code


def _sent_back(application: Application, office: Office) -> Reply:
    missing = Lines(tuple(Words("papers-missing", {"reason": reason_words(reason)}) for reason in application.reasons))
    values: dict[str, Value] = {"name": name_of(application), "code": application.code, "missing": missing}
    values["until"] = Day(application.back_until or office.local(application.since_ms).date())
    return Reply(key="papers-incomplete", values=values)


def _paid(application: Application) -> Reply:
    return Reply(key="payment-received" if application.amount else "payment-none", values=_payment(application))


def _payment(application: Application) -> dict[str, Value]:
    ready: date | None = application.ready_day
    return {
        "name": name_of(application), "amount": Money(application.amount), "proof": application.proof,
        "ready": Words("passport-ready-from", {"date": Day(ready)}) if ready else Words("passport-ready-soon"),
    }  # fmt: skip


def _collected(application: Application) -> Reply:
    # locale: collected-by-applicant, collected-by-family, collected-by-other
    by = Words(f"collected-by-{application.collector or 'applicant'}", {"name": application.collector_name})
    return Reply(key="passport-collected", values={"name": name_of(application), "by": by})
