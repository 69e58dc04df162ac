"""pywa alone: an echo bot behind its own webhook, on FastAPI."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI
from pywa_async import filters
from pywa_async.client import WhatsApp

from bench.crowds.cloud import APP_SECRET, PHONE_ID, TOKEN, VERIFY_WORD

AT_ONCE = 256


@asynccontextmanager
async def echoing(url: str) -> AsyncIterator[str]:
    """Echo until the block ends; give the webhook's address."""
    app = FastAPI()
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    async with httpx.AsyncClient(limits=limits) as session:
        whatsapp: Any = WhatsApp(
            PHONE_ID, TOKEN, session=session, server=app, verify_token=VERIFY_WORD, app_secret=APP_SECRET
        )
        session.base_url = httpx.URL(f"{url}/v26.0/")

        async def echo(_: WhatsApp, message: Any) -> None:
            await message.reply(message.text)

        whatsapp.on_message(filters.text)(echo)
        listener = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        server.should_exit = True
        await serving
