"""The sender: order, pace, and what each failure means for the message and for the others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest
from msgspec.structs import replace

from bot.adapters import Capabilities, Pace
from bot.arguments import Reading
from bot.commands import Command
from bot.engine.sender import BULK_REFUSED
from bot.errors import SendAfter, SendNever, SendUnknown
from bot.messages import Priority, Reply
from bot.routing import Request, Routes
from bot.store import keys
from bot.store.accounts import Accounts
from bot.store.client import Client
from bot.store.inbox import Inbox
from bot.store.outbox import HOLD_MS, Entry, Outbox
from tests.journeys.recording import BUTTONS, RecordingChannel
from tests.journeys.roads import NO_FLOOD, ROUTES, SEALER, Clock, Town, left_overs, running, said, town
from tests.store.servers import until

ACCOUNT = "recording:cbn"
UNSAFE = replace(BUTTONS, resend_is_safe=False)
PLAIN = Capabilities(resend_is_safe=True)
EITHER = pytest.mark.parametrize("can", [BUTTONS, UNSAFE], ids=["resend is safe", "resend is not safe"])


class Office:
    """What tests say through the outbox, without anyone having asked."""

    def __init__(self, client: Client, clock: Clock) -> None:
        self.outbox = Outbox(client, SEALER)
        self._inbox = Inbox(client, SEALER, flood=NO_FLOOD)
        self._clock = clock
        self._said = 0

    async def say(
        self,
        reply: Reply,
        *,
        chat: str = "siti",
        pace: Pace | None = None,
    ) -> None:
        """Put a message into the outbox."""
        self._said += 1
        ledger = self.outbox.ledger(reply.idempotency_key or f"message {self._said}")
        ref = said(chat=chat).chat
        entry = Entry(
            id=f"{self._clock()}.{self._said}", chat=ref, office="CBN", language="id", reply=reply, ledger=ledger
        )
        await self.outbox.enqueue(self._inbox.fingerprint(ref), entry, account=ACCOUNT, pace=pace, now_ms=self._clock())

    async def reasons(self) -> list[str]:
        """Return why messages are parked."""
        return [parked.reason for parked in await self.outbox.parked()]


async def postponed(client: Client, count: int) -> None:
    """Wait until so many chats are to be tried again later: from then on the clock may be put forward."""

    async def are_there() -> bool:
        return count == len([key for key in await left_overs(client) if ":tries0:" in key])

    await until(are_there)


def word(number: int, **fields: object) -> Reply:
    """Return a reply whose text is its number."""
    reply = Reply(key="choice-line", values={"number": number, "label": "x"})
    return replace(reply, **fields)


@pytest.fixture
def office(client: Client, clock: Clock) -> Office:
    """Give a way to say something unasked."""
    return Office(client, clock)


@asynccontextmanager
async def sending(
    client: Client, clock: Clock, can: Capabilities = BUTTONS
) -> AsyncIterator[tuple[Town, RecordingChannel]]:
    """Run a road over a channel that can do this."""
    channel = RecordingChannel(clock=clock, can=can)
    async with running(town(client, [channel], clock=clock)) as one:
        yield one, channel


# --- order and pace --------------------------------------------------------------------------------------


@EITHER
async def test_order(can: Capabilities, client: Client, clock: Clock, office: Office) -> None:
    """A chat's messages are delivered in their order, more than fit into one go."""
    for number in range(40):
        await office.say(word(number))
    async with sending(client, clock, can) as (_, channel):
        assert [f"{number}. x" for number in range(40)] == await channel.texts(40)
    assert [] == await left_overs(client)


async def test_replies_before_bulk(client: Client, clock: Clock, office: Office) -> None:
    """On an account with a pace, replies go before what was to be told to many, all but what was in hand."""
    can = replace(BUTTONS, account_pace=Pace(burst=1, interval_ms=5))
    for number in range(60):
        await office.say(word(number, priority=Priority.BULK), chat=f"bulk {number}")
    async with sending(client, clock, can) as (_, channel):
        await channel.messages(1)
        for number in range(5):
            await office.say(word(number), chat=f"reply {number}")
        chats = [message.chat.chat_id.split()[0] for message in await channel.messages(65)]
    last_reply = max(place for place, chat in enumerate(chats) if chat == "reply")
    assert last_reply < 30, chats


async def test_account_pace(client: Client, clock: Clock, office: Office) -> None:
    """An account's messages keep to its pace: a burst, then one each interval."""
    for number in range(12):
        await office.say(word(number), chat=f"chat {number}")
    async with sending(client, clock, replace(BUTTONS, account_pace=Pace(burst=3, interval_ms=30))) as (_, channel):
        await channel.messages(12)
    times = [each.at_ms - channel.delivered[0].at_ms for each in channel.delivered]
    assert all(at >= 30 * (number - 3) for number, at in enumerate(times)), times


@EITHER
async def test_chat_pace(can: Capabilities, client: Client, clock: Clock, office: Office) -> None:
    """A chat's messages keep to its pace, and nobody waits for another chat's."""
    pace = Pace(burst=1, interval_ms=100)
    for number in range(5):
        await office.say(word(number), pace=pace)
    async with sending(client, clock, replace(can, chat_pace=pace)) as (_, channel):
        await channel.messages(1)
        await office.say(word(9), chat="budi", pace=pace)
        await channel.messages(6)
    times = [each.at_ms for each in channel.delivered if each.message.chat.chat_id == "siti"]
    assert all(later - earlier >= 99 for earlier, later in pairwise(times)), times
    assert "budi" in [each.message.chat.chat_id for each in channel.delivered[:3]]


# --- failures --------------------------------------------------------------------------------------------

PARKED = {
    "never": (SendNever("blocked by the person"), "blocked by the person"),
    "unknown": (SendUnknown("timed out"), "unknown: timed out"),
    "broken adapter": (KeyError("a bug"), "unknown: KeyError"),
}


@EITHER
@pytest.mark.parametrize(("error", "reason"), PARKED.values(), ids=PARKED)
async def test_parked(
    error: Exception, reason: str, can: Capabilities, client: Client, clock: Clock, office: Office
) -> None:
    """What can't be delivered, or may have been, is parked with its reason; the chat's next message is delivered."""
    await office.say(word(1))
    await office.say(word(2))
    async with sending(client, clock, can) as (_, channel):
        channel.errors = [error]
        assert ["2. x"] == await channel.texts(1)
        assert [reason] == await office.reasons()
    assert 2 == channel.begun
    assert [] == await left_overs(client)


async def test_bulk_refused(client: Client, clock: Clock, office: Office) -> None:
    """On a channel that takes no bulk a broadcast is parked with that reason; replies and notices go out."""
    await office.say(replace(word(1, priority=Priority.BULK), is_broadcast=True), chat="budi")
    await office.say(word(2))
    await office.say(word(3, priority=Priority.BULK))
    async with sending(client, clock, replace(BUTTONS, takes_bulk=False)) as (_, channel):
        assert ["2. x", "3. x"] == await channel.texts(2)

        async def is_parked() -> bool:
            return [BULK_REFUSED] == await office.reasons()

        await until(is_parked)
    assert 2 == channel.begun


class Count(Command, frozen=True, kw_only=True):
    """`#hitung`: is answered with three messages."""


def counting() -> Routes:
    """Return a handler that gives three replies at once."""
    routes = Routes()

    def read(reading: Reading) -> Count:
        return Count()

    @routes.on(Count, words={"hitung": read})
    async def three(request: Request, command: Count) -> list[Reply]:
        return [word(1), word(2), word(3)]

    return Routes.merged([ROUTES, routes])


async def test_parked_second(client: Client, clock: Clock, office: Office) -> None:
    """The second of three answers, of which nobody knows whether it arrived, is not sent again by itself."""
    channel = RecordingChannel(clock=clock, can=UNSAFE)
    async with running(town(client, [channel], clock=clock, routes=counting())) as one:
        await one.road.accept(said("#cek"))  # from now on answers go from hand to hand
        await channel.messages(1)
        channel.errors = [None, SendUnknown("timed out")]
        await one.road.accept(said("#hitung"))
        assert ["1. x", "3. x"] == (await channel.texts(3))[1:]
        assert ["unknown: timed out"] == await office.reasons()
    assert 4 == channel.begun


async def test_unpark(client: Client, clock: Clock, office: Office) -> None:
    """An operator sends a parked message again: it is delivered once, and its id is worth nothing afterwards."""
    await office.say(word(1))
    async with sending(client, clock) as (one, channel):
        channel.errors = [SendNever("blocked")]
        await channel.attempts(1)
        await one.road.drained(said().chat)
        (parked,) = await office.outbox.parked()
        assert ("choice-line", ACCOUNT) == (parked.key, parked.account)
        assert await office.outbox.unpark(parked.id, now_ms=clock())
        assert ["1. x"] == await channel.texts(1)
        assert not await office.outbox.unpark(parked.id, now_ms=clock())
        await one.road.drained(said().chat)
    assert [] == await office.outbox.parked()
    assert 2 == channel.begun


async def test_retried(client: Client, clock: Clock, office: Office) -> None:
    """A platform that can't be reached is tried again, each time later than before, and nothing overtakes."""
    await office.say(word(1))
    await office.say(word(2))
    async with sending(client, clock) as (_, channel):
        times = []
        channel.errors = [SendAfter(0, scope="chat", reason="no connection")] * 3
        for attempt in range(1, 4):
            await channel.attempts(attempt)
            times.append(clock())
        assert ["1. x", "2. x"] == await channel.texts(2)
        times.append(clock())
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert all(wait >= least for wait, least in zip(waits, (480, 980, 1980), strict=True)), waits


async def test_chat_waits_alone(client: Client, clock: Clock, office: Office) -> None:
    """When the platform asks one chat to wait, the others don't."""
    await office.say(word(1))
    async with sending(client, clock) as (_, channel):
        channel.errors = [SendAfter(600, scope="chat", reason="429")]
        await postponed(client, 1)
        await office.say(word(2), chat="budi")
        assert ["2. x"] == await channel.texts(1)
        clock.advance(600_000)
        assert ["2. x", "1. x"] == await channel.texts(2)


async def test_account_waits(client: Client, clock: Clock, office: Office) -> None:
    """When the platform asks the account to wait, every chat does, and only this account's."""
    other = RecordingChannel("other", clock=clock)
    channel = RecordingChannel(clock=clock)
    async with running(town(client, [channel, other], clock=clock)) as one:
        channel.errors = [SendAfter(600, scope="account", reason="429")]
        await office.say(word(1))
        await postponed(client, 1)
        await office.say(word(2), chat="budi")
        await postponed(client, 2)
        elsewhere = said("#cek")
        await one.road.accept(replace(elsewhere, chat=replace(elsewhere.chat, account="other")))
        await other.messages(1)
        assert 1 == channel.begun
        clock.advance(600_000)
        await channel.messages(2)


async def test_parts(client: Client, clock: Clock, office: Office) -> None:
    """When a later part of a long text fails, the parts before it are not sent again."""
    reply = Reply(key="choice-line", values={"number": 1, "label": " ".join(["panjang"] * 20)})
    await office.say(reply)
    async with sending(client, clock, replace(BUTTONS, text_length=64, resend_is_safe=False)) as (_, channel):
        channel.errors = [None, SendAfter(0, scope="chat", reason="no connection")]
        await channel.attempts(4)
        ids = [message.id.rsplit(".", 1)[1] for message in await channel.messages(3)]
    assert ["1", "2", "3"] == ids


async def test_expired(client: Client, clock: Clock, office: Office) -> None:
    """A message whose time is over is not sent."""
    await office.say(word(1, expires_at_ms=clock() - 1))
    await office.say(word(2, expires_at_ms=clock() + 600_000))
    async with sending(client, clock) as (_, channel):
        assert ["2. x"] == await channel.texts(1)
        assert ["expired before it could be sent"] == await office.reasons()
    assert 1 == channel.begun


async def test_an_expired_change(client: Client, clock: Clock, office: Office) -> None:
    """A change of an earlier message whose time is over is dropped, and is on nobody's list."""
    await office.say(word(1, edits="earlier", expires_at_ms=clock() - 1))
    await office.say(word(2))
    async with sending(client, clock) as (_, channel):
        assert ["2. x"] == await channel.texts(1)
        assert [] == await office.reasons()
    assert 1 == channel.begun


async def test_not_renderable(client: Client, clock: Clock, office: Office) -> None:
    """A message that can't be rendered is parked, and holds up nothing."""
    async with sending(client, clock) as (_, channel):
        channel.unrenderable = "1. x"
        await office.say(word(1))
        await office.say(word(2))
        assert ["2. x"] == await channel.texts(1)
        assert ["can't be rendered: ValueError"] == await office.reasons()


# --- steps down, edits, the ledger -----------------------------------------------------------------------


async def test_menu(client: Client, clock: Clock) -> None:
    """On a channel without buttons they are numbered lines, and the number is understood."""
    async with sending(client, clock, PLAIN) as (one, channel):
        await one.road.accept(said("#Budi Santoso#25011987#01122099"))
        (held,) = await channel.messages(1)
        assert "1. Setuju" in held.text
        assert "text" == held.layout
        await one.road.accept(said("1"))
        assert "✅ TERDAFTAR" == (await channel.texts(2))[1]


async def test_ledger(client: Client, clock: Clock, office: Office) -> None:
    """A message under an idempotency key is sent once, and a later one can stand in its place."""
    await office.say(word(1, idempotency_key="ticket A012"))
    await office.say(word(1, idempotency_key="ticket A012"))
    async with sending(client, clock) as (one, channel):
        (first,) = await channel.messages(1)
        await one.road.drained(said().chat)
        await office.say(word(2, edits="ticket A012"))
        await office.say(word(3, edits="never sent"))
        assert ["", f"external {first.id}", ""] == [message.edits for message in await channel.messages(3)]


async def test_edit_step_down(client: Client, clock: Clock, office: Office) -> None:
    """Where nothing can be edited, an edit is a new message."""
    await office.say(word(1, idempotency_key="ticket A012"))
    await office.say(word(2, edits="ticket A012"))
    async with sending(client, clock, PLAIN) as (_, channel):
        assert ["", ""] == [message.edits for message in await channel.messages(2)]


# --- senders that are gone -------------------------------------------------------------------------------


async def stranded(client: Client, clock: Clock, office: Office) -> None:
    """Say two things, of which the first is in the hands of a sender that ends then."""
    await office.say(word(1))
    await office.say(word(2))
    part = keys.chat_keys(Inbox(client, SEALER, flood=NO_FLOOD).fingerprint(said().chat)).part
    taken = await office.outbox.take(part, Priority.REPLY, ACCOUNT, most=1, now_ms=clock())
    assert 1 == len(taken.holds)
    clock.advance(HOLD_MS)


async def test_stranded_safe(client: Client, clock: Clock, office: Office) -> None:
    """Where the channel recognises what it has been given, what was in flight is sent again."""
    await stranded(client, clock, office)
    async with sending(client, clock) as (_, channel):
        assert ["1. x", "2. x"] == await channel.texts(2)
    assert [] == await office.reasons()


async def test_stranded_unsafe(client: Client, clock: Clock, office: Office) -> None:
    """Elsewhere it is parked as unknown, for the operator to decide; what is behind it is sent."""
    await stranded(client, clock, office)
    async with sending(client, clock, UNSAFE) as (_, channel):
        assert ["2. x"] == await channel.texts(1)
        assert ["unknown: its sender ended while it was being delivered"] == await office.reasons()


async def test_pause_is_inherited(client: Client, clock: Clock, office: Office) -> None:
    """A process that takes an account over keeps to the wait that the platform asked the last one for."""
    await Accounts(client).pause(ACCOUNT, until_ms=clock() + 600_000, now_ms=clock())
    await office.say(word(1))
    async with sending(client, clock) as (one, channel):
        draining = asyncio.ensure_future(one.road.drained(said().chat))
        await postponed(client, 1)
        assert 0 == channel.begun
        clock.advance(600_000)
        await office.say(word(2))  # wakes the sender, which sleeps by the real clock
        await draining
        assert ["1. x", "2. x"] == await channel.texts(2)
