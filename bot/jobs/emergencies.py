"""The emergency service by the clock: who is visited today, and what the summaries tell of it."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.choices import word_choice
from bot.emergencies import EmergencyCase, PlannedVisit
from bot.emergency_figures import EmergencyFigures, added_up, figure_values
from bot.jobs.mail import Letter, Mail
from bot.jobs.periods import Period
from bot.messages import Choice, Day, Reply, Value, Words
from bot.offices import Office

if TYPE_CHECKING:
    from bot.app import House

LONGEST_GAP = 14


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


async def lately(house: House, office: Office, day: date) -> Words | None:
    """Tell what happened since the last summary, weekends with it; None when nothing did."""
    desk = house.bookings.visits.emergencies
    figures = added_up(
        await asyncio.gather(*(desk.figures(office, each, day=each) for each in _days_since(office, day)))
    )  # fmt: skip
    return Words("staff-case-lately", figure_values(figures)) if figures != EmergencyFigures() else None


async def tell_month(house: House, office: Office, day: date, *, now_ms: int) -> None:
    """Tell those who deal with the cases about the month before, with the first summary of a month."""
    first = _days_since(office, day)[0]
    if first.month == day.month and first.day != 1:
        return
    month = (day.replace(day=1) - timedelta(days=1)).replace(day=1)
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


def _days_since(office: Office, day: date) -> list[date]:
    """Return the dates since the one that was summed up last, with this one."""
    days = [day]
    while len(days) < LONGEST_GAP and not office.sessions(days[0] - timedelta(days=1)):
        days.insert(0, days[0] - timedelta(days=1))
    return days
