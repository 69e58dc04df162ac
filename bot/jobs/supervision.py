"""Reports on foreign nationals by the clock: whose date it is; and counts alone for the summaries."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.case_figures import added_up
from bot.choices import word_choice
from bot.jobs.mail import Letter, Mail
from bot.jobs.periods import Period
from bot.messages import ChatRef, Choice, Day, Reply, Value, Words
from bot.offices import Office
from bot.store.supervision import Reports
from bot.supervision import Report
from bot.supervision_figures import ReportFigures, figure_values

if TYPE_CHECKING:
    from bot.app import House

MOST_BUTTONS = 10
"""So many reports are named, and can be opened, in one message; the list has all."""


async def remind(house: House, office: Office, period: Period, now_ms: int) -> None:
    """Tell officers in private which of their reports are to be done by now, and all of them of nobody's."""
    reports = Reports(house.client, house.sealer)
    due = [report for report in await _open(reports, office) if report.due is not None and report.due <= period.day]
    readers = await reports.readers.of(office)
    letters = []
    for name, chat in readers.items():
        own = [report.number for report in due if report.officer == name or report.officer not in readers]
        letters += [_letter(chat, office, own, period.id)] if own else []
    await Mail(house, now_ms=now_ms).send(letters)


async def lately(house: House, office: Office, days: Sequence[date]) -> Words | None:
    """Tell what happened on some dates up to today, and how many reports are open; None for nothing at all."""
    reports = Reports(house.client, house.sealer)
    counted = await asyncio.gather(*(reports.figures(office, day, day=day) for day in days))
    figures, unfinished = added_up(ReportFigures, counted), await _open(reports, office)
    if figures == ReportFigures() and not unfinished:
        return None
    return Words("staff-reports-lately", figure_values(figures, unfinished, today=days[-1]))


async def tell_month(house: House, office: Office, month: date, *, now_ms: int) -> None:
    """Tell the staff chats about a month, if there was anything."""
    reports = Reports(house.client, house.sealer)
    figures = await reports.figures(office, month)
    if figures == ReportFigures():
        return
    today = office.local(now_ms).date()
    values = {"month": Day(month, "month"), **figure_values(figures, await _open(reports, office), today=today)}
    reply = Reply(key="staff-reports-month", values=values, idempotency_key=f"reports {month:%Y%m}")
    await Mail(house, now_ms=now_ms).tell_staff(office.code, reply)


def _letter(chat: ChatRef, office: Office, numbers: Sequence[str], once: str) -> Letter:
    shown = numbers[:MOST_BUTTONS]
    choices = (
        Choice(id=word_choice("laporan", number), label="choice-code", values={"code": number}) for number in shown
    )
    values: dict[str, Value] = {"count": str(len(numbers)), "numbers": ", ".join(shown)}
    reply = Reply(key="staff-reports-due", values=values, choices=tuple(choices), idempotency_key=once)
    return Letter(chat=chat, office=office.code, reply=reply)


async def _open(reports: Reports, office: Office) -> Sequence[Report]:
    return [report for report in await reports.all(office) if report.state != "done"]
