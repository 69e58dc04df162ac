"""An answer that gets lost with its connection: the call is sent again, has its effect once and its first answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.adapters import Pace
from bot.messages import ChatRef, InboundEvent, Priority, Reply
from bot.store.claims import Claim, Claims, Limits
from bot.store.client import Client, open_client
from bot.store.inbox import LEASE_MS, Inbox, Lease
from bot.store.outbox import HOLD_MS, Entry, Hold, Outbox
from bot.store.places import Confirmed, Held, Outcome
from tests.offices import MONDAY, NOW_MS, TUESDAY, office_of_tests
from tests.requests import HOLD_MS as APPROVE_MS
from tests.requests import WRONG_APPROVAL, Desk, sealer_of_tests
from tests.store.audits import miscounts
from tests.store.relays import Relay, relay_to

OFFICE = office_of_tests()
CHAT = ChatRef("web", "cbn", "budi")
PACE = Pace(burst=5, interval_ms=60_000)


@pytest.fixture
async def relay(valkey: str, tmp_path: Path) -> AsyncIterator[Relay]:
    """Give a relay to the session's server."""
    async with relay_to(valkey, tmp_path) as relay:
        yield relay


@pytest.fixture
async def shaky(client: Client, relay: Relay) -> AsyncIterator[Client]:
    """Give a client behind the relay, connected."""
    async with open_client(relay.url, library=client.library) as shaky:
        await shaky.execute("PING")
        yield shaky


@pytest.fixture
def lost(relay: Relay) -> Callable[[Awaitable[Any]], Awaitable[Any]]:
    """Give a way to wait for a call whose first answer gets lost."""

    async def answer(call: Awaitable[Any]) -> Any:
        relay.lose_the_next_answer()
        found = await call
        assert 1 == relay.lost
        return found

    return answer


Lost = Callable[[Awaitable[Any]], Awaitable[Any]]


@pytest.mark.parametrize("step", ["hold", "confirm", "wrong", "cancel", "move"])
async def test_places(client: Client, shaky: Client, lost: Lost, step: str) -> None:
    """Whatever is done to a place is done once."""
    desk = Desk(shaky, OFFICE)
    held = Held(session="08:00", pool="regular", until_ms=NOW_MS + APPROVE_MS)
    if step == "hold":
        assert held == await lost(desk.hold("CODE"))
    else:
        assert held == await desk.hold("CODE")
    match step:
        case "confirm":
            assert Confirmed(Outcome.OK, 0) == await lost(desk.confirm("CODE"))
        case "wrong":
            assert Confirmed(Outcome.WRONG, 4) == await lost(desk.confirm("CODE", approval=WRONG_APPROVAL))
        case "cancel":
            assert Outcome.OK == await lost(desk.cancel("CODE"))
        case "move":
            await desk.confirm("CODE")
            assert isinstance(await lost(desk.move("CODE", to=TUESDAY)), Held)
    assert (1, []) == (await desk.taken(), await miscounts(client))


async def test_claims(shaky: Client, lost: Lost) -> None:
    """A claim that was taken is not refused for its own sake."""
    claims, claim = Claims(shaky), Claim(code="CODE", day=MONDAY, deadline_ms=NOW_MS + 1000)
    one = Limits(adults=1, total=1)
    assert (None, None) == await lost(claims.take_both(("n", one), ("p", one), claim=claim, now_ms=NOW_MS))
    assert [claim] == list(await claims.of("n"))


@pytest.mark.parametrize("at_once", [False, True], ids=["ready", "leased at once"])
async def test_accept(shaky: Client, lost: Lost, at_once: bool) -> None:
    """A message is taken in once, and its taker gets the lease that it was given."""
    inbox = Inbox(shaky, sealer_of_tests(), flood=PACE)
    event = InboundEvent(chat=CHAT, office="CBN", message_id="a")
    accepted = await lost(inbox.accept(event, now_ms=NOW_MS, lease_at_once=at_once))
    lease = Lease(accepted.chat, NOW_MS + LEASE_MS) if at_once else None
    assert ("TAKEN", NOW_MS, lease) == (accepted.acceptance.name, accepted.number, accepted.lease)
    assert 1 == len(await inbox.waiting(accepted.chat))


@pytest.mark.parametrize("at_once", [False, True], ids=["due", "held at once"])
async def test_finish(shaky: Client, lost: Lost, at_once: bool) -> None:
    """Replies enter the outbox once, and who holds them learns it: they are not taken for stranded ones."""
    inbox, outbox = Inbox(shaky, sealer_of_tests(), flood=PACE), Outbox(shaky, sealer_of_tests())
    for message_id in "ab":
        event = InboundEvent(chat=CHAT, office="CBN", message_id=message_id)
        accepted = await inbox.accept(event, now_ms=NOW_MS, lease_at_once=True)
    entries = [
        Entry(id=f"1.{n}", chat=CHAT, office="CBN", language="id", reply=Reply(key=f"reply-{n}")) for n in range(2)
    ]
    finish = outbox.finish(
        Lease(accepted.chat, NOW_MS + LEASE_MS),
        handled=1,
        account="web:cbn",
        entries=entries,
        pace=None,
        now_ms=NOW_MS,
        hold_at_once=at_once,
    )
    hold = Hold(accepted.chat, Priority.REPLY, NOW_MS + HOLD_MS, was_stranded=False)
    assert (1, hold if at_once else None) == await lost(finish)
    if not at_once:
        taken = await outbox.take(outbox.part(accepted.chat), Priority.REPLY, "web:cbn", most=9, now_ms=NOW_MS)
        assert [hold] == list(taken.holds)
    assert (entries, 1) == ((await outbox.head(hold, most=9)).entries, len(await inbox.waiting(accepted.chat)))
