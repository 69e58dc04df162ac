"""Blue ticks and the typing sign at Meta: they come after what matters, and nothing hangs on them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from bot.messages import ChatRef, InboundEvent, Message
from bot.plugins import Services
from channels.whatsapp_cloud.calls import Graph
from channels.whatsapp_cloud.courtesies import KEPT, Courtesies
from tests.background import going_on
from tests.channels import cloud_people as people
from tests.channels.cloud_numbers import CHAT, SETTINGS, NumberUnderTest, running
from tests.channels.cloud_server import GROUP, NUMBER, GraphApi, refusal
from tests.channels.contract import Inbox, deliver

OTHER = people.post(people.change(people.message("#cek", id="wamid.other", user=""), contacts=[{"wa_id": NUMBER}]))


@pytest.fixture
async def quick(api: GraphApi, services: Services, inbox: Inbox) -> AsyncIterator[NumberUnderTest]:
    """Give a running account that shows the typing sign after a fifth of a second."""
    async with running(api, services, inbox, typing_after_s=0.2) as adapter:
        yield NumberUnderTest(api, adapter, inbox, services)


async def test_read(channel: NumberUnderTest) -> None:
    """What somebody wrote gets blue ticks once it is taken; of several at once the last, which stands for all; and
    nothing when it comes again."""
    await channel.hand_over(people.post(people.change(people.message("a", id="a"), people.message("b", id="b"))))
    await channel.api.until(lambda: channel.api.read == [("b", False)])
    await channel.hand_over_again()
    await channel.hand_over(people.said("c", id="c"))
    await channel.api.until(lambda: channel.api.read == [("b", False), ("c", False)])


async def test_not_read_before_it_is_safe(channel: NumberUnderTest) -> None:
    """What the inbox could not take gets no blue ticks until it comes again."""
    channel.inbox.is_away = True
    await channel.hand_over(people.said("a", id="a"))
    channel.inbox.is_away = False
    await channel.hand_over(OTHER)
    await channel.api.until(lambda: channel.api.read == [("wamid.other", False)])


async def test_typing_sign(quick: NumberUnderTest) -> None:
    """Who waits sees the typing sign, and who has had an answer does not."""
    await quick.hand_over(people.said("#cek", id="a"))
    await deliver(quick, Message(id="m1.1", chat=CHAT, text="Halo"))
    await quick.hand_over(OTHER)
    await quick.api.until(lambda: len(quick.api.read) == 3)
    assert [("a", False), ("wamid.other", False), ("wamid.other", True)] == quick.api.read


async def test_many_wait(api: GraphApi) -> None:
    """Of more people than a thousand those who wrote first go without."""
    settings = SETTINGS.model_copy(update={"api_url": api.url})
    async with aclosing(await asyncio.to_thread(Graph, settings, answer_s=5.0)) as graph:
        courtesies = Courtesies(graph, account="cbn", typing_after_s=60.0)
        for person in range(KEPT + 1):
            chat = ChatRef("whatsapp-cloud", "cbn", f"{person}")
            courtesies.taken(InboundEvent(chat=chat, office="CBN", message_id=f"from {person}"))
        async with going_on(courtesies.run()):
            await api.until(lambda: api.read == [("from 1", False)])


async def test_groups(channel: NumberUnderTest) -> None:
    """In the staff's group there are neither blue ticks nor the sign."""
    await channel.hand_over(people.said("#cek", id="a", group_id=GROUP))
    await channel.hand_over(OTHER)
    await channel.api.until(lambda: channel.api.read == [("wamid.other", False)])


async def test_refused(channel: NumberUnderTest) -> None:
    """A courtesy that Meta refuses is left, and the next one is tried."""
    channel.api.faults["read"].append(refusal(100, "Invalid parameter"))
    await channel.hand_over(people.said("#cek", id="a"))
    await channel.api.until(lambda: not channel.api.faults["read"])
    await channel.hand_over(OTHER)
    await channel.api.until(lambda: channel.api.read == [("wamid.other", False)])
    assert ["#cek", "#cek"] == [event.text for event in channel.inbox.events]
