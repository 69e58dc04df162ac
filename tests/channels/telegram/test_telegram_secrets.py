"""What a Telegram account must not tell, and its options, menu and page."""

from __future__ import annotations

import asyncio
import io
import logging
import subprocess
import sys
import traceback
from pathlib import Path

import msgspec
import pytest

from bot.accounts import ConfiguredAccount, plug_in
from bot.errors import ConfigError, SendError
from bot.plugins import Services, find_routes
from channels.telegram.menu import MENU
from channels.telegram.settings import TelegramSettings
from channels.telegram.wire import Call
from tests.channels import telegram_people as people
from tests.channels.contract import Inbox
from tests.channels.strict_server import Fault
from tests.channels.telegram_bots import CLOSED, LIBRARIES, bot, options, running
from tests.channels.telegram_server import PERSON, TOKEN, WRONG, BotApi, refusal

HALO = Call("sendMessage", {"chat_id": PERSON, "text": "halo"})
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("fault", ["no connection", "gateway", "revoked"])
async def test_token_not_in_logs(
    api: BotApi, services: Services, inbox: Inbox, reports: io.StringIO, fault: str, library: str
) -> None:
    """Nothing that we, a library, its HTTP client or asyncio log or raise holds the token, at the lowest level."""
    if fault == "revoked":
        api.token = WRONG
    if fault == "gateway":
        api.faults["sendMessage"].append(refusal(502, "Bad Gateway"))
    for name in ("aiogram", "aiohttp", "asyncio", "httpcore", "httpx", "telegram"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    async with bot(CLOSED if fault == "no connection" else api.url, services, library=library) as adapter:
        task = asyncio.create_task(adapter.run(inbox.accept))
        with pytest.raises(SendError) as caught:
            await adapter.deliver(HALO)
        logging.getLogger("test").exception("delivery failed", exc_info=caught.value)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert "delivery failed" in reports.getvalue()
    assert TOKEN.partition(":")[2] not in reports.getvalue()


async def test_token_not_in_errors(api: BotApi, services: Services, library: str) -> None:
    """What a library says of a way round in circles, with the token in it, stays out of our error and its traceback."""
    api.faults["sendMessage"] += [Fault(after="redirect")] * 20
    async with bot(api.url, services, library=library) as adapter:
        with pytest.raises(SendError) as caught:
            await adapter.deliver(HALO)
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


async def test_answers_not_in_logs(
    api: BotApi, services: Services, inbox: Inbox, library: str, caplog: pytest.LogCaptureFixture
) -> None:
    """An answer or an update that can't be read is in no log, for it holds what people wrote."""
    caplog.set_level(logging.WARNING)  # below it the libraries are silenced: bot/logs.py
    await api.offer(people.update(message={"message_id": "seven", "date": "never", "text": "Budi"}))
    last = await api.offer(people.said("#jadwal"))
    api.faults["sendMessage"].append(Fault(body="Budi"))
    async with running(api, services, inbox, library=library) as adapter:
        assert await api.is_confirmed(last)
        with pytest.raises(SendError, match="can't be read"):
            await adapter.deliver(HALO)
    assert "Budi" not in caplog.text


def test_token_not_in_repr() -> None:
    """Neither the settings' repr nor the complaint over a token shows it."""
    assert TOKEN not in repr(options(CLOSED))
    account = ConfiguredAccount(channel="telegram", name="cbn", office="CBN", options={"token": "rahasia"})
    with pytest.raises(ConfigError, match="not shown") as caught:
        account.read(TelegramSettings)
    assert "rahasia" not in "".join(traceback.format_exception(caught.value))


WRONG_SETTINGS = {
    "no token": ({}, r"token: found nothing, expected the bot's token, from @BotFather"),
    "plain webhook": ({"token": TOKEN, "webhook_url": "http://a"}, r"webhook_url: .* expected an https address"),
    "other api": ({"token": TOKEN, "api_url": "ftp://a"}, r"api_url: .* expected an http\(s\) address"),
    "impossible port": ({"token": TOKEN, "api_url": "http://a:99999"}, r"api_url: .* expected an http\(s\) address"),
    "path": ({"token": TOKEN, "path": "telegram"}, r"path: .* expected a path like"),
}


@pytest.mark.parametrize(("given", "complaint"), WRONG_SETTINGS.values(), ids=WRONG_SETTINGS.keys())
def test_wrong_settings(given: dict[str, str], complaint: str) -> None:
    """A wrong option is named with what is expected."""
    account = ConfiguredAccount(channel="telegram", name="cbn", office="CBN", options=given)
    with pytest.raises(ConfigError, match=complaint):
        account.read(TelegramSettings)


MODULES = {"aiogram": ("aiogram", "telegram"), "python-telegram-bot": ("telegram", "telegram-ptb")}


@pytest.mark.parametrize(("chosen", "module", "extra"), [(name, *each) for name, each in MODULES.items()], ids=MODULES)
def test_library_missing(monkeypatch: pytest.MonkeyPatch, chosen: str, module: str, extra: str) -> None:
    """An account needs the library that it names, and none but that; what to install is said before the start."""
    accounts = {
        name: ConfiguredAccount(channel="telegram", name="cbn", office="CBN", options={"token": TOKEN, "library": name})
        for name in LIBRARIES
    }
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigError, match=rf"needs '{module}': pip install \"antrian\[{extra}\]\""):
        plug_in([accounts.pop(chosen)])
    assert plug_in(list(accounts.values()))


@pytest.mark.parametrize(
    ("missing", "wire"), [("telegram", "aiogram_wire"), ("aiogram", "ptb_wire")], ids=["aiogram", "python-telegram-bot"]
)
def test_one_library_is_enough(missing: str, wire: str) -> None:
    """An account runs without the library that it does not use."""
    program = f"import sys; sys.modules[{missing!r}] = None; import channels.telegram.adapter, channels.telegram.{wire}"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_menu_words_are_understood() -> None:
    """Every word of the menu is a command word."""
    assert {word for word, _ in MENU} <= find_routes().words.keys()


@pytest.mark.parametrize("key", TelegramSettings.model_fields)
def test_option_documented(key: str) -> None:
    """Each option is in the operator's page with its default, and in the example."""
    default = TelegramSettings.model_fields[key].get_default()
    shown = "needed" if key == "token" else f"`{msgspec.json.encode(default).decode()}`"
    assert f"| `{key}` | {shown} |" in (ROOT / "docs" / "telegram.md").read_text()
    assert f"\n# {key} = " in (ROOT / "config.example.toml").read_text()
