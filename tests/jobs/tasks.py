"""What workers do in tests, and a worker as a process: `python -m tests.jobs.tasks <url> burst|stay`."""

from __future__ import annotations

import os
import sys

from redis import Redis
from rq import get_current_job

from bot.jobs.connections import open_redis
from bot.jobs.queues import Jobs
from bot.jobs.worker import JobWorker

PATIENCE_S = 10


def wait() -> None:
    """Tell that it has begun, wait to be let go, and tell that it is done."""
    connection = connection_of_job()
    connection.rpush("started", os.getpid())
    connection.blpop(["go"], PATIENCE_S)
    connection.rpush("finished", os.getpid())


def connection_of_job() -> Redis:
    """Return the connection of the worker that does this."""
    job = get_current_job()
    assert job is not None
    return job.connection


if __name__ == "__main__":
    JobWorker(Jobs(open_redis(sys.argv[1])), heartbeat_s=1, worker_ttl_s=16).run(burst=sys.argv[2] == "burst")
