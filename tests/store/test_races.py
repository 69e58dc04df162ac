"""Many processes at once on one server: what is sold is sold once, and every counter is right afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest

from bot.adapters import Pace
from bot.bookings import Bookings
from bot.messages import ChatRef, InboundEvent
from bot.offices import BookingRules, Office
from bot.store.client import Client
from bot.store.inbox import LEASE_MS, Inbox
from bot.store.places import Held
from tests.offices import MONDAY, NOW_MS, office_of_tests
from tests.requests import HOLD_MS, Desk, sealer_of_tests
from tests.store.racers import PROCESSES, Act, Taker, Track, accept, act, book, dealt, lease

pytestmark = [
    pytest.mark.usefixtures("audited"),
    pytest.mark.timeout(60),  # the first race waits for eight interpreters
]

BORN = date(2060, 1, 25)
LETTERS = "bfgklmprwz"  # no two of them make an old spelling


@pytest.fixture(scope="module")
def track(valkey: str) -> Iterator[Track]:
    """Give eight processes."""
    track = Track(valkey)
    yield track
    track.close()


def name_of(n: int) -> str:
    """Return a name of n's own; names have no digits."""
    return "Orang " + "".join(LETTERS[int(digit)] for digit in str(n))


def taker(n: int, office: Office, *, phone: int | None = None, name: int | None = None) -> Taker:
    """Return the n-th taker, with a number and a name of their own unless told."""
    number = f"+628{n if phone is None else phone:09}"
    return Taker(number, name_of(n if name is None else name), BORN, office, f"chat-{n}")


@pytest.mark.parametrize(
    ("takers", "regular", "priority", "hours"),
    [
        pytest.param(100, 5, 0, (8,), id="100 for 5"),
        pytest.param(64, 1, 0, (8,), id="64 for 1"),
        pytest.param(40, 30, 10, (8, 10), id="40 for 80"),
        pytest.param(400, 12, 3, (8, 10, 13), id="400 for 45 in six pools"),
        pytest.param(5000, 65, 0, (8, 9, 10, 11), id="5000 for 260"),
    ],
)
async def test_a_quota_is_sold_exactly(
    client: Client, track: Track, takers: int, regular: int, priority: int, hours: tuple[int, ...]
) -> None:
    """Of n takers at once exactly the quota is served, each place once, each pool full to its limit and not over."""
    rules = BookingRules(chat_pools=("regular", "priority"))
    office = office_of_tests(pools={"regular": regular, "priority": priority}, hours=hours, rules=rules)
    everybody = [taker(n, office) for n in range(takers)]
    answers = list(chain.from_iterable(await track.race(book, dealt(everybody))))
    sold = [where.split() for answer, where in answers if answer == "booked"]
    quota = (regular + priority) * len(hours)
    assert Counter({"booked": min(quota, takers), "full": max(0, takers - quota)}) == Counter(a for a, _ in answers)
    assert len(sold) == len({code for _, _, code in sold})
    pools = Counter((session, pool) for session, pool, _ in sold)
    limits = {(f"{h:02}:00", pool): n for h in hours for pool, n in (("regular", regular), ("priority", priority))}
    assert [] == [place for place, sold_there in pools.items() if sold_there > limits[place]]
    bookings = Bookings(client, sealer_of_tests(), uniform=lambda shortest, longest: shortest)
    assert [] == await bookings.differences(office, MONDAY, now_ms=NOW_MS)


@pytest.mark.parametrize(
    ("phone", "name", "others"), [(None, 0, "person_has"), (0, None, "sender_has")], ids=["person", "number"]
)
async def test_one_booking_for_a_person_and_for_a_number(
    track: Track, phone: int | None, name: int | None, others: str
) -> None:
    """One person with 200 numbers, or one number in 200 chats, gets one place in three offices together."""
    offices = [office_of_tests(code, pools={"regular": 300}) for code in ("CBN", "BDG", "JKT")]
    everybody = [taker(n, offices[n % 3], phone=phone, name=name) for n in range(200)]
    answers = chain.from_iterable(await track.race(book, dealt(everybody)))
    assert {"booked": 1, others: 199} == Counter(answer for answer, _ in answers)


async def test_one_outcome_for_a_booking(client: Client, track: Track) -> None:
    """When its approval, its cancellation and its deadline meet, twice each, a booking ends in one way, once."""
    office = office_of_tests(pools={"regular": 200})
    codes = [f"CODE{n:04}" for n in range(150)]
    for code in codes:
        assert isinstance(await Desk(client, office, chat=f"chat of {code}").hold(code, "08:00"), Held)
    late = NOW_MS + HOLD_MS
    kinds = [("confirm", "chat of", late - 1), ("cancel", "elsewhere", late - 1), ("look", "", late)] * 2
    order = [[codes[(n + 25 * k) % len(codes)] for n in range(len(codes))] for k in range(len(kinds))]
    shares = [
        [Act(kind, code, office, f"{chat} {code}", now_ms) for code in order[k]]
        for k, (kind, chat, now_ms) in enumerate(kinds)
    ]
    answers = await track.race(act, [*shares, *[[]] * (PROCESSES - len(kinds))])
    found = {code: Counter[str]() for code in codes}
    for share, outcomes in zip(shares, answers, strict=False):
        for wanted, outcome in zip(share, outcomes, strict=True):
            found[wanted.code][f"{wanted.kind} {outcome}"] += 1
    desk = Desk(client, office, now_ms=late)
    ends = Counter([await desk.state(code) for code in codes])
    for code in codes:
        assert await desk.state(code) == end_of(found[code])
    flat = await client.execute("HGETALL", "{oCBN}:figures:209911")
    figures = {flat[i].decode().partition(":")[2]: int(flat[i + 1]) for i in range(0, len(flat), 2)}
    assert (ends["cancelled"], ends["lapsed"]) == (figures.get("cancelled", 0), figures.get("lapsed", 0))
    assert len(codes) == ends["booked"] + ends["cancelled"] + ends["lapsed"]


def end_of(outcomes: Counter[str]) -> str:
    """Return the state in which a booking must be, from what each step was told."""
    if outcomes["cancel OK"]:
        assert 2 == outcomes["cancel OK"]
        return "cancelled"
    assert 2 == outcomes["cancel GONE"]
    assert 2 == outcomes["confirm OK"] + outcomes["confirm LAPSED"]
    assert 0 == outcomes["confirm OK"], "a booked place can be cancelled, and was not"
    return "lapsed"


async def test_a_message_is_accepted_once(client: Client, track: Track) -> None:
    """When all processes are given the same 100 messages, each is taken once, with a number of its own."""
    messages = [f"message {n}" for n in range(100)]
    answers = await track.race(accept, [messages] * PROCESSES)
    assert {"TAKEN": 100, "SEEN": 100 * (PROCESSES - 1)} == Counter(chain.from_iterable(answers))
    inbox = Inbox(client, sealer_of_tests(), flood=Pace(burst=1, interval_ms=1))
    waiting = await inbox.waiting(inbox.fingerprint(ChatRef("web", "cbn", "budi")))
    numbers = [item.number for item in waiting]
    assert sorted(set(numbers)) == numbers
    assert sorted(messages) == sorted(item.event.message_id for item in waiting)


async def test_a_chat_is_leased_to_one(client: Client, track: Track) -> None:
    """However many workers ask, each ready chat is given to one of them; and to one again when its lease runs out."""
    inbox = Inbox(client, sealer_of_tests(), flood=Pace(burst=5, interval_ms=60_000))
    chats = [ChatRef("web", "cbn", f"chat {n}") for n in range(300)]
    for chat in chats:
        event = InboundEvent(chat=chat, office="CBN", message_id="a")
        await inbox.accept(event, now_ms=NOW_MS, lease_at_once=False)
    expected = sorted(inbox.fingerprint(chat) for chat in chats)
    for now_ms in (NOW_MS, NOW_MS + LEASE_MS):
        answers = await track.race(lease, [[now_ms]] * PROCESSES)
        assert expected == sorted(chat for process in answers for got in process for chat in got)
