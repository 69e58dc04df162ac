"""What the verbs `worker`, `scheduler` and `jobs` do."""

from __future__ import annotations

import asyncio
import math
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

import structlog

from bot.app import House, Store, now_ms, open_house
from bot.config import Config
from bot.errors import AntrianError
from bot.jobs.connections import connect
from bot.jobs.mail import Mail
from bot.jobs.periods import Period
from bot.jobs.queues import Jobs, Trouble
from bot.jobs.scheduler import Scheduler
from bot.jobs.worker import JobWorker
from bot.messages import Reply
from bot.offices import Office
from bot.store.broadcasts import Broadcasts

FRESH_S = 60.0

log = structlog.get_logger()


def work(config: Config) -> None:
    """Work on the jobs until SIGINT or SIGTERM."""
    os.environ["ANTRIAN_CONFIG"] = str(config.source)  # each job reads the configuration anew
    with _opened(config) as (jobs, _):
        JobWorker(jobs).run()


def schedule(config: Config) -> None:
    """Put what is due into the queue until SIGINT or SIGTERM."""
    with _opened(config) as (jobs, store):
        Scheduler(
            jobs,
            offices=FreshOffices(config, store).read,
            announced=Announced(config, store).read,
            tell=lambda trouble: asyncio.run(tell_staff(config, store, trouble)),
            clock=now_ms,
        ).run()


def troubles(config: Config) -> Sequence[Trouble]:
    """Return the jobs that failed or are tried again later."""
    with _opened(config) as (jobs, _):
        return jobs.troubles()


def retry(config: Config, ids: Sequence[str]) -> Sequence[str]:
    """Try failed jobs again; return the ids of which there is none."""
    return _unknown(config, ids, lambda jobs, job_id: jobs.retry(job_id))


def drop(config: Config, ids: Sequence[str]) -> Sequence[str]:
    """Give up jobs that failed; return the ids of which there is none."""
    return _unknown(config, ids, lambda jobs, job_id: jobs.drop(job_id))


def _unknown(config: Config, ids: Sequence[str], change: Callable[[Jobs, str], bool]) -> Sequence[str]:
    with _opened(config) as (jobs, _):
        return [job_id for job_id in ids if not change(jobs, job_id)]


class FreshOffices:
    """The offices as the staff's calendars have made them, not older than a minute where the store answers."""

    def __init__(self, config: Config, store: Store, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._config = config
        self._store = store
        self._offices: Mapping[str, Office] = config.offices
        self._read_at = -math.inf

    def read(self) -> Mapping[str, Office]:
        """Return the offices, read anew when they are a minute old."""
        if self._clock() - self._read_at < FRESH_S:
            return self._offices
        try:
            self._offices = asyncio.run(self._live())
        except AntrianError as error:
            log.warning("jobs.away", doing="read the calendars", problem=str(error))
        self._read_at = self._clock()
        return self._offices

    async def _live(self) -> Mapping[str, Office]:
        async with open_house(self._config, self._store) as house:
            return dict(house.offices)


class Announced:
    """What the staff have begun: broadcasts that have not ended, and dates whose people are yet to answer."""

    def __init__(self, config: Config, store: Store) -> None:
        self._config = config
        self._store = store

    def read(self) -> Sequence[Period]:
        """Return a slice of each broadcast, and each office with shifts; none while the store does not answer."""
        try:
            return asyncio.run(self._due())
        except AntrianError as error:
            log.warning("jobs.away", doing="look for what the staff have begun", problem=str(error))
            return ()

    async def _due(self) -> Sequence[Period]:
        at_ms = now_ms()
        async with open_house(self._config, self._store) as house:
            broadcasts = Broadcasts(house.client, house.sealer)
            found = await asyncio.gather(*(broadcasts.due(code, now_ms=at_ms) for code in house.offices))
            slices = [
                Period("broadcast", code, house.offices[code].local(at_ms).date(), subject=id)
                for code, due in zip(house.offices, found, strict=True)
                for id in due
            ]
            return [*slices, *await _shifts(house, at_ms)]


async def _shifts(house: House, at_ms: int) -> Sequence[Period]:
    """Return the offices with dates that were moved or closed while all is not over; each hour has a job of its own."""
    offices = tuple(house.offices.values())
    busy = await asyncio.gather(*(house.bookings.shifts.are_under_way(office.code) for office in offices))
    hours = [office.local(at_ms) for office in offices]
    return [
        Period("shifts", office.code, hour.date(), f"{hour:%H}:00")
        for office, hour, is_busy in zip(offices, hours, busy, strict=True)
        if is_busy
    ]


async def tell_staff(config: Config, store: Store, trouble: Trouble) -> None:
    """Tell the staff of its office that a job has failed, once."""
    reply = Reply(key="job-failed", values={"job": trouble.id}, idempotency_key=f"job-failed {trouble.id}")
    async with open_house(config, store) as house:
        await Mail(house, now_ms=now_ms()).tell_staff(trouble.office, reply)


@contextmanager
def _opened(config: Config) -> Iterator[tuple[Jobs, Store]]:
    with closing(Store(config)) as store, closing(connect(config, store.url)) as connection:
        yield Jobs(connection), store
