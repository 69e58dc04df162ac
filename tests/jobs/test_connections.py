"""Where the jobs wait: the Redis of the state, or one of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import Store
from bot.config import Config, JobSettings, RedisSettings
from bot.errors import ConfigError
from bot.jobs.connections import connect, open_redis
from bot.jobs.processes import run_here

CLUSTER = RedisSettings(url="redis://node:7000", cluster=True)
OWN = RedisSettings(url="redis://state:6379")


def config(tmp_path: Path, *, redis: RedisSettings, jobs: JobSettings | None = None) -> Config:
    """Return a configuration without offices."""
    jobs = jobs or JobSettings()
    return Config(offices={}, accounts=(), data_dir=tmp_path, key_file=tmp_path / "keys", redis=redis, jobs=jobs)


WHERE = {
    "that of the state": (OWN, JobSettings(), "state"),
    "one of their own": (OWN, JobSettings(url="redis://jobs:6379"), "jobs"),
    "beside a cluster": (CLUSTER, JobSettings(url="redis://jobs:6379"), "jobs"),
}


@pytest.mark.parametrize(("redis", "jobs", "host"), WHERE.values(), ids=WHERE.keys())
def test_where_jobs_wait(redis: RedisSettings, jobs: JobSettings, host: str, tmp_path: Path) -> None:
    """Jobs wait where the state is, unless they have a URL of their own."""
    settings = config(tmp_path, redis=redis, jobs=jobs)
    assert host == connect(settings, Store(settings).url).connection_pool.connection_kwargs["host"]


def test_a_cluster_is_refused(tmp_path: Path) -> None:
    """Jobs can't wait in a cluster: the error names the key and what it should be."""
    settings = config(tmp_path, redis=CLUSTER)
    with pytest.raises(ConfigError, match=r"jobs\.url: found nothing, expected a Redis of its own"):
        connect(settings, Store(settings).url)


def test_sentinel() -> None:
    """A Sentinel URL gives a client of the master that is named then, with the URL's login."""
    pool = open_redis("redis+sentinel://u:p@one:26379,two:26380/office/3").connection_pool
    assert ("office", "u", "p", 3) == (
        pool.service_name,  # type: ignore[attr-defined]  # a pool of Sentinel's
        *(pool.connection_kwargs[key] for key in ("username", "password", "db")),
    )


HERE = {
    "embedded": (RedisSettings(), "auto", True),
    "own Redis": (OWN, "auto", False),
    "own Redis, wanted": (OWN, "yes", True),
    "embedded, unwanted": (RedisSettings(), "no", False),
}


@pytest.mark.parametrize(("redis", "in_run", "expected"), HERE.values(), ids=HERE.keys())
def test_whether_run_does_them(redis: RedisSettings, in_run: str, expected: bool, tmp_path: Path) -> None:
    """`antrian run` does the jobs where it has the embedded Valkey, unless told otherwise."""
    settings = JobSettings.model_validate({"in_run": in_run})
    assert expected == run_here(config(tmp_path, redis=redis, jobs=settings))
