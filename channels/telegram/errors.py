"""What can go wrong with a bot, and what each of aiogram's errors means for a delivery."""

from __future__ import annotations

import asyncio
from typing import TypeAlias

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError, ConnectionTimeoutError

from bot.environment import PREFIX, owner_of
from bot.errors import AntrianError, Scope, SendAfter, SendNever, SendUnknown

Failure: TypeAlias = SendNever | SendAfter | SendUnknown

REFUSED = (TelegramUnauthorizedError, TelegramNotFound)
"""What a server says to a token: 401 when it was revoked, 404 when none was ever like that."""

REFUSED_S = 300.0
AWAY_S = 2.0
REASON_LENGTH = 120


class TokenRefused(AntrianError):
    """Raised when Telegram does not know the token any more: the account ends, its messages stay in the outbox."""

    def __init__(self, account: str) -> None:
        self.account = account
        variable = f"{PREFIX}{owner_of('telegram', account)}_TOKEN"
        super().__init__(
            f"Telegram refuses the token of the account {account!r}: it is wrong or was revoked. "
            f"Get the right one from @BotFather (/mybots, API Token), set it as `token` or {variable}, start again"
        )


class AddressRefused(AntrianError):
    """Raised when the webhook can't listen where its account says."""

    def __init__(self, *, account: str, host: str, port: int, cause: str) -> None:
        super().__init__(
            f"the webhook can't listen on {host}:{port} ({cause}): "
            f"change `port` or `host` of the telegram account {account!r} in the configuration"
        )


def send_error(error: AiogramError, *, scope: Scope) -> Failure:
    """Return what an error means for a delivery; `scope` is whom a 429 holds back.

    No text of aiogram's own goes into it, which may name the chat or the address with the token; what Telegram
    says of a bad request does.
    """
    match error:
        case TelegramRetryAfter():
            return SendAfter(error.retry_after, scope=scope, reason="Telegram asks to wait")
        case TelegramUnauthorizedError() | TelegramNotFound():
            return SendAfter(REFUSED_S, scope="account", reason="Telegram refuses the token")
        case TelegramServerError():
            return SendAfter(AWAY_S, scope="account", reason="Telegram has a fault")
        case TelegramEntityTooLarge():
            return SendNever("the file is too large for Telegram")
        case TelegramNetworkError():
            return _network_error(error.__cause__)
        case ClientDecodeError():
            return SendUnknown("Telegram's answer can't be read")
        case TelegramAPIError():
            return SendNever(error.message.partition("\n")[0][:REASON_LENGTH])
    return SendUnknown(type(error).__name__)


def _network_error(cause: BaseException | None) -> Failure:
    if isinstance(cause, ClientConnectorError | ConnectionTimeoutError):
        return SendAfter(AWAY_S, scope="account", reason="Telegram can't be reached")
    if isinstance(cause, asyncio.TimeoutError):
        return SendUnknown("Telegram did not answer in time")
    return SendUnknown(f"the connection to Telegram broke ({type(cause).__name__})")
