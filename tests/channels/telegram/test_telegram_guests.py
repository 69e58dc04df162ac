"""The office behind the handlers of somebody's own bot, over aiogram and over python-telegram-bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import CallbackQuery
from telegram import Update
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, Defaults

from bot.config import Config, load
from bot.errors import ConfigError, StoreUnavailable
from bot.guests import Guest
from bot.store.client import Client
from channels.telegram import aiogram_guest, ptb_guest
from tests.channels import telegram_people as people
from tests.channels.telegram_server import TOKEN, BotApi, Json
from tests.examples.hosts import office

pytestmark = pytest.mark.usefixtures("own_logs")  # a guest joins its host's logs

OTHER = "987654321:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ"
STAFF = """
[[accounts]]
channel = "telegram"
staff_chat = "-700"
"""
CLOSED = "redis://127.0.0.1:9"
TASTE = "HTML"  # how the host's own texts are marked up: not ours


class Host:
    """Somebody's program: it takes its own button, and notes it and its errors. The office is open in the block."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.pressed: list[str | None] = []
        self.errors: list[object] = []
        self.feed: Callable[[Json], Awaitable[object]]


@asynccontextmanager
async def aiogram_host(api: BotApi, guest: Guest) -> AsyncIterator[Host]:
    """Run an aiogram program."""
    host = Host(api)
    session = AiohttpSession(api=TelegramAPIServer.from_base(api.url))
    dispatcher = Dispatcher()

    @dispatcher.callback_query(F.data == "vote:1")
    async def vote(query: CallbackQuery) -> None:
        host.pressed.append(query.data)

    async def feed(update: Json) -> None:
        try:
            await dispatcher.feed_raw_update(bot, update)
        except StoreUnavailable as error:  # as a webhook's server gets it
            host.errors.append(error)

    host.feed = feed
    async with Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode=TASTE)) as bot:
        aiogram_guest.attach(dispatcher, guest, bot=bot)
        await dispatcher.emit_startup(bot=bot)
        yield host
        await dispatcher.emit_shutdown(bot=bot)


@asynccontextmanager
async def ptb_host(api: BotApi, guest: Guest) -> AsyncIterator[Host]:
    """Run a program over python-telegram-bot, which has hooks of its own."""
    host = Host(api)
    begun: list[str] = []

    async def post_init(application: object) -> None:
        begun.append("host")

    async def vote(update: Update, context: object) -> None:
        host.pressed.append(update.callback_query.data if update.callback_query else None)

    async def failed(update: object, context: Any) -> None:
        host.errors.append(context.error)

    async def feed(update: Json) -> None:
        await application.process_update(Update.de_json(update, application.bot))

    host.feed = feed
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{api.url}/bot").updater(None).post_init(post_init)
    application = builder.defaults(Defaults(parse_mode=TASTE)).build()
    application.add_handler(CallbackQueryHandler(vote, pattern="vote"))
    application.add_error_handler(failed)
    ptb_guest.attach(application, guest)
    async with application:
        assert application.post_init is not None
        assert application.post_stop is not None
        await application.post_init(application)
        assert ["host"] == begun
        await application.start()
        yield host
        await application.stop()
        await application.post_stop(application)


HOSTS = {"aiogram": aiogram_host, "python-telegram-bot": ptb_host}


@pytest.fixture
def config(tmp_path: Path, client: Client, valkey: str) -> Config:
    """Give an office with a staff chat, on the session's server, emptied."""
    return load(office(tmp_path, account=STAFF, top=f'[redis]\nurl = "{valkey}"\n') / "config.toml")


@pytest.fixture
def lost_config(tmp_path: Path) -> Config:
    """Give an office whose server is not there."""
    return load(office(tmp_path, top=f'[redis]\nurl = "{CLOSED}"\ngive_up_s = 0.2\n') / "config.toml")


@pytest.fixture
def api(api: BotApi) -> BotApi:
    """Give a Bot API with one bot, which is in two groups."""
    api.chats |= {-500, -700}
    return api


@pytest.fixture(params=HOSTS)
async def host(request: pytest.FixtureRequest, api: BotApi, config: Config) -> AsyncIterator[Host]:
    """Give a program with the office in it."""
    async with HOSTS[request.param](api, Guest(config)) as running:
        yield running


def last(api: BotApi) -> str:
    """Return the first line of what was said last."""
    return api.shown[-1].text.split("\n")[0]


async def test_plain_text(host: Host) -> None:
    """The office's texts are plain, however the host marks up its own: a name may hold any characters."""
    await host.feed(people.said("<b> & #cek"))
    await host.api.called("sendMessage")
    assert "parse_mode" not in host.api.given("sendMessage")[0]


async def test_the_hosts_button(host: Host) -> None:
    """A button of the host's is the host's, taken or not; the office answers the press on its own alone."""
    await host.feed(people.pressed("vote:1", id="1"))
    await host.feed(people.pressed("unknown", id="2"))
    await host.feed(people.pressed("word:cek", id="3"))
    assert [{"callback_query_id": "3"}] == await host.api.called("answerCallbackQuery")
    assert ["vote:1"] == host.pressed


async def test_groups(host: Host) -> None:
    """In a group the office is silent, also when it is added or greeted: what is said there is the host's matter."""
    for update in (people.joined(), people.group("/start@kanim_uji_bot"), people.group("#cek")):
        await host.feed(update)
    await host.feed(people.said("#cek"))
    await host.api.called("sendMessage")
    assert "❌ BELUM TERDAFTAR" == last(host.api)
    assert 1 == len(host.api.shown)


async def test_staff_group(host: Host) -> None:
    """In the staff's own group the office answers, and quotes what it answers."""
    await host.feed(people.said("#bantuan", id=9, chat={"id": -700, "type": "supergroup", "title": "Staf"}))
    await host.api.called("sendMessage")
    assert (-700, 9) == (host.api.shown[0].chat, host.api.shown[0].answers)


async def test_menu_left_alone(host: Host) -> None:
    """The bot's menu is the host's: the office sets none."""
    await host.feed(people.said("#cek"))
    await host.api.called("sendMessage")
    assert [] == host.api.given("setMyCommands")


@pytest.mark.parametrize("name", HOSTS)
async def test_office_not_open(name: str, api: BotApi, lost_config: Config) -> None:
    """While the office can't open the program runs, and learns of each message that could not be taken."""
    async with HOSTS[name](api, Guest(lost_config)) as host:
        await host.feed(people.pressed("vote:1"))
        await host.feed(people.said("#cek"))
    assert ["vote:1"] == host.pressed
    assert [StoreUnavailable] == [type(error) for error in host.errors]


async def test_another_bot(api: BotApi, config: Config) -> None:
    """Of a dispatcher with several bots the office takes the updates of its own one."""
    dispatcher, guest = Dispatcher(), Guest(config)
    async with Bot(TOKEN) as ours, Bot(OTHER) as other, guest:
        aiogram_guest.attach(dispatcher, guest, bot=ours)
        assert UNHANDLED is await dispatcher.feed_raw_update(other, people.said("#cek"))


def test_no_account(tmp_path: Path) -> None:
    """Without an account of the channel in the configuration nothing is attached, and the host is told."""
    config = load(office(tmp_path, account="") / "config.toml")
    with pytest.raises(ConfigError, match=r'found none, expected one account of channel "telegram"'):
        ptb_guest.attach(ApplicationBuilder().token(TOKEN).build(), Guest(config))
