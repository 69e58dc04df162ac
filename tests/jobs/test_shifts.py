"""A date that was moved or closed: who is told what, once; what the staff are told; and the end of the waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.adapters import Capabilities
from bot.app import House, Store, open_house
from bot.booking_values import Booking
from bot.calendars import Calendar, closed_on
from bot.choices import agree_choice, book_choice, cancel_choice, word_choice
from bot.commands import Book
from bot.jobs.commands import Announced
from bot.jobs.periods import Period
from bot.jobs.queues import Jobs
from bot.jobs.work import do_in
from bot.messages import Day, Lines, Priority, Reply, Words
from bot.offices import Office
from bot.shift_values import Shift, answer_by
from bot.store.accounts import Accounts
from bot.store.client import Client
from bot.store.operations import Operation
from tests.bookings.test_shift_kills import Killed, Mortal
from tests.bookings.wishes import BORN, book, booked, hold
from tests.jobs.people import OFFICE, booking_of, replies, sender, waiting
from tests.jobs.test_commands import configured
from tests.offices import DAY_MS, MINUTE_MS, MONDAY, NOW_MS, TODAY, TUESDAY
from tests.requests import Sender

OFFICER = Operation("officer", 1)
PERIOD = Period("shifts", "CBN", TODAY, "09:00")
DEADLINE_MS = answer_by(OFFICE, TUESDAY, NOW_MS)
CAN_EDIT = Capabilities(text_length=4096, can_edit=True)


async def close(house: House, day: date = MONDAY) -> Office:
    """Close a date, as officers do."""

    def change(calendar: Calendar, _office: Office) -> Calendar:
        return closed_on(calendar, day, "Listrik padam", today=TODAY)

    await house.offices.change("CBN", change, operation=Operation("calendar", day.toordinal()), now_ms=NOW_MS)
    return house.offices["CBN"]


async def move(house: House) -> Shift:
    """Close Monday and move it to Tuesday."""
    office = await close(house)
    return await house.bookings.shifts.move_day(
        office, MONDAY, to=TUESDAY, deadline_ms=DEADLINE_MS, operation=OFFICER, now_ms=NOW_MS
    )


async def release(house: House) -> Shift:
    """Close Monday and give up its bookings."""
    office = await close(house)
    return await house.bookings.shifts.release_day(office, MONDAY, operation=OFFICER, now_ms=NOW_MS)


async def tend(house: House, *, now_ms: int = NOW_MS) -> None:
    """Do the job once."""
    await do_in(house, PERIOD, now_ms=now_ms)


async def told(house: House) -> Sequence[Reply]:
    """Take what the staff are told."""
    return await replies(house, channel="telegram")


async def agree(house: House, booking: Booking) -> None:
    """Let the owner of a booking agree to Tuesday."""
    assert await house.bookings.shifts.agree(replace(booking, day=TUESDAY))


async def test_moved_people(house: House) -> None:
    """Who was moved is asked, in a notice of their own booking, behind all replies, until the deadline."""
    mine = await booking_of(house, sender(house))
    await move(house)
    await tend(house)
    (reply,) = await replies(house)
    assert ("shift-moved", Priority.BULK, False, DEADLINE_MS) == (
        reply.key, reply.priority, reply.is_broadcast, reply.expires_at_ms,
    )  # fmt: skip
    assert (mine.code, Day(MONDAY), Day(TUESDAY), "08:00 WIB", "Listrik padam") == tuple(
        reply.values[name] for name in ("code", "old-date", "date", "hour", "reason")
    )
    buttons = [agree_choice(mine.code), word_choice("ubah", mine.code), cancel_choice(mine.code)]
    assert buttons == [choice.id for choice in reply.choices]


async def test_released_people(house: House) -> None:
    """Who was released hears why, with the next dates, and can ask for one with a press; who only held hears it too."""
    mine = await booking_of(house, sender(house))
    await hold(house.bookings, sender(house), book("Siti"))
    await release(house)
    await tend(house)
    by_key = {reply.key: reply for reply in await replies(house)}
    assert {"shift-released", "shift-lapsed"} == by_key.keys()
    first = TODAY
    line = book_choice(f"#{mine.name}#{BORN:%d%m%Y}#{first:%d%m%Y}")
    assert line == by_key["shift-released"].choices[0].id
    dates = by_key["shift-released"].values["next"]
    assert isinstance(dates, Words)
    assert isinstance(dates.values["dates"], Lines)
    assert Day(first, "short") == dates.values["dates"].items[0].values["date"]


@pytest.mark.parametrize(
    ("later_ms", "key", "first"),
    [(0, "shift-left", "choice-other-date"), (14 * DAY_MS, "shift-left-today", "choice-schedule")],
    ids=["in time", "on the day itself"],
)
async def test_who_found_no_place(house: House, later_ms: int, key: str, first: str) -> None:
    """Who stayed behind is told to choose another date; on the day itself, when none can be moved, to book anew."""
    await booking_of(house, sender(house))
    office = replace(await close(house), dates={TUESDAY: ()})
    full = replace(office, dates={TUESDAY: tuple(replace(s, pools={"regular": 0}) for s in OFFICE.sessions(TUESDAY))})
    await house.bookings.shifts.move_day(
        full, MONDAY, to=TUESDAY, deadline_ms=DEADLINE_MS, operation=OFFICER, now_ms=NOW_MS
    )
    await tend(house, now_ms=NOW_MS + later_ms)
    (reply,) = await replies(house)
    assert (key, first) == (reply.key, reply.choices[0].label)
    (last,) = await told(house)
    people = last.values["people"]
    assert isinstance(people, Words)
    assert ("1", "staff-shift-placeless") == (last.values["left"], people.key)


async def test_who_was_faster(house: House) -> None:
    """Who has changed or cancelled the booking before the job ran gets no stale news."""
    first, second = [await booking_of(house, sender(house)) for _ in range(2)]
    await move(house)
    budi, siti = (
        Sender(house.bookings, booking.phone, chat=booking.code, office=house.offices["CBN"])
        for booking in (first, second)
    )
    await house.bookings.move(budi.request(), first.code, day=TUESDAY + timedelta(days=3), session="")
    await house.bookings.cancel(siti.request(), second.code)
    await tend(house)
    assert [] == await replies(house)


@pytest.mark.parametrize("act", [move, release])
async def test_told_once(house: House, act: Callable[[House], Awaitable[Shift]]) -> None:
    """However often the job runs, everybody is told once."""
    await booking_of(house, sender(house))
    await act(house)
    for _ in range(3):
        await tend(house)
    assert 1 == len(await replies(house))


async def test_the_chat_used_last(house: House) -> None:
    """The notice goes to the chat in which the number's owner asked last."""
    budi = sender(house, chat="old")
    await booking_of(house, budi)
    await house.bookings.mine(budi.moved_to("new").request())
    await move(house)
    await tend(house)
    assert ["new"] == [entry.chat.chat_id for entry in await waiting(house, channel="web")]


async def test_nobody_to_write_to(house: House) -> None:
    """Who has no chat is named to the staff once, and keeps the new place: nobody could ask them."""
    wish = Book(name="Sri Rahayu", birth_date=BORN, service_date=MONDAY)
    at_counter = await house.bookings.book_at_counter(sender(house).request(), wish)
    assert isinstance(at_counter, Booking)
    await move(house)
    await tend(house)
    await tend(house, now_ms=DEADLINE_MS)
    untold, last = await told(house)
    assert ("staff-shift-untold", "staff-shift-report") == (untold.key, last.key)
    assert ("1", "0") == (last.values["agreed"], last.values["expired"])
    assert isinstance(untold.values["people"], Lines)
    assert [(at_counter.code, "Sri R•••")] == [
        (line.values["code"], line.values["name"]) for line in untold.values["people"].items
    ]


# --- what the staff are told -----------------------------------------------------------------------------


async def two_moved(house: House) -> Sequence[Booking]:
    """Move two people's bookings, in an office whose staff chat can show edits."""
    await Accounts(house.client).describe("telegram:cbn", CAN_EDIT)
    found = [await booking_of(house, sender(house)) for _ in range(2)]
    await move(house)
    return found


async def test_one_message_that_changes(house: House) -> None:
    """The staff get one message, which an answer changes; without news it is not touched."""
    first, second = await two_moved(house)
    await tend(house)
    await tend(house)
    await agree(house, first)
    await tend(house)
    await tend(house)
    report, change = await told(house)
    assert ("0", "2", "") == (report.values["agreed"], report.values["silent"], report.edits)
    assert ("1", "1") == (change.values["agreed"], change.values["silent"])
    assert change.edits.endswith(report.idempotency_key)
    people = change.values["people"]
    assert isinstance(people, Words)
    assert isinstance(people.values["people"], Lines)
    assert [second.code] == [line.values["code"] for line in people.values["people"].items]


async def test_a_chat_without_edits(house: House) -> None:
    """A chat that can't show an edit gets the first report of the day and the last one of all, nothing between."""
    first, second = await two_moved(house)
    await Accounts(house.client).describe("telegram:cbn", replace(CAN_EDIT, can_edit=False))
    await tend(house)
    await agree(house, first)
    await tend(house)
    await agree(house, second)
    await tend(house)
    assert [("2", ""), ("0", "")] == [(reply.values["silent"], reply.edits) for reply in await told(house)]


async def test_anew_each_morning(house: House) -> None:
    """The report begins anew in the morning, not at midnight, so that it is found again."""
    await two_moved(house)
    for hours in (0, 20, 22):  # 9:00, 5:00, 7:00
        await tend(house, now_ms=NOW_MS + hours * 60 * MINUTE_MS)
    assert ["", ""] == [reply.edits for reply in await told(house)]


async def test_everybody_has_answered(house: House) -> None:
    """When nobody is left to answer, the last report comes at once, and the waiting is over."""
    for booking in await two_moved(house):
        await agree(house, booking)
    await tend(house)
    (last,) = await told(house)
    assert (Words("staff-shift-over"), "2", Words("staff-shift-all")) == tuple(
        last.values[name] for name in ("state", "agreed", "people")
    )
    assert not await house.bookings.shifts.are_under_way("CBN")


async def test_many_without_an_answer(house: House) -> None:
    """The report names forty people and counts the others: it must stay one message."""
    someone = [await booking_of(house, sender(house)) for _ in range(42)]
    await move(house)
    await tend(house)
    (reply,) = await told(house)
    people = reply.values["people"]
    assert isinstance(people, Words)
    assert isinstance(people.values["people"], Lines)
    assert (41, Words("staff-shift-more", {"count": str(len(someone) - 40)})) == (
        len(people.values["people"].items), people.values["people"].items[-1],
    )  # fmt: skip


# --- the deadline ----------------------------------------------------------------------------------------


async def test_the_deadline(house: House) -> None:
    """Who let it pass is told kindly, once, with the next dates; the staff get the last report; then all is over."""
    first, second = await two_moved(house)
    await tend(house)
    await agree(house, first)
    for minutes in (-1, 0, 1):
        await tend(house, now_ms=DEADLINE_MS + minutes * MINUTE_MS)
    notices = [reply for reply in await replies(house) if reply.key != "shift-moved"]
    assert [("shift-expired", second.code, 0)] == [(n.key, n.values["code"], n.expires_at_ms) for n in notices]
    last = (await told(house))[-1]
    assert (Words("staff-shift-over"), "1", "1") == tuple(last.values[name] for name in ("state", "agreed", "expired"))
    assert not await house.bookings.shifts.are_under_way("CBN")
    assert ["booked"] == [b.state for b in await house.bookings.records.of_day(OFFICE, TUESDAY) if b.code == first.code]


async def test_killed_anywhere(house: House) -> None:
    """After a death behind any call of a function, the next run tells who was not told, and nobody twice."""
    for lives in range(80):
        await house.client.execute("FLUSHALL")
        await house.offices.refresh("CBN")
        await two_moved(house)
        dying = with_client(house, Mortal(house.client, lives=lives))  # type: ignore[arg-type]  # but for its end
        try:
            await tend(dying)
            await tend(dying, now_ms=DEADLINE_MS)
        except Killed:
            await tend(house)
            await tend(house, now_ms=DEADLINE_MS)
            keys = [reply.key for reply in await replies(house)]
            assert ["shift-expired", "shift-expired", "shift-moved", "shift-moved"] == sorted(keys)
            assert Words("staff-shift-over") == (await told(house))[-1].values["state"]
            assert not await house.bookings.shifts.are_under_way("CBN")
        else:
            assert lives > 8  # it was killed behind each of its calls before
            return
    pytest.fail("it never got through")


def with_client(house: House, client: Client) -> House:
    """Return a house whose process works on another client."""
    bookings = type(house.bookings)(client, house.sealer, uniform=lambda shortest, longest: shortest)
    return replace(house, client=client, bookings=bookings)


def test_what_is_under_way(jobs: Jobs, valkey: str, tmp_path: Path) -> None:
    """The scheduler finds an office with people to be told or to answer, and no other."""
    assert jobs.queue.is_empty()
    config = configured(valkey, tmp_path)
    announced = Announced(config, Store(config))
    assert [] == [period for period in announced.read() if period.kind == "shifts"]

    async def moved() -> None:
        async with open_house(config, Store(config)) as house:
            person = Sender(house.bookings, "+6281200000001", chat="a", office=OFFICE)
            await booked(house.bookings, person)
            await move(house)

    asyncio.run(moved())
    assert ["CBN"] == [period.office for period in announced.read() if period.kind == "shifts"]
