"""What the summaries tell of reports on foreign nationals: counts alone, as others read along."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.case_figures import added_up
from bot.jobs.mail import Mail
from bot.messages import Day, Reply, Words
from bot.offices import Office
from bot.store.supervision import Reports
from bot.supervision import Report
from bot.supervision_figures import ReportFigures, figure_values

if TYPE_CHECKING:
    from bot.app import House


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


async def _open(reports: Reports, office: Office) -> Sequence[Report]:
    return [report for report in await reports.all(office) if report.state != "done"]
