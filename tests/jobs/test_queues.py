"""Periods in the queue: each once, retried with backoff, then listed until somebody decides. Over real rq workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from rq import Retry

from bot.errors import StoreUnavailable
from bot.jobs.connections import open_redis
from bot.jobs.periods import Period
from bot.jobs.queues import BACKOFF_S, Jobs, Trouble
from bot.jobs.scheduler import Scheduler
from tests.jobs.people import OFFICE
from tests.jobs.tasks import PATIENCE_S
from tests.offices import MONDAY, instant

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "config.example.toml"
SUMMARY = Period("summary", "CBN", MONDAY)
STRANGE = Period("summary", "XYZ", MONDAY)  # of an office that the example does not have
EVENING_MS = instant(MONDAY, OFFICE.job_hours.summary) if OFFICE.job_hours.summary else 0

Work = Callable[[], str]


@contextmanager
def worker(url: str, how: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Run a worker; whatever is left of it ends with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.tasks", url, how],
        cwd=ROOT,
        env=os.environ | variables,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def work(valkey: str, tmp_path: Path) -> Work:
    """Return a function that lets a worker do what waits, and returns what it reports."""

    def done() -> str:
        variables = {"ANTRIAN_CONFIG": str(EXAMPLE), "ANTRIAN_REDIS_URL": valkey, "ANTRIAN_DATA_DIR": str(tmp_path)}
        with worker(valkey, "burst", **variables) as process:
            return process.communicate(timeout=PATIENCE_S)[1]

    return done


# --- once ------------------------------------------------------------------------------------------------


def test_a_period_is_queued_once(jobs: Jobs) -> None:
    """What waits is not put in again."""
    assert [SUMMARY] == jobs.put([SUMMARY])
    assert [] == jobs.put([SUMMARY])
    assert [SUMMARY.id] == jobs.queue.job_ids


def test_a_period_is_done_once(jobs: Jobs, work: Work) -> None:
    """What has been done leaves nothing behind but the mark that it is done, and is not put in again."""
    jobs.put([SUMMARY])
    work()
    assert [] == jobs.troubles()
    assert [] == jobs.put([SUMMARY])
    assert not jobs.connection.exists(f"rq:job:{SUMMARY.id}")
    assert 0 < int(jobs.connection.ttl(f"antrian:done:{SUMMARY.id}")) <= 7 * 24 * 3600


def test_no_pickles(jobs: Jobs) -> None:
    """What waits is JSON, which can do nothing but be read; it names a period, and no person."""
    jobs.put([SUMMARY])
    data = jobs.connection.hget(f"rq:job:{SUMMARY.id}", "data")
    assert isinstance(data, bytes)
    function, _, _, arguments = json.loads(zlib.decompress(data))
    assert ("bot.jobs.work.do", {"period"}) == (function, arguments.keys())
    assert ["summary", "CBN", "2099-11-30", "", ""] == list(arguments["period"].values())


def put_many(url: str, start: str) -> int:
    """Put the same fifty periods in as soon as all are let go; return how many were new."""
    jobs = Jobs(open_redis(url))
    jobs.connection.blpop([start], PATIENCE_S)
    return len(jobs.put([Period("retention", "CBN", MONDAY + timedelta(days=n)) for n in range(50)]))


def test_schedulers_race(jobs: Jobs, valkey: str) -> None:
    """Four processes that put the same periods in at once queue each of them once."""
    with get_context("spawn").Pool(4) as pool:
        running = [pool.apply_async(put_many, (valkey, f"start-{n}")) for n in range(4)]
        for n in range(4):
            jobs.connection.rpush(f"start-{n}", "go")
        assert 50 == sum(each.get(PATIENCE_S) for each in running)
    assert 50 == len(set(jobs.queue.job_ids)) == len(jobs.queue.job_ids)


# --- what fails ------------------------------------------------------------------------------------------


def test_a_failing_job_is_tried_again_then_listed(jobs: Jobs, work: Work) -> None:
    """Each failure is followed by a longer wait; after the last the job is listed with the reason."""
    jobs.put([STRANGE])
    for wait_s in BACKOFF_S:
        work()
        (trouble,) = jobs.troubles()
        assert trouble.again_at is not None
        assert trouble.failed_at is not None
        assert wait_s - 2 <= (trouble.again_at - trouble.failed_at).total_seconds() <= wait_s + 1
        assert "OfficeGone: the office XYZ is not in the configuration" in trouble.reason
        again_ms = int(trouble.again_at.timestamp() * 1000)
        jobs.put_back_retries(now_ms=again_ms - 1000)
        assert [] == jobs.queue.job_ids
        jobs.put_back_retries(now_ms=again_ms)
        assert [STRANGE.id] == jobs.queue.job_ids
    assert "OfficeGone" in work()
    (trouble,) = jobs.troubles()
    assert (STRANGE.id, "XYZ", None) == (trouble.id, trouble.office, trouble.again_at)
    assert "OfficeGone: the office XYZ" in trouble.reason


def failed(jobs: Jobs) -> None:
    """Put a period in as one that has failed for good."""
    jobs.put([STRANGE])
    job = jobs.queue.fetch_job(STRANGE.id)
    assert job is not None
    jobs.queue.remove(job)
    jobs.queue.failed_job_registry.add(job, exc_string="Traceback …\nOfficeGone: the office XYZ")


def test_a_failed_job_is_not_queued_by_itself(jobs: Jobs) -> None:
    """What has failed for good waits for somebody's decision."""
    failed(jobs)
    assert [] == jobs.put([STRANGE])


def test_retry(jobs: Jobs) -> None:
    """An operator's retry puts a failed job into the queue again; one that has not failed can't be retried."""
    failed(jobs)
    assert jobs.retry(STRANGE.id)
    assert ([STRANGE.id], []) == (jobs.queue.job_ids, jobs.troubles())
    assert not jobs.retry(STRANGE.id)
    assert not jobs.retry("unknown")


def test_drop(jobs: Jobs) -> None:
    """A job that an operator drops is gone, and is not put in again; one that waits can't be dropped."""
    jobs.put([SUMMARY])
    failed(jobs)
    assert [True, False, False, False] == [jobs.drop(each) for each in (STRANGE.id, STRANGE.id, SUMMARY.id, "unknown")]
    assert ([], []) == (jobs.troubles(), jobs.put([STRANGE]))


def scheduler(jobs: Jobs, told: list[Trouble], *, now_ms: int = EVENING_MS) -> Scheduler:
    """Return a scheduler for the office of the tests."""
    return Scheduler(jobs, offices=lambda: {OFFICE.code: OFFICE}, tell=told.append, clock=lambda: now_ms)


def test_a_failure_is_told_once(jobs: Jobs) -> None:
    """Whoever looks first tells of a failed job, and nobody again; after an operator's retry it is news again."""
    failed(jobs)
    told: list[Trouble] = []
    for _ in range(2):
        scheduler(jobs, told).enqueue_jobs()
    assert [STRANGE.id] == [trouble.id for trouble in told]
    jobs.retry(STRANGE.id)
    jobs.queue.empty()
    failed(jobs)
    scheduler(jobs, told).enqueue_jobs()
    assert 2 == len(told)


def test_a_failure_that_can_not_be_told_yet(jobs: Jobs) -> None:
    """While the store takes no message the scheduler goes on, and tells of a failed job at a later look."""
    failed(jobs)
    told: list[Trouble] = []

    def away(trouble: Trouble) -> None:
        raise StoreUnavailable(waited_s=30, cause="TimeoutError")

    silent = Scheduler(jobs, offices=lambda: {OFFICE.code: OFFICE}, tell=away, clock=lambda: EVENING_MS)
    silent.enqueue_jobs()
    scheduler(jobs, told).enqueue_jobs()
    assert [STRANGE.id] == [trouble.id for trouble in told]


def test_what_is_due_is_queued(jobs: Jobs) -> None:
    """A look puts in what is due in the office's time, also what was due while nothing ran."""
    scheduler(jobs, []).enqueue_jobs()
    day = "CBN_20991130"
    closings = [f"close-session_{day}_0800", f"close-session_{day}_1000"]
    wanted = [*closings, "remind-before_CBN_20991201", f"retention_{day}", f"summary_{day}"]
    put_in = sorted(jobs.queue.job_ids)
    assert wanted == [job for job in put_in if not job.startswith(("bills", "collections", "visits"))]
    assert {f"bills_{day}", f"collections_{day}"} <= set(put_in)


def test_a_killed_workers_job_is_done_by_another(jobs: Jobs, valkey: str) -> None:
    """When a worker and its job are killed, another worker takes the job within seconds, and it is done once."""
    job = jobs.queue.enqueue("tests.jobs.tasks.wait", retry=Retry(max=1), result_ttl=0)
    with worker(valkey, "stay") as first:
        begun = jobs.connection.blpop(["started"], PATIENCE_S)
        assert begun is not None
        first.kill()
        os.kill(int(begun[1]), signal.SIGKILL)
    with worker(valkey, "stay") as second:
        assert jobs.connection.blpop(["started"], PATIENCE_S)
        jobs.connection.rpush("go", "1")
        assert jobs.connection.blpop(["finished"], PATIENCE_S)
        second.terminate()
        assert 0 == second.wait(PATIENCE_S)
    assert 0 == jobs.connection.exists("started", "finished", job.key)
