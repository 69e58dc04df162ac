"""The Bot API over aiogram: its types, its calls, its errors, and a session that knows what a gateway may answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Any, cast

import msgspec
import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteWebhook,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    GetMe,
    GetUpdates,
    LeaveChat,
    Response,
    SendChatAction,
    SendDocument,
    SendLocation,
    SendMessage,
    SendPhoto,
    SetMyCommands,
    SetWebhook,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile, File, InlineKeyboardMarkup, Message, ReplyKeyboardMarkup, Update
from aiohttp import ClientConnectorError, ClientError, ClientTimeout, ConnectionTimeoutError
from pydantic import ValidationError

from channels.telegram.errors import CallFailed, broken
from channels.telegram.settings import TelegramSettings
from channels.telegram.wire import CONNECT_S, CONNECTIONS, Call, Wire

KINDS: Sequence[type[TelegramMethod[Any]]] = (
    AnswerCallbackQuery, DeleteWebhook, EditMessageReplyMarkup, EditMessageText, GetFile, GetMe, GetUpdates, LeaveChat,
    SendChatAction, SendDocument, SendLocation, SendMessage, SendPhoto, SetMyCommands, SetWebhook,
)  # fmt: skip
METHODS = {kind.__api_method__: kind for kind in KINDS}

log = structlog.get_logger()


@asynccontextmanager
async def opened(options: TelegramSettings, *, answer_s: float) -> AsyncIterator[Wire]:
    """Open a bot; a call takes at most `answer_s`."""
    session = await asyncio.to_thread(Session, options.api_url, answer_s=answer_s)  # it reads certificates
    async with Bot(options.token.get_secret_value(), session=session) as bot:
        yield AiogramWire(bot)


class AiogramWire:
    """A bot of aiogram's."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def read(self, raw: Mapping[str, Any]) -> Update:
        """Return aiogram's update."""
        return readable(raw)

    async def call(self, call: Call, *, limit_s: float | None = None) -> Any:
        """Return aiogram's object for the answer. Raises CallFailed."""
        limit = None if limit_s is None else call_timeout(limit_s)
        try:
            # aiogram hands the limit on to aiohttp, which takes this kind too.
            return await self._bot(method_of(call), request_timeout=limit)  # type: ignore[arg-type]
        except AiogramError as error:
            raise failure(error) from None  # the library's own may hold the address with the token

    async def updates(self, call: Call, *, limit_s: float) -> Sequence[Update]:
        """Return aiogram's updates. Raises CallFailed."""
        return cast(Sequence[Update], await self.call(call, limit_s=limit_s))

    async def download(self, file: File, *, most_bytes: int) -> bytes:
        """Return the bytes of a file, read until there are too many. Raises CallFailed."""
        session = self._bot.session
        url, data = session.api.file_url(self._bot.token, file.file_path or ""), bytearray()
        try:
            async with aclosing(session.stream_content(url)) as chunks:
                async for chunk in chunks:
                    data += chunk
                    if len(data) > most_bytes:
                        raise CallFailed("too large")
        except (TimeoutError, ClientError):
            raise CallFailed("fault") from None
        return bytes(data)


class Session(AiohttpSession):
    """Talks to the Bot API at `api_url`; a call takes at most `answer_s`."""

    def __init__(self, api_url: str, *, answer_s: float) -> None:
        super().__init__(
            limit=CONNECTIONS,
            api=TelegramAPIServer.from_base(api_url),
            json_loads=msgspec.json.decode,
            timeout=cast(float, call_timeout(answer_s)),  # aiohttp takes both; a bare total hides a failed connect
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


def method_of(call: Call) -> TelegramMethod[Any]:
    """Return aiogram's object for a call."""
    given: dict[str, Any] = {**call.fields}
    given |= {field: BufferedInputFile(file.data, filename=file.name) for field, file in call.files.items()}
    if markup := given.get("reply_markup"):  # named here, because to try all the kinds of them takes time
        kind = InlineKeyboardMarkup if "inline_keyboard" in markup else ReplyKeyboardMarkup
        given["reply_markup"] = kind.model_validate(markup)
    return METHODS[call.method](**given)


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


def failure(error: AiogramError) -> CallFailed:
    """Return what one of aiogram's errors says."""
    match error:
        case TelegramRetryAfter():
            return CallFailed("wait", wait_s=error.retry_after)
        case TelegramMigrateToChat():
            return CallFailed("moved", moved_to=error.migrate_to_chat_id)
        case TelegramUnauthorizedError() | TelegramNotFound():
            return CallFailed("refused")
        case TelegramConflictError():
            return CallFailed("conflict")
        case TelegramServerError():
            return CallFailed("fault")
        case TelegramEntityTooLarge():
            return CallFailed("too large")
        case TelegramNetworkError():
            return _network_failure(error.__cause__)
        case ClientDecodeError():
            return CallFailed("unreadable")
        case TelegramAPIError():
            return CallFailed("rejected", error.message)
    return CallFailed("broken", type(error).__name__)


def _network_failure(cause: BaseException | None) -> CallFailed:
    if isinstance(cause, ClientConnectorError | ConnectionTimeoutError):
        return CallFailed("unreached")
    return CallFailed("late") if isinstance(cause, asyncio.TimeoutError) else broken(cause)
