"""aiogram's HTTP session, taught what a gateway and a newer Bot API may answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import msgspec
import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message, Update
from aiohttp import ClientTimeout
from pydantic import ValidationError

CONNECT_S = 10.0
CONNECTIONS = 100

log = structlog.get_logger()


class Session(AiohttpSession):
    """Talks to the Bot API at `api_url`; a call takes at most `timeout_s`."""

    def __init__(self, api_url: str, *, timeout_s: float) -> None:
        super().__init__(
            limit=CONNECTIONS,
            api=TelegramAPIServer.from_base(api_url),
            json_loads=msgspec.json.decode,
            timeout=cast(float, call_timeout(timeout_s)),  # aiohttp takes both; a bare total hides a failed connect
        )

        # Held, because pydantic forgets a generic model that nobody holds, and takes 7 ms to make it anew.
        self._responses = (Response[Message], Response[list[Update]], Response[bool])

    async def close(self) -> None:
        """Close the connections; aiohttp itself waits for them, so aiogram's pause is left out."""
        if self._session is not None:
            await self._session.close()

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Return the response, or raise what its status says, also for a page of HTML from a gateway."""
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:
            if status_code != 200:
                plain = msgspec.json.encode({"ok": False, "description": f"HTTP {status_code}"}).decode()
                return super().check_response(bot, method, status_code, plain)
            if isinstance(method, GetUpdates) and isinstance(error.data, dict):
                updates = [readable(each) for each in error.data["result"]]
                return cast(Response[TelegramType], Response[list[Update]](ok=True, result=updates))
            raise


def call_timeout(total_s: float) -> ClientTimeout:
    """Return a limit that tells a call that never reached the server from one that was not answered."""
    return ClientTimeout(total=total_s, connect=min(CONNECT_S, total_s))


def readable(raw: Mapping[str, Any]) -> Update:
    """Return an update; one that aiogram can't read becomes an empty one, so that it holds up nobody."""
    try:
        return Update.model_validate(raw)
    except ValidationError as error:
        log.error("telegram.update_unreadable", update=raw["update_id"], errors=error.error_count())
        return Update(update_id=raw["update_id"])
