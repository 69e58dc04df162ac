"""Closes a session that is over: who is still booked in it did not come, and has to wait before booking again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.jobs.periods import Period
from bot.offices import Office

if TYPE_CHECKING:
    from bot.app import House

log = structlog.get_logger()


async def close_session(house: House, office: Office, period: Period, now_ms: int) -> None:
    """Make no-shows of those who are still booked in a session."""
    absent = await house.bookings.attendance.close_session(office, period.day, period.session, now_ms=now_ms)
    log.info("session.closed", office=office.code, session=period.session, no_shows=len(absent))
