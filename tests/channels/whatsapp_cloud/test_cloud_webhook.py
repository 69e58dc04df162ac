"""What Meta posts to us, and what it is answered: nothing counts as received before it is safe."""

from __future__ import annotations

import socket
from collections.abc import Mapping

import aiohttp
import msgspec
import pytest
from blockbuster import BlockBuster

from bot.errors import AddressRefused, StoreUnavailable
from bot.messages import ChatRef, InboundEvent, Message, Receipt
from bot.plugins import Services
from channels.whatsapp_cloud.adapter import opened
from channels.whatsapp_cloud.webhook import BODY_BYTES, SIGNATURE_HEADER, signature
from tests.channels import cloud_people as people
from tests.channels.cloud_numbers import ACCOUNT, CHAT, SETTINGS, NumberUnderTest, running
from tests.channels.cloud_server import APP_SECRET, NUMBER, USER, VERIFY_WORD, GraphApi
from tests.channels.conftest import Told
from tests.channels.contract import Inbox, deliver

BODY = people.said("#jadwal")


QUESTIONS = {
    "ours": ({"hub.mode": "subscribe", "hub.verify_token": VERIFY_WORD, "hub.challenge": "115"}, (200, "115")),
    "wrong word": ({"hub.mode": "subscribe", "hub.verify_token": "x", "hub.challenge": "115"}, (403, "")),
    "no word": ({"hub.mode": "subscribe", "hub.challenge": "115"}, (403, "")),
    "another mode": ({"hub.mode": "ask", "hub.verify_token": VERIFY_WORD, "hub.challenge": "115"}, (403, "")),
}


@pytest.mark.parametrize(("query", "answer"), QUESTIONS.values(), ids=QUESTIONS.keys())
async def test_verification(channel: NumberUnderTest, query: Mapping[str, str], answer: tuple[int, str]) -> None:
    """Meta learns that the address is ours when it knows the word that we agreed on, and nobody else does."""
    async with aiohttp.ClientSession() as http, http.get(channel.cloud.url, params=query) as response:
        assert answer == (response.status, await response.text())


SIGNATURES = {
    "ours": (signature(BODY, APP_SECRET), 200),
    "another secret": (signature(BODY, "x"), 403),
    "another body": (signature(b"{}", APP_SECRET), 403),
    "no letters of ours": ("sha256=ñ", 403),
    "none": ("", 403),
}


@pytest.mark.parametrize(("shown", "status"), SIGNATURES.values(), ids=SIGNATURES.keys())
async def test_signature(channel: NumberUnderTest, shown: str, status: int) -> None:
    """Only a post that is signed with the app's secret over its very bytes is taken."""
    headers = {SIGNATURE_HEADER: shown} if shown else {}
    async with aiohttp.ClientSession() as http, http.post(channel.cloud.url, data=BODY, headers=headers) as response:
        assert status == response.status
    assert (1 if status == 200 else 0) == channel.inbox.calls


BODIES = {
    "no JSON": (b"<html>", 400),
    "no object": (b"[]", 400),
    "no entry": (b"{}", 400),
    "wrong value": (people.post({"field": "messages", "value": []}), 400),
    "nothing in it": (people.post(), 200),
    "of another kind": (people.post({"field": "account_update", "value": []}), 200),
    "too large": (b" " * (BODY_BYTES + 1), 413),
}


@pytest.mark.parametrize(("body", "status"), BODIES.values(), ids=BODIES.keys())
async def test_bodies(channel: NumberUnderTest, body: bytes, status: int) -> None:
    """What is no post of Meta's is refused, and what is of no interest is received."""
    assert status == await channel.hand_over(body)
    assert [] == channel.inbox.events


async def test_unreadable_item(channel: NumberUnderTest) -> None:
    """A message that can't be read is left out, and the others of its post are taken."""
    unreadable = {"id": "wamid.1", "from": NUMBER, "timestamp": "1", "type": "text", "text": "rahasia"}
    assert 200 == await channel.hand_over(people.post(people.change(unreadable, people.message("#cek"))))
    assert ["#cek"] == [event.text for event in channel.inbox.events]


async def test_batch_while_store_is_away(channel: NumberUnderTest) -> None:
    """A batch of which not all could be taken is not received; it comes again, and each message is taken once."""
    messages = [people.message(f"pesan {n}", id=f"wamid.{n}") for n in range(3)]
    channel.inbox.is_away = True
    assert 503 == await channel.hand_over(people.post(people.change(*messages)))
    channel.inbox.is_away = False
    await channel.hand_over_again()
    await channel.hand_over_again()
    assert await channel.is_told_received()
    assert ["pesan 0", "pesan 1", "pesan 2"] == await channel.inbox.texts(3)
    assert 3 == len(channel.inbox.events)


class BrokenInbox(Inbox):
    """An inbox with a fault."""

    async def accept(self, event: InboundEvent) -> bool:
        """Break."""
        raise ZeroDivisionError


async def test_fault_of_ours(api: GraphApi, services: Services, blockbuster: BlockBuster) -> None:
    """A message over which something of ours breaks is received, or it would come for days."""
    blockbuster.deactivate()  # the traceback that is logged reads source files
    async with running(api, services, BrokenInbox()) as adapter:
        assert 200 == await api.post(BODY, to=adapter.url)


RECEIPTS = {
    "sent": (people.status("sent", "wamid.1"), Receipt(chat=CHAT, external_id="wamid.1", status="sent", at_ms=0)),
    "failed": (
        people.status("failed", "wamid.1", code=131026),
        Receipt(
            chat=CHAT, external_id="wamid.1", status="failed", at_ms=0, code="131026", reason="Message undeliverable"
        ),
    ),
    "of a message to a number": (
        people.status("read", "wamid.1", chat=NUMBER),
        Receipt(chat=ChatRef("whatsapp-cloud", "cbn", NUMBER), external_id="wamid.1", status="read", at_ms=0),
    ),
    "of another program's message": (
        people.status("read", "wamid.1", chat=""),
        Receipt(chat=ChatRef("whatsapp-cloud", "cbn", USER), external_id="wamid.1", status="read", at_ms=0),
    ),
}


@pytest.mark.parametrize(("change", "receipt"), RECEIPTS.values(), ids=RECEIPTS.keys())
async def test_receipts(channel: NumberUnderTest, told: Told, change: dict[str, object], receipt: Receipt) -> None:
    """What became of a message is reported for the chat that it was sent to."""
    assert 200 == await channel.hand_over(people.post(change))
    at_ms = (people.NOW_S + 5) * 1000
    assert [msgspec.structs.replace(receipt, at_ms=at_ms)] == told.receipts


async def test_other_states(channel: NumberUnderTest, told: Told) -> None:
    """A state that has no bearing on us is received and left."""
    assert 200 == await channel.hand_over(people.post(people.status("played", "wamid.1")))
    assert [] == told.receipts


async def test_receipt_while_store_is_away(api: GraphApi, services: Services, inbox: Inbox) -> None:
    """A receipt that could not be recorded comes again."""

    async def away(receipt: Receipt) -> None:
        raise StoreUnavailable(waited_s=30, cause="the test said so")

    async with running(api, msgspec.structs.replace(services, report=away), inbox) as adapter:
        assert 503 == await api.post(people.post(people.status("sent", "wamid.1")), to=adapter.url)


async def test_chat_goes_along(channel: NumberUnderTest) -> None:
    """Each message carries its chat's id, which Meta gives back with the receipt."""
    await deliver(channel, Message(id="m1.1", chat=CHAT, text="Halo"))
    assert [USER] == [call["biz_opaque_callback_data"] for call in channel.api.calls]


async def test_port_taken(api: GraphApi, services: Services) -> None:
    """A port that another program has is named with what to change."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = SETTINGS.model_copy(update={"port": taken.getsockname()[1]})
        with pytest.raises(AddressRefused, match=r"change `port` or `host` of the whatsapp-cloud account 'cbn'"):
            async with opened(ACCOUNT, settings, services):
                pass
