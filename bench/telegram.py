"""The road through the real aiogram over loopback HTTP, beside a bare aiogram echo bot that keeps nothing."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from msgspec import Struct
from msgspec.structs import replace

from bench.measures import empty_store, new_sealer
from bench.offices import offices
from bench.road import FLOOD
from bench.telegram_server import TOKEN, Load, crowded
from bot.bookings import Bookings
from bot.engine.menus import Menus
from bot.engine.road import Road
from bot.engine.router import Router
from bot.engine.wording import Lexicon
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


class Beside(Struct, frozen=True, kw_only=True):
    """Messages a second of the road with one command word, and of the echo bot, at one concurrency."""

    word: str
    concurrency: int
    road: float
    echo: float

    @property
    def ratio(self) -> float:
        """Return the road's share of what aiogram alone does."""
        return self.road / self.echo


async def beside_echo(url: str, *, messages: int, concurrency: int) -> list[Beside]:
    """Measure the echo bot, then the road with each word, on the store at `url`."""
    found = []
    for word in WORDS:
        load = Load(text=word, messages=messages, concurrency=concurrency)
        async with crowded(load) as crowd, _echoing(crowd.url):
            echo_s = await crowd.took_s()
        async with empty_store(url) as client, crowded(load) as crowd, _serving(client, crowd.url):
            road_s = await crowd.took_s()
        found.append(Beside(word=word, concurrency=concurrency, road=messages / road_s, echo=messages / echo_s))
    return found


def written(rows: Sequence[Beside]) -> str:
    """Return the figures as a part of the page."""
    lines = [
        "\n## Telegram, through the real aiogram\n",
        "Over loopback HTTP, without Telegram's own limit of 30 a second. The road answers from the inbox to the",
        "outbox, durable and sealed; the bare aiogram bot echoes and keeps nothing.\n",
        "| message | at once | road msg/s | echo bot msg/s | ratio |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| `{r.word}` | {r.concurrency} | {r.road:,.0f} | {r.echo:,.0f} | {r.ratio:.2f} |" for r in rows]
    return "\n".join(lines) + "\n"


@asynccontextmanager
async def _echoing(api_url: str) -> AsyncIterator[None]:
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
async def _serving(client: Client, api_url: str) -> AsyncIterator[None]:
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
    settings = TelegramSettings.model_validate({"token": TOKEN, "api_url": api_url})
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
