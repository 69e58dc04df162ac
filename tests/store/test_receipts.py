"""What platforms tell of messages that they took: the furthest counts, and what failed is parked once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from itertools import permutations
from typing import Literal

import pytest

from bot.adapters import Pace
from bot.errors import LeaseLost
from bot.messages import ChatRef, Priority, Receipt, Reply
from bot.store.client import Client
from bot.store.inbox import Inbox
from bot.store.outbox import HOLD_MS, Entry, Hold, Outbox
from tests.offices import DAY_MS, NOW_MS
from tests.requests import sealer_of_tests
from tests.store.audits import immortals, keys_of

Outcome = Literal["sent", "delivered", "read", "failed"]

CHAT = ChatRef("whatsapp-cloud", "cbn", "ID.1")
ACCOUNT = "whatsapp-cloud:cbn"
PARKED = ["failed (131026): Message undeliverable"]


@pytest.fixture(autouse=True)
async def audited(client: Client) -> AsyncIterator[None]:
    """Look after each test for keys that would stay for ever, and for ids that would tell a number."""
    yield
    assert [] == await immortals(client)
    assert [] == [key for key in await keys_of(client) if "wamid" in key]


class Road:
    """The outbox of one chat, after the sender has delivered something."""

    def __init__(self, client: Client) -> None:
        self.outbox = Outbox(client, sealer_of_tests())
        inbox = Inbox(client, sealer_of_tests(), flood=Pace(burst=100, interval_ms=1000))
        self.chat = inbox.fingerprint(CHAT)

    async def say(self, *keys: str) -> Hold:
        """Put messages into the outbox, and hold the chat."""
        for key in keys:
            ledger = self.outbox.ledger(key)
            entry = Entry(
                id=f"{NOW_MS}.{key}", chat=CHAT, office="CBN", language="id", reply=Reply(key=key), ledger=ledger
            )
            await self.outbox.enqueue(self.chat, entry, account=ACCOUNT, pace=None, now_ms=NOW_MS)
        part = self.outbox.part(self.chat)
        (hold,) = (await self.outbox.take(part, Priority.REPLY, ACCOUNT, most=1, now_ms=NOW_MS)).holds
        return hold

    async def give(self, hold: Hold, external_id: str = "wamid.1", *, place: int = 0) -> bool:
        """Remember a message by the platform's id."""
        return await self.outbox.receipts.give(hold, external_id, account=ACCOUNT, place=place, now_ms=NOW_MS)

    async def sent(self, hold: Hold, count: int = 1) -> None:
        """Take the first messages out of the outbox."""
        entries = (await self.outbox.head(hold, most=count)).entries
        delivered = [(entry, "") for entry in entries]
        await self.outbox.sent(hold, account=ACCOUNT, delivered=delivered, pace=None, now_ms=NOW_MS)

    async def tell(self, *statuses: Outcome, external_id: str = "wamid.1") -> list[bool]:
        """Report what the platform tells, in this order; return for each whether it parked the message."""
        return [await self._tell(status, external_id) for status in statuses]

    async def _tell(self, status: Outcome, external_id: str) -> bool:
        has_failed = status == "failed"
        receipt = Receipt(
            chat=CHAT,
            external_id=external_id,
            status=status,
            at_ms=NOW_MS,
            code="131026" if has_failed else "",
            reason="Message undeliverable" if has_failed else "",
        )
        return await self.outbox.receipts.report(self.chat, receipt, now_ms=NOW_MS)

    async def reasons(self) -> Sequence[str]:
        """Return why messages are parked."""
        return [parked.reason for parked in await self.outbox.parked()]


@pytest.fixture
def road(client: Client) -> Road:
    """Give a chat's road on an empty store."""
    return Road(client)


async def test_failed_is_parked(road: Road) -> None:
    """A message that failed after the platform had taken it is on the operator's list, and can be sent again."""
    hold = await road.say("news")
    assert not await road.give(hold)
    await road.sent(hold)
    assert [False, True] == await road.tell("sent", "failed")
    (parked,) = await road.outbox.parked()
    assert (ACCOUNT, "news", *PARKED) == (parked.account, parked.key, parked.reason)
    assert await road.outbox.unpark(parked.id, now_ms=NOW_MS)
    (again,) = (await road.outbox.take(road.outbox.part(road.chat), hold.lane, ACCOUNT, most=1, now_ms=NOW_MS)).holds
    assert ["news"] == [entry.reply.key for entry in (await road.outbox.head(again, most=9)).entries]


async def test_failed_is_parked_once(road: Road) -> None:
    """However often the failure is told, and after it is sent again too, the message is parked once."""
    hold = await road.say("news")
    await road.give(hold)
    await road.sent(hold)
    assert [True, False, False] == await road.tell("failed", "failed", "sent")
    (parked,) = await road.outbox.parked()
    await road.outbox.unpark(parked.id, now_ms=NOW_MS)
    assert [False] == await road.tell("failed")
    assert [] == await road.reasons()


@pytest.mark.parametrize("order", [*permutations(("sent", "delivered", "read"))], ids=" ".join)
async def test_order(road: Road, order: tuple[Outcome, ...]) -> None:
    """In whatever order it is told, what was delivered or read has not failed."""
    hold = await road.say("news")
    await road.give(hold)
    await road.sent(hold)
    await road.tell(*order)
    assert [False] == await road.tell("failed")
    assert [] == await road.reasons()


async def test_failed_before_it_was_given(road: Road) -> None:
    """A failure that is told before the sender has noted the message is not lost, and parks it once."""
    hold = await road.say("news")
    assert [False] == await road.tell("failed")
    assert await road.give(hold)
    assert not await road.give(hold)  # sent again, as the answer got lost
    await road.sent(hold)
    assert PARKED == await road.reasons()


@pytest.mark.parametrize("early", ["sent", "delivered"])
async def test_told_before_it_was_given(road: Road, early: Outcome) -> None:
    """What was delivered before it was noted can't fail any more; what was only sent can."""
    hold = await road.say("news")
    await road.tell(early)
    assert not await road.give(hold)
    await road.sent(hold)
    assert [early == "sent"] == await road.tell("failed")


async def test_each_message_by_its_place(road: Road) -> None:
    """Of several messages that go out together each is found by its own id."""
    hold = await road.say("one", "two")
    await road.give(hold, "wamid.1", place=0)
    await road.give(hold, "wamid.2", place=1)
    await road.sent(hold, 2)
    await road.tell("failed", external_id="wamid.2")
    assert ["two"] == [parked.key for parked in await road.outbox.parked()]


async def test_hold_that_ran_out(client: Client, road: Road) -> None:
    """Who does not hold the chat any more can't note its messages: the next one might be another."""
    hold = await road.say("news")
    later = NOW_MS + HOLD_MS + 1
    await road.outbox.take(road.outbox.part(road.chat), hold.lane, ACCOUNT, most=1, now_ms=later)
    with pytest.raises(LeaseLost):
        await road.give(hold)


async def test_content_is_forgotten(client: Client, road: Road) -> None:
    """What a message says is kept while it may fail, and no longer."""
    hold = await road.say("news")
    await road.give(hold)
    await road.sent(hold)
    (key,) = [key for key in await keys_of(client) if ":given:" in key]
    assert 50 < len(await client.execute("GET", key, key=key))
    await road.tell("delivered")
    assert b"2" == await client.execute("GET", key, key=key)


async def test_counts(road: Road) -> None:
    """Each message counts once for each state that it came to, in the last 7 days."""
    for number in range(3):
        await road.tell("sent", "sent", external_id=f"wamid.{number}")
    await road.tell("read", "delivered", external_id="wamid.0")
    await road.tell("failed", external_id="wamid.1")
    receipts = road.outbox.receipts
    assert {ACCOUNT: {"sent": 3, "read": 1, "failed": 1}} == await receipts.counts(now_ms=NOW_MS)
    assert {ACCOUNT: {"sent": 3, "read": 1, "failed": 1}} == await receipts.counts(now_ms=NOW_MS + 6 * DAY_MS)
    assert {} == await receipts.counts(now_ms=NOW_MS + 7 * DAY_MS)
