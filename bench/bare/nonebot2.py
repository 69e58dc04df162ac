"""nonebot2 with its Telegram adapter: an echo bot that polls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import nonebot
from nonebot.adapters.telegram import Adapter, Bot
from nonebot.adapters.telegram.event import MessageEvent

from bench.crowds.telegram import TOKEN


@asynccontextmanager
async def echoing(url: str) -> AsyncIterator[str]:
    """Echo until the block ends."""
    bots = [{"token": TOKEN, "api_server": f"{url}/"}]
    nonebot.init(_env_file=None, driver="~aiohttp", log_level="ERROR", telegram_bots=bots)
    driver = nonebot.get_driver()
    driver.register_adapter(Adapter)

    @nonebot.on_message().handle()
    async def echo(bot: Bot, event: MessageEvent) -> None:
        await bot.send(event, event.get_plaintext())

    async with driver._lifespan:  # what `nonebot.run` runs, on a loop of its own
        yield ""
