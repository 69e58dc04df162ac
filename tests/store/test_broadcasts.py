"""Broadcasts as they are kept: planned once, begun by one run, turned by officers, counted as they leave the outbox."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.broadcasts import Audience, Broadcast, Recipient, Status, TurnWord
from bot.messages import ChatRef, Priority, Reply
from bot.store.broadcasts import Broadcasts
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.outbox import Entry, Hold, Outbox
from tests.offices import DAY_MS, MONDAY, NOW_MS
from tests.requests import sealer_of_tests

ID = "ABCDE"
TOLD = Broadcast(id=ID, text="Halo", audience=Audience(first=MONDAY), by="Sari")
LATER_MS = NOW_MS + DAY_MS

pytestmark = pytest.mark.usefixtures("audited")


@pytest.fixture
def broadcasts(client: Client) -> Broadcasts:
    """Give the broadcasts on an empty store."""
    return Broadcasts(client, sealer_of_tests())


def people(count: int) -> list[Recipient]:
    """Return so many people at Telegram."""
    return [
        Recipient(ChatRef("telegram", "cbn", str(n)), "id", f"Orang {n}", MONDAY, "08:00", "CBN-7K3M-9QXD")
        for n in range(count)
    ]


async def begun(broadcasts: Broadcasts, *, count: int = 3, run: str = "one") -> bool:
    """Plan a broadcast and begin it."""
    await broadcasts.plan("CBN", TOLD, due_ms=NOW_MS, now_ms=NOW_MS)
    return await broadcasts.begin("CBN", ID, people(count), {"no-chat": 2}, run=run, now_ms=NOW_MS)


async def test_planned_once(broadcasts: Broadcasts) -> None:
    """What is planned again is as it was; it is due at its time and not before."""
    await broadcasts.plan("CBN", TOLD, due_ms=LATER_MS, now_ms=NOW_MS)
    await broadcasts.plan("CBN", TOLD, due_ms=NOW_MS, now_ms=NOW_MS)
    found = await broadcasts.find("CBN", ID)
    assert found is not None
    assert (TOLD, "waiting", LATER_MS) == (found.broadcast, found.status, found.due_ms)
    assert ([], [ID]) == (
        list(await broadcasts.due("CBN", now_ms=LATER_MS - 1)),
        list(await broadcasts.due("CBN", now_ms=LATER_MS)),
    )


async def test_one_run_begins(broadcasts: Broadcasts) -> None:
    """Of two runs that found the people one counts; it may say so again."""
    assert await begun(broadcasts, count=1200)
    assert await broadcasts.begin("CBN", ID, people(1200), {"no-chat": 2}, run="one", now_ms=NOW_MS)
    assert not await broadcasts.begin("CBN", ID, people(5), {}, run="two", now_ms=NOW_MS)
    course = await broadcasts.find("CBN", ID)
    assert course is not None
    assert (1200, {"no-chat": 2}, "one") == (course.total, course.left_out, course.run)
    assert people(1200)[:700] == list(await broadcasts.people("CBN", course, "telegram:cbn", most=700))


async def test_where_it_was(broadcasts: Broadcasts) -> None:
    """The place in the list goes on and never back, and the next people are those behind it."""
    await begun(broadcasts, count=5)
    for place in (2, 4, 3):
        await broadcasts.advance("CBN", ID, "telegram:cbn", place=place)
    course = await broadcasts.find("CBN", ID)
    assert course is not None
    assert (False, people(5)[4:]) == (
        course.is_all_put,
        list(await broadcasts.people("CBN", course, "telegram:cbn", most=9)),
    )


async def test_ended(client: Client, broadcasts: Broadcasts) -> None:
    """What has ended is due no more, and its people are forgotten; the second end changes nothing."""
    await begun(broadcasts)
    course = await broadcasts.find("CBN", ID)
    assert course is not None
    assert [True, False] == [await broadcasts.end("CBN", course) for _ in range(2)]
    assert ([], []) == (
        list(await broadcasts.due("CBN", now_ms=LATER_MS)),
        await client.execute("KEYS", "{oCBN}:broadcast:*:*"),
    )


TURNS: Sequence[tuple[Sequence[TurnWord], bool, Status]] = [
    (("pause",), True, "paused"),
    (("pause", "pause"), False, "paused"),
    (("pause", "go-on"), True, "running"),
    (("go-on",), False, "running"),
    (("stop",), True, "stopped"),
    (("pause", "stop"), True, "stopped"),
    (("stop", "go-on"), False, "stopped"),
    (("again",), False, "running"),
]


@pytest.mark.parametrize(("turns", "was_possible", "status"), TURNS, ids=[" ".join(turns) for turns, *_ in TURNS])
async def test_turns(broadcasts: Broadcasts, turns: Sequence[TurnWord], was_possible: bool, status: Status) -> None:
    """A running one can be paused, go on and be stopped; the last turn tells whether it was possible."""
    await begun(broadcasts)
    for number, turn in enumerate(turns):
        answer = await broadcasts.turn("CBN", ID, turn, operation=Operation("x", number), now_ms=NOW_MS)
    assert (was_possible, status) == answer


async def test_turned_twice(broadcasts: Broadcasts) -> None:
    """The same press, handled again, gives the same answer, also when somebody else has pressed since."""
    await begun(broadcasts)

    async def press(turn: TurnWord, number: int) -> object:
        return await broadcasts.turn("CBN", ID, turn, operation=Operation("x", number), now_ms=NOW_MS)

    first = await press("pause", 1)
    await press("go-on", 2)
    assert (first, (True, "paused")) == (await press("pause", 1), first)
    course = await broadcasts.find("CBN", ID)
    assert course is not None
    assert "running" == course.status


async def test_paused_before_it_is_due(broadcasts: Broadcasts) -> None:
    """One that is paused while its people are looked for does not begin, and waits again when it goes on."""
    await broadcasts.plan("CBN", TOLD, due_ms=LATER_MS, now_ms=NOW_MS)
    await broadcasts.turn("CBN", ID, "pause", operation=Operation("x", 1), now_ms=NOW_MS)
    assert not await broadcasts.begin("CBN", ID, people(3), {}, run="one", now_ms=NOW_MS)
    assert (True, "waiting") == await broadcasts.turn(
        "CBN", ID, "go-on", operation=Operation("x", 2), now_ms=NOW_MS
    )  # fmt: skip
    assert [ID] == list(await broadcasts.due("CBN", now_ms=LATER_MS))


# --- counting ---------------------------------------------------------------------------------------------


class Lane:
    """The outbox, as a sender of one account empties it."""

    def __init__(self, client: Client) -> None:
        self._outbox = Outbox(client, sealer_of_tests())

    async def put(self, chat: str, *, broadcast: str = f"CBN-{ID}") -> Hold:
        """Put a message in and take it."""
        reply = Reply(key="broadcast", priority=Priority.BULK, broadcast=broadcast)
        to = ChatRef("web", "cbn", chat)
        entry = Entry(id=f"{NOW_MS}.{chat}", chat=to, office="CBN", language="id", reply=reply, ledger=chat)
        await self._outbox.enqueue(chat, entry, account="web:cbn", pace=None, now_ms=NOW_MS)
        part = self._outbox.part(chat)
        (hold,) = (await self._outbox.take(part, Priority.BULK, "web:cbn", most=1, now_ms=NOW_MS)).holds
        return hold

    async def sent(self, hold: Hold) -> None:
        """Note it as delivered."""
        head = await self._outbox.head(hold, most=1)
        await self._outbox.sent(
            hold, account="web:cbn", delivered=[(head.entries[0], "")], parts=1, pace=None, now_ms=NOW_MS
        )  # fmt: skip

    async def park(self, hold: Hold, reason: str, *, broadcast: str = f"CBN-{ID}") -> None:
        """Park it."""
        await self._outbox.park(hold, account="web:cbn", reason=reason, now_ms=NOW_MS, broadcast=broadcast)

    async def resend(self) -> None:
        """Send all that is parked again, as an operator does."""
        for parked in await self._outbox.parked():
            await self._outbox.unpark(parked.id, now_ms=NOW_MS)


async def test_counted(client: Client, broadcasts: Broadcasts) -> None:
    """What leaves the outbox is counted for its broadcast as sent, failed by reason, or unknown; other mail is not."""
    lane = Lane(client)
    for chat in ("a", "b"):
        await lane.sent(await lane.put(chat))
    await lane.sent(await lane.put("c", broadcast=""))
    await lane.park(await lane.put("d"), "blocked")
    await lane.park(await lane.put("e"), "unknown: its sender ended")
    await lane.park(await lane.put("f", broadcast=""), "blocked", broadcast="")
    tally = await broadcasts.tally("CBN", ID)
    assert (2, 1, 1, {"blocked": 1}) == (tally.sent, tally.failed, tally.unknown, tally.reasons)
    assert 0 == (await broadcasts.tally("CBN", "OTHER")).done


async def test_sent_again(client: Client, broadcasts: Broadcasts) -> None:
    """Who is sent what failed is counted anew; what is unknown stays so at the staff's wish, not at the operator's."""
    lane = Lane(client)
    await begun(broadcasts)
    course = await broadcasts.find("CBN", ID)
    assert course is not None
    await lane.park(await lane.put("d"), "blocked")
    await lane.park(await lane.put("e"), "unknown: its sender ended")
    await broadcasts.end("CBN", course)
    for _ in range(2):
        turned = await broadcasts.turn("CBN", ID, "again", operation=Operation("x", 1), now_ms=NOW_MS)
        assert (True, "running") == turned
    tally = await broadcasts.tally("CBN", ID)
    assert (0, 1, {}) == (tally.failed, tally.unknown, tally.reasons)
    await lane.resend()
    assert 0 == (await broadcasts.tally("CBN", ID)).done
