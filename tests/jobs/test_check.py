"""`antrian check` on a Redis of one's own: whether somebody does the jobs, and what failed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rq import Worker

from bot.check import jobs_findings
from bot.config import Config, RedisSettings
from bot.jobs.queues import Jobs
from bot.jobs.scheduler import Scheduler
from tests.jobs.people import OFFICE
from tests.jobs.test_queues import failed


@pytest.fixture
def at_work(jobs: Jobs) -> Iterator[None]:
    """Let a worker and a scheduler be there."""
    worker = Worker(jobs.queue, connection=jobs.connection)
    scheduler = Scheduler(jobs, offices=lambda: {OFFICE.code: OFFICE}, tell=lambda trouble: None, clock=lambda: 0)
    worker.register_birth()
    scheduler.register_birth()
    yield
    worker.register_death()
    scheduler.register_death()


def told(url: str, folder: Path) -> list[str]:
    """Return what is found."""
    config = Config(
        offices={OFFICE.code: OFFICE}, accounts=(), data_dir=folder, key_file=folder / "keys",
        redis=RedisSettings(url=url),
    )  # fmt: skip
    return [str(finding) for finding in jobs_findings(config)]


def test_nobody_does_the_jobs(jobs: Jobs, valkey: str, tmp_path: Path) -> None:
    """Without a worker and a scheduler no reminder goes out: both are named."""
    assert ["! jobs: no reminder and no summary goes out; start antrian worker and antrian scheduler"] == told(
        valkey, tmp_path
    )


@pytest.mark.usefixtures("at_work")
def test_somebody_does_them(jobs: Jobs, valkey: str, tmp_path: Path) -> None:
    """With both all is well, but for what failed."""
    assert ["✓ jobs: workers: 1, schedulers: 1"] == told(valkey, tmp_path)
    failed(jobs)
    assert ["✓ jobs: workers: 1, schedulers: 1", "! jobs: failed: 1; antrian jobs names them"] == told(valkey, tmp_path)
