"""What people are told of their visit: once each, whoever made the step, however many processes tell it."""

from __future__ import annotations

import asyncio

import pytest
from msgspec.structs import replace

from bot.bookings import Bookings
from bot.lanes import Desk
from bot.messages import ChatRef, Priority
from bot.queue_notices import is_news
from bot.store.client import Client
from tests.bookings.test_shift_kills import Killed, Mortal
from tests.requests import sealer_of_tests
from tests.visits.front import BILL, PROOF, Front, office_with_fees
from tests.visits.listeners import Listeners, named

pytestmark = pytest.mark.usefixtures("audited")


@pytest.fixture
async def people(client: Client, front: Front) -> Listeners:
    """Give the people of an office whose channel shows no changes, from before the first of them comes."""
    listeners = Listeners(client, front)
    await listeners.catch_up()
    return listeners


async def visitors(front: Front, count: int) -> list[str]:
    """Let people come one after the other; return their codes."""
    return [(await front.visitor()).application.code for _ in range(count)]


# --- the place in line -----------------------------------------------------------------------------------


async def test_a_number(front: Front, people: Listeners) -> None:
    """Who gets a number is told it, its line, and how many are before them, as soon as the number is out."""
    await front.visitor()
    second = await front.visitor()
    third = await front.arrive((await front.booked()).code, prints=True)
    first, told = await people.hear()
    assert ("queue-waiting", "A001", "A002", "CS") == (
        first.reply.key, first.reply.values["number"], told.reply.values["number"], told.reply.values["lane"],
    )  # fmt: skip
    assert second.standing.before == told.reply.values["before"].values["count"]  # type: ignore[union-attr]  # it is Words
    await front.lobby.printed(front.office, third.standing.ticket.number, front.stamp())
    assert ["queue-waiting"] == await people.keys()


async def test_the_other_line_of_a_desk(client: Client) -> None:
    """Who waits for a desk with two lines is told of their place also when the other line has moved."""
    desk = Desk(id="both", name="Meja", lanes=("cs", "priority"))
    front = Front(client, replace(office_with_fees(), desks=(desk,)))
    people = Listeners(client, front)
    await people.can_edit()
    await people.catch_up()
    for _ in range(2):
        await front.walk_in("elderly")
    await front.visitor()
    (told,) = await people.hear()
    assert 2 == told.reply.values["before"].values["count"]  # type: ignore[union-attr]  # it is Words
    await front.call("both")
    (change,) = await people.hear()
    assert ("~queue-waiting", 1) == (named(change.reply), change.reply.values["before"].values["count"])  # type: ignore[union-attr]  # it is Words


async def test_the_call(front: Front, people: Listeners) -> None:
    """Who is called is told where to go, before anything else, and not when it is too late; each recall again."""
    await front.visitor()
    await people.hear()
    assert "A001" == await front.call("cs-2")
    (call,) = [entry.reply for entry in await people.hear()]
    assert ("queue-called", "A001", "CS 2", Priority.REPLY, 10 * 60_000) == (
        call.key, call.values["number"], call.values["desk"], call.priority, call.expires_at_ms - front.now_ms,
    )  # fmt: skip
    await front.desks.recall(front.office, front.desk("cs-2"), front.stamp())
    assert ["queue-called-again"] == await people.keys()


async def test_called_before_the_number_was_told(front: Front, people: Listeners) -> None:
    """Who is called before they could be told their number gets the call, and nothing beside it."""
    await people.can_edit()
    await front.visitor()
    await front.call("cs-1")
    assert ["queue-called"] == await people.keys()


async def test_a_call_that_is_over(front: Front, people: Listeners) -> None:
    """Who has come to the desk before they could be told is not called any more."""
    await front.visitor()
    await people.hear()
    await front.call("cs-1")
    await front.work.sit_down(front.office, front.desk("cs-1"), front.stamp())
    assert [] == await people.keys()


async def test_not_there(front: Front, people: Listeners) -> None:
    """Who does not come is told that they are called again after some others, and at last how to get a new number."""
    await front.visitor()
    desk, told = front.desk("cs-1"), [*await people.keys()]
    for _ in range(front.office.lobby.calls_until_no_show):
        await front.call("cs-1")
        await people.catch_up()
        await front.desks.skip(front.office, desk, front.stamp())
        told += await people.keys()
    assert [
        "queue-waiting", "queue-called", "queue-skipped", "queue-called-again", "queue-skipped", "queue-called-again",
        "queue-missed",
    ] == told  # fmt: skip


async def test_another_line(front: Front, people: Listeners) -> None:
    """Who is sent to another line gets a new message about the place there."""
    await front.visitor()
    await front.call("cs-1")
    await people.hear()
    await front.desks.transfer(front.office, front.desk("cs-1"), front.stamp(), lane="counter")
    (place,) = [entry.reply for entry in await people.hear()]
    assert ("queue-waiting", "A001", "Loket", "") == (
        place.key, place.values["number"], place.values["lane"], place.edits
    )  # fmt: skip


async def test_three_before_me(front: Front, people: Listeners) -> None:
    """Who came behind many is told once when three are left; where nothing can be changed, nothing else is told."""
    *_, last = await visitors(front, 6)
    assert ["queue-waiting"] * 6 == await people.keys()
    told = list[str]()
    for _ in range(4):
        await front.served("cs-1")
        told += [each.reply.key for each in await people.hear() if each.chat == await chat_of(front, last)]
    assert ["queue-near"] == told


async def test_as_many_as_i_like(front: Front, people: Listeners) -> None:
    """Who has chosen another number is told then, and for their next ticket of the day, too."""
    *_, last = await visitors(front, 4)
    code = last.replace("-", "")
    await people.hear()
    await front.bookings.visits.following.choose_alarm(front.office, code, 1, now_ms=front.now_ms)
    await front.served("cs-1")
    assert [] == await people.keys()
    await front.served("cs-1")
    assert ["queue-near"] == await people.keys()
    assert 1 == (await front.bookings.visits.following.of(front.office, code, "B001", now_ms=front.now_ms)).alarm


async def test_one_message_that_changes(front: Front, people: Listeners) -> None:
    """Where a message can be changed, the one about the number follows everything, silently and behind all replies."""
    await people.can_edit()
    first, second = await visitors(front, 2)
    await people.hear()
    await front.call("cs-1")
    heard = await people.hear()
    by_chat = {entry.chat: [named(e.reply) for e in heard if e.chat == entry.chat] for entry in heard}
    assert {
        await chat_of(front, first): ["queue-called", "~queue-called"],
        await chat_of(front, second): ["~queue-waiting"],
    } == by_chat
    edits = [entry.reply for entry in heard if entry.reply.edits]
    assert all(edit.priority is Priority.BULK and edit.expires_at_ms for edit in edits)
    await front.desks.serve(front.office, front.desk("cs-1"), front.stamp())
    assert ["~queue-serving"] == await people.keys()
    await front.desks.finish(front.office, front.desk("cs-1"), front.stamp())
    assert ["~queue-over"] == await people.keys()


@pytest.mark.parametrize(
    ("before", "shown", "expected"),
    [(7, None, True), (4, 5, True), (4, 4, False), (18, 20, False), (15, 20, True), (25, 20, True), (0, 1, True)],
    ids=["never", "near", "the same", "far", "five further", "five back", "next"],
)
def test_what_is_news(before: int, shown: int | None, expected: bool) -> None:
    """A place near the front is news with each step, one far from it with every fifth."""
    assert expected is is_news(before, shown)


# --- the stages ------------------------------------------------------------------------------------------


async def test_the_whole_way(front: Front, people: Listeners) -> None:
    """Each stage is told once, with what it asks for; a place in line tells of itself."""
    office, apply = front.office, front.applications
    (code,) = await visitors(front, 1)
    await apply.send_back(office, code, front.stamp(), reasons=["KK tidak ada"])
    (reply,) = [entry.reply for entry in await people.hear() if entry.reply.key != "queue-waiting"]
    assert ("papers-incomplete", code) == (reply.key, reply.values["code"])
    await apply.arrive_again(office, code, front.stamp())
    await apply.complete(office, code, front.stamp(), product="plain", category="adult")
    await apply.photographed(office, code, front.stamp(), billing_code=BILL)
    (reply,) = [entry.reply for entry in await people.hear()]
    assert ("bill-made", BILL) == (reply.key, reply.values["code"])
    await apply.paid(office, code, front.stamp(), proof=PROOF)
    assert ["payment-received"] == await people.keys()
    await apply.in_production(office, code, front.stamp())
    assert [] == await people.keys()
    await apply.ready(office, code, front.stamp())
    assert ["passport-ready"] == await people.keys()
    await apply.collected(
        office,
        code,
        front.stamp(),
        collector="family",
        collector_name="Siti",
        papers=["payment", "id_card", "family_card"],
    )
    assert ["passport-collected"] == await people.keys()


async def test_another_billing_code(front: Front, people: Listeners) -> None:
    """A billing code that comes later, or is another one, is told with the whole bill."""
    office, apply = front.office, front.applications
    (code,) = await visitors(front, 1)
    await apply.complete(office, code, front.stamp(), product="plain", category="adult")
    await apply.photographed(office, code, front.stamp())
    await people.hear()
    await apply.renumber(office, code, front.stamp(), billing_code=BILL)
    (reply,) = [entry.reply for entry in await people.hear()]
    assert ("bill-made", BILL) == (reply.key, reply.values["code"])


async def test_a_step_taken_back(front: Front, people: Listeners) -> None:
    """Who was told of a step that an officer takes back is told of that."""
    office, apply = front.office, front.applications
    (code,) = await visitors(front, 1)
    await apply.complete(office, code, front.stamp(), product="plain", category="adult")
    await apply.photographed(office, code, front.stamp(), billing_code=BILL)
    await apply.paid(office, code, front.stamp(), proof=PROOF)
    await people.hear()
    await apply.undo(office, code, front.stamp(), why="keliru")
    assert ["application-corrected"] == await people.keys()


async def test_somebody_without_a_chat(front: Front, people: Listeners) -> None:
    """A walk-in of whom no chat is known is told nothing; once they ask from one, they are told there."""
    office, visits = front.office, front.bookings.visits
    ticket = await front.walk_in()
    await front.applications.identify(office, ticket.code, front.stamp(), name="Sri", phone="+6281299999999")
    assert [] == await people.keys()
    chat = ChatRef("web", "cbn", "Sri's chat")
    assert [ticket.code] == [each.compact for each in await visits.visitors.asked(office, "+6281299999999", chat)]
    await front.call("cs-1")
    assert [(chat, "queue-called")] == [(entry.chat, entry.reply.key) for entry in await people.hear()]


# --- failures --------------------------------------------------------------------------------------------


async def test_two_processes(client: Client, front: Front, people: Listeners) -> None:
    """Two processes that read the same events tell everything once."""
    await people.can_edit()
    other = Listeners(client, front)
    await other.catch_up()
    await visitors(front, 3)
    await asyncio.gather(people.catch_up(), other.catch_up())
    await front.call("cs-1")
    await asyncio.gather(people.catch_up(), other.catch_up())
    told = sorted(named(entry.reply) for entry in await people.waiting())
    assert ["queue-called", *["queue-waiting"] * 3, "~queue-called", "~queue-waiting", "~queue-waiting"] == told


async def test_killed_anywhere(client: Client, front: Front, people: Listeners) -> None:
    """After a death behind any call of a function, the next process goes on where it was and tells the rest, once."""
    await visitors(front, 5)
    await people.hear()
    for lives in range(40):
        served = await front.lobby.ticket(front.office, await front.served("cs-1"), now_ms=front.now_ms)
        assert served is not None
        await visitors(front, 1)
        await front.applications.send_back(front.office, served.code, front.stamp(), reasons=["KK"])
        mortal = Mortal(client, lives=lives)
        visits = Bookings(mortal, sealer_of_tests(), uniform=lambda low, high: low).visits  # type: ignore[arg-type]
        dying = Listeners(mortal, front, visits=visits)  # type: ignore[arg-type]  # but for its end
        try:
            await dying.catch_up()
        except* Killed:
            told = sorted(key for key in await people.keys() if key != "queue-near")
            assert ["papers-incomplete", "queue-waiting"] == told
        else:
            assert lives > 3
            return
    pytest.fail("it never got through")


async def chat_of(front: Front, code: str) -> ChatRef:
    """Return the chat of an application's person."""
    application = await front.application(code)
    return await front.bookings.visits.visitors.chat_for(front.office, application, now_ms=front.now_ms)
