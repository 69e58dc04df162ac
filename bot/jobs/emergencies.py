"""The emergency service by the clock: who is visited today, and what the summaries tell of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.case_figures import added_up
from bot.choices import word_choice
from bot.emergencies import EmergencyCase, PlannedVisit
from bot.emergency_figures import EmergencyFigures, figure_values
from bot.jobs.mail import Letter, Mail
from bot.jobs.periods import Period
from bot.messages import Choice, Day, Reply, Value, Words
from bot.offices import Office

if TYPE_CHECKING:
    from bot.app import House


async def remind(house: House, office: Office, period: Period, now_ms: int) -> None:
    """Tell the families that their team comes today, and those who go out how many visits there are, without names."""
    cases = await house.bookings.visits.emergencies.route(office, period.day)
    mail = Mail(house, now_ms=now_ms)
    await mail.send([_letter(case, case.visit) for case in cases if case.visit and case.stage == "scheduled"])
    if cases:
        route = Choice(id=word_choice("es", f"rute {period.day:%d-%m-%Y}"), label="choice-route")
        values: dict[str, Value] = {"date": Day(period.day), "count": str(len(cases))}
        reply = Reply(key="staff-route-today", values=values, choices=(route,), idempotency_key=period.id)
        await mail.tell_helpers(office.code, reply)


async def lately(house: House, office: Office, days: Sequence[date]) -> Words | None:
    """Tell what happened on some dates; None when nothing did."""
    desk = house.bookings.visits.emergencies
    counted = await asyncio.gather(*(desk.figures(office, day, day=day) for day in days))
    figures = added_up(EmergencyFigures, counted)
    return Words("staff-case-lately", figure_values(figures)) if figures != EmergencyFigures() else None


async def tell_month(house: House, office: Office, month: date, *, now_ms: int) -> None:
    """Tell those who deal with the cases about a month, if there was anything."""
    figures = await house.bookings.visits.emergencies.figures(office, month)
    if figures == EmergencyFigures():
        return
    values = {"month": Day(month, "month"), **figure_values(figures)}
    reply = Reply(key="staff-case-figures", values=values, idempotency_key=f"emergencies {month:%Y%m}")
    await Mail(house, now_ms=now_ms).tell_helpers(office.code, reply)


def _letter(case: EmergencyCase, visit: PlannedVisit) -> Letter:
    values: dict[str, Value] = {"number": case.number, "team": visit.team, "hour": visit.hour}
    key = f"visit {case.number} {visit.day:%Y%m%d}"
    reply = Reply(key="emergency-today", values=values, idempotency_key=key)
    return Letter(chat=case.chat, office=case.office, reply=reply)
