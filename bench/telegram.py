"""The road through the real Telegram libraries over loopback HTTP, beside bare echo bots that keep nothing."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import product
from multiprocessing import get_context
from typing import Literal, get_args

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from msgspec import Struct
from msgspec.structs import replace
from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from bench.measures import empty_store, new_sealer
from bench.offices import offices
from bench.road import FLOOD
from bench.telegram_server import TOKEN, Load, crowded
from bot.bookings import Bookings
from bot.engine.menus import Menus
from bot.engine.road import Road
from bot.engine.router import Router
from bot.engine.wording import Lexicon
from bot.garbage import look_seldom
from bot.messages import Reply
from bot.plugins import Account, Services, find_routes, locale_folders
from bot.store.calendars import open_offices
from bot.store.client import Client
from bot.store.inbox import Inbox
from bot.store.outbox import Outbox
from channels.telegram.adapter import CAPABILITIES, opened
from channels.telegram.settings import TelegramSettings

WITHOUT_PACE = replace(CAPABILITIES, account_pace=None, chat_pace=None)
"""Telegram's 30 messages a second would be all that is measured."""

ACCOUNT = Account(channel="telegram", name="aaa", office="AAA")
WORDS = ("#bantuan", "#cek")
ROUNDS = 3
AT_ONCE = 256

Library = Literal["aiogram", "python-telegram-bot"]
LIBRARIES: tuple[Library, ...] = get_args(Library)


class Beside(Struct, frozen=True, kw_only=True):
    """Messages a second of the road with one command word, and of a bare echo bot, over one library."""

    library: Library
    word: str
    concurrency: int
    road: float
    echo: float

    @property
    def ratio(self) -> float:
        """Return the road's share of what the library alone does."""
        return self.road / self.echo


def beside_echo(url: str, *, messages: int, concurrency: int) -> list[Beside]:
    """Measure each library and word, on the store at `url`."""
    return [
        beside(url, library, word, messages=messages, concurrency=concurrency, rounds=ROUNDS)
        for library, word in product(LIBRARIES, WORDS)
    ]


def beside(url: str, library: Library, word: str, *, messages: int, concurrency: int, rounds: int) -> Beside:
    """Measure the road and an echo bot in turns, and keep the best round of each.

    Each runs in a process of its own, as it would by itself: what ran before leaves neither a heap nor settings.
    """
    load = Load(text=word, messages=messages, concurrency=concurrency)
    took = [(_alone(_road_s, url, library, load), _alone(_echo_s, library, load)) for _ in range(rounds)]
    road_s, echo_s = map(min, zip(*took, strict=True))
    return Beside(library=library, word=word, concurrency=concurrency, road=messages / road_s, echo=messages / echo_s)


def written(rows: Sequence[Beside]) -> str:
    """Return the figures as a part of the page."""
    lines = [
        "\n## Telegram, through the real libraries\n",
        "Over loopback HTTP, without Telegram's own limit of 30 a second. The road answers from the inbox to the",
        "outbox, durable and sealed; the bare bot echoes and keeps nothing. Each in a process of its own, in turns,",
        f"the best of {ROUNDS}: the bare bots with Python's own garbage settings, the road as `antrian run` sets",
        "them.\n",
        "| library | message | at once | road msg/s | echo bot msg/s | ratio |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {r.library} | `{r.word}` | {r.concurrency} | {r.road:,.0f} | {r.echo:,.0f} | {r.ratio:.2f} |" for r in rows
    ]
    return "\n".join(lines) + "\n"


def _alone(measure: Callable[..., float], *arguments: object) -> float:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        return process.submit(measure, *arguments).result()


def _road_s(url: str, library: Library, load: Load) -> float:
    async def measured() -> float:
        async with empty_store(url) as client, crowded(load) as crowd, _serving(client, crowd.url, library):
            look_seldom()  # as `antrian run` does
            return await crowd.took_s()

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    return asyncio.run(measured())


def _echo_s(library: Library, load: Load) -> float:
    async def measured() -> float:
        async with crowded(load) as crowd, ECHOES[library](crowd.url):
            return await crowd.took_s()

    logging.disable()  # an update that is awaited when the bot stops is no news
    return asyncio.run(measured())


@asynccontextmanager
async def _aiogram_echo(api_url: str) -> AsyncIterator[None]:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    async with Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api_url))) as bot:
        polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
        yield
        await dispatcher.stop_polling()
        await polling


@asynccontextmanager
async def _ptb_echo(api_url: str) -> AsyncIterator[None]:
    async def echo(update: Update, context: object) -> None:
        if update.message:
            await update.message.reply_text(update.message.text or "")

    builder = Application.builder().token(TOKEN).base_url(f"{api_url}/bot")
    application = builder.concurrent_updates(AT_ONCE).connection_pool_size(AT_ONCE).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield
        await application.updater.stop()
        await application.stop()


ECHOES: Mapping[Library, Callable[[str], AbstractAsyncContextManager[None]]] = {
    "aiogram": _aiogram_echo,
    "python-telegram-bot": _ptb_echo,
}


@asynccontextmanager
async def _serving(client: Client, api_url: str, library: Library) -> AsyncIterator[None]:
    sealer, chosen = new_sealer(), await open_offices(offices(1, places=10_000), client)
    menus, lexicon = Menus(client, sealer), Lexicon(locale_folders())
    road = Road(
        client=client,
        inbox=Inbox(client, sealer, flood=FLOOD),
        outbox=Outbox(client, sealer),
        router=Router(
            find_routes(),
            offices=chosen,
            bookings=Bookings(client, sealer, uniform=lambda low, high: low),
            menus=menus,
        ),
        menus=menus,
        lexicon=lexicon,
        offices=chosen,
        process=secrets.token_hex(8),
        clock=_now_ms,
    )
    services = Services(
        client=client,
        sealer=sealer,
        lexicon=lexicon,
        offices=chosen,
        clock=_now_ms,
        is_trial=False,
        drained=road.drained,
        tell_staff=_untold,
        report=road.report,
    )
    settings = TelegramSettings.model_validate({"token": TOKEN, "api_url": api_url, "library": library})
    stop = asyncio.Event()
    async with opened(ACCOUNT, settings, services, capabilities=WITHOUT_PACE) as adapter, asyncio.TaskGroup() as group:
        road.add(adapter)
        group.create_task(road.run(stop))
        yield
        stop.set()


async def _untold(account: Account, reply: Reply) -> None:
    """Tell nobody: this office has no staff."""


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
