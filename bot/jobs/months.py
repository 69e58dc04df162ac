"""The monthly summaries of emergency cases and of reports, each to those who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.jobs import emergencies, supervision
from bot.jobs.periods import Period
from bot.offices import Office

if TYPE_CHECKING:
    from bot.app import House


async def sum_up(house: House, office: Office, period: Period, now_ms: int) -> None:
    """Tell about a month, whose first day is the period's; what was told already is told no more."""
    await emergencies.tell_month(house, office, period.day, now_ms=now_ms)
    await supervision.tell_month(house, office, period.day, now_ms=now_ms)
