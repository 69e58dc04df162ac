"""Who comes gets one number, or is told why not."""

from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.booking_values import Booking, Refused
from bot.lanes import Desk
from bot.store import lobby_keys
from bot.store.client import Client
from bot.visit_values import Arrived, TurnedAway
from tests.offices import MONDAY, TODAY, TUESDAY, instant
from tests.visits.front import OPENING_MS, Front, office_with_fees

pytestmark = pytest.mark.usefixtures("audited")

DAY = "{oCBN}:day:20991130"
ZONES = [ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]  # read from their files here


async def turned_away(front: Front, code: str) -> TurnedAway:
    """Show a code, which must be refused."""
    refused = await front.lobby.arrive(front.office, code, front.stamp())
    assert isinstance(refused, TurnedAway)
    return refused


# --- a booking -------------------------------------------------------------------------------------------


async def test_arriving_gives_the_place(front: Front) -> None:
    """Numbers follow the order of arrival, not of booking, from one on."""
    codes = [(await front.booked()).code for _ in range(3)]
    arrived = [await front.arrive(code) for code in reversed(codes)]
    assert ["A001", "A002", "A003"] == [each.standing.ticket.number for each in arrived]
    assert [0, 1, 2] == [each.standing.before for each in arrived]
    assert {"waiting"} == {each.standing.ticket.state for each in arrived}


async def test_the_booking_has_arrived(front: Front) -> None:
    """Who has a number has come: the booking says so, is counted once, and is not closed as missed."""
    booking = await front.booked()
    await front.arrive(booking.code)
    await front.arrive(booking.code)
    found = await front.bookings.records.find(booking.code, MONDAY, now_ms=front.now_ms)
    assert found is not None
    assert "arrived" == found.state
    absent = await front.bookings.attendance.close_session(front.office, MONDAY, "08:00", now_ms=front.now_ms)
    assert [] == absent
    assert [] == await front.bookings.differences(front.office, MONDAY, now_ms=front.now_ms)


async def test_an_arrived_booking_is_past_changing(front: Front) -> None:
    """A booking whose person has come can be neither cancelled nor approved again."""
    booking = await front.booked()
    await front.arrive(booking.code)
    sender = front.senders[booking.code]
    again = await front.bookings.confirm(sender.again(), approval="", code="")
    assert booking.code == (again.code if isinstance(again, Booking) else "")
    late = await front.bookings.confirm(sender.request(), approval="", code="")
    kept = await front.bookings.cancel(sender.request(), booking.code)
    reasons = [answer.reason for answer in (late, kept) if isinstance(answer, Refused)]
    assert ["already_booked", "not_booked"] == reasons
    assert ["arrived"] == [each.state for each in await front.bookings.mine(sender.request())]


@pytest.mark.parametrize("prints", [False, True], ids=["at once", "printing"])
async def test_scanning_twice(front: Front, prints: bool) -> None:
    """The same code again gets the same ticket, by the same press or by another."""
    booking = await front.booked()
    first = await front.arrive(booking.code, prints=prints)
    front.again()
    same_press = await front.arrive(booking.code, prints=prints)
    another = await front.arrive(booking.code.replace("-", ""), prints=prints)
    assert {"A001"} == {each.standing.ticket.number for each in (first, same_press, another)}
    assert [True, False, False] == [each.is_new for each in (first, same_press, another)]


async def test_a_ticket_waits_once_it_is_printed(front: Front) -> None:
    """A ticket whose paper has not come out is called by nobody and keeps its number and its place."""
    late, other = await front.booked(), await front.booked()
    await front.arrive(late.code, prints=True)
    await front.arrive(other.code)
    assert ("printing", {"cs": 1}) == (await front.state("A001"), await waiting(front))
    for _ in range(2):
        printed = await front.lobby.printed(front.office, "A001", front.stamp())
        assert printed is not None
        assert "waiting" == printed.state
    assert ["A001", "A002", ""] == [await front.served("cs-1") for _ in range(3)]
    assert await front.lobby.printed(front.office, "A009", front.stamp()) is None


async def waiting(front: Front) -> dict[str, int]:
    """Return how many wait in the lanes in which anybody does."""
    lanes = await front.lobby.waiting(front.office, now_ms=front.now_ms)
    return {lane: count for lane, count in lanes.items() if count}


@pytest.mark.parametrize(
    ("hour", "reason", "from_hour"),
    [
        pytest.param(time(6, 59), "too_early", time(7), id="more than an hour early"),
        pytest.param(time(7), "", None, id="an hour early"),
        pytest.param(time(9, 29, 59), "", None, id="late, within the grace"),
        pytest.param(time(9, 30), "too_late", time(9, 30), id="after it"),
    ],
)
async def test_the_hour(front: Front, hour: time, reason: str, from_hour: time | None) -> None:
    """A session's people are received in its time; too early and too late are told with the instant that counts."""
    booking = await front.booked(session="08:00")
    front.now_ms = instant(MONDAY, hour)
    answer = await front.lobby.arrive(front.office, booking.code, front.stamp())
    assert reason == (answer.reason if isinstance(answer, TurnedAway) else "")
    if isinstance(answer, TurnedAway) and from_hour:
        assert instant(MONDAY, from_hour) == answer.from_ms


@pytest.mark.parametrize("day", [TODAY, TUESDAY], ids=["before", "after"])
async def test_another_day(front: Front, day: date) -> None:
    """On another date than the booking's there is no number, and the booking is told."""
    booking = await front.booked()
    front.now_ms = instant(day, time(8))
    refused = await turned_away(front, booking.code)
    assert ("wrong_day", booking.code) == (refused.reason, refused.booking.code if refused.booking else "")


async def test_unknown_codes(front: Front) -> None:
    """A code that was never given is unknown; one of another office is told to be that."""
    assert "unknown" == (await turned_away(front, "CBN-7K3M-9QXD")).reason
    assert "other_office" == (await turned_away(front, "BDG-7K3M-9QXD")).reason


async def test_a_cancelled_booking(front: Front, client: Client) -> None:
    """A cancelled or missed booking gets no number."""
    cancelled, missed = await front.booked(), await front.booked()
    await client.execute(
        "HSET",
        "{oCBN}:day:20991130",
        cancelled.row_code,
        await with_state(client, cancelled, "cancelled"),
        key="{oCBN}",
    )
    await front.bookings.attendance.close_session(front.office, MONDAY, "08:00", now_ms=front.now_ms)
    assert "no_show" == (await turned_away(front, missed.code)).reason
    assert "cancelled" == (await turned_away(front, cancelled.code)).reason
    await client.execute("HINCRBY", DAY, "#08:00|regular", -1, key=DAY)  # its place is back


async def with_state(client: Client, booking: Booking, state: str) -> bytes:
    """Return a booking's row with another state."""
    row: bytes = await client.execute("HGET", DAY, booking.row_code, key=DAY)
    return state.encode() + row[row.index(b"|") :]


@pytest.mark.parametrize(("days", "expected"), [(0, "A001"), (7, "A001"), (8, "late")])
async def test_a_death_behind_the_number(front: Front, client: Client, days: int, expected: str) -> None:
    """Whose number was taken by a process that died then gets it, or within a week another one."""
    booking = await front.booked()
    await front.arrive(booking.code, prints=True)
    await client.execute("DEL", lobby_keys.application("CBN", booking.code.replace("-", "")), key=DAY)
    front.wait(days=days)
    answer = await front.lobby.arrive(front.office, booking.code, front.stamp())
    found = answer.reason if isinstance(answer, TurnedAway) else answer.standing.ticket.number
    assert expected == found


# --- without a booking -----------------------------------------------------------------------------------


async def test_walk_ins_have_a_quota(client: Client) -> None:
    """Each category has so many tickets a day; a repeated press takes one of them, and tomorrow there are new ones."""
    office = office_with_fees()
    office = replace(office, walk_ins=tuple(replace(each, places=2) for each in office.walk_ins[:1]))
    front = Front(client, office)
    assert "P001" == (await front.walk_in("elderly")).number
    front.again()
    assert "P001" == (await front.walk_in("elderly")).number
    assert "P002" == (await front.walk_in("elderly")).number
    full = await front.lobby.walk_in(office, "elderly", front.stamp())
    unknown = await front.lobby.walk_in(office, "general", front.stamp())
    assert ("full", "no_category") == (getattr(full, "reason", ""), getattr(unknown, "reason", ""))
    front.wait(days=1)
    assert "P001" == (await front.walk_in("elderly")).number


async def test_walk_ins_have_an_application(front: Front) -> None:
    """A walk-in gets a code of a booking's form, and is known by it from then on."""
    ticket = await front.walk_in("pregnant")
    application = await front.application(ticket.code)
    assert ("arrived", "pregnant", True) == (application.stage, application.ground, application.is_priority)
    assert application.code.startswith("CBN-")
    named = await front.applications.identify(front.office, application.code, front.stamp(), name="Siti Aminah")
    assert "Siti Aminah" == named.name
    again = await front.arrive(application.code)
    assert (ticket.number, False) == (again.standing.ticket.number, again.is_new)


async def test_no_lane_for_it(client: Client) -> None:
    """An office without a lane for the papers says so."""
    front = Front(client, replace(office_with_fees(), lanes=office_with_fees().lanes[1:2]))
    refused = await front.lobby.walk_in(front.office, "general", front.stamp())
    assert "no_lane" == getattr(refused, "reason", "")


# --- back again ------------------------------------------------------------------------------------------


async def test_back_with_papers(front: Front) -> None:
    """Who was sent back keeps priority for seven days, and then has to book anew."""
    first, second = await front.visitor(), await front.visitor()
    for each in (first, second):
        await front.applications.send_back(front.office, each.application.code, front.stamp(), reasons=["KK"])
    front.wait(days=7)
    back = await front.arrive(first.application.code)
    assert ("P001", True) == (back.standing.ticket.number, back.standing.ticket.is_priority)
    assert "arrived" == (await front.application(first.application.code)).stage
    front.wait(days=1)
    assert "late" == (await turned_away(front, second.application.code)).reason


async def test_back_on_the_same_day(front: Front) -> None:
    """Who brings what was missing an hour later gets another number."""
    arrived = await front.visitor()
    assert "A001" == await front.call("cs-1")
    await front.work.send_back(front.office, front.desk("cs-1"), front.stamp(), reasons=["KK"])
    front.wait(minutes=60)
    assert "P001" == (await front.arrive(arrived.application.code)).standing.ticket.number


async def test_not_done_today(front: Front) -> None:
    """Who waited in vain comes back with priority; their number of yesterday is over."""
    arrived = await front.visitor()
    front.wait(days=1)
    yesterday = await lapsed(front, "A001")
    assert "lapsed" == yesterday
    assert "" == await front.call("cs-1")
    back = await front.arrive(arrived.application.code)
    assert ("P001", True) == (back.standing.ticket.number, back.is_new)


async def lapsed(front: Front, number: str) -> str:
    """Return the state of a ticket of Monday."""
    ticket = await front.bookings.visits.lobby.ticket_on(front.office, number, MONDAY, now_ms=front.now_ms)
    return ticket.state if ticket else ""


async def test_nothing_to_do_here(front: Front) -> None:
    """Whose bill is not paid yet gets no number, and is told at which stage the application is."""
    arrived = await front.visitor()
    code = arrived.application.code
    await front.applications.complete(front.office, code, front.stamp(), product="plain", category="adult")
    await front.applications.photographed(front.office, code, front.stamp())
    refused = await turned_away(front, code)
    assert ("not_ready", "awaiting_payment") == (
        refused.reason, refused.application.stage if refused.application else "",
    )  # fmt: skip


# --- midnight --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ZONES, ids=["WIB", "WITA", "WIT"])
async def test_numbers_begin_anew_at_local_midnight(client: Client, zone: ZoneInfo) -> None:
    """A second before midnight there the count goes on; at midnight it begins anew, and the lines are empty."""
    office = office_with_fees(zone=zone.key)
    midnight = round(office.at(TUESDAY, time()).timestamp() * 1000)
    front = Front(client, office, now_ms=OPENING_MS)
    assert "A001" == (await front.walk_in()).number
    front.now_ms = midnight - 1000
    assert "A002" == (await front.walk_in()).number
    front.now_ms = midnight
    assert "" == await front.call("cs-1")
    assert "A001" == (await front.walk_in()).number
    assert ["A001", ""] == [await front.served("cs-1") for _ in range(2)]


async def test_nothing_outlives_its_day(front: Front, client: Client) -> None:
    """Lines, desks and steps are gone two days later; the tickets stay for the office's retention."""
    await front.visitor()
    await front.call("cs-1")
    ends = {
        key: await client.execute("PEXPIRETIME", f"{{oCBN}}:{key}", key="{oCBN}")
        for key in ("desks:20991130", "step:press:2", "tickets:20991130")
    }
    after, retained = instant(MONDAY + timedelta(days=2), time()), instant(MONDAY + timedelta(days=91), time())
    assert {"desks:20991130": after, "step:press:2": after, "tickets:20991130": retained} == ends


async def test_standing_after_the_call(front: Front) -> None:
    """Who has been called has nobody before them."""
    arrived = await front.visitor()
    await front.visitor()
    await front.call("cs-1")
    ticket = await front.lobby.ticket_of(front.office, arrived.application.code, now_ms=front.now_ms)
    assert ticket is not None
    standing = await front.lobby.standing(front.office, ticket, now_ms=front.now_ms)
    assert ("called", "cs-1", 0) == (ticket.state, ticket.desk, standing.before)
    assert isinstance(await front.lobby.arrive(front.office, ticket.code, front.stamp()), Arrived)


async def test_before_at_a_desk_with_two_lines(client: Client) -> None:
    """At a desk with several lines those of all of them are before one: as many as are called first, in truth."""
    office = office_with_fees()
    front = Front(client, replace(office, desks=(Desk(id="both", name="Meja", lanes=("cs", "priority")),)))
    tickets = []
    for n in range(12):
        front.wait(minutes=0.1)
        tickets.append(await front.walk_in("elderly" if n % 2 else "general"))
    standing = [await front.lobby.standing(front.office, each, now_ms=front.now_ms) for each in tickets]
    told = {each.ticket.number: each.before for each in standing}
    assert told == await front.lobby.before_each(front.office, "cs", now_ms=front.now_ms)
    order = [await front.served("both") for _ in tickets]
    assert order == sorted(told, key=told.__getitem__)
    assert list(range(12)) == sorted(told.values())


async def test_before_beside_another_desk(client: Client) -> None:
    """Before who waits for two desks are those whom either of them calls first; before who waits for one, its own."""
    desks = (Desk(id="a", name="A", lanes=("cs",)), Desk(id="b", name="B", lanes=("priority", "cs")))
    front = Front(client, replace(office_with_fees(), desks=desks))
    for category in ("elderly", "elderly", "general", "general"):
        front.wait(minutes=0.1)
        await front.walk_in(category)
    counts = await front.lobby.before_each(front.office, "cs", now_ms=front.now_ms)
    assert {"A001": 0, "A002": 2, "P001": 0, "P002": 1} == counts
    assert ["A001", "P001", "A002", "P002"] == [await front.served(desk) for desk in ("a", "b", "a", "b")]


async def test_a_lapsed_bill(front: Front) -> None:
    """Whose bill has lapsed is told to ask an officer: nobody waits in line for a new code."""
    code = (await front.visitor()).application.code
    await front.applications.complete(front.office, code, front.stamp(), product="plain", category="adult")
    await front.applications.photographed(front.office, code, front.stamp())
    front.wait(days=8)
    await front.applications.lapse(front.office, code, front.stamp())
    assert "bill_lapsed" == (await turned_away(front, code)).reason
