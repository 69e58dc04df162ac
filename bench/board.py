"""Boards that are open over real HTTP: how long it takes from an officer's press until each of them has the call."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import cast

import httpx
import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bench.measures import empty_store, new_sealer
from bench.offices import offices
from bot.bookings import Bookings
from bot.engine.wording import Lexicon
from bot.lanes import Desk, WalkIn
from bot.messages import ChatRef, InboundEvent, Receipt, Reply
from bot.offices import Office
from bot.plugins import Account, Services, locale_folders
from bot.store.client import Client
from bot.store.devices import Device, Devices
from bot.store.operations import Operation, Stamp
from channels.web.adapter import WebAdapter, opened
from channels.web.settings import WebSettings

PATIENCE_S = 30


class Shown(Struct, frozen=True, kw_only=True):
    """How long after the press each board had the call, and what a step of the desk alone took, in seconds, sorted."""

    boards: int
    calls: int
    delays_s: Sequence[float]
    presses_s: Sequence[float]
    missed: int

    def delay_ms(self, share: float) -> float:
        """Return the delay within which this share of all boards had the call."""
        return self.delays_s[min(len(self.delays_s) - 1, int(len(self.delays_s) * share))] * 1000

    @property
    def press_ms(self) -> float:
        """Return the median time of a press alone."""
        return self.presses_s[len(self.presses_s) // 2] * 1000


class Tv:
    """One board: it notes when it is told of which number."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self.at: dict[str, float] = {}
        self.is_open = asyncio.Event()

    async def watch(self, until: int) -> None:
        """Read the stream until so many calls have been told."""
        async with self._http.stream("GET", "/papan/peristiwa") as response:
            response.raise_for_status()
            kind = ""
            async for line in response.aiter_lines():
                name, _, value = line.partition(": ")
                if name == "event":
                    kind = value
                elif name == "data" and kind == "state":
                    self.is_open.set()
                elif name == "data":
                    self.at.setdefault(msgspec.json.decode(value)["number"], perf_counter())
                    if len(self.at) == until:
                        return


async def shown(url: str, *, boards: int, calls: int) -> Shown:
    """Open so many boards and call so many people, one after the other."""
    async with empty_store(url) as client, AsyncExitStack() as stack:
        walk_in = WalkIn(category="general", places=calls, is_priority=False)
        office = replace(offices(1, places=10)["AAA"], walk_ins=(walk_in,))
        services = _services(client, office)
        web = await stack.enter_async_context(_serving(services))
        tvs = [await _paired(stack, services, office, web, number) for number in range(boards)]
        async with asyncio.TaskGroup() as group:
            for tv in tvs:
                group.create_task(tv.watch(calls))
            await asyncio.gather(*(tv.is_open.wait() for tv in tvs))
            pressed = await _call(services, office, calls)
            async with asyncio.timeout(PATIENCE_S):
                while any(len(tv.at) < calls for tv in tvs):  # noqa: ASYNC110  # 50 events would tell no more
                    await asyncio.sleep(0.05)
    began = {number: start for number, start, _ in pressed}
    delays = sorted(tv.at[number] - began[number] for tv in tvs for number in tv.at)
    return Shown(
        boards=boards,
        calls=calls,
        delays_s=delays,
        presses_s=sorted(took for *_, took in pressed),
        missed=boards * calls - len(delays),
    )


def written(found: Shown) -> str:
    """Return the part of the page about this."""
    times = ", ".join(f"{found.delay_ms(share):.1f} ms ({name})" for share, name in _SHARES)
    return (
        f"\n## The board\n\n{found.calls} calls with {found.boards} boards open over HTTP. From the press until a "
        f"board has the call: {times}.\nThe press alone took {found.press_ms:.1f} ms (median). "
        f"Calls missed: {found.missed}.\n"
    )


_SHARES = ((0.5, "median"), (0.95, "95 %"), (1.0, "longest"))


async def _call(services: Services, office: Office, calls: int) -> Sequence[tuple[str, float, float]]:
    visits, pressed = services.bookings.visits, []
    desk = office.desks[0]
    for number in range(calls):
        await visits.lobby.walk_in(office, "general", _stamp(f"walk-{number}"))
    for number in range(calls):
        start = perf_counter()
        answer = await visits.desks.call_next(office, desk, _stamp(f"call-{number}"))
        took = perf_counter() - start
        assert answer.ticket is not None
        pressed.append((answer.ticket.number, start, took))
        await _let_go(services, office, desk, number)
    return pressed


async def _let_go(services: Services, office: Office, desk: Desk, number: int) -> None:
    desks = services.bookings.visits.desks
    await asyncio.sleep(0.05)  # an officer is slower
    await desks.serve(office, desk, _stamp(f"serve-{number}"))
    await desks.finish(office, desk, _stamp(f"finish-{number}"))


def _stamp(press: str) -> Stamp:
    return Stamp(operation=Operation(press, 0), now_ms=_now_ms())


@asynccontextmanager
async def _serving(services: Services) -> AsyncIterator[WebAdapter]:
    async with opened(Account(channel="web", name="aaa", office="AAA"), WebSettings(port=0), services) as adapter:
        web = cast("WebAdapter", adapter)
        serving = asyncio.create_task(web.run(_ignore))
        try:
            yield web
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)


async def _paired(stack: AsyncExitStack, services: Services, office: Office, web: WebAdapter, number: int) -> Tv:
    device = Device(name=f"TV {number}", kind="board")
    devices = Devices(services.client, services.sealer)
    code = await devices.code(office, device, operation=Operation("tv", number))
    await devices.pair(office, code, token=f"token-{number}")
    cookies = {"antrian_device": f"token-{number}"}
    http = httpx.AsyncClient(base_url=web.url, timeout=PATIENCE_S, cookies=cookies)
    return Tv(await stack.enter_async_context(http))


def _services(client: Client, office: Office) -> Services:
    sealer = new_sealer()

    async def drained(chat: ChatRef) -> None:
        return None

    async def tell_staff(account: Account, reply: Reply) -> None:
        return None

    async def report(receipt: Receipt) -> None:
        return None

    return Services(
        client=client, sealer=sealer, lexicon=Lexicon(locale_folders()), offices={office.code: office}, clock=_now_ms,
        is_trial=True, drained=drained, tell_staff=tell_staff, report=report,
        bookings=Bookings(client, sealer, uniform=lambda low, high: high),
        data_dir=Path(tempfile.gettempdir()) / "antrian-bench",
    )  # fmt: skip


async def _ignore(event: InboundEvent) -> bool:
    return True


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
