"""Whole conversations on WhatsApp: posts in, the road with its handlers between, and the Graph API out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from bot.messages import Media, Receipt, Reply
from bot.plugins import Services
from bot.store.client import Client
from bot.store.outbox import Entry
from tests.channels import cloud_people as people
from tests.channels.cloud_numbers import CHAT, number
from tests.channels.cloud_server import GraphApi, Shown
from tests.channels.conftest import ZONE, Told
from tests.journeys.roads import Clock, Town, running, town
from tests.offices import DAY_MS

PLACE = Media(kind="location", latitude=-6.7, longitude=108.5)


@pytest.fixture
def api(api: GraphApi) -> GraphApi:
    """Give a Graph API with one number and its templates."""
    api.templates = {("pengingat", "id"): 0, ("nama_anda", "id"): 1}
    return api


class Person:
    """Somebody who writes to the office on WhatsApp."""

    def __init__(self, api: GraphApi, one: Town, url: str, clock: Clock) -> None:
        self.api = api
        self.one = one
        self.clock = clock
        self.url = url

    async def say(self, text: str) -> Sequence[Shown]:
        """Write; return what the office answers."""
        return await self.answered(people.said(text, id=f"wamid.in{next(people.NUMBERS)}"))

    async def press(self, label: str) -> Sequence[Shown]:
        """Press a button or a row of the office's last message that begins so; return what it answers."""
        last = self.api.shown[-1]
        (choice,) = [id for id, title in zip(last.ids, last.labels, strict=True) if title.startswith(label)]
        kind = "list_reply" if len(last.ids) > 3 else "button_reply"
        said = people.message(id=f"wamid.in{next(people.NUMBERS)}", type="interactive")
        reply = {"type": kind, kind: {"id": choice, "title": label}}
        return await self.answered(people.post(people.change({**said, "interactive": reply})))

    async def hear(self, reply: Reply) -> Sequence[Shown]:
        """Return what the office says by itself."""
        before = len(self.api.shown)
        entry = Entry(id=f"{self.clock()}.1", chat=CHAT, office="CBN", language="id", reply=reply, ledger=reply.key)
        fingerprint = self.one.inbox.fingerprint(CHAT)
        account = "whatsapp-cloud:cbn"
        await self.one.outbox.enqueue(fingerprint, entry, account=account, pace=None, now_ms=self.clock())
        await self.one.road.drained(CHAT)
        return self.api.shown[before:]

    async def answered(self, body: bytes) -> Sequence[Shown]:
        """Let Meta post a body; return what the office answers."""
        before = len(self.api.shown)
        assert 200 == await self.api.post(body, to=self.url)
        await self.one.road.drained(CHAT)
        return self.api.shown[before:]


@asynccontextmanager
async def talking(api: GraphApi, client: Client, services: Services) -> AsyncIterator[Person]:
    """Run the road with the account on it."""
    clock = Clock()

    async def report(receipt: Receipt) -> None:
        await one.road.report(receipt)

    async with number(api.url, replace(services, clock=clock, report=report)) as adapter:
        one = town(client, [adapter], clock=clock)
        async with running(one):
            await api.until(lambda: api.looks > 0)
            yield Person(api, one, adapter.url, clock)


async def test_registering_by_lists(api: GraphApi, client: Client, services: Services) -> None:
    """`#daftar` asks step by step, with a list wherever there are more than three choices, to the booking's end."""
    async with talking(api, client, services) as person:
        await person.say("#daftar")
        await person.say("Budi Santoso")
        (dates,) = await person.say("25-01-1987")
        assert 3 < len(dates.labels)
        (sessions,) = await person.press(dates.labels[0])
        (summary,) = await person.press(sessions.labels[0])
        assert 3 < len(summary.labels)
        (held,) = await person.press(summary.labels[0])
        assert "⏳ MENUNGGU PERSETUJUAN" in held.text
        booked = await person.press("Setuju")
    assert any("✅ TERDAFTAR" in shown.text and shown.file for shown in booked)
    assert ["interactive"] * 2 == [dates.kind, summary.kind]


async def test_failed_later(api: GraphApi, client: Client, services: Services) -> None:
    """An answer that Meta took and could not deliver is on the operator's list, however often it is told."""
    async with talking(api, client, services) as person:
        (shown,) = await person.say("#cek")
        told = people.post(people.status("sent", shown.id), people.status("failed", shown.id, code=131026))
        for _ in range(2):
            assert 200 == await api.post(told, to=person.url)
        parked = await person.one.outbox.parked()
        counts = await person.one.outbox.receipts.counts(now_ms=person.clock())
    assert ["failed (131026): Message undeliverable"] == [each.reason for each in parked]
    assert {"whatsapp-cloud:cbn": {"sent": 1, "failed": 1}} == counts


async def test_answer_in_parts(api: GraphApi, client: Client, services: Services) -> None:
    """An answer of a place and its words arrived when both did; when one failed it is on the operator's list, once."""
    async with talking(api, client, services) as person:
        await person.say("#cek")
        reached, failed = [await person.hear(Reply(key=key, media=(PLACE,))) for key in ("draft-waiting", "draft-none")]
        told = [people.status("delivered", each.id) for each in (*reached, failed[1])]
        told += [people.status("read", reached[0].id)]
        told += [people.status("failed", failed[0].id, code=131026)] * 2
        for change in told:
            assert 200 == await api.post(people.post(change), to=person.url)
        parked = await person.one.outbox.parked()
        counts = await person.one.outbox.receipts.counts(now_ms=person.clock())
    assert ["draft-none"] == [each.key for each in parked]
    assert {"whatsapp-cloud:cbn": {"delivered": 1, "failed": 1}} == counts


async def test_a_day_later(api: GraphApi, client: Client, services: Services) -> None:
    """After a day a text with a template goes out as the template, and one without waits for the operator."""
    async with talking(api, client, services) as person:
        await person.say("#cek")
        person.clock.advance(DAY_MS)
        (shown,) = await person.hear(Reply(key="known-name", values={"name": "Budi Santoso"}))
        assert ("template", "nama_anda Budi Santoso") == (shown.kind, shown.text)
        assert [] == await person.hear(Reply(key="draft-none"))
        (parked,) = await person.one.outbox.parked()
        assert "no template for draft-none" == parked.reason
        await person.say("#cek")
        await person.one.outbox.unpark(parked.id, now_ms=person.clock())
        await person.one.road.drained(CHAT)
    words = services.lexicon.text("draft-none", {}, language="id", zone=(ZONE, "WIB"))
    assert ("text", words) == (api.shown[-1].kind, api.shown[-1].text)


async def test_window_that_closed_earlier(api: GraphApi, client: Client, services: Services) -> None:
    """When Meta says that the day is over before we do, the template goes out at once."""
    async with talking(api, client, services) as person:
        await person.say("#cek")
        api.out_of_window.add(CHAT.chat_id)
        (shown,) = await person.hear(Reply(key="draft-waiting"))
    assert ("template", "pengingat") == (shown.kind, shown.text)


async def test_numbers_stay_unknown(api: GraphApi, client: Client, services: Services, told: Told) -> None:
    """Who hides the number is asked for it when it is needed, shares it by one press, and can then book."""
    async with talking(api, client, services) as person:
        hidden = [{"user_id": CHAT.chat_id}]
        said = people.message("#daftar", id="a", phone="")
        await person.answered(people.post(people.change(said, contacts=hidden)))
        assert "request" in [shown.kind for shown in api.shown]
        card = {"phones": [{"phone": "+6281234567890"}], "origin": "contact_request"}
        shared = people.message(id="b", phone="", type="contacts", contacts=[card])
        await person.answered(people.post(people.change(shared, contacts=hidden)))
        said = people.message("#daftar", id="c", phone="")
        answers = await person.answered(people.post(people.change(said, contacts=hidden)))
    assert "request" not in [shown.kind for shown in answers]
    assert answers
