"""`antrian check`: looks at everything that a run needs, and says of each point how it is and what to do."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Literal

from msgspec import Struct
from redis.exceptions import RedisError

from bot.accounts import ConfiguredAccount, plug_in
from bot.config import Config, RedisSettings
from bot.engine.wording import Lexicon
from bot.errors import AntrianError, ConfigError
from bot.jobs.connections import connect
from bot.jobs.queues import Jobs
from bot.media_settings import open_blobs
from bot.plugins import find_routes, installed_plugins, locale_folders
from bot.store.blobs import Blobs
from bot.store.calendars import Calendars
from bot.store.client import Client, open_client
from bot.store.embedded import open_embedded
from bot.store.errors import StoreError

LEAST = {"Redis": (7, 0), "Valkey": (7, 2)}
MOST_SKEW_S = 2.0
PATIENCE_S = 5.0

Clock = Callable[[], float]


class Finding(Struct, frozen=True, kw_only=True):
    """How one point is, and what to do about it if it isn't well."""

    point: str
    state: Literal["well", "doubtful", "wrong"]
    sentence: str

    def __str__(self) -> str:
        """Return it in one line."""
        mark = {"well": "✓", "doubtful": "!", "wrong": "✗"}[self.state]
        return f"{mark} {self.point}: {self.sentence}"


def examine(config: Config, *, clock: Clock = time.time) -> Iterator[Finding]:
    """Look at the configuration, the plugins, the accounts, where files lie, Redis and the clock, in this order.

    With the embedded Valkey it starts the server for as long as it looks, or joins the one that runs.
    """
    yield well("configuration", f"{config.source} is right; offices: {', '.join(config.offices)}")
    if config.is_trial:
        yield doubtful("configuration", "a trial: numbers are believed; add a WhatsApp or Telegram account")
    yield from plugin_findings()
    for account in config.accounts:
        yield from account_findings(account)
    yield from helper_findings(config)
    folder = folder_finding(config.data_dir)
    yield folder
    if config.media.store == "s3":
        yield asyncio.run(media_finding(open_blobs(config.media, folder=config.data_dir)))
    if folder.state == "wrong" and not config.redis.url:
        return
    yield from _store_findings(config, clock)


def plugin_findings() -> Iterator[Finding]:
    """Tell whether what other packages bring goes together with ours; silent where there are none."""
    try:
        find_routes()
        Lexicon(locale_folders())
    except AntrianError as error:
        yield wrong("plugins", str(error))
    else:
        if installed := installed_plugins():
            yield well("plugins", ", ".join(installed))


def account_findings(account: ConfiguredAccount) -> Iterator[Finding]:
    """Tell whether an account's channel is installed and takes its options."""
    point = f"account {account.channel}/{account.name}"
    try:
        plug_in([account])
    except ConfigError as error:
        for problem in error.problems:
            yield wrong(point, str(problem))
    else:
        yield well(point, f"speaks for {account.office}")


def helper_findings(config: Config) -> Iterator[Finding]:
    """Name the offices where nobody would hear of an emergency request; a trial has no staff."""
    heard = {each.office for each in config.accounts if each.staff_chat or each.emergency_chat}
    for code in config.offices if not config.is_trial else ():
        if code not in heard:
            sentence = "#darurat is not offered, as nobody would hear of it; set staff_chat or emergency_chat"
            yield doubtful(f"emergency service {code}", sentence)


def folder_finding(folder: Path) -> Finding:
    """Tell whether everything that is kept can be written to its folder."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return wrong("data folder", f"{folder} can't be written; change data_dir, or the rights of {there}")
    return well("data folder", f"{folder}" if there == folder else f"{folder} is made at the first start")


async def media_finding(blobs: Blobs) -> Finding:
    """Put a file where those of cases are to lie, read it, and delete it again."""
    name = f"check/{secrets.token_hex(8)}"
    try:
        await blobs.put(name, b"antrian check")
        await blobs.get(name)
        await blobs.delete(name)
    except StoreError as error:
        return wrong("media", str(error))
    return well("media", "files of cases can be written, read and deleted")


def _store_findings(config: Config, clock: Clock) -> Iterator[Finding]:
    with ExitStack() as stack:
        try:
            url = config.redis.url or stack.enter_context(open_embedded(config.data_dir)).url
            yield from asyncio.run(_ask(url, config, clock))
            if config.redis.url:
                yield from jobs_findings(config)
        except (AntrianError, RedisError) as error:
            yield wrong("redis", str(error))


async def _ask(url: str, config: Config, clock: Clock) -> list[Finding]:
    settings = config.redis
    patience_s = min(PATIENCE_S, settings.give_up_s)
    async with open_client(url, cluster=settings.cluster, give_up_s=patience_s) as client:
        facts = read_info(await client.execute("INFO"))
        calendars = await calendar_findings(client, config.offices)
        return [*redis_findings(facts, settings), await clock_finding(client, clock), *calendars]


def redis_findings(facts: Mapping[str, str], settings: RedisSettings) -> Iterator[Finding]:
    """Judge a server by what its INFO says."""
    kind = "Valkey" if "valkey_version" in facts else "Redis"
    version = facts.get(f"{kind.lower()}_version", "")
    least = LEAST[kind]
    if _numbers(version) < least:
        yield wrong("redis", f"{kind} {version} is too old; install {kind} {least[0]}.{least[1]} or later")
    else:
        yield well("redis", f"{kind} {version}")
    if (facts.get("redis_mode") == "cluster") != settings.cluster:
        is_one = "is" if not settings.cluster else "is not"
        yield wrong("redis", f"the server {is_one} part of a cluster; set redis.cluster accordingly")
    unsafe = doubtful if settings.allow_unsafe else wrong
    policy = facts.get("maxmemory_policy", "noeviction")
    if facts.get("maxmemory", "0") != "0" and policy != "noeviction":
        yield unsafe("redis memory", f"may drop bookings ({policy}); set maxmemory-policy noeviction")
    else:
        yield well("redis memory", "nothing is dropped")
    if facts.get("aof_enabled") == "1":
        yield well("redis persistence", "each write goes to the append-only file")
    else:
        yield unsafe("redis persistence", "a crash loses bookings; set appendonly yes, appendfsync always")


async def calendar_findings(client: Client, offices: Iterable[str]) -> Sequence[Finding]:
    """Name the offices whose staff have changed what the configuration says."""
    versions = {code: await Calendars(client).version(code) for code in offices}
    sentence = "the staff have changed it {} times; what they changed goes before the configuration (/sesi, /riwayat)"
    return [well(f"calendar {code}", sentence.format(times)) for code, times in versions.items() if times]


def jobs_findings(config: Config) -> Iterator[Finding]:
    """Tell whether somebody does the jobs and what failed, on a Redis of one's own. Raises ConfigError, RedisError."""
    with closing(connect(config, config.redis.url)) as connection:
        jobs = Jobs(connection)
        workers, schedulers = jobs.hands()
        failed = len(jobs.troubles())
    if workers and schedulers:
        yield well("jobs", f"workers: {workers}, schedulers: {schedulers}")
    else:
        missing = " and ".join(
            f"antrian {verb}" for verb, n in (("worker", workers), ("scheduler", schedulers)) if not n
        )
        yield doubtful("jobs", f"no reminder and no summary goes out; start {missing}")
    if failed:
        yield doubtful("jobs", f"failed: {failed}; antrian jobs names them")


async def clock_finding(client: Client, clock: Clock) -> Finding:
    """Compare the server's clock with ours."""
    before = clock()
    seconds, micros = await client.execute("TIME")
    skew_s = int(seconds) + int(micros) / 1e6 - (before + clock()) / 2
    if abs(skew_s) > MOST_SKEW_S:
        ahead = "ahead of" if skew_s > 0 else "behind"
        sentence = f"Redis' clock is {abs(skew_s):.1f} s {ahead} ours; run a time service (NTP) on both machines"
        return wrong("clock", sentence)
    return well("clock", f"{abs(skew_s):.1f} s from Redis' clock")


def read_info(reply: bytes) -> dict[str, str]:
    """Read INFO's reply, `key:value` a line."""
    lines = (line.partition(":") for line in reply.decode(errors="replace").splitlines())
    return {key: value for key, colon, value in lines if colon}


def well(point: str, sentence: str) -> Finding:
    """Return a finding that asks for nothing."""
    return Finding(point=point, state="well", sentence=sentence)


def doubtful(point: str, sentence: str) -> Finding:
    """Return a finding that one may live with."""
    return Finding(point=point, state="doubtful", sentence=sentence)


def wrong(point: str, sentence: str) -> Finding:
    """Return a finding with which no office should be served."""
    return Finding(point=point, state="wrong", sentence=sentence)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:2])
