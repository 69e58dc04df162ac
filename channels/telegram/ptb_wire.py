"""The Bot API over python-telegram-bot: its types, its calls, its errors; neither its Application nor its Updater."""

from __future__ import annotations

import asyncio
import mimetypes
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import structlog
from telegram import Bot, BotCommand, File, InputFile, Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from channels.telegram.errors import CallFailed, broken
from channels.telegram.settings import TelegramSettings
from channels.telegram.wire import CONNECT_S, CONNECTIONS, Call, Wire
from channels.transport import Transport

UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)
"""What the library stumbles into over JSON that is not as it expects."""

log = structlog.get_logger()


@asynccontextmanager
async def opened(options: TelegramSettings, *, answer_s: float) -> AsyncIterator[Wire]:
    """Open a bot; each step of a call takes at most `answer_s`."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # else every 429 comes with a warning
    calls, updates = await asyncio.to_thread(_sessions, answer_s)  # they read certificates
    async with AsyncExitStack() as stack:
        for session in (calls, updates):
            stack.push_async_callback(session.shutdown)
        yield PtbWire(
            Bot(
                options.token.get_secret_value(),
                base_url=f"{options.api_url.rstrip('/')}/bot",
                base_file_url=f"{options.api_url.rstrip('/')}/file/bot",
                request=calls,
                get_updates_request=updates,
            )
        )


def _sessions(answer_s: float) -> tuple[Session, Session]:
    mimetypes.init()  # the library guesses the kinds of files, for which this reads some
    return Session(CONNECTIONS, answer_s=answer_s), Session(1, answer_s=answer_s)


class Session(HTTPXRequest):
    """Talks to the Bot API. What is no JSON is not logged, as the library would: it may hold anything."""

    def __init__(self, connections: int, *, answer_s: float) -> None:
        super().__init__(
            connection_pool_size=connections,
            read_timeout=answer_s,
            write_timeout=answer_s,
            media_write_timeout=answer_s,
            connect_timeout=min(CONNECT_S, answer_s),
            pool_timeout=answer_s,
            # No proxy of the environment's: `api_url` says where to, as with aiogram.
            httpx_kwargs={"trust_env": False, "transport": Transport(connections, trust_env=False)},
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return an answer. Raises TelegramError."""
        try:
            return msgspec.json.decode(payload, type=dict[str, Any])
        except msgspec.DecodeError:
            raise TelegramError("no JSON") from None


class PtbWire:
    """A bot of python-telegram-bot's."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def read(self, raw: Mapping[str, Any]) -> Update:
        """Return the library's update."""
        try:
            return Update.de_json(dict(raw), None)
        except UNREADABLE as error:
            log.error("telegram.update_unreadable", update=raw["update_id"], errors=type(error).__name__)
            return Update(raw["update_id"])

    async def call(self, call: Call, *, limit_s: float | None = None) -> Any:
        """Return the library's object for the answer. Raises CallFailed."""
        given: dict[str, Any] = {**call.fields}
        given |= {field: InputFile(file.data, filename=file.name) for field, file in call.files.items()}
        if "commands" in given:
            given["commands"] = BotCommand.de_list(given["commands"])
        if limit_s is not None:
            given["read_timeout"] = limit_s
        try:
            return await getattr(self._bot, call.method)(**given)
        except TelegramError as error:
            raise failure(error) from None  # the library's own may hold the address with the token
        except UNREADABLE:
            raise CallFailed("unreadable") from None

    async def updates(self, call: Call, *, limit_s: float) -> Sequence[Update]:
        """Return the library's updates. Raises CallFailed."""
        try:
            # Its own get_updates would lose a whole batch over one update that it can't read, and log it.
            raws = await self._bot._post("getUpdates", dict(call.fields), read_timeout=limit_s)
            return [self.read(raw) for raw in raws]
        except TelegramError as error:
            raise failure(error) from None
        except UNREADABLE:
            raise CallFailed("unreadable") from None

    async def download(self, file: File, *, most_bytes: int) -> bytes:
        """Return the bytes of a file, read until there are too many. Raises CallFailed."""
        request, data = self._bot.request, bytearray()
        if not isinstance(request, HTTPXRequest):  # a host's own
            return await _whole(file)
        try:
            async with request._client.stream("GET", file.file_path or "") as response:  # the library has no such call
                response.raise_for_status()
                async for chunk in response.aiter_bytes():
                    data += chunk
                    if len(data) > most_bytes:
                        raise CallFailed("too large")
        except httpx.HTTPError:
            raise CallFailed("fault") from None
        return bytes(data)


async def _whole(file: File) -> bytes:
    try:
        return bytes(await file.download_as_bytearray())
    except TelegramError:
        raise CallFailed("fault") from None


def failure(error: TelegramError) -> CallFailed:
    """Return what one of the library's errors says."""
    match error:
        case RetryAfter():
            wait = error.retry_after
            return CallFailed("wait", wait_s=wait.total_seconds() if isinstance(wait, timedelta) else wait)
        case ChatMigrated():
            return CallFailed("moved", moved_to=error.new_chat_id)
        case InvalidToken():
            return CallFailed("refused")
        case Conflict():
            return CallFailed("conflict")
        case BadRequest():  # the library takes these words away
            return CallFailed("rejected", f"Bad Request: {error.message[:1].lower()}{error.message[1:]}")
        case Forbidden():
            return CallFailed("rejected", error.message)
        case NetworkError():
            return _network_failure(error)
    return CallFailed("unreadable")


def _network_failure(error: NetworkError) -> CallFailed:
    match error.__cause__:
        case httpx.ConnectError() | httpx.ConnectTimeout() | httpx.PoolTimeout():
            return CallFailed("unreached")
        case httpx.TimeoutException():
            return CallFailed("late")
        case None | TelegramError():  # an answer, of which the library keeps the words only
            return CallFailed("too large" if "Too Large" in error.message else "fault")
    return broken(error.__cause__)
