"""The office as a guest in somebody else's program: its road runs in their loop, its messages come through their bot.

A channel's `attach` joins the two. What goes wrong here is logged and tried again, and never ends the host.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, closing, suppress
from typing import Generic, Self, TypeAlias, TypeVar

import structlog

from bot import logs
from bot.accounts import ConfiguredAccount
from bot.adapters import ChannelAdapter
from bot.app import Store, open_house, road_of, run_road, services_of
from bot.config import Config
from bot.errors import AntrianError, ConfigError, Problem, StoreUnavailable
from bot.plugins import Services

AGAIN_S = 5.0
"""How long after a failure the office opens again."""

T = TypeVar("T")
Opens: TypeAlias = Callable[[Services], AbstractAsyncContextManager[ChannelAdapter]]
Take: TypeAlias = Callable[[T], Awaitable[bool]]

log = structlog.get_logger()


class Guest:
    """An office, closed until `start`. As a context manager it is open for the block."""

    def __init__(self, config: Config, *, again_s: float = AGAIN_S) -> None:
        self.give_up_s = config.redis.give_up_s
        self._config = config
        self._again_s = again_s
        self._openers: list[Opens] = []
        self._stop = asyncio.Event()
        self._tried = asyncio.Event()
        self._is_open = False
        self._life: asyncio.Task[None] | None = None

    def account(self, channel: str, name: str = "") -> ConfiguredAccount:
        """Return the configuration's account on a channel; without a name, the only one. Raises ConfigError."""
        on_channel = [each for each in self._config.accounts if each.channel == channel]
        found = [each for each in on_channel if name in ("", each.name)]
        if len(found) == 1:
            return found[0]
        names = ", ".join(each.name for each in on_channel) or "none"
        wanted = f'one account of channel "{channel}"' + (f' with the name "{name}"' if name else "")
        problem = Problem(path="accounts", found=names, expected=wanted)
        raise ConfigError([problem], source=str(self._config.source))

    def serve(self, opens: Opens) -> None:
        """Serve one more account, opened by this each time the office opens. Before `start`."""
        self._openers.append(opens)

    async def start(self) -> None:
        """Open the office; return when it is open, or when that takes longer or will be tried again.

        Loading an embedded store's data blocks the loop that long, once. Starting what has started does nothing.
        """
        logs.join()
        if self._life is None:
            self._life = asyncio.create_task(self._live(), name="antrian")
        with suppress(TimeoutError):
            await asyncio.wait_for(self._tried.wait(), self._again_s)

    async def stop(self) -> None:
        """Finish what is in hand, and close. Stopping what has stopped does nothing."""
        self._stop.set()
        if self._life is None:
            return
        if not self._is_open:
            self._life.cancel()
        await asyncio.wait([self._life])

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *failed: object) -> None:
        await self.stop()

    async def _live(self) -> None:
        while not self._stop.is_set():
            try:
                await self._open()
            except* AntrianError as failed:
                log.error("guest.failed", problem=str(_first(failed)))
            except* Exception:
                log.exception("guest.broke")
            self._is_open = False
            self._tried.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), self._again_s)

    async def _open(self) -> None:
        with closing(Store(self._config)) as store:
            async with open_house(self._config, store) as house, AsyncExitStack() as stack:
                road = await asyncio.to_thread(road_of, house)  # it reads every word
                services = services_of(house, road)
                for opens in self._openers:
                    road.add(await stack.enter_async_context(opens(services)))
                self._is_open = True
                self._tried.set()
                await run_road(house, road, self._stop)


class Door(Generic[T]):
    """Where a host hands over what its platform sent. It is open while the road runs."""

    def __init__(self, guest: Guest) -> None:
        self._give_up_s = guest.give_up_s
        self._is_open = asyncio.Event()
        self._take: Take[T] | None = None

    async def take(self, raw: T) -> bool:
        """Hand one thing over; tell whether it was for the office. It is safe then. Raises StoreUnavailable."""
        if self._take is None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_open.wait(), self._give_up_s)
        if self._take is None:
            raise StoreUnavailable(waited_s=self._give_up_s, cause="the office is not open")
        return await self._take(raw)

    async def keep_open(self, take: Take[T]) -> None:
        """Let everything through to `take` until cancelled."""
        self._take = take
        self._is_open.set()
        try:
            await asyncio.Event().wait()
        finally:
            self._take = None
            self._is_open.clear()


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
