"""The queue of the jobs: one queue of rq, JSON only, each period in it once, and what failed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct, to_builtins
from redis import Redis
from redis.exceptions import WatchError
from rq import Queue, Retry, Worker
from rq.cron import CronScheduler
from rq.exceptions import DuplicateJobError
from rq.job import Job
from rq.registry import FailedJobRegistry, ScheduledJobRegistry
from rq.serializers import JSONSerializer

from bot.jobs.periods import Period

QUEUE = "antrian"
WORK = "bot.jobs.work.do"
TIMEOUT_S = 30 * 60
BACKOFF_S = (10, 60, 300, 1800)
"""How long a job that failed waits before each new attempt; after the last one it is listed as failed."""

FAILED_S = 30 * 24 * 3600
DONE_S = 7 * 24 * 3600
"""How long it is remembered that a period is done: longer than any is due that is done once."""


class Trouble(Struct, frozen=True, kw_only=True):
    """A job that failed; `again_at` is when it is tried again, None when it is not. `reason` names nobody.

    `office` is that of the job's meta data, whose staff are told.
    """

    id: str
    office: str
    failed_at: datetime | None
    again_at: datetime | None
    reason: str
    is_told: bool = False


class Jobs:
    """The jobs that wait, run or failed, on one Redis."""

    def __init__(self, connection: Redis) -> None:
        self.connection = connection
        self.queue = Queue(QUEUE, connection=connection, serializer=JSONSerializer, default_timeout=TIMEOUT_S)
        self._failed = FailedJobRegistry(queue=self.queue)
        self._retried = ScheduledJobRegistry(queue=self.queue)

    def put(self, periods: Iterable[Period]) -> Sequence[Period]:
        """Put periods into the queue that are neither there nor done; return them."""
        wanted = list(periods)
        done = self.connection.mget([_done_key(period.id) for period in wanted]) if wanted else []
        return [period for period, mark in zip(wanted, done, strict=True) if mark is None and self._put(period)]

    def _put(self, period: Period) -> bool:
        try:
            self.queue.enqueue(
                WORK,
                kwargs={"period": to_builtins(period)},
                job_id=period.id,
                unique=True,
                description=period.id,
                meta={"office": period.office},
                result_ttl=0,
                failure_ttl=FAILED_S,
                retry=Retry(max=len(BACKOFF_S), interval=list(BACKOFF_S)),
            )
        except DuplicateJobError:
            return False
        return True

    def is_done(self, job_id: str) -> bool:
        """Tell whether a period has been done, or given up by the operator."""
        return bool(self.connection.exists(_done_key(job_id)))

    def mark_done(self, job_id: str, *, for_s: int = DONE_S) -> None:
        """Remember for some time that a period has been done. Again is harmless."""
        self.connection.set(_done_key(job_id), "1", ex=for_s)

    def put_back_retries(self, *, now_ms: int) -> None:
        """Put the jobs back into the queue whose wait after a failure is over."""
        with self.connection.pipeline() as pipeline:
            try:
                pipeline.watch(self._retried.key)  # type: ignore[no-untyped-call]  # redis-py's own
                ids = self._retried.get_jobs_to_schedule(now_ms // 1000)
                found = Job.fetch_many(ids, connection=self.connection, serializer=JSONSerializer)
                pipeline.multi()
                for job_id, job in zip(ids, found, strict=True):
                    self._retried.remove(job_id, pipeline=pipeline)
                    if job is not None:
                        self.queue.enqueue_job(job, pipeline=pipeline)
                pipeline.execute()
            except WatchError:
                return  # another scheduler did it

    def hands(self) -> tuple[int, int]:
        """Count the workers and the schedulers that run."""
        schedulers = CronScheduler.all(self.connection, cleanup=False)
        return len(Worker.all(queue=self.queue)), len(schedulers)

    def troubles(self) -> Sequence[Trouble]:
        """Return the jobs that failed and those that are tried again later, the oldest failure first."""
        ids = [*self._failed.get_job_ids(cleanup=False), *self._retried.get_job_ids(cleanup=False)]
        found = Job.fetch_many(ids, connection=self.connection, serializer=JSONSerializer)
        return [self._trouble(job) for job in found if job is not None]

    def mark_told(self, job_id: str) -> None:
        """Remember that a job's failure has been told."""
        job = self._job(job_id)
        if job is not None:
            job.meta["told"] = True
            job.save_meta()

    def retry(self, job_id: str) -> bool:
        """Put a job that failed into the queue again; False when there is none of this id."""
        job = self._job(job_id)
        if job is None or job_id not in self._failed:
            return False
        job.meta["told"] = False
        job.save_meta()
        self._failed.requeue(job)
        return True

    def drop(self, job_id: str) -> bool:
        """Give up a job that failed or waits for a new attempt; False when there is none of this id."""
        job = self._job(job_id)
        if job is None or (job_id not in self._failed and job_id not in self._retried):
            return False
        self.mark_done(job_id)
        job.delete()
        return True

    def _job(self, job_id: str) -> Job | None:
        return Job.fetch_many([job_id], connection=self.connection, serializer=JSONSerializer)[0]

    def _trouble(self, job: Job) -> Trouble:
        is_waiting = job.id in self._retried
        return Trouble(
            id=job.id,
            office=str(job.meta.get("office", "")),
            failed_at=job.ended_at,
            again_at=self._retried.get_scheduled_time(job) if is_waiting else None,
            reason=_last_line(job) or str(job.meta.get("reason", "")),
            is_told=bool(job.meta.get("told")),
        )


def _last_line(job: Job) -> str:
    result = job.latest_result()
    lines = (result.exc_string or "").strip().splitlines() if result else []
    return lines[-1] if lines else ""


def _done_key(job_id: str) -> str:
    return f"{QUEUE}:done:{job_id}"
