"""The connection of the jobs' queue: rq works on redis-py's own client, and on a single server."""

from __future__ import annotations

from redis import Redis, Sentinel
from redis.asyncio.connection import SSLConnection

from bot.config import Config
from bot.errors import ConfigError, Problem
from bot.store.targets import Target, read_target

_KEPT = ("username", "password", "db")


def connect(config: Config, url: str) -> Redis:
    """Return a client of the Redis in which jobs wait: that of the state, at `url`, or their own.

    Raises ConfigError where they have none and the state is on a cluster.
    """
    if not config.jobs.url and config.redis.cluster:
        problem = Problem(
            path="jobs.url",
            found="nothing",
            expected="a Redis of its own for the jobs, which can't wait in a cluster: redis://host:6379",
        )
        raise ConfigError([problem], source=str(config.source))
    return open_redis(config.jobs.url or url)


def open_redis(url: str) -> Redis:
    """Return a client for a URL as `read_target` takes it, of a server or of the master that Sentinel names."""
    target = read_target(url)
    return _master(target) if target.service else Redis.from_url(url)


def _master(target: Target) -> Redis:
    tls = {name: value for name, value in target.options.items() if name.startswith("ssl_")}
    if target.options.get("connection_class") is SSLConnection:
        tls["ssl"] = True
    sentinel = Sentinel(target.hosts, sentinel_kwargs=tls)  # type: ignore[no-untyped-call]  # as it is
    login = {name: value for name, value in target.options.items() if name in _KEPT}
    master: Redis = sentinel.master_for(target.service, **login, **tls)  # type: ignore[no-untyped-call]  # as it is
    return master
