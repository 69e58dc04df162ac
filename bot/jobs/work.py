"""What a worker calls for a job: opens the house, does one period, and remembers that it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing

import structlog
from msgspec import convert
from rq import get_current_job

from bot.app import House, Store, now_ms, open_house
from bot.config import Config, load
from bot.errors import AntrianError
from bot.jobs import (
    bills,
    broadcasting,
    closings,
    collections,
    emergencies,
    months,
    reminders,
    retention,
    shifts,
    summaries,
    supervision,
)
from bot.jobs.errors import JobBroken, OfficeGone
from bot.jobs.periods import AGAIN_S, JobKind, Period
from bot.jobs.queues import DONE_S, Jobs
from bot.offices import Office

Work = Callable[[House, Office, Period, int], Awaitable[None]]

WORKS: Mapping[JobKind, Work] = {
    "remind-before": reminders.remind,
    "remind-today": reminders.remind,
    "close-session": closings.close_session,
    "summary": summaries.sum_up,
    "retention": retention.look,
    "shifts": shifts.tend,
    "broadcast": broadcasting.broadcast,
    "bills": bills.follow,
    "collections": collections.follow,
    "visits": emergencies.remind,
    "deadlines": supervision.remind,
    "month": months.sum_up,
}

log = structlog.get_logger()


def do(*, period: Mapping[str, str]) -> None:
    """Do a period, unless it is done; the configuration is read anew. Raises AntrianError alone."""
    job = get_current_job()
    if job is None or job.connection is None:
        raise RuntimeError("this is called by a worker of rq")
    meant, jobs = convert(period, Period), Jobs(job.connection)
    if jobs.is_done(meant.id):
        return
    try:
        config = load()
        with closing(Store(config)) as store:
            asyncio.run(_do(meant, config, store))
    except AntrianError:
        raise
    except Exception as error:
        log.exception("job.broken", job=meant.id)
        raise JobBroken(type(error).__name__) from None
    jobs.mark_done(meant.id, for_s=AGAIN_S.get(meant.kind, DONE_S))
    log.info("job.done", job=meant.id)


async def _do(period: Period, config: Config, store: Store) -> None:
    async with open_house(config, store) as house:
        await do_in(house, period, now_ms=now_ms())


async def do_in(house: House, period: Period, *, now_ms: int) -> None:
    """Do a period in an open house, at an instant. Again says and changes nothing twice."""
    office = house.offices.get(period.office)
    if office is None:
        raise OfficeGone(period.office)
    await WORKS[period.kind](house, office, period, now_ms)
