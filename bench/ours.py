"""The road through our adapters of the real channels: accepted, answered, delivered, all of it durable and sealed."""

from __future__ import annotations

import asyncio
import secrets
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from msgspec.structs import replace

from bench.crowds import cloud, telegram
from bench.measures import new_sealer
from bench.offices import offices
from bench.road import FLOOD
from bot.adapters import Capabilities, ChannelAdapter
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
from channels.telegram import adapter as telegram_adapter
from channels.telegram.settings import TelegramSettings
from channels.whatsapp import adapter as whatsapp_adapter
from channels.whatsapp.settings import WhatsAppSettings
from channels.whatsapp_cloud import adapter as cloud_adapter
from channels.whatsapp_cloud.settings import CloudSettings

Opened = AbstractAsyncContextManager[ChannelAdapter]


@asynccontextmanager
async def answering(client: Client, url: str, library: str) -> AsyncIterator[str]:
    """Answer until the block ends over one library, whose platform is at `url`; give the webhook's address, or ""."""
    sealer, chosen = new_sealer(), await open_offices(offices(1, places=10_000), client)
    menus, lexicon = Menus(client, sealer), Lexicon(locale_folders())
    bookings = Bookings(client, sealer, uniform=lambda low, high: low)
    road = Road(
        client=client,
        inbox=Inbox(client, sealer, flood=FLOOD),
        outbox=Outbox(client, sealer),
        router=Router(find_routes(), offices=chosen, bookings=bookings, menus=menus),
        menus=menus,
        lexicon=lexicon,
        offices=chosen,
        process=secrets.token_hex(8),
        clock=_now_ms,
    )
    stop = asyncio.Event()
    with tempfile.TemporaryDirectory() as folder:
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
            bookings=bookings,
            data_dir=Path(folder),
        )
        async with ADAPTERS[library](services, url) as adapter, asyncio.TaskGroup() as group:
            road.add(adapter)
            group.create_task(road.run(stop))
            look_seldom()  # as `antrian run` does
            yield getattr(adapter, "url", "")
            stop.set()


def _aiogram(services: Services, url: str) -> Opened:
    return _telegram(services, url, "aiogram")


def _python_telegram_bot(services: Services, url: str) -> Opened:
    return _telegram(services, url, "python-telegram-bot")


def _telegram(services: Services, url: str, library: str) -> Opened:
    options = {"token": telegram.TOKEN, "api_url": url, "library": library}
    return telegram_adapter.opened(
        _account("telegram"),
        TelegramSettings.model_validate(options),
        services,
        capabilities=_without_pace(telegram_adapter.CAPABILITIES),
    )


def _pywa(services: Services, url: str) -> Opened:
    options = {
        "phone_id": cloud.PHONE_ID,
        "token": cloud.TOKEN,
        "app_secret": cloud.APP_SECRET,
        "verify_token": cloud.VERIFY_WORD,
        "api_url": url,
        "port": 0,
    }
    return cloud_adapter.opened(
        _account("whatsapp-cloud"),
        CloudSettings.model_validate(options),
        services,
        capabilities=_without_pace(cloud_adapter.CAPABILITIES),
    )


def _neonize(services: Services, url: str) -> Opened:
    return whatsapp_adapter.opened(
        _account("whatsapp"),
        WhatsAppSettings(),
        services,
        command=(sys.executable, "-m", "bench.go", url),
        capabilities=_without_pace(whatsapp_adapter.CAPABILITIES),
    )


ADAPTERS: Mapping[str, Callable[[Services, str], Opened]] = {
    "aiogram": _aiogram,
    "python-telegram-bot": _python_telegram_bot,
    "pywa": _pywa,
    "neonize": _neonize,
}


def _account(channel: str) -> Account:
    return Account(channel=channel, name="aaa", office="AAA")


def _without_pace(capabilities: Capabilities) -> Capabilities:
    """Return what a channel can do, without the platform's own limits, which would be all that is measured."""
    return replace(capabilities, account_pace=None, chat_pace=None)


async def _untold(account: Account, reply: Reply) -> None:
    """Tell nobody: this office has no staff."""


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
