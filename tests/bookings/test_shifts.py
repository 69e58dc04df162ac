"""A date that is moved or given up, with the claims of everybody on it, wherever the process dies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace

from bot.booking_values import Booking, Refused
from bot.bookings import Bookings
from bot.errors import CalendarRefused
from bot.offices import Office
from bot.quotas import quotas
from bot.routing import Request
from bot.shift_values import Shift
from bot.shifts import Shifts
from bot.store.claims import Claims
from bot.store.client import Client
from bot.store.errors import CalendarChanged
from bot.store.operations import Operation, Stamp
from tests.bookings.wishes import BABY, BUDI_PHONE, CIREBON, SITI, Meet, book, booked, hold, reason
from tests.offices import HOLIDAY, MINUTE_MS, MONDAY, NOW_MS, SUNDAY, TODAY, TUESDAY, instant
from tests.requests import Sender, sealer_of_tests

CLOSED = replace(CIREBON, closed={**CIREBON.closed, MONDAY: "Listrik padam"})
OFFICER = Operation("officer", 1)
DEADLINE_MS = NOW_MS + 24 * 60 * MINUTE_MS


@pytest.fixture
def shifts(client: Client, bookings: Bookings) -> Shifts:
    """Give the shifts; a place that was not kept comes back after the longest delay."""
    return Shifts(client, bookings, uniform=lambda shortest, longest: longest)


@pytest.fixture(autouse=True)
async def recounted(bookings: Bookings) -> AsyncIterator[None]:
    """Recount the new date too, with its claims, after each test."""
    yield
    assert [] == await bookings.differences(CIREBON, TUESDAY, now_ms=NOW_MS)


async def move(shifts: Shifts, *, operation: Operation = OFFICER, now_ms: int = NOW_MS) -> Shift:
    """Move Monday, which is closed, to Tuesday."""
    return await shifts.move_day(
        CLOSED, MONDAY, to=TUESDAY, deadline_ms=DEADLINE_MS, operation=operation, now_ms=now_ms
    )


async def test_claims_follow(bookings: Bookings, shifts: Shifts, budi: Sender, meet: Meet) -> None:
    """Number and person of a moved booking stay taken until the new date is over, and are free after it."""
    old = await booked(bookings, budi, book(session="08:00"))
    shift = await move(shifts)
    assert [old.code] == [each.code for each in shift.answered("")]
    assert [replace(old, day=TUESDAY)] == await bookings.mine(budi.request())
    budi.now_ms = instant(TUESDAY, time(7))
    later = book("Agus", day=TUESDAY + timedelta(days=2))
    assert "sender_has" == reason(await bookings.hold(budi.request(), later))
    budi.wait(days=1)
    assert "held" == reason(await bookings.hold(budi.request(), later))


async def test_a_small_child_too(bookings: Bookings, shifts: Shifts, budi: Sender) -> None:
    """Both bookings of a number move, each with its claims."""
    await booked(bookings, budi)
    await booked(bookings, budi, book("Ani", born=BABY))
    assert 2 == len((await move(shifts)).of("moved"))
    assert [TUESDAY, TUESDAY] == [b.day for b in await bookings.mine(budi.request())]


async def test_who_only_held_may_book_again(bookings: Bookings, shifts: Shifts, budi: Sender) -> None:
    """A lapsed hold leaves its number and its person free at once."""
    held = await hold(bookings, budi)
    assert [held.code] == [each.code for each in (await move(shifts)).of("lapsed")]
    assert "held" == reason(await bookings.hold(budi.request(), book(day=TUESDAY)))


async def test_released_people_may_book_again(bookings: Bookings, shifts: Shifts, budi: Sender) -> None:
    """Whose booking was given up is told so, and is free to book another date at once."""
    old = await booked(bookings, budi)
    for _ in range(2):
        shift = await shifts.release_day(CLOSED, MONDAY, operation=OFFICER, now_ms=NOW_MS)
        assert [old.code] == [each.code for each in shift.of("released")]
    assert "cancelled" == state(await bookings.records.find(old.code, MONDAY, now_ms=NOW_MS))
    assert "booked" == (await booked(bookings, budi, book(day=TUESDAY))).state


async def test_who_finds_no_place_stays(bookings: Bookings, shifts: Shifts, meet: Meet) -> None:
    """With fewer places on the new date the last to book stay where they are, claims and all."""
    phones = [f"+62812000000{n}" for n in range(4)]
    senders = [meet(phone) for phone in phones]
    names = ("Ani", "Bela", "Citra", "Dewi")
    old = [await booked(bookings, s, book(name)) for s, name in zip(senders, names, strict=True)]
    for n, name in enumerate(("Eka", "Fitri")):
        await booked(bookings, meet(f"+62812000001{n}"), book(name, day=TUESDAY))
    shift = await move(shifts)
    assert (2, 2) == (len(shift.of("moved")), len(shift.of("left")))
    stayed = [b for s in senders for b in await bookings.mine(s.request()) if b.day == MONDAY]
    assert {each.code for each in shift.of("left")} == {b.code for b in stayed}
    assert {b.code for b in old} == {each.code for each in shift.people}


async def test_moved_by_its_owner_meanwhile(bookings: Bookings, shifts: Shifts, budi: Sender) -> None:
    """When the officer's message is handled again, a booking that has gone on stays where its owner put it."""
    old = await booked(bookings, budi)
    await move(shifts)
    friday = TUESDAY + timedelta(days=3)
    await bookings.move(budi.request(), old.code, day=friday, session="")
    await move(shifts)
    assert [friday] == [b.day for b in await bookings.mine(budi.request())]
    assert [] == await bookings.differences(CIREBON, friday, now_ms=NOW_MS)


async def test_cancelled_by_its_owner_meanwhile(bookings: Bookings, shifts: Shifts, budi: Sender) -> None:
    """A moved booking is cancelled on its new date, and its person is free although the message is handled again."""
    old = await booked(bookings, budi)
    await move(shifts)
    assert "cancelled" == reason(await bookings.cancel(budi.request(), old.code))
    await move(shifts)
    assert "held" == reason(await bookings.hold(budi.request(), book(day=TUESDAY)))


async def test_a_message_handled_again_after_the_shift(bookings: Bookings, shifts: Shifts, budi: Sender) -> None:
    """Who takes over from a dead process finds the booking of its message on the new date."""
    held = await hold(bookings, budi)
    request = budi.request()
    await bookings.confirm(request, approval=held.approval, code="")
    await move(shifts)
    again = await bookings.confirm(request, approval=held.approval, code="")
    assert "already_booked" == reason(again)
    assert [TUESDAY] == [b.day for b in await bookings.mine(budi.request())]


@pytest.mark.parametrize(
    ("day", "to", "office", "why"),
    [
        (MONDAY, TUESDAY, CIREBON, "open"),
        (MONDAY, MONDAY, CLOSED, "same_date"),
        (MONDAY, SUNDAY, CLOSED, "closed"),
        (MONDAY, HOLIDAY, CLOSED, "closed"),
        (MONDAY, TODAY - timedelta(days=3), CLOSED, "past"),
    ],
    ids=["not closed", "the same", "weekend", "closed too", "past"],
)
async def test_refused(
    bookings: Bookings, shifts: Shifts, budi: Sender, day: date, to: date, office: Office, why: str
) -> None:
    """Only a closed date is moved, and only to one that is open."""
    old = await booked(bookings, budi)
    with pytest.raises(CalendarRefused) as refused:
        await shifts.move_day(office, day, to=to, deadline_ms=DEADLINE_MS, operation=OFFICER, now_ms=NOW_MS)
    assert why == refused.value.reason
    assert [old] == await bookings.mine(budi.request())


async def test_an_open_date_is_not_given_up(shifts: Shifts) -> None:
    """Only a closed date is given up: another would be sold again at once."""
    with pytest.raises(CalendarRefused, match="open"):
        await shifts.release_day(CIREBON, MONDAY, operation=OFFICER, now_ms=NOW_MS)


async def test_answers(bookings: Bookings, shifts: Shifts, budi: Sender, siti: Sender) -> None:
    """A shift waits for answers until it is finished; it is found by the booking that it asks about."""
    first = await booked(bookings, budi)
    await booked(bookings, siti, SITI)
    shift = await move(shifts)
    moved = await bookings.records.find(first.code, MONDAY, now_ms=NOW_MS)
    assert isinstance(moved, Booking)
    assert shift == await shifts.asked(moved, now_ms=NOW_MS)
    assert await shifts.answer("CBN", shift.id, first.code, "agreed")
    assert None is await shifts.asked(moved, now_ms=NOW_MS)
    (waiting,) = await shifts.waiting(CLOSED, now_ms=NOW_MS)
    assert (1, 1) == (len(waiting.answered("agreed")), len(waiting.answered("")))


async def test_the_deadline(client: Client, bookings: Bookings, shifts: Shifts, budi: Sender, siti: Sender) -> None:
    """Who was silent loses the place and may book again; the shift is due until whoever tells them has finished."""
    first, second = await booked(bookings, budi), await booked(bookings, siti, SITI)
    shift = await move(shifts)
    await shifts.answer("CBN", shift.id, second.code, "agreed")
    assert [] == await shifts.due(CLOSED, now_ms=DEADLINE_MS - 1)
    for _ in range(2):
        (due,) = await shifts.due(CLOSED, now_ms=DEADLINE_MS)
        assert [first.code] == [each.code for each in due.answered("expired")]
    kept = await Claims(client).of(sealer_of_tests().fingerprint("number", BUDI_PHONE))
    assert [DEADLINE_MS] == [claim.deadline_ms for claim in kept]
    await shifts.finish("CBN", shift.id)
    assert [] == await shifts.due(CLOSED, now_ms=DEADLINE_MS)
    assert "booked" == (await booked(bookings, budi, book(day=TUESDAY))).state
    assert [second.code] == [b.code for b in await bookings.mine(siti.request())]


async def test_who_is_on_a_date(bookings: Bookings, shifts: Shifts, budi: Sender, siti: Sender) -> None:
    """A date is counted before it is changed: who is booked, and who holds a place that has not run out."""
    await booked(bookings, budi, book(session="08:00"))
    held = await hold(bookings, siti, replace(SITI, session="08:00"))
    now = await shifts.occupancy(CIREBON, MONDAY, now_ms=NOW_MS)
    assert (1, 1, {("08:00", "regular"): 2}) == (now.held, now.booked, dict(now.places))
    later = await shifts.occupancy(CIREBON, MONDAY, now_ms=held.until_ms)
    assert (0, 1, 1) == (later.held, later.booked, later.people)


async def test_what_is_not_for_sale(bookings: Bookings, shifts: Shifts, budi: Sender, siti: Sender) -> None:
    """A cancelled place is not free before it is on offer again, and who has come keeps a place of the date."""
    code = (await booked(bookings, budi, book(session="08:00"))).code
    given_up = (await booked(bookings, siti, replace(SITI, session="10:00"))).code
    await bookings.cancel(siti.request(), given_up)
    morning, later = quotas(CIREBON, MONDAY, await shifts.occupancy(CIREBON, MONDAY, now_ms=NOW_MS))
    assert (1, 0, morning.places - 1) == (morning.booked, morning.soon, sum(morning.left.values()))
    assert (0, 1, later.places - 1) == (later.booked, later.soon, sum(later.left.values()))

    eight = instant(MONDAY, time(8))
    await bookings.visits.lobby.arrive(CIREBON, code, Stamp(operation=Operation("kiosk", 1), now_ms=eight))
    there = await shifts.occupancy(CIREBON, MONDAY, now_ms=eight)
    assert (0, 0, 1, 0) == (there.held, there.booked, there.came, there.people)
    morning, later = quotas(CIREBON, MONDAY, there)
    assert (1, morning.places - 1) == (morning.booked, sum(morning.left.values()))
    assert (0, 0, later.places) == (later.booked, later.soon, sum(later.left.values()))
    assert {("08:00", "regular"): 1} == there.above(CIREBON, SUNDAY)


async def test_phone_of_another_chat(bookings: Bookings, shifts: Shifts, budi: Sender, meet: Meet) -> None:
    """A moved booking is that of its number, in whatever chat."""
    old = await booked(bookings, budi)
    await move(shifts)
    elsewhere = meet(BUDI_PHONE, chat="another")
    assert "cancelled" == reason(await bookings.cancel(elsewhere.request(), old.code))


class Interrupted:
    """A client whose first call of one function waits until something else has been done."""

    def __init__(self, client: Client, function: str, meanwhile: Callable[[], Awaitable[object]]) -> None:
        self._client = client
        self._function = function
        self._meanwhile = meanwhile

    def __getattr__(self, name: str) -> object:
        return getattr(self._client, name)

    def call(self, function: str, keys: Sequence[str], *args: str | bytes | int) -> asyncio.Future[object]:
        """Call a function, behind what happens meanwhile."""
        if function != self._function:
            return self._client.call(function, keys, *args)
        self._function = ""
        return asyncio.ensure_future(self._late(function, keys, *args))

    async def _late(self, function: str, keys: Sequence[str], *args: str | bytes | int) -> object:
        await self._meanwhile()
        return await self._client.call(function, keys, *args)


@pytest.mark.parametrize("function", ["confirm", "cancel", "move"])
async def test_shifted_while_a_message_is_handled(
    client: Client, shifts: Shifts, meet: Meet, bookings: Bookings, function: str
) -> None:
    """Whose booking moves between reading and changing it is handled again, and finds it on the new date."""
    budi, friday = meet(), TUESDAY + timedelta(days=3)
    held = await hold(bookings, budi)
    await bookings.confirm(budi.request(), approval=held.approval, code="")
    late = bookings_on(Interrupted(client, function, lambda: move(shifts)))
    ask: Callable[[Bookings, Request], Awaitable[Booking | Refused]] = {
        "confirm": lambda to, request: to.confirm(request, approval="", code=held.code),
        "cancel": lambda to, request: to.cancel(request, held.code),
        "move": lambda to, request: to.move(request, held.code, day=friday, session=""),
    }[function]
    with pytest.raises(CalendarChanged):
        await ask(late, budi.request())
    assert [] == await bookings.differences(CIREBON, TUESDAY, now_ms=NOW_MS)
    expected = {"confirm": "already_booked", "cancel": "cancelled", "move": "booked"}[function]
    assert expected == reason(await ask(bookings, budi.again()))
    assert [] == await bookings.differences(CIREBON, friday, now_ms=NOW_MS)


async def test_moved_by_its_owner_while_the_claims_follow(
    client: Client, bookings: Bookings, budi: Sender, shifts: Shifts
) -> None:
    """Claims end where the booking is, also when its owner moves it in the same moment."""
    old, friday = await booked(bookings, budi), TUESDAY + timedelta(days=3)
    on_the_way = Interrupted(client, "claim", lambda: bookings.move(budi.request(), old.code, day=friday, session=""))
    await move(Shifts(on_the_way, bookings_on(on_the_way), uniform=max))  # type: ignore[arg-type]  # a client but for its delay
    assert [friday] == [b.day for b in await bookings.mine(budi.request())]
    assert [] == await bookings.differences(CIREBON, friday, now_ms=NOW_MS)


def bookings_on(client: Interrupted) -> Bookings:
    """Return the bookings of a process."""
    return Bookings(client, sealer_of_tests(), uniform=max)  # type: ignore[arg-type]  # a client but for its delay


def state(booking: Booking | None) -> str:
    """Return a booking's state."""
    assert booking is not None
    return booking.state
