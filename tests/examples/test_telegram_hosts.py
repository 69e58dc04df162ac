"""The office in somebody's own Telegram program: aiogram's and python-telegram-bot's, over real HTTP on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels import telegram_people as people
from tests.channels.telegram_server import PERSON, TOKEN, BotApi, serving
from tests.examples.environments import ROOT
from tests.examples.hosts import Host, hosting, office

HOSTS = ("aiogram_host.py", "ptb_host.py")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """Give a Bot API with one bot."""
    async with serving() as served:
        yield served


@pytest.fixture(params=HOSTS)
async def host(request: pytest.FixtureRequest, api: BotApi, tmp_path: Path) -> AsyncIterator[Host]:
    """Give a running program that fetches its updates."""
    program = str(ROOT / "examples" / request.param)
    async with hosting(program, folder=office(tmp_path), BOT_TOKEN=TOKEN, BOT_API_URL=api.url) as running:
        await api.until(lambda: api.polls > 0)
        yield running


async def texts(api: BotApi, count: int) -> list[str]:
    """Return the first lines of what the person sees, once there are so many messages."""
    await api.until(lambda: len(api.shown) >= count)
    return [shown.text.split("\n")[0] for shown in api.shown]


async def test_beside_its_handlers(host: Host, api: BotApi) -> None:
    """The program's own command is answered by the program, everything else by the office, through the same bot."""
    await api.offer(people.said("/cuaca", entities=[{"type": "bot_command", "offset": 0, "length": 6}]))
    assert ["Cirebon: cerah, 31 °C."] == await texts(api, 1)
    await api.offer(people.said("#cek", id=8))
    assert ["Cirebon: cerah, 31 °C.", "❌ BELUM TERDAFTAR"] == await texts(api, 2)
    assert 0 == await host.stop(), host.reports()


async def test_buttons(host: Host, api: BotApi) -> None:
    """A press on one of the office's buttons is answered by the office, and the buttons go away."""
    await api.offer(people.said("#lokasi"))
    await texts(api, 1)
    (place,) = api.shown
    await api.offer(people.pressed("word:cek", on=place.id))
    assert "❌ BELUM TERDAFTAR" == (await texts(api, 2))[1]
    await api.until(lambda: place.buttons == [])
    assert PERSON == place.chat


async def test_finishes(host: Host, api: BotApi) -> None:
    """Stopping the program stops the office in order."""
    await api.offer(people.said("#cek"))
    await texts(api, 1)
    assert 0 == await host.stop(), host.reports()
    assert "Traceback" not in host.reports()
