"""What people wrote: taken in once, numbered, leased to one worker at a time, kept until it is answered."""

from __future__ import annotations

import re

import pytest

from bot.adapters import Pace
from bot.errors import LeaseLost
from bot.messages import ChatRef, InboundEvent
from bot.store import keys
from bot.store.client import Client
from bot.store.inbox import LEASE_MS, Acceptance, Accepted, Inbox, Lease, Waiting
from tests.offices import DAY_MS, MINUTE_MS, NOW_MS
from tests.requests import sealer_of_tests
from tests.store.audits import keys_of

pytestmark = pytest.mark.usefixtures("audited")

CHAT = ChatRef("web", "cbn", "budi")
REFILL_MS = MINUTE_MS
TAKEN, WARNED, SEEN, DROPPED = Acceptance.TAKEN, Acceptance.WARNED, Acceptance.SEEN, Acceptance.DROPPED


@pytest.fixture
def inbox(client: Client) -> Inbox:
    """Give an inbox that takes five messages at once from one chat, and one more every minute."""
    return Inbox(client, sealer_of_tests(), flood=Pace(burst=5, interval_ms=REFILL_MS))


def said(message_id: str, chat: ChatRef = CHAT) -> InboundEvent:
    """Return an event of a chat."""
    return InboundEvent(chat=chat, office="CBN", message_id=message_id, text=f"text of {message_id}")


async def accept(
    inbox: Inbox, message_id: str, *, chat: ChatRef = CHAT, now_ms: int = NOW_MS, at_once: bool = False
) -> Accepted:
    """Take a message in."""
    return await inbox.accept(said(message_id, chat), now_ms=now_ms, lease_at_once=at_once)


async def lease_all(inbox: Inbox, *, now_ms: int = NOW_MS, most: int = 10) -> list[Lease]:
    """Lease what is ready in the part of our chat."""
    part = keys.chat_keys(inbox.fingerprint(CHAT)).part
    return list(await inbox.lease(part, most=most, now_ms=now_ms))


async def texts(inbox: Inbox) -> list[str]:
    """Return the ids of what waits in our chat."""
    return [item.event.message_id for item in await inbox.waiting(inbox.fingerprint(CHAT))]


async def test_message_waits_as_it_came(inbox: Inbox) -> None:
    """An accepted message is read back whole, with its number."""
    accepted = await accept(inbox, "a")
    assert [Waiting(number=accepted.number, event=said("a"))] == await inbox.waiting(accepted.chat)


async def test_message_is_sealed(client: Client, inbox: Inbox) -> None:
    """Neither the chat's id nor what was said can be read in the store."""
    accepted = await accept(inbox, "a")
    (item,) = await client.execute("LRANGE", keys.chat_keys(accepted.chat).inbox, 0, -1)
    stored = item + b"".join(key.encode() for key in await keys_of(client))
    assert [] == re.findall(rb"budi|text of|CBN", stored)


@pytest.mark.parametrize(
    ("later_ms", "expected"),
    [(0, SEEN), (2 * DAY_MS - 1, SEEN), (2 * DAY_MS + REFILL_MS, TAKEN)],
    ids=["at once", "within 48 h", "after 48 h"],
)
async def test_message_is_taken_once(inbox: Inbox, later_ms: int, expected: Acceptance) -> None:
    """The same message of the same chat is dropped for 48 hours."""
    await accept(inbox, "a")
    assert SEEN == (await accept(inbox, "a")).acceptance
    await accept(inbox, "b", now_ms=NOW_MS + later_ms)
    assert expected == (await accept(inbox, "a", now_ms=NOW_MS + later_ms)).acceptance


async def test_same_id_in_another_chat(inbox: Inbox) -> None:
    """Message ids are a chat's own."""
    await accept(inbox, "a")
    assert TAKEN == (await accept(inbox, "a", chat=ChatRef("web", "bdg", "budi"))).acceptance


@pytest.mark.parametrize("step_ms", [0, 7, -50], ids=["one instant", "later", "a clock that goes back"])
async def test_numbers_grow(inbox: Inbox, step_ms: int) -> None:
    """Each message of a chat has a greater number than the one before, whatever the clock says."""
    numbers = [(await accept(inbox, str(n), now_ms=NOW_MS + n * step_ms)).number for n in range(5)]
    assert sorted(set(numbers)) == numbers
    assert NOW_MS == numbers[0]


async def test_idle_chat_is_leased_at_once(inbox: Inbox) -> None:
    """Who takes a message in for an idle chat may answer it at once; nobody else is given the chat."""
    accepted = await accept(inbox, "a", at_once=True)
    assert Lease(accepted.chat, NOW_MS + LEASE_MS) == accepted.lease
    assert [] == await lease_all(inbox)


async def test_busy_chat_is_not_leased_again(inbox: Inbox) -> None:
    """What comes in while a chat is being answered waits for the same worker."""
    await accept(inbox, "a", at_once=True)
    assert None is (await accept(inbox, "b", at_once=True)).lease
    assert ([], ["a", "b"]) == (await lease_all(inbox), await texts(inbox))


async def test_chat_with_a_waiting_message_is_not_leased_at_once(inbox: Inbox) -> None:
    """A chat that has something before this message is answered from its beginning, by whoever leases it."""
    await accept(inbox, "a")
    assert None is (await accept(inbox, "b", at_once=True)).lease
    assert 1 == len(await lease_all(inbox))


async def test_chat_is_leased_to_one(inbox: Inbox) -> None:
    """A ready chat is leased once, with all that waits in it in the order in which it came."""
    for message_id in "abc":
        await accept(inbox, message_id)
    assert [Lease(inbox.fingerprint(CHAT), NOW_MS + LEASE_MS)] == await lease_all(inbox)
    assert ([], ["a", "b", "c"]) == (await lease_all(inbox), await texts(inbox))


@pytest.mark.parametrize(("late_ms", "count"), [(-1, 0), (0, 1)], ids=["still running", "run out"])
@pytest.mark.parametrize("at_once", [False, True], ids=["leased", "leased at once"])
async def test_lease_of_a_dead_worker_runs_out(inbox: Inbox, late_ms: int, count: int, at_once: bool) -> None:
    """At its end a lease goes to another worker, and its token is a later one."""
    await accept(inbox, "a", at_once=at_once)
    await lease_all(inbox)
    leases = await lease_all(inbox, now_ms=NOW_MS + LEASE_MS + late_ms)
    assert [NOW_MS + 2 * LEASE_MS] * count == [lease.token for lease in leases]


async def test_released_chat_is_ready_at_once(inbox: Inbox) -> None:
    """A lease that is given back unhandled is ready for others, messages and all."""
    await accept(inbox, "a")
    (lease,) = await lease_all(inbox)
    await inbox.release(lease, now_ms=NOW_MS)
    assert (1, ["a"]) == (len(await lease_all(inbox)), await texts(inbox))


async def test_late_worker_can_not_release(inbox: Inbox) -> None:
    """A worker whose lease went to another one can't give the chat away."""
    await accept(inbox, "a")
    (late,) = await lease_all(inbox)
    await lease_all(inbox, now_ms=NOW_MS + LEASE_MS)
    with pytest.raises(LeaseLost):
        await inbox.release(late, now_ms=NOW_MS + LEASE_MS)
    assert [] == await lease_all(inbox, now_ms=NOW_MS + LEASE_MS)


async def test_lease_takes_no_more_than_asked(client: Client, inbox: Inbox) -> None:
    """A worker gets as many chats as it asks for; the longest waiting come first."""
    part, chats = keys.chat_keys(inbox.fingerprint(CHAT)).part, list[str]()
    for n in range(2000):
        chat = ChatRef("web", "cbn", f"chat {n}")
        if keys.chat_keys(inbox.fingerprint(chat)).part == part and len(chats) < 5:
            chats.append(inbox.fingerprint(chat))
            await accept(inbox, "a", chat=chat, now_ms=NOW_MS - len(chats))
    got = [[lease.chat for lease in await lease_all(inbox, most=2)] for _ in range(4)]
    assert [chats[:2:-1], chats[2:0:-1], chats[:1], []] == got


async def test_flood_is_warned_once_then_silent(inbox: Inbox) -> None:
    """After five at once one warning is due, then nothing is taken until the bucket has refilled."""
    found = [(await accept(inbox, str(n))).acceptance for n in range(8)]
    assert [TAKEN] * 5 + [WARNED, DROPPED, DROPPED] == found
    assert [False] * 5 + [True] == [item.is_flood for item in await inbox.waiting(inbox.fingerprint(CHAT))]


async def test_flood_gets_no_second_warning_while_it_goes_on(inbox: Inbox) -> None:
    """Each minute lets one more message in, behind the warned one; who goes on writing is not warned again."""
    for n in range(6):
        await accept(inbox, str(n))
    found = [(await accept(inbox, f"later {n}", now_ms=NOW_MS + 2 * REFILL_MS)).acceptance for n in range(3)]
    assert [TAKEN, DROPPED, DROPPED] == found


async def test_dropped_message_can_be_sent_again(inbox: Inbox) -> None:
    """A message that was too much is not remembered as seen: it counts when it comes again later."""
    for n in range(7):
        await accept(inbox, str(n))
    assert TAKEN == (await accept(inbox, "6", now_ms=NOW_MS + 5 * REFILL_MS)).acceptance


async def test_flood_is_nobody_elses(inbox: Inbox) -> None:
    """Another chat is not slowed by one that floods."""
    for n in range(8):
        await accept(inbox, str(n))
    assert TAKEN == (await accept(inbox, "a", chat=ChatRef("web", "cbn", "siti"))).acceptance


async def test_repeated_message_costs_no_rate(inbox: Inbox) -> None:
    """A platform that delivers twice does not make its sender a flood."""
    for n in range(5):
        await accept(inbox, str(n))
    assert [SEEN] * 5 == [(await accept(inbox, str(n))).acceptance for n in range(5)]


async def test_busy_until_answered(inbox: Inbox) -> None:
    """A chat is busy from its message's acceptance on, leased or not."""
    chat = inbox.fingerprint(CHAT)
    assert not await inbox.is_busy(chat)
    await accept(inbox, "a")
    await lease_all(inbox)
    assert await inbox.is_busy(chat)


async def test_others_are_woken(client: Client, inbox: Inbox) -> None:
    """A message that its taker does not answer at once is announced with its part; an answered one is not."""
    heard = client.subscribe(keys.WAKE_CHANNEL)
    assert b"" == await anext(heard)
    await accept(inbox, "a", chat=ChatRef("web", "cbn", "siti"), at_once=True)
    await accept(inbox, "a")
    assert str(keys.chat_keys(inbox.fingerprint(CHAT)).part).encode() == await anext(heard)
    await heard.aclose()


async def test_a_part_is_one_hash_tag(client: Client, inbox: Inbox) -> None:
    """All keys of a chat on the road are in its part's hash tag."""
    await accept(inbox, "a", at_once=True)
    await accept(inbox, "a", chat=ChatRef("web", "cbn", "siti"))
    parts = {keys.chat_keys(inbox.fingerprint(chat)).part for chat in (CHAT, ChatRef("web", "cbn", "siti"))}
    assert {f"{{i{part}}}" for part in parts} == {key.partition(":")[0] for key in await keys_of(client)}
