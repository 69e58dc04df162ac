"""Follows the passports that nobody has collected: reminders on some days, and an end after the last one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import structlog
from msgspec.structs import replace

from bot.application_notices import waiting_of
from bot.collection_notices import REMINDER_DAYS, passport_waits
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
    """Cancel the passports whose time is over, and remind of those for which the period's date is one to remind."""
    applications, today = house.bookings.visits.applications, office.local(now_ms).date()
    ready = await applications.at(office, "ready")
    past = [each for each in ready if each.collect_until is not None and each.collect_until < today]
    stamp = Stamp(operation=Operation(period.id, 0), now_ms=now_ms)
    for each in past:
        with suppress(StepRefused):  # it was collected meanwhile
            await applications.expire(office, each.code, stamp)
    due = [each for each in ready if each not in past and _days(office, each, period) in REMINDER_DAYS]

    def reminder(application: Application) -> Reply:
        notice = passport_waits(waiting_of(application, office), office, today=today)
        return replace(notice, priority=Priority.BULK, idempotency_key=f"{period.id} {application.code}")

    await write_to(house, office, due, reminder, now_ms=now_ms)
    log.info("collections.followed", office=office.code, expired=len(past), reminded=len(due))


def _days(office: Office, application: Application, period: Period) -> int:
    """Return how many days before the period's date a passport became ready."""
    return (period.day - office.local(application.issued_ms).date()).days
