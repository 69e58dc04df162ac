"""neonize alone: an echo bot over the stand-in for its Go library."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pylibmagic  # noqa: F401  # brings the libmagic that neonize looks for, so it comes first
from neonize.aioze.client import NewAClient
from neonize.aioze.events import MessageEv
from neonize.utils.log import log

from bench import go
from channels.whatsapp.device import THREADS


@asynccontextmanager
async def echoing(url: str) -> AsyncIterator[str]:
    """Echo until the block ends."""
    log.setLevel(logging.ERROR)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))  # else it sends five at a time
    go.replace(url)
    client = NewAClient("bare.db", uuid="bare")

    async def echo(client: NewAClient, event: MessageEv) -> None:
        await client.send_message(event.Info.MessageSource.Chat, event.Message.conversation)

    client.event(MessageEv)(echo)
    connecting = await client.connect()
    yield ""
    connecting.cancel()
