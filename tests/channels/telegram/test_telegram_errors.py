"""What each error of either library means for a delivery."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import httpx
import pytest
from aiogram import exceptions as aiogram
from aiogram.methods import GetMe, SendMessage
from aiohttp import ClientOSError, ConnectionTimeoutError, InvalidURL, ServerDisconnectedError
from telegram import error as ptb

from bot.errors import SendAfter, SendError, SendNever, SendUnknown
from channels.telegram import aiogram_wire, ptb_wire
from channels.telegram.errors import send_error
from tests.channels.telegram_server import PERSON, TOKEN

E = TypeVar("E", bound=Exception)

ADDRESS = f"https://x/bot{TOKEN}/getMe"
WAIT = SendAfter(7, scope="chat", reason="Telegram asks to wait")
REFUSED = SendAfter(300, scope="account", reason="Telegram refuses the token")
FAULT = SendAfter(2, scope="account", reason="Telegram has a fault")
UNREACHED = SendAfter(2, scope="account", reason="Telegram can't be reached")
LATE = SendUnknown("Telegram did not answer in time")
UNREADABLE = SendUnknown("Telegram's answer can't be read")
BLOCKED = "Forbidden: bot was blocked by the user"
NO_CHAT = "Bad Request: chat not found"


def broken(cause: str) -> SendUnknown:
    """Return what a connection that broke means."""
    return SendUnknown(f"the connection to Telegram broke ({cause})")


def caused(error: E, cause: BaseException) -> E:
    """Return an error as raised from another one."""
    error.__cause__ = cause
    return error


def refused(kind: type[aiogram.TelegramAPIError], message: str) -> aiogram.TelegramAPIError:
    """Return one of aiogram's errors."""
    method: Any = GetMe()  # the errors are typed for a method of which nothing is known
    return kind(method=method, message=message)


def network(cause: BaseException) -> aiogram.TelegramNetworkError:
    """Return aiogram's error for a cause below it."""
    return caused(aiogram.TelegramNetworkError(method=GetMe(), message=f"{type(cause).__name__}: {cause}"), cause)


AIOGRAM: Mapping[str, tuple[aiogram.AiogramError, SendError]] = {
    "asked to wait": (aiogram.TelegramRetryAfter(SendMessage(chat_id=PERSON, text="x"), "Too Many Requests", 7), WAIT),
    "blocked": (refused(aiogram.TelegramForbiddenError, BLOCKED), SendNever(BLOCKED)),
    "bad request": (refused(aiogram.TelegramBadRequest, NO_CHAT), SendNever(NO_CHAT)),
    "too large": (
        refused(aiogram.TelegramEntityTooLarge, "HTTP 413"),
        SendNever("the file is too large for Telegram"),
    ),
    "unknown refusal": (refused(aiogram.TelegramAPIError, "I'm a teapot"), SendNever("I'm a teapot")),
    "revoked": (refused(aiogram.TelegramUnauthorizedError, "Unauthorized"), REFUSED),
    "no such bot": (refused(aiogram.TelegramNotFound, "Not Found"), REFUSED),
    "fault": (refused(aiogram.TelegramServerError, "HTTP 502"), FAULT),
    "no way there": (network(ConnectionTimeoutError()), UNREACHED),
    "no answer": (network(TimeoutError()), LATE),
    "hung up": (network(ServerDisconnectedError()), broken("ServerDisconnectedError")),
    "reset": (network(ClientOSError()), broken("ClientOSError")),
    "address with the token": (network(InvalidURL(ADDRESS)), broken("InvalidURL")),
    "unreadable": (aiogram.ClientDecodeError("x", ValueError(), "<html>"), UNREADABLE),
    "its own": (aiogram.AiogramError(ADDRESS), SendUnknown("AiogramError")),
}
PTB: Mapping[str, tuple[ptb.TelegramError, SendError]] = {
    "blocked": (ptb.Forbidden(BLOCKED), SendNever(BLOCKED)),
    "bad request": (ptb.BadRequest(NO_CHAT), SendNever(NO_CHAT)),
    "too large": (ptb.NetworkError("Request Entity Too Large"), SendNever("the file is too large for Telegram")),
    "too large for a gateway": (
        caused(ptb.NetworkError("Request Entity Too Large (413). Parsing …"), ptb.TelegramError("no JSON")),
        SendNever("the file is too large for Telegram"),
    ),
    "revoked": (ptb.InvalidToken("Unauthorized"), REFUSED),
    "fault": (ptb.NetworkError("Bad Gateway"), FAULT),
    "gateway's page": (caused(ptb.NetworkError("Bad Gateway (502)"), ptb.TelegramError("no JSON")), FAULT),
    "no way there": (caused(ptb.TimedOut(), httpx.ConnectTimeout("")), UNREACHED),
    "no server": (caused(ptb.NetworkError("x"), httpx.ConnectError("")), UNREACHED),
    "no connection free": (caused(ptb.TimedOut("Pool timeout"), httpx.PoolTimeout("")), UNREACHED),
    "no answer": (caused(ptb.TimedOut(), httpx.ReadTimeout("")), LATE),
    "half written": (caused(ptb.TimedOut(), httpx.WriteTimeout("")), LATE),
    "hung up": (caused(ptb.NetworkError("x"), httpx.RemoteProtocolError("")), broken("RemoteProtocolError")),
    "address with the token": (caused(ptb.NetworkError(ADDRESS), httpx.InvalidURL(ADDRESS)), broken("InvalidURL")),
    "unreadable": (ptb.TelegramError("no JSON"), UNREADABLE),
}


@pytest.mark.parametrize(("error", "expected"), AIOGRAM.values(), ids=AIOGRAM.keys())
def test_aiogram(error: aiogram.AiogramError, expected: SendError) -> None:
    """Each of aiogram's errors has one meaning for a delivery, and its words name no token and no chat."""
    found = send_error(aiogram_wire.failure(error), scope="chat")
    assert (type(expected), vars(expected)) == (type(found), vars(found))


@pytest.mark.parametrize(("error", "expected"), PTB.values(), ids=PTB.keys())
def test_python_telegram_bot(error: ptb.TelegramError, expected: SendError) -> None:
    """Each of python-telegram-bot's errors has the meaning that aiogram's has, in the same words."""
    found = send_error(ptb_wire.failure(error), scope="chat")
    assert (type(expected), vars(expected)) == (type(found), vars(found))


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize("as_timedelta", ["true", "false"])
def test_wait_in_either_form(monkeypatch: pytest.MonkeyPatch, as_timedelta: str) -> None:
    """How long Telegram asks to wait is read as python-telegram-bot gives it today, and as it will."""
    monkeypatch.setenv("PTB_TIMEDELTA", as_timedelta)
    assert vars(WAIT) == vars(send_error(ptb_wire.failure(ptb.RetryAfter(7)), scope="chat"))


def test_moved_and_conflict() -> None:
    """What is no error of a delivery's is told apart from those in both libraries."""
    moved = aiogram.TelegramMigrateToChat(GetMe(), "upgraded", -1005)
    failures = (aiogram_wire.failure(moved), ptb_wire.failure(ptb.ChatMigrated(-1005)))
    assert [("moved", -1005)] * 2 == [(failed.cause, failed.moved_to) for failed in failures]
    conflicts = (refused(aiogram.TelegramConflictError, "Conflict"), ptb.Conflict("Conflict"))
    assert ["conflict"] * 2 == [aiogram_wire.failure(conflicts[0]).cause, ptb_wire.failure(conflicts[1]).cause]
