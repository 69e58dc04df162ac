"""A broadcast over the real Telegram library to a strict platform, whose sender and whose job are killed on the way."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import structlog
from msgspec import Struct, structs

from bench import people
from bench.measures import empty_store
from bench.offices import offices, open_days
from bench.strict_telegram import TOKEN, Limits, Seen, look, strict_telegram
from bot.accounts import ConfiguredAccount
from bot.adapters import Pace
from bot.app import House, Store, open_house, road_of, services_of
from bot.booking_values import Booking
from bot.broadcasts import Audience, Broadcast, Course, Tally
from bot.commands import Book
from bot.config import Config, RedisSettings
from bot.garbage import look_seldom
from bot.jobs.broadcasting import Slice
from bot.messages import ChatRef, InboundEvent
from bot.routing import Request
from bot.store.broadcasts import Broadcasts
from bot.store.operations import Operation
from channels.telegram.adapter import CAPABILITIES, opened
from channels.telegram.settings import TelegramSettings

ACCOUNT = ConfiguredAccount(channel="telegram", name="aaa", office="AAA")
ID = "BENCH"
AT_ONCE = 200
AHEAD_MS = 200_000
"""By so much time passes for a sender that is started again: a dead one's holds last two minutes."""

LOOK_S = 0.2
SETTLING_S = 2.0
RECOVERY_S = 25.0
"""So long after a death nobody may read what people write: the dead one's turn has to run out."""

BETWEEN_SLICES_S = 3.0
"""About what the scheduler and the worker take from one slice to the next."""


class Task(Struct, frozen=True, kw_only=True):
    """What the processes work on; the keys to what is sealed are in `folder`."""

    url: str
    folder: str
    api_url: str
    per_s: int
    ahead_ms: int = 0


class Outcome(Struct, frozen=True, kw_only=True):
    """How a broadcast went."""

    recipients: int
    per_s: int
    seconds: float
    steady: float
    dead: tuple[float, float]
    seen: Seen
    tally: Tally

    @property
    def once(self) -> int:
        """Count those who got it exactly once."""
        return sum(times == 1 for times in self.seen.got.values())

    @property
    def twice(self) -> int:
        """Count those who got it more than once."""
        return sum(times > 1 for times in self.seen.got.values())


async def killed_on_the_way(
    url: str, *, recipients: int, per_s: int = 30, asking_per_s: float = 2.0
) -> Outcome:  # fmt: skip
    """Announce something to so many people; kill the sender after a third of them and the job after two."""
    limits = Limits(per_s=per_s, asking_per_s=asking_per_s)
    with TemporaryDirectory() as folder:
        async with empty_store(url), strict_telegram(limits) as api_url:
            task = Task(url=url, folder=folder, api_url=api_url, per_s=per_s)
            async with _house(task) as house:
                await _booked(house, recipients)
                return await _announced(house, task, recipients)


def written(outcome: Outcome) -> str:
    """Return the figures as a part of the page."""
    seen, tally = outcome.seen, outcome.tally
    share = outcome.steady / outcome.per_s
    return (
        f"\n## A broadcast\n\n{outcome.recipients:,} people at a platform that takes {outcome.per_s} messages in any "
        "second, and one a second to a chat, and answers\n429 to what is more; over the real aiogram, by the job's "
        "slices and the outbox. The sender was killed after a third\nof them, the job after two thirds (SIGKILL).\n\n"
        f"- Sent in {outcome.seconds:.0f} s; while nobody was dead {outcome.steady:.2f} messages a second, "
        f"{share:.1%} of what is allowed.\n- Answers 429: {seen.refused}.\n"
        f"- {outcome.once:,} got it exactly once, {outcome.twice} twice; {tally.unknown} are parked as unknown, "
        f"{tally.failed} failed.\n- {len(seen.waits):,} applicants asked something meanwhile. p95 from message to "
        f"answer: {seen.waited_p95_s(but=outcome.dead) * 1000:.0f} ms;\n  with those who asked within "
        f"{RECOVERY_S:.0f} s of the sender's death {seen.waited_p95_s() * 1000:.0f} ms.\n"
    )


async def _announced(house: House, task: Task, recipients: int) -> Outcome:
    broadcasts = Broadcasts(house.client, house.sealer)
    with _Process(_send, task) as sender, _Process(_work, task) as job:
        await _known(broadcasts)
        begun = monotonic()
        told = Broadcast(id=ID, text="Halo {nama}, sesi {sesi}.", audience=Audience(first=_day(house)))
        await broadcasts.plan("AAA", told, due_ms=_now_ms(), now_ms=_now_ms())
        before = await _until_sent(broadcasts, recipients // 3, task)
        sender.kill(structs.replace(task, ahead_ms=AHEAD_MS))
        after = await _until_sent(broadcasts, min(before.sent + task.per_s, recipients * 2 // 3), task)
        await _until_sent(broadcasts, recipients * 2 // 3, task)
        job.kill(task)
        last = await _until_sent(broadcasts, recipients - 2 * task.per_s, task)
        course = await _ended(broadcasts)
        seen = await look(task.api_url)
    return Outcome(
        recipients=course.total, per_s=task.per_s, seconds=monotonic() - begun, seen=seen,
        dead=(before.at, before.at + RECOVERY_S),
        steady=_steady(seen, before=before.at, after=after.at, last=last.at),
        tally=await broadcasts.tally("AAA", ID),
    )  # fmt: skip


class _Mark(Struct, frozen=True):
    """When so many had been sent, by the platform's clock."""

    at: float
    sent: int


class _Process:
    """A process that is killed and started again."""

    def __init__(self, run: Callable[[Task], None], task: Task) -> None:
        self._run = run
        self._process = self._started(task)

    def __enter__(self) -> _Process:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()

    def kill(self, then: Task) -> None:
        """Kill it, and start another one."""
        self._process.kill()
        self._process.join()
        self._process = self._started(then)

    def _started(self, task: Task) -> BaseProcess:
        process = multiprocessing.get_context("spawn").Process(target=self._run, args=(task,), daemon=True)
        process.start()
        return process


def _steady(seen: Seen, *, before: float, after: float, last: float) -> float:
    """Return the rate before the sender was killed and from when its successor was at work, taken together."""
    first = seen.taken_at[0] + SETTLING_S
    one, two = before - first, last - after
    return (seen.rate(first, before) * one + seen.rate(after, last) * two) / (one + two)


async def _until_sent(broadcasts: Broadcasts, count: int, task: Task) -> _Mark:
    while True:
        tally = await broadcasts.tally("AAA", ID)
        if tally.done >= count:
            return _Mark((await look(task.api_url)).now, tally.done)
        await asyncio.sleep(LOOK_S)


async def _ended(broadcasts: Broadcasts) -> Course:
    while True:
        course = await broadcasts.find("AAA", ID)
        if course is not None and course.status == "done":
            return course
        await asyncio.sleep(LOOK_S)


async def _known(broadcasts: Broadcasts) -> None:
    """Wait until the account is served."""
    while True:
        if await broadcasts.abilities("telegram:aaa") is not None:
            return
        await asyncio.sleep(LOOK_S)


@asynccontextmanager
async def _house(task: Task) -> AsyncIterator[House]:
    """Open an office on the store, with keys that all the processes have."""
    folder = Path(task.folder)
    config = Config(
        offices=offices(1, places=100_000), accounts=(ACCOUNT,), data_dir=folder, key_file=folder / "keys",
        redis=RedisSettings(url=task.url),
    )  # fmt: skip
    async with open_house(config, Store(config)) as house:
        yield house


async def _booked(house: House, count: int) -> None:
    day, numbers = _day(house), range(1, count + 1)
    for start in range(0, count, AT_ONCE):
        await asyncio.gather(*(_book(house, n, day) for n in numbers[start : start + AT_ONCE]))


def _day(house: House) -> date:
    office = house.offices["AAA"]
    return open_days(office, office.local(_now_ms()))[0]


async def _book(house: House, number: int, day: date) -> None:
    office, phone = house.offices["AAA"], people.phone(number)
    chat = ChatRef("telegram", "aaa", str(number))
    event = InboundEvent(chat=chat, office="AAA", message_id="1", phone=phone)
    request = Request(
        event=event, operation=Operation(f"bench{number}", 1), office=office, offices=house.offices, language="id",
        phone=phone, now_ms=_now_ms(), bookings=house.bookings,
    )  # fmt: skip
    wish = Book(name=people.name(number), birth_date=people.birth_date(number), service_date=day)
    held = await house.bookings.hold(request, wish)
    assert isinstance(held, Booking), held
    await house.bookings.confirm(
        structs.replace(request, operation=Operation(f"bench{number}", 2)), approval="", code=held.code
    )


def _send(task: Task) -> None:
    asyncio.run(_sending(task))


async def _sending(task: Task) -> None:
    """Run the road with the account until killed."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    pace = Pace(burst=task.per_s, interval_ms=-(-1000 // task.per_s), window_ms=1000)
    can = structs.replace(CAPABILITIES, account_pace=pace)
    settings = TelegramSettings.model_validate({"token": TOKEN, "api_url": task.api_url})
    async with _house(task) as house:
        road = road_of(house, clock=lambda: _now_ms() + task.ahead_ms)
        async with opened(ACCOUNT, settings, services_of(house, road), capabilities=can) as adapter:
            road.add(adapter)
            look_seldom()
            await road.run(asyncio.Event())


def _work(task: Task) -> None:
    asyncio.run(_working(task))


async def _working(task: Task) -> None:
    """Do slices of the broadcast until killed, as a worker does them."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    async with _house(task) as house:
        while True:
            await Slice(house, house.offices["AAA"], ID, clock=_now_ms).run()
            await asyncio.sleep(BETWEEN_SLICES_S)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
