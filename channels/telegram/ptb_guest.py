"""The office in somebody's own python-telegram-bot program."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import Application, TypeHandler

from bot.guests import Guest
from channels.telegram.guest import join
from channels.telegram.ptb_wire import PtbWire

Host: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
Hook: TypeAlias = Callable[[Host], Coroutine[Any, Any, None]]


def attach(application: Host, guest: Guest, *, account: str = "") -> None:
    """Give the office what the handlers of an application leave in group 0: attach it after them.

    It starts and stops with `run_polling` and `run_webhook`. Raises ConfigError when the configuration has no such
    account.
    """
    door = join(guest, PtbWire(application.bot), account=account)

    async def take(update: Update, context: object) -> None:
        await door.take(update)

    # In a task of its own, because the library runs all other handlers after the one that it waits for.
    application.add_handler(TypeHandler(Update, take, block=False))
    application.post_init = _then(application.post_init, guest.start)
    application.post_stop = _then(application.post_stop, guest.stop)


def _then(first: Hook | None, second: Callable[[], Awaitable[None]]) -> Hook:
    async def both(application: Host) -> None:
        if first is not None:
            await first(application)
        await second()

    return both
