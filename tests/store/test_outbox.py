"""What is to be said: in order per chat, held by one sender at a time, delivered, put off or parked."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from msgspec.structs import replace

from bot.adapters import Pace
from bot.errors import LeaseLost
from bot.messages import ChatRef, InboundEvent, Priority, Reply
from bot.store import keys
from bot.store.client import Client
from bot.store.inbox import LEASE_MS, Inbox, Lease
from bot.store.outbox import HOLD_MS, Entry, Head, Hold, Outbox, Taken
from tests.offices import DAY_MS, MINUTE_MS, NOW_MS
from tests.requests import sealer_of_tests

pytestmark = pytest.mark.usefixtures("audited")

CHAT = ChatRef("web", "cbn", "budi")
ACCOUNT = "web:cbn"
REPLY, BULK = Priority.REPLY, Priority.BULK
SLOW = Pace(burst=1, interval_ms=MINUTE_MS)


class Road:
    """The inbox and the outbox of one chat, for what a worker and a sender do with it."""

    def __init__(self, client: Client) -> None:
        self.inbox = Inbox(client, sealer_of_tests(), flood=Pace(burst=100, interval_ms=1000))
        self.outbox = Outbox(client, sealer_of_tests())
        self.chat = self.inbox.fingerprint(CHAT)
        self.part = self.outbox.part(self.chat)

    async def hear(self, *message_ids: str, now_ms: int = NOW_MS) -> Lease:
        """Take messages in and lease the chat."""
        for message_id in message_ids:
            event = InboundEvent(chat=CHAT, office="CBN", message_id=message_id)
            await self.inbox.accept(event, now_ms=now_ms, lease_at_once=False)
        (lease,) = await self.inbox.lease(self.part, most=1, now_ms=now_ms)
        return lease

    async def finish(
        self,
        lease: Lease,
        *entries: Entry,
        handled: int = 1,
        at_once: bool = False,
        pace: Pace | None = None,
        now_ms: int = NOW_MS,
    ) -> tuple[int, Hold | None]:
        """Finish messages with their replies."""
        return await self.outbox.finish(
            lease, handled=handled, account=ACCOUNT, entries=entries, pace=pace, now_ms=now_ms, hold_at_once=at_once
        )

    async def say(self, *keys: str, at_once: bool = False, pace: Pace | None = None, now_ms: int = NOW_MS) -> None:
        """Have messages answered with some replies."""
        lease = await self.hear(*keys, now_ms=now_ms)
        replies = [entry(key) for key in keys]
        await self.finish(lease, *replies, handled=len(keys), at_once=at_once, pace=pace, now_ms=now_ms)

    async def tell(self, key: str, *, lane: Priority = BULK, pace: Pace | None = None) -> bool:
        """Put a message of a job in."""
        told = entry(key, lane=lane, ledger=self.outbox.ledger(key))
        return await self.outbox.enqueue(self.chat, told, account=ACCOUNT, pace=pace, now_ms=NOW_MS)

    async def take(self, *, lane: Priority = REPLY, now_ms: int = NOW_MS, most: int = 10) -> Taken:
        """Take what is due."""
        return await self.outbox.take(self.part, lane, ACCOUNT, most=most, now_ms=now_ms)

    async def take_one(self, *, lane: Priority = REPLY, now_ms: int = NOW_MS) -> Hold:
        """Take the chat, which must be due."""
        (hold,) = (await self.take(lane=lane, now_ms=now_ms)).holds
        return hold

    async def head(self, hold: Hold) -> Head:
        """Return what a held chat is to get."""
        return await self.outbox.head(hold, most=10)

    async def deliver(
        self, hold: Hold, count: int = 1, *, parts: int = 1, pace: Pace | None = None, now_ms: int = NOW_MS
    ) -> int:
        """Note the next messages as delivered, each in so many parts."""
        delivered = [(told, f"id of {told.reply.key}") for told in (await self.head(hold)).entries[:count]]
        return await self.outbox.sent(
            hold, account=ACCOUNT, delivered=delivered, parts=parts * count, pace=pace, now_ms=now_ms
        )


def entry(key: str, *, lane: Priority = REPLY, ledger: str = "") -> Entry:
    """Return a reply on its way."""
    reply = Reply(key=key, values={"n": 1}, priority=lane)
    return Entry(id=f"{NOW_MS}.{key}", chat=CHAT, office="CBN", language="id", reply=reply, ledger=ledger)


def said(head: Head) -> Sequence[str]:
    """Return the keys of the messages that are next."""
    return [told.reply.key for told in head.entries]


@pytest.fixture
def road(client: Client) -> Road:
    """Give a chat's road on an empty store."""
    return Road(client)


# --- finish ----------------------------------------------------------------------------------------------


async def test_finish_trades_messages_for_replies(road: Road) -> None:
    """What was handled is gone from the inbox when its replies are in the outbox, whole and in order."""
    lease = await road.hear("a", "b")
    quoting = replace(entry("one"), answers="a")
    assert (0, None) == await road.finish(lease, quoting, entry("two"), handled=2)
    assert [] == await road.inbox.waiting(road.chat)
    assert [quoting, entry("two")] == (await road.head(await road.take_one())).entries


async def test_entry_of_an_older_version(road: Road, client: Client) -> None:
    """What a version that knew of no quotes has put in is read: it quotes nothing."""
    old, chat = entry("one"), road.chat
    sealer = sealer_of_tests()
    sealed = sealer.seal(
        msgspec.msgpack.encode((old.chat, old.office, old.language, old.reply)), about=f"{chat} {old.id}".encode()
    )
    key = keys.chat_keys(chat).out(0)
    await client.execute("RPUSH", key, b"%b - %b" % (old.id.encode(), sealed), key=key)
    await client.execute("EXPIRE", key, 60, key=key)
    assert [old] == (await road.head(Hold(chat, REPLY, 0, was_stranded=False))).entries


async def test_finish_leaves_what_came_meanwhile(road: Road) -> None:
    """A message that came while the chat was being answered makes it ready again."""
    lease = await road.hear("a", "b")
    assert (1, None) == await road.finish(lease, entry("one"))
    assert ["b"] == [item.event.message_id for item in await road.inbox.waiting(road.chat)]
    assert 1 == len(await road.inbox.lease(road.part, most=10, now_ms=NOW_MS))


async def test_finish_without_replies(road: Road) -> None:
    """A message may have no answer; then nothing becomes due."""
    assert (0, None) == await road.finish(await road.hear("a"), at_once=True)
    assert Taken(holds=[], next_ms=0) == await road.take()


async def test_late_worker_can_not_finish(road: Road) -> None:
    """A worker whose lease went to another one takes nothing out of the inbox and puts nothing into the outbox."""
    late = await road.hear("a")
    (lease,) = await road.inbox.lease(road.part, most=1, now_ms=NOW_MS + LEASE_MS)
    with pytest.raises(LeaseLost):
        await road.finish(late, entry("late"))
    await road.finish(lease, entry("good"), now_ms=NOW_MS + LEASE_MS)
    with pytest.raises(LeaseLost):
        await road.finish(late, entry("late"))
    assert ["good"] == said(await road.head(await road.take_one(now_ms=NOW_MS + LEASE_MS)))


async def test_replies_are_held_at_once(road: Road) -> None:
    """Who sends for the account gets the replies with the finish; no take gives them out as well."""
    lease = await road.hear("a")
    expected = Hold(road.chat, REPLY, NOW_MS + HOLD_MS, was_stranded=False)
    assert (0, expected) == await road.finish(lease, entry("one"), at_once=True)
    assert [] == (await road.take()).holds
    assert 0 == await road.deliver(expected)


async def test_replies_wait_their_turn(road: Road) -> None:
    """Replies are not held at once while something is before them, in another sender's hands or not."""
    await road.say("first")
    assert (0, None) == await road.finish(await road.hear("a"), entry("second"), at_once=True)
    hold = await road.take_one()
    assert (0, None) == await road.finish(await road.hear("b"), entry("third"), at_once=True)
    assert ["first", "second", "third"] == said(await road.head(hold))
    assert 0 == await road.deliver(hold, 3)


async def test_held_chat_is_not_held_twice(road: Road) -> None:
    """Replies to a chat in a sender's hands wait until it is let go, though nothing is before them any more."""
    _, hold = await road.finish(await road.hear("a"), entry("first"), at_once=True)
    assert hold is not None
    await road.finish(await road.hear("b"), entry("second"), at_once=True)
    assert [] == (await road.take()).holds
    assert 1 == await road.deliver(hold)
    assert ["second"] == said(await road.head(await road.take_one()))


async def test_replies_keep_the_chats_pace(road: Road) -> None:
    """Replies are held at once only if the chat's pace lets one more message go."""
    _, hold = await road.finish(await road.hear("a"), entry("first"), at_once=True, pace=SLOW)
    assert hold is not None
    await road.deliver(hold, pace=SLOW)
    assert (0, None) == await road.finish(await road.hear("b"), entry("second"), at_once=True, pace=SLOW)
    assert Taken(holds=[], next_ms=NOW_MS + MINUTE_MS) == await road.take()


# --- enqueue, lanes, ledger ------------------------------------------------------------------------------


async def test_a_ledger_key_is_enqueued_once(road: Road) -> None:
    """A job that runs twice says it once, also after it has been delivered; the platform's id is kept."""
    assert (True, False) == (await road.tell("news"), await road.tell("news"))
    hold = await road.take_one(lane=BULK)
    assert ["news"] == said(await road.head(hold))
    ledger = road.outbox.ledger("news")
    assert "" == await road.outbox.external_id(road.chat, ledger)
    await road.deliver(hold)
    assert "id of news" == await road.outbox.external_id(road.chat, ledger)
    assert not await road.tell("news")
    assert [] == (await road.take(lane=BULK)).holds


async def test_replies_have_a_lane_of_their_own(road: Road) -> None:
    """What waits in bulk neither delays a reply nor is held up by its hold."""
    for n in range(3):
        await road.tell(f"news-{n}")
    await road.say("reply")
    assert ["reply"] == said(await road.head(await road.take_one()))
    assert ["news-0", "news-1", "news-2"] == said(await road.head(await road.take_one(lane=BULK)))


async def test_accounts_do_not_mix(road: Road) -> None:
    """A sender gets only its own account's chats."""
    await road.say("reply")
    other = await road.outbox.take(road.part, REPLY, "web:other", most=10, now_ms=NOW_MS)
    assert Taken(holds=[], next_ms=0) == other


# --- take, sent ------------------------------------------------------------------------------------------


async def test_order_of_a_chat(road: Road) -> None:
    """Messages leave in the order in which they came; what is left is due again at once."""
    await road.say("a", "b", "c")
    assert 1 == await road.deliver(await road.take_one(), 2)
    hold = await road.take_one()
    assert ["c"] == said(await road.head(hold))
    assert 0 == await road.deliver(hold)
    assert Taken(holds=[], next_ms=0) == await road.take()
    assert not await road.outbox.is_busy(road.chat)


async def test_a_chat_is_taken_by_one(road: Road) -> None:
    """A chat in a sender's hands is not given to another one until the hold runs out."""
    await road.say("a")
    await road.take_one()
    assert Taken(holds=[], next_ms=NOW_MS + HOLD_MS) == await road.take(now_ms=NOW_MS + 1000)
    assert [] == (await road.take(now_ms=NOW_MS + HOLD_MS - 1)).holds


@pytest.mark.parametrize("at_once", [False, True], ids=["taken", "held at once"])
async def test_stranded_hold_is_taken_over(road: Road, at_once: bool) -> None:
    """The chat of a sender that is gone goes to the next one, who is told that its first message may be out."""
    await road.say("a", at_once=at_once)
    if not at_once:
        await road.take()
    hold = await road.take_one(now_ms=NOW_MS + HOLD_MS)
    assert Hold(road.chat, REPLY, NOW_MS + 2 * HOLD_MS, was_stranded=True) == hold
    assert ["a"] == said(await road.head(hold))


async def test_late_sender_changes_nothing(road: Road) -> None:
    """A sender whose hold has gone to another one can't note, put off or park anything."""
    await road.say("a")
    late = await road.take_one()
    hold = await road.take_one(now_ms=NOW_MS + HOLD_MS)
    with pytest.raises(LeaseLost):
        await road.deliver(late)
    with pytest.raises(LeaseLost):
        await road.outbox.postpone(late, account=ACCOUNT, at_ms=NOW_MS, attempts=1, parts_done=0)
    with pytest.raises(LeaseLost):
        await road.outbox.park(late, account=ACCOUNT, reason="late", now_ms=NOW_MS)
    assert (["a"], []) == (said(await road.head(hold)), await road.outbox.parked())


async def test_chats_pace(road: Road) -> None:
    """After a message the chat is due when its pace lets the next one go, not before."""
    await road.say("a", "b", pace=SLOW)
    await road.deliver(await road.take_one(), pace=SLOW)
    assert Taken(holds=[], next_ms=NOW_MS + MINUTE_MS) == await road.take(now_ms=NOW_MS + MINUTE_MS - 1)
    assert ["b"] == said(await road.head(await road.take_one(now_ms=NOW_MS + MINUTE_MS)))


async def test_chats_pace_is_shared_by_its_lanes(road: Road) -> None:
    """A bulk message counts for the chat's pace as a reply does."""
    await road.say("a", pace=SLOW)
    await road.deliver(await road.take_one(), pace=SLOW)
    await road.tell("news", pace=SLOW)
    assert Taken(holds=[], next_ms=NOW_MS + MINUTE_MS) == await road.take(lane=BULK)


# --- postpone, park --------------------------------------------------------------------------------------


async def test_postponed_message_stays_first(road: Road) -> None:
    """A message that is put off keeps its place, and how far it had come; a delivery forgets both."""
    await road.say("a", "b")
    later = NOW_MS + MINUTE_MS
    await road.outbox.postpone(await road.take_one(), account=ACCOUNT, at_ms=later, attempts=2, parts_done=1)
    assert Taken(holds=[], next_ms=later) == await road.take()
    hold = await road.take_one(now_ms=later)
    head = await road.head(hold)
    assert (2, 1, ["a", "b"]) == (head.attempts, head.parts_done, said(head))
    await road.deliver(hold, now_ms=later)
    head = await road.head(await road.take_one(now_ms=later))
    assert (0, 0, ["b"]) == (head.attempts, head.parts_done, said(head))


async def test_postponed_chat_does_not_jump_the_queue(road: Road) -> None:
    """A new reply to a chat that was put off waits behind the first one, until its instant."""
    await road.say("a")
    later = NOW_MS + MINUTE_MS
    await road.outbox.postpone(await road.take_one(), account=ACCOUNT, at_ms=later, attempts=1, parts_done=0)
    await road.say("b", at_once=True)
    assert Taken(holds=[], next_ms=later) == await road.take()
    assert ["a", "b"] == said(await road.head(await road.take_one(now_ms=later)))


async def test_parked_message_lets_the_next_one_go(road: Road) -> None:
    """What can't be delivered goes to the operator's list with its reason; the chat goes on."""
    await road.say("a", "b")
    await road.outbox.park(await road.take_one(), account=ACCOUNT, reason="blocked", now_ms=NOW_MS)
    (parked,) = await road.outbox.parked()
    assert (ACCOUNT, NOW_MS, "blocked", "a") == (parked.account, parked.at_ms, parked.reason, parked.key)
    assert ["b"] == said(await road.head(await road.take_one()))


async def test_parked_message_is_sent_again_once(road: Road) -> None:
    """An operator sends a parked message again; it goes behind what waits, and a second time does nothing."""
    await road.say("a", "b")
    await road.outbox.park(await road.take_one(), account=ACCOUNT, reason="blocked", now_ms=NOW_MS)
    (parked,) = await road.outbox.parked()
    tried = [await road.outbox.unpark(parked.id, now_ms=NOW_MS) for _ in range(2)]
    assert ([True, False], []) == (tried, await road.outbox.parked())
    assert ["b", "a"] == said(await road.head(await road.take_one()))


async def test_parked_bulk_stays_bulk(road: Road) -> None:
    """A parked message is sent again in the lane that it came from, and makes its chat due there."""
    await road.tell("news")
    await road.outbox.park(await road.take_one(lane=BULK), account=ACCOUNT, reason="blocked", now_ms=NOW_MS)
    (parked,) = await road.outbox.parked()
    await road.outbox.unpark(parked.id, now_ms=NOW_MS)
    assert ([], ["news"]) == ((await road.take()).holds, said(await road.head(await road.take_one(lane=BULK))))


@pytest.mark.parametrize("parked_id", ["", "1", "x-1-0", "64-1-0", "1-x", "1-1-0", "²-1-0", "1--", "1-1--0", "99-1-0"])
async def test_unknown_parked_id(road: Road, parked_id: str) -> None:
    """What is no id of a parked message is told so, whatever it looks like."""
    assert not await road.outbox.unpark(parked_id, now_ms=NOW_MS)


async def test_parked_list_is_in_order_of_time(client: Client) -> None:
    """The operator's list is by time, whichever part of the road a chat is in."""
    outbox = Outbox(client, sealer_of_tests())
    for n, chat in enumerate(("c", "a", "b")):
        told = entry(chat, ledger=outbox.ledger(chat))
        await outbox.enqueue(chat, told, account=ACCOUNT, pace=None, now_ms=NOW_MS)
        (hold,) = (await outbox.take(outbox.part(chat), REPLY, ACCOUNT, most=1, now_ms=NOW_MS)).holds
        await outbox.park(hold, account=ACCOUNT, reason="blocked", now_ms=NOW_MS + DAY_MS - n)
    assert 3 == len({outbox.part(chat) for chat in "abc"})
    assert ["b", "a", "c"] == [parked.key for parked in await outbox.parked()]


async def test_tags_of_the_outbox(road: Road, client: Client) -> None:
    """All keys of a chat on the road are in its part's hash tag."""
    await road.say("a", pace=SLOW)
    await road.tell("news")
    await road.outbox.park(await road.take_one(lane=BULK), account=ACCOUNT, reason="blocked", now_ms=NOW_MS)
    await road.outbox.postpone(await road.take_one(), account=ACCOUNT, at_ms=NOW_MS, attempts=1, parts_done=0)
    found = {key.decode().partition(":")[0] for key in await client.execute("KEYS", "*")}
    assert {f"{{i{keys.chat_keys(road.chat).part}}}"} == found
