"""An hour's traffic through one adapter on a whole road, while its platform and the inbox fail now and then."""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import linear_regression

from msgspec import Struct
from msgspec.structs import replace

from bot.adapters import Accept, Capabilities
from bot.commands import Unclear
from bot.errors import StoreUnavailable
from bot.messages import ChatRef, InboundEvent, Reply
from bot.routing import Request, Routes
from bot.store.client import Client
from tests.channels.soak.ledger import Ledger
from tests.channels.soak.platforms import CUT_OFF, SWAPPED, TWICE, Open, Plan, Platform
from tests.journeys.roads import Clock, Town, left_overs, running, town
from tests.journeys.test_same_script import services_of

AWAY, TAKEN = "inbox away", "inbox's answer lost"
PAGE = os.sysconf("SC_PAGE_SIZE")
SAMPLE_EVERY = 50


class Figures(Struct, frozen=True, kw_only=True):
    """What a soak came to. `memory`: bytes by messages handed over; `unshown` of the parked had not been delivered."""

    messages: int
    seconds: float
    faults: Counter[str]
    parked: int
    unshown: int
    memory: Sequence[tuple[int, int]]

    @property
    def left_behind(self) -> float:
        """Return by how many bytes memory has grown with each message, after the first quarter."""
        settled = [sample for sample in self.memory if sample[0] >= self.messages / 4]
        return linear_regression(*zip(*settled, strict=True)).slope

    def __str__(self) -> str:
        first, last = self.memory[0][1], self.memory[-1][1]
        faults = ", ".join(f"{kind} {count}" for kind, count in sorted(self.faults.items()))
        return (
            f"{self.messages:,} messages in {self.seconds:.0f} s, {self.faults.total()} faults ({faults}); "
            f"{self.parked} parked as unknown, {self.unshown} of them had not arrived; "
            f"RSS {first / 1e6:.0f} → {last / 1e6:.0f} MB, {self.left_behind:.0f} bytes a message"
        )


class Shaken:
    """An account at a quick pace, whose inbox is away now and then: before it takes a message, or just after."""

    def __init__(self, platform: Platform, plan: Plan[str]) -> None:
        adapter = platform.adapter
        self.name, self.account = adapter.name, adapter.account
        self.parse, self.render, self.deliver = adapter.parse, adapter.render, adapter.deliver
        self._adapter = adapter
        self._ledger = platform.ledger
        self._platform = platform
        self._plan = plan

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what the account can; it has a pace where it had one."""
        can, quick = self._adapter.capabilities(chat), self._platform
        return replace(
            can,
            account_pace=can.account_pace and quick.account_pace,
            chat_pace=can.chat_pace and quick.chat_pace,
        )

    async def run(self, accept: Accept) -> None:
        """Run the account."""

        async def shaken(event: InboundEvent) -> bool:
            fault = self._plan.next()
            if fault == AWAY:
                raise StoreUnavailable(waited_s=30, cause=fault)
            is_new = await accept(event)
            if is_new:
                self._ledger.take(event.text)
            if fault == TAKEN:
                raise StoreUnavailable(waited_s=30, cause=fault)
            return is_new

        await self._adapter.run(shaken)


class Talk:
    """Everybody's messages, all people at once, in two halves with the interruption between."""

    def __init__(self, platform: Platform, plan: Plan[str], *, each: int) -> None:
        self.memory: list[tuple[int, int]] = []
        self._platform = platform
        self._plan = plan
        self._each = each
        self._count = 0

    async def hold(self) -> None:
        """Let all be said, and wait until it is taken."""
        half = self._each // 2
        await self._say(0, half)
        await self._platform.interrupt()
        await self._say(half, self._each)
        self._sample()

    async def _say(self, first: int, end: int) -> None:
        async with asyncio.TaskGroup() as group:
            for person in range(self._platform.people):
                group.create_task(self._talk(person, iter(range(first, end))))
        await self._platform.ledger.all_taken(self._count)

    async def _talk(self, person: int, numbers: Iterator[int]) -> None:
        for number in numbers:
            slip = self._plan.next()
            later = next(numbers, None) if slip == SWAPPED else None
            for each in (number,) if later is None else (later, number):
                self._platform.ledger.said[person].append(each)
                await self._platform.hand_over(person, each, is_cut_off=slip == CUT_OFF)
                self._count += 1
                if self._count % SAMPLE_EVERY == 0:
                    self._sample()
            if slip == TWICE:
                await self._platform.hand_over(person, number)

    def _sample(self) -> None:
        self._platform.look()
        self.memory.append((self._count, sum(map(resident, (os.getpid(), *self._platform.processes())))))


async def soaked(client: Client, clock: Clock, opened: Open, *, messages: int, folder: Path) -> Figures:
    """Let people say so many messages, check that each is answered once and in order, and return the figures."""
    ledger, began = Ledger(), time.monotonic()
    inbox = Plan({AWAY: AWAY, TAKEN: TAKEN}, fine="", one_in=50, calls=2 * messages)
    built = town(client, (), clock=clock, routes=echoes())
    services = replace(services_of(built, client, clock), report=built.road.report)
    async with opened(services, ledger, messages, folder) as platform:
        built.road.add(Shaken(platform, inbox))
        slips = Plan({each: each for each in platform.slips}, fine="", one_in=30, calls=messages)
        talk = Talk(platform, slips, each=messages // platform.people)
        async with running(built):
            await platform.begin()
            await talk.hold()
            await settled(built, platform)
            missing = ledger.check()
            parked = await send_again(built, platform, clock)
            await settled(built, platform)
            ledger.check_sent_again(missing, parked=parked)
    assert [] == await left_overs(client)
    return Figures(
        messages=messages,
        seconds=time.monotonic() - began,
        faults=platform.faults() + inbox.counts() + slips.counts(),
        parked=parked,
        unshown=len(missing),
        memory=talk.memory,
    )


async def settled(built: Town, platform: Platform) -> None:
    """Wait until all that was taken is answered and delivered, or parked."""
    for chat in platform.chats():
        await built.road.drained(chat)
    await platform.all_shown()


async def send_again(built: Town, platform: Platform, clock: Clock) -> int:
    """Do what an operator may do with what is parked, when nothing goes wrong any more; return how much that was."""
    platform.calm()
    parked = await built.outbox.parked()
    for each in parked:
        assert each.reason.startswith("unknown"), each
        await built.outbox.unpark(each.id, now_ms=clock())
    return len(parked)


def echoes() -> Routes:
    """Return a table of which the one handler repeats what was said."""
    routes = Routes()

    @routes.on(Unclear)
    async def echo(request: Request, command: Unclear) -> Reply:
        return Reply(key="choice-line", values={"number": 1, "label": command.text})

    return routes


def resident(process: int) -> int:
    """Return how many bytes of memory a process has."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
