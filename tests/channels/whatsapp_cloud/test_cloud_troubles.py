"""What goes wrong at Meta, what is done about it, and what may not be told on the way."""

from __future__ import annotations

import asyncio
import io
import logging
import traceback
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.accounts import ConfiguredAccount
from bot.errors import ConfigError, MediaUnavailable, Scope, SendAfter, SendError, SendNever
from bot.messages import Media, Message, Reply
from bot.plugins import Account, Services
from channels.whatsapp_cloud.adapter import CloudAdapter
from channels.whatsapp_cloud.settings import CloudSettings
from tests.channels import cloud_people as people
from tests.channels.cloud_numbers import CHAT, CLOSED, FAULTS, NumberUnderTest, number, options, running
from tests.channels.cloud_server import (
    APP_SECRET,
    PHONE_ID,
    TOKEN,
    VERIFY_WORD,
    GraphApi,
    refusal,
)
from tests.channels.conftest import Told
from tests.channels.contract import Inbox
from tests.channels.strict_server import Fault

ROOT = Path(__file__).parents[3]
LETTER = Media(kind="picture", content="777")
HALO = Message(id="m1.1", chat=CHAT, text="Halo")
PICTURE = Message(
    id="m2.1", chat=CHAT, text="Kode", media=(Media(kind="picture", name="a.png", mime="image/png", data=b"png"),)
)


@pytest.fixture
async def adapter(api: GraphApi, services: Services) -> AsyncIterator[CloudAdapter]:
    """Give an account that does not run: it sends."""
    async with number(api.url, services) as opened:
        yield opened


async def send(adapter: CloudAdapter, message: Message = HALO) -> str:
    """Deliver a message; return the id of its last part."""
    return [await adapter.deliver(payload) for payload in adapter.render(message)][-1]


WAITS: dict[str, tuple[float, Scope]] = {
    "throughput": (5, "account"),
    "pair rate": (6, "chat"),
    "spam": (600, "account"),
    "account rate": (60, "account"),
    "app rate": (60, "account"),
    "token expired": (300, "account"),
    "permission": (300, "account"),
    "asked to wait": (60, "account"),
    "fault": (2, "account"),
    "gateway's page": (2, "account"),
}


@pytest.mark.parametrize(("fault", "wait"), WAITS.items(), ids=WAITS)
async def test_waits(api: GraphApi, adapter: CloudAdapter, fault: str, wait: tuple[float, Scope]) -> None:
    """What Meta asks to be slow about waits, and whom that holds back is the chat or all."""
    api.faults["messages"].append(FAULTS[fault])
    with pytest.raises(SendAfter) as caught:
        await send(adapter)
    assert wait == (caught.value.delay_s, caught.value.scope)


async def test_reason(api: GraphApi, adapter: CloudAdapter) -> None:
    """What Meta says of a message that it refuses for good is the reason, with its code."""
    api.faults["messages"].append(FAULTS["undeliverable"])
    with pytest.raises(SendNever, match=r"Message undeliverable \(131026\)"):
        await send(adapter)


# --- the account -----------------------------------------------------------------------------------------


async def test_staff_told_once(api: GraphApi, adapter: CloudAdapter, told: Told) -> None:
    """When Meta serves the account no more the staff is told, once until it has served it again."""
    for fault in (FAULTS["token expired"], FAULTS["permission"], None, FAULTS["token expired"]):
        if fault is None:
            await send(adapter)
            continue
        api.faults["messages"].append(fault)
        with pytest.raises(SendAfter):
            await send(adapter)
    assert ["whatsapp-cloud-refused"] * 2 == [reply.key for reply in told.replies]
    assert 1 == len({reply.idempotency_key for reply in told.replies})


async def test_wrong_token_at_start(api: GraphApi, services: Services, inbox: Inbox) -> None:
    """A wrong token shows at the start, before anyone waits for an answer; what people write still comes in."""
    notices: asyncio.Queue[Reply] = asyncio.Queue()

    async def tell(account: Account, reply: Reply) -> None:
        await notices.put(reply)

    api.token = "another"
    async with running(api, msgspec.structs.replace(services, tell_staff=tell), inbox) as adapter:
        assert "whatsapp-cloud-refused" == (await notices.get()).key
        assert 200 == await api.post(people.said("#cek"), to=adapter.url)
    assert ["#cek"] == [event.text for event in inbox.events]


# --- files -----------------------------------------------------------------------------------------------

UPLOADS: dict[str, tuple[Fault, type[SendError]]] = {
    "line breaks": (Fault(after="break"), SendAfter),
    "unreadable answer": (Fault(status=200, body="<html>"), SendAfter),
    "fault": (refusal(131000, status=500), SendAfter),
    "too large": (Fault(status=413, body="<html>Request Entity Too Large</html>"), SendNever),
    "wrong kind": (refusal(100, "Param file must be a file with one of the following types"), SendNever),
}


@pytest.mark.parametrize(("fault", "error"), UPLOADS.values(), ids=UPLOADS)
async def test_upload(api: GraphApi, adapter: CloudAdapter, fault: Fault, error: type[SendError]) -> None:
    """An upload that broke can always be tried again, as nobody has seen anything; what is refused for good is not."""
    api.faults["media"].append(fault)
    with pytest.raises(error):
        await send(adapter, PICTURE)
    assert [] == api.shown
    await send(adapter, PICTURE)
    assert [b"png"] == [shown.file for shown in api.shown]


async def test_fetch(api: GraphApi, adapter: CloudAdapter) -> None:
    """A person's file comes byte for byte, by the id in its event."""
    api.files["777"] = ("image/jpeg", b"surat")
    assert b"surat" == await adapter.fetch(LETTER, most_bytes=10_000_000)


@pytest.mark.parametrize("declared", [None, 1], ids=["said so", "said otherwise"])
async def test_fetch_too_large(api: GraphApi, adapter: CloudAdapter, declared: int | None) -> None:
    """A file larger than the limit is not fetched, whatever its size was said to be."""
    api.files["777"] = ("image/jpeg", b"x" * 10_000_001)
    api.declared_bytes = declared
    with pytest.raises(MediaUnavailable, match=r"too-large.*larger than 10000000 bytes"):
        await adapter.fetch(LETTER, most_bytes=10_000_000)


async def test_fetch_nothing(api: GraphApi, adapter: CloudAdapter) -> None:
    """A file that is gone is said to be."""
    with pytest.raises(MediaUnavailable, match=r"gone.*does not exist"):
        await adapter.fetch(LETTER, most_bytes=400)


async def test_fetch_without_connection(services: Services) -> None:
    """A file that can't be asked for is said to be out of reach."""
    async with number(CLOSED, services) as adapter:
        with pytest.raises(MediaUnavailable, match=r"away.*can't be reached"):
            await adapter.fetch(LETTER, most_bytes=400)


# --- secrets ---------------------------------------------------------------------------------------------

WORDS = "Saya Budi Santoso"
PRIVATE = (TOKEN, APP_SECRET, VERIFY_WORD, WORDS, CHAT.chat_id)


@pytest.mark.parametrize("fault", ["no connection", "gateway's page", "token expired", "parameter", "none"])
async def test_nothing_private_in_logs(
    api: GraphApi, services: Services, inbox: Inbox, reports: io.StringIO, fault: str
) -> None:
    """Nothing that we, pywa or httpx log or raise holds a secret, a chat or a person's words, at the lowest level."""
    api.faults["messages"] += [FAULTS[fault]] if fault in FAULTS else []
    async with running(api, services, inbox) as adapter:
        channel = NumberUnderTest(api, adapter, inbox, services)
        await channel.say(WORDS)
    async with number(CLOSED if fault == "no connection" else api.url, services) as adapter:
        try:
            await send(adapter, msgspec.structs.replace(HALO, text=WORDS))
        except SendError as error:
            logging.getLogger("test").exception("delivery failed", exc_info=error)
    assert ("delivery failed" in reports.getvalue()) == (fault != "none")
    assert "whatsapp_cloud.serving" in reports.getvalue()
    assert [] == [word for word in PRIVATE if word in reports.getvalue()]


def test_nothing_private_in_repr() -> None:
    """Neither the settings' repr nor the complaint over a secret shows it."""
    assert [] == [word for word in (TOKEN, APP_SECRET, VERIFY_WORD) if word in repr(options(CLOSED))]
    given = {"phone_id": "x", "token": "rahasia"}
    account = ConfiguredAccount(channel="whatsapp-cloud", name="cbn", office="CBN", options=given)
    with pytest.raises(ConfigError) as caught:
        account.read(CloudSettings)
    assert "rahasia" not in "".join(traceback.format_exception(caught.value))


# --- options ---------------------------------------------------------------------------------------------

WRONG_SETTINGS: dict[str, tuple[dict[str, Any], str]] = {
    "no token": ({"token": ""}, r"token: found nothing, expected a secret"),
    "no secret": ({"app_secret": " "}, r"app_secret: found nothing, expected a secret"),
    "number for an id": ({"phone_id": "+6281"}, r"phone_id: .* expected the number's id, digits in quotes"),
    "other api": ({"api_url": "ftp://a"}, r"api_url: .* expected an http\(s\) address"),
    "version": ({"api_version": "26"}, r'api_version: .* expected a version like "v26.0"'),
    "path": ({"path": "whatsapp"}, r"path: .* expected a path like"),
    "unknown text": (
        {"templates": {"draft-waitin": {"name": "a"}}},
        r'templates: found "draft-waitin", expected keys of the locale files \(did you mean draft-waiting\?\)',
    ),
    "unknown value": (
        {"templates": {"known-name": {"name": "a", "values": ["nama"]}}},
        r'templates: found "nama", expected values of known-name: name \(did you mean name\?\)',
    ),
    "text without values": (
        {"templates": {"draft-waiting": {"name": "a", "values": ["name"]}}},
        r'templates: found "name", expected values of draft-waiting: it has none',
    ),
    "template not in Indonesian": (
        {"templates": {"known-name": {"name": "a", "language": {"en": "en_US"}}}},
        r"language: .* expected the codes of some languages, of Indonesian too",
    ),
    "name of a template": (
        {"templates": {"known-name": {"name": "A b"}}},
        r"name: .* expected a template's name",
    ),
}


@pytest.mark.parametrize(("changes", "complaint"), WRONG_SETTINGS.values(), ids=WRONG_SETTINGS)
def test_wrong_settings(changes: dict[str, Any], complaint: str) -> None:
    """A wrong option is named with what is expected."""
    given = {"phone_id": PHONE_ID, "token": TOKEN, "app_secret": APP_SECRET, "verify_token": VERIFY_WORD, **changes}
    account = ConfiguredAccount(channel="whatsapp-cloud", name="cbn", office="CBN", options=given)
    with pytest.raises(ConfigError, match=complaint):
        account.read(CloudSettings)


@pytest.mark.parametrize("key", CloudSettings.model_fields)
def test_option_documented(key: str) -> None:
    """Each option is in the operator's page with its default, and in the example."""
    field = CloudSettings.model_fields[key]
    shown = "needed" if field.is_required() else f"`{msgspec.json.encode(field.get_default()).decode()}`"
    assert f"| `{key}` | {shown} |" in (ROOT / "docs" / "whatsapp-cloud.md").read_text()
    assert f"\n# {key} = " in (ROOT / "config.example.toml").read_text()
