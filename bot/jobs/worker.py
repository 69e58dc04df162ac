"""The worker: rq's own, which forks for each job, with shorter patience and without its chatter."""

from __future__ import annotations

from types import TracebackType
from typing import Any

import structlog
from redis.exceptions import RedisError
from rq import Worker
from rq.executions import Execution
from rq.job import Job
from rq.serializers import JSONSerializer

from bot.jobs.errors import WorkerEnded
from bot.jobs.queues import Jobs

WORKER_TTL_S = 30
MAINTENANCE_S = 5
HEARTBEAT_S = 10
HEARTBEATS_MISSED = 3
"""After so many a job counts as abandoned by its worker and is tried again: rq's own patience is minutes."""

log = structlog.get_logger()


class JobWorker(Worker):
    """A worker of the queue; several may run at once."""

    def __init__(self, jobs: Jobs, *, heartbeat_s: int = HEARTBEAT_S, worker_ttl_s: int = WORKER_TTL_S) -> None:
        super().__init__(
            [jobs.queue],
            connection=jobs.connection,
            serializer=JSONSerializer,
            worker_ttl=worker_ttl_s,
            maintenance_interval=MAINTENANCE_S,
            job_monitoring_interval=heartbeat_s,
            exception_handlers=[note_failure],
            log_job_description=False,
        )
        self._was_asked = False

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:
        """Return for how many seconds a job counts as being worked on after a sign of life."""
        return int(self.job_monitoring_interval) * HEARTBEATS_MISSED

    def prepare_execution(self, job: Job) -> Execution:
        """Begin a job, and forget those of its executions that died.

        rq 3.0 finds their names but not them when it deletes a job that is done, and fails it for that.
        """
        self.connection.delete(job.execution_registry.key)
        return super().prepare_execution(job)

    def request_stop(self, signum: Any, frame: Any) -> None:
        """Finish what is in hand and end: what a signal asks for."""
        self._was_asked = True
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]  # rq's own

    def run(self, *, burst: bool = False) -> None:
        """Work until SIGINT or SIGTERM (burst: until nothing waits). Raises WorkerEnded when it ended otherwise."""
        self.work(burst=burst, logging_level="WARNING")
        if not burst and not self._was_asked:
            raise WorkerEnded


def note_failure(job: Job, kind: type[BaseException], error: BaseException, _traceback: TracebackType | None) -> None:
    """Log that an attempt failed, and keep the reason with the job."""
    reason = f"{kind.__name__}: {error}" if str(error) else kind.__name__
    log.warning("job.attempt_failed", job=job.id, left=job.retries_left or 0, reason=reason)
    job.meta["reason"] = reason
    try:
        job.save_meta()
    except RedisError:
        log.warning("jobs.away", doing="note a failure", problem="its reason is only here")
