"""The whole road at a Graph API that counts: no message is ever one too many, to all or to one person."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from msgspec.structs import replace

from bot.adapters import Capabilities, Pace
from bot.messages import Media, Reply
from bot.plugins import Services
from bot.store.client import Client
from bot.store.outbox import Entry
from channels.whatsapp_cloud.adapter import CAPABILITIES
from tests.channels import cloud_people as people
from tests.channels.cloud_numbers import CHAT, number
from tests.channels.cloud_server import GraphApi, Limits, serving
from tests.journeys.roads import Clock, Town, running, town

PEOPLE = 170
PLACE = Media(kind="location", latitude=-6.7, longitude=108.5)
PAIR = Limits(pair_messages=6, pair_interval_s=0.05)


@asynccontextmanager
async def answering(
    api: GraphApi, client: Client, services: Services, can: Capabilities
) -> AsyncIterator[tuple[Town, str]]:
    """Run the road with the account on it; give the webhook's address too."""
    clock = Clock()
    async with number(api.url, replace(services, clock=clock), capabilities=can) as adapter:
        one = town(client, [adapter], clock=clock)
        async with running(one):
            await api.until(lambda: api.looks > 0)
            yield one, adapter.url


async def test_rush(api: GraphApi, client: Client, services: Services) -> None:
    """When many write at once all are answered, and in no second more than Meta allows."""
    api.chats |= {f"62812{person:08}" for person in range(PEOPLE)}
    async with answering(api, client, services, CAPABILITIES) as (_, url), asyncio.TaskGroup() as group:
        for person in range(PEOPLE):
            phone = f"62812{person:08}"
            said = people.message("#cek", id=f"wamid.{person}", phone=phone, user="")
            group.create_task(api.post(people.post(people.change(said, contacts=[{"wa_id": phone}])), to=url))
        await api.until(lambda: len(api.shown) == PEOPLE)
    assert {} == api.meter.refused


async def test_one_person(client: Client, services: Services) -> None:
    """To one person each of an answer's messages counts, and there are never more than Meta allows."""
    can = replace(CAPABILITIES, chat_pace=Pace(burst=4, interval_ms=50))
    async with serving(PAIR) as api, answering(api, client, services, can) as (one, url):
        await api.post(people.said("#cek"), to=url)
        for place in range(10):
            reply = Reply(key="draft-none", media=(PLACE, PLACE))
            entry = Entry(id=f"{place}.1", chat=CHAT, office="CBN", language="id", reply=reply, ledger=f"{place}")
            await one.outbox.enqueue(
                one.inbox.fingerprint(CHAT), entry, account="whatsapp-cloud:cbn", pace=can.chat_pace, now_ms=place
            )
        await api.until(lambda: len(api.shown) == 31)
    assert {} == api.meter.refused
