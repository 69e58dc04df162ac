"""What the same booking script does without the road: plain awaited redis-py calls, and our pipelined ones."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import date
from time import perf_counter

import redis.asyncio
from msgspec import Struct

from bench import people
from bench.offices import open_days
from bot.offices import Office
from bot.store import keys
from bot.store.client import Client
from bot.store.library import antrian_library
from bot.store.operations import Operation
from bot.store.places import Step

FAR_MS = 4_102_444_800_000
FAR_BASE36 = "1gcmxpmo0"
NO_LIMIT = 10**9


class Call(Struct, frozen=True):
    """A function call made ready: nothing of it is computed while the clock runs."""

    function: str
    keys: tuple[str, ...]
    args: tuple[str | bytes | int, ...]


def calls(numbers: Sequence[int], office: Office) -> list[tuple[Call, Call, Call]]:
    """Return for each person the three calls that book a place: two claims and the hold."""
    now_ms = time.time_ns() // 1_000_000
    days = open_days(office, office.local(now_ms))
    return [_booking(number, office, days, now_ms) for number in numbers]


async def awaited(url: str, jobs: Sequence[Sequence[Call]], *, concurrency: int) -> float:
    """Return jobs a second with redis-py, each call awaited by itself, `concurrency` jobs at once."""
    library = antrian_library()
    client = redis.asyncio.Redis.from_url(url, max_connections=concurrency + 8)
    await client.function_load(library.source, replace=True)
    queue = iter(jobs)

    async def work() -> None:
        for job in queue:
            for call in job:
                name = library.function_name(call.function).decode()
                await client.fcall(name, len(call.keys), *call.keys, *call.args)

    start = perf_counter()
    await asyncio.gather(*(work() for _ in range(concurrency)))
    took_s = perf_counter() - start
    await client.aclose()
    return len(jobs) / took_s


async def pipelined(client: Client, jobs: Sequence[Sequence[Call]], *, concurrency: int) -> float:
    """Return jobs a second with our client, whose calls of one tick travel together."""
    queue = iter(jobs)

    async def work() -> None:
        for job in queue:
            for call in job:
                await client.call(call.function, call.keys, *call.args)

    start = perf_counter()
    await asyncio.gather(*(work() for _ in range(concurrency)))
    return len(jobs) / (perf_counter() - start)


def _booking(number: int, office: Office, days: Sequence[date], now_ms: int) -> tuple[Call, Call, Call]:
    day = days[number % len(days)]
    step = Step(
        office=office, day=day, code=f"{number:08d}", operation=Operation(f"bench{number:08d}", now_ms), now_ms=now_ms
    )
    code, digits, line = f"{office.code}{number:08d}", f"{day:%Y%m%d}", keys.day_keys(office.code, day).wait
    sealed = b"x" * (60 + len(people.name(number)) + 29)
    claim = (code, digits[2:], FAR_BASE36, now_ms, "a", 1, 2)
    hold = (now_ms + 600_000, "12345678", 5, sealed, FAR_MS, office.version, "08:00", "regular", NO_LIMIT)
    return (
        Call("claim", keys.claim_keys(f"n{number:010d}"), claim),
        Call("claim", keys.claim_keys(f"p{number:010d}"), claim),
        Call("hold", (*step.keys(), keys.calendar(office.code), line), (*step.arguments(), *hold)),
    )
