"""What platforms tell of messages that they took: the furthest counts, and what failed is parked once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from itertools import permutations
from typing import Literal

import pytest

from bot.adapters import Pace
from bot.errors import LeaseLost
from bot.messages import ChatRef, Priority, Receipt, Reply
from bot.store import keys
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

    def __init__(self, client: Client, *, now_ms: int = NOW_MS) -> None:
        self.now_ms = now_ms
        self.outbox = Outbox(client, sealer_of_tests())
        inbox = Inbox(client, sealer_of_tests(), flood=Pace(burst=100, interval_ms=1000))
        self.chat = inbox.fingerprint(CHAT)

    async def say(self, *texts: str, broadcast: str = "") -> Hold:
        """Put messages into the outbox, and hold the chat."""
        for key in texts:
            ledger, reply = self.outbox.ledger(key), Reply(key=key, broadcast=broadcast)
            entry = Entry(id=f"{self.now_ms}.{key}", chat=CHAT, office="CBN", language="id", reply=reply, ledger=ledger)
            await self.outbox.enqueue(self.chat, entry, account=ACCOUNT, pace=None, now_ms=self.now_ms)
        part = self.outbox.part(self.chat)
        (hold,) = (await self.outbox.take(part, Priority.REPLY, ACCOUNT, most=1, now_ms=self.now_ms)).holds
        return hold

    async def give(
        self, hold: Hold, *externals: str, place: int = 0, is_first: bool = True, is_whole: bool = True
    ) -> bool:
        """Remember an entry by the platform's ids of its parts, by default of its only one."""
        entries = (await self.outbox.head(hold, most=place + 1)).entries
        return await self.outbox.receipts.give(
            hold,
            entries[place],
            externals=externals or ["wamid.1"],
            account=ACCOUNT,
            place=place,
            is_first=is_first,
            is_whole=is_whole,
            now_ms=self.now_ms,
        )

    async def sent(self, hold: Hold, count: int = 1) -> None:
        """Take the first entries out of the outbox."""
        entries = (await self.outbox.head(hold, most=count)).entries
        delivered = [(entry, "") for entry in entries]
        await self.outbox.sent(hold, account=ACCOUNT, delivered=delivered, parts=count, pace=None, now_ms=self.now_ms)

    async def out(self, *externals: str, key: str = "news", broadcast: str = "") -> None:
        """Say something, of which all parts go out."""
        hold = await self.say(key, broadcast=broadcast)
        await self.give(hold, *externals)
        await self.sent(hold)

    async def tell(self, *statuses: Outcome, external_id: str = "wamid.1") -> list[bool]:
        """Report what the platform tells, in this order; return for each whether it parked the message."""
        return [await self._tell(status, external_id) for status in statuses]

    async def _tell(self, status: Outcome, external_id: str) -> bool:
        has_failed = status == "failed"
        receipt = Receipt(
            chat=CHAT,
            external_id=external_id,
            status=status,
            at_ms=self.now_ms,
            code="131026" if has_failed else "",
            reason="Message undeliverable" if has_failed else "",
        )
        return await self.outbox.receipts.report(self.chat, receipt, now_ms=self.now_ms)

    async def counts(self, *, after_ms: int = 0) -> Mapping[str, int]:
        """Return how many entries came how far."""
        return (await self.outbox.receipts.counts(now_ms=self.now_ms + after_ms)).get(ACCOUNT, {})

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


# --- entries of several parts ----------------------------------------------------------------------------

A, B = "wamid.1", "wamid.2"
IN_PARTS: dict[str, tuple[Sequence[tuple[str, Outcome]], Mapping[str, int]]] = {
    "one is out": ([(A, "sent")], {}),
    "all are out": ([(A, "sent"), (B, "sent")], {"sent": 1}),
    "one arrived": ([(A, "sent"), (A, "delivered"), (B, "sent")], {"sent": 1}),
    "all arrived": ([(B, "delivered"), (A, "delivered")], {"delivered": 1}),
    "one is read": ([(A, "read"), (B, "delivered")], {"delivered": 1}),
    "all are read": ([(A, "delivered"), (B, "delivered"), (B, "read"), (A, "read")], {"delivered": 1, "read": 1}),
    "one told twice": ([(A, "read"), (A, "read"), (A, "delivered")], {}),
    "one failed": ([(A, "delivered"), (B, "failed")], {"failed": 1}),
    "the other arrived after it": ([(B, "failed"), (A, "sent"), (A, "delivered"), (A, "read")], {"failed": 1}),
    "both failed": ([(B, "failed"), (A, "failed"), (B, "failed")], {"failed": 1}),
}


@pytest.mark.parametrize("is_early", [False, True], ids=["told later", "told before it was given"])
@pytest.mark.parametrize(("told", "counts"), IN_PARTS.values(), ids=IN_PARTS)
async def test_parts(
    road: Road, told: Sequence[tuple[str, Outcome]], counts: Mapping[str, int], *, is_early: bool
) -> None:
    """An entry of two messages came as far as the last of them, and is parked once when one has failed."""
    hold = await road.say("news")
    if not is_early:
        await road.give(hold, A, B)
    for external_id, status in told:
        await road.tell(status, external_id=external_id)
    if is_early:
        await road.give(hold, A, B)
    final = dict(list(counts.items())[-1:])  # of what was told early the furthest alone is known
    assert (final if is_early else counts) == await road.counts()
    assert (PARKED if "failed" in counts else []) == await road.reasons()


async def test_part_failed_before_the_rest_went_out(road: Road) -> None:
    """What fails while the rest of its entry waits is parked once that is out, and not sent twice meanwhile."""
    hold = await road.say("news")
    assert not await road.give(hold, A, is_whole=False)
    assert [False] == await road.tell("failed", external_id=A)
    assert await road.give(hold, B, is_first=False)
    await road.sent(hold)
    assert [False] == await road.tell("failed", external_id=B)
    assert PARKED == await road.reasons()


async def test_race(road: Road) -> None:
    """However the sender's note and what the platform tells meet, each entry that failed is parked once."""
    for number in range(30):
        hold = await road.say(f"news{number}")
        ids = [f"wamid.{number}.{part}" for part in range(2)]
        told = [road.tell("sent", "failed", external_id=each) for each in ids * 2]
        await asyncio.gather(*told[:2], road.give(hold, *ids), *told[2:])
        await road.sent(hold)
    parked = await road.outbox.parked()
    assert sorted(f"news{number}" for number in range(30)) == sorted(each.key for each in parked)
    assert 30 == (await road.counts())["failed"]


async def test_rest_can_not_be_sent(road: Road) -> None:
    """An entry that the sender has parked, as its rest could not be sent, is not parked again by what went out."""
    hold = await road.say("news")
    await road.give(hold, A, is_whole=False)
    await road.outbox.park(hold, account=ACCOUNT, reason="refused", now_ms=NOW_MS)
    assert [False] == await road.tell("failed", external_id=A)
    assert ["refused"] == await road.reasons()


async def test_parts_of_the_first_try(road: Road) -> None:
    """Of an entry that is sent again from its beginning the messages of the first try tell nothing any more."""
    hold = await road.say("news")
    await road.give(hold, A, is_whole=False)
    await road.give(hold, "wamid.3", "wamid.4")
    await road.sent(hold)
    assert [False] == await road.tell("failed", external_id=A)
    assert {} == await road.counts()
    for external_id in ("wamid.3", "wamid.4"):
        await road.tell("delivered", external_id=external_id)
    assert {"delivered": 1} == await road.counts()


@pytest.mark.parametrize("is_early", [False, True], ids=["told later", "told before it was given"])
async def test_failed_broadcast(client: Client, road: Road, *, is_early: bool) -> None:
    """A broadcast's message that failed after it was taken counts as failed, and no longer as sent."""
    if is_early:
        await road.tell("failed")
    await road.out(broadcast="b1")
    if not is_early:
        await road.tell("failed")
    key = keys.told(road.outbox.part(road.chat), "b1")
    told = await client.execute("HGETALL", key, key=key)
    assert {b"sent": b"0", b"failed": b"1", b"!" + PARKED[0].encode(): b"1"} == dict(
        zip(told[::2], told[1::2], strict=True)
    )


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
    (key,) = [key for key in await keys_of(client) if ":parts:" in key]
    assert 50 < len(await client.execute("HGET", key, "entry", key=key))
    await road.tell("delivered")
    assert not await client.execute("HEXISTS", key, "entry", key=key)


async def test_counts(road: Road) -> None:
    """Each entry counts once for each state that it came to, in the last 7 days; what is none of ours does not."""
    for number in range(3):
        await road.out(f"wamid.{number}", key=f"news{number}")
        await road.tell("sent", "sent", external_id=f"wamid.{number}")
    await road.tell("sent", external_id="wamid.of-another-program")
    await road.tell("read", "delivered", external_id="wamid.0")
    await road.tell("failed", external_id="wamid.1")
    assert {"sent": 3, "read": 1, "failed": 1} == await road.counts()
    assert {"sent": 3, "read": 1, "failed": 1} == await road.counts(after_ms=6 * DAY_MS)
    assert {} == await road.counts(after_ms=7 * DAY_MS)
