"""The office in somebody's own aiogram program."""

from __future__ import annotations

from aiogram import Bot, Dispatcher, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import TelegramObject, Update

from bot.guests import Guest
from channels.telegram.aiogram_wire import AiogramWire
from channels.telegram.guest import join

KINDS = ("message", "edited_message", "callback_query")


def attach(dispatcher: Dispatcher, guest: Guest, *, bot: Bot, account: str = "") -> None:
    """Give the office what the handlers of a dispatcher leave of a bot's updates: attach it after them.

    It starts and stops with the dispatcher. Raises ConfigError when the configuration has no such account.
    """
    door = join(guest, AiogramWire(bot), account=account)
    of = bot.id

    async def take(event: TelegramObject, bot: Bot, event_update: Update) -> None:
        if bot.id != of or not await door.take(event_update):
            raise SkipHandler

    router = Router(name="antrian")
    for kind in KINDS:
        router.observers[kind].register(take)
    dispatcher.include_router(router)
    dispatcher.startup.register(guest.start)
    dispatcher.shutdown.register(guest.stop)
