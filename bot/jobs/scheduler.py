"""The scheduler: rq's cron loop, which looks every few seconds at what is due, for each office in its own time.

Several may run at once: a period is in the queue once, and one that is done is remembered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping

import structlog
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError
from rq.cron import CronJob, CronScheduler

from bot.errors import AntrianError
from bot.jobs.periods import Period, due
from bot.jobs.queues import Jobs, Trouble
from bot.offices import Office

LOOK_S = 5.0
AWAY_S = 2.0

log = structlog.get_logger()


class Scheduler(CronScheduler):
    """rq's cron scheduler, with our own periods in place of its cron lines.

    Those know one time zone, forget what was due while the machine was off, and enqueue pickles.
    `announced` gives what the staff have asked for, to be put beside what is due by the offices' hours.
    `tell` is called once for each job that has failed for good.
    """

    def __init__(
        self,
        jobs: Jobs,
        *,
        offices: Callable[[], Mapping[str, Office]],
        announced: Callable[[], Iterable[Period]] = tuple,
        tell: Callable[[Trouble], None],
        clock: Callable[[], int],
    ) -> None:
        super().__init__(connection=jobs.connection)
        self._jobs = jobs
        self._offices = offices
        self._announced = announced
        self._tell = tell
        self._clock = clock

    def enqueue_jobs(self) -> list[CronJob]:
        """Put what is due into the queue, and tell of what has failed. rq's own cron lines: none."""
        self._jobs.put_back_retries(now_ms=self._clock())
        for period in self._jobs.put([*self._due(), *self._announced()]):
            log.info("job.queued", job=period.id)
        for trouble in self._jobs.troubles():
            if trouble.again_at is None and not trouble.is_told:
                self._told(trouble)
        return []

    def calculate_sleep_interval(self) -> float:
        """Return how long to wait before the next look."""
        return LOOK_S

    def run(self) -> None:
        """Look until SIGINT or SIGTERM; while Redis is away, wait for it."""
        while True:
            try:
                self.start()  # type: ignore[no-untyped-call]  # rq's own
            except (RedisConnectionError, RedisTimeoutError) as error:
                log.warning("jobs.away", doing="schedule", problem=type(error).__name__)
                time.sleep(AWAY_S)
            else:
                return

    def _told(self, trouble: Trouble) -> None:
        """Tell of a job that failed; while the store does not take that, it is told at a later look."""
        log.error("job.failed", job=trouble.id, reason=trouble.reason)
        try:
            self._tell(trouble)
        except AntrianError as error:
            log.warning("jobs.away", doing="tell of a job that failed", problem=str(error))
        else:
            self._jobs.mark_told(trouble.id)

    def _due(self) -> list[Period]:
        now_ms = self._clock()
        return [period for office in self._offices().values() for period in due(office, office.local(now_ms))]
