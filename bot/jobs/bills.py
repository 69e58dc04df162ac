"""Follows the bills that nobody has paid: a reminder on the day before the last one, and an end on the day after."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import structlog
from msgspec.structs import replace

from bot.application_notices import bill_of
from bot.bill_notices import bill_lapses_soon
from bot.booking_claims import end_of
from bot.jobs.passport_mail import write_to
from bot.jobs.periods import Period
from bot.messages import Priority, Reply
from bot.offices import Office
from bot.store.operations import Operation, Stamp
from bot.visit_values import Application, StepRefused

if TYPE_CHECKING:
    from bot.app import House

log = structlog.get_logger()


async def follow(house: House, office: Office, period: Period, now_ms: int) -> None:
    """Let the bills of past days lapse, and remind of those whose last day is the one after the period's."""
    applications, today = house.bookings.visits.applications, office.local(now_ms).date()
    last = period.day + timedelta(days=1)
    until_ms = end_of(office, max(last, today))
    unpaid = await applications.at(office, "awaiting_payment", due_until_ms=until_ms)
    past = [each for each in unpaid if _last_day(office, each) < today]
    stamp = Stamp(operation=Operation(period.id, 0), now_ms=now_ms)
    for each in past:
        with suppress(StepRefused):  # it was paid meanwhile
            await applications.lapse(office, each.code, stamp)
    soon = [each for each in unpaid if _last_day(office, each) == last and last >= today]

    def reminder(application: Application) -> Reply:
        key = f"{period.id} {application.code}"
        return replace(bill_lapses_soon(bill_of(application, office)), priority=Priority.BULK, idempotency_key=key)

    await write_to(house, office, soon, reminder, now_ms=now_ms)
    log.info("bills.followed", office=office.code, lapsed=len(past), reminded=len(soon))


def _last_day(office: Office, application: Application) -> date:
    """Return the last date on which a bill can be paid: people are told a date, no hour."""
    return office.local(application.bill_deadline_ms).date()
