"""Bills and passports that wait: who is reminded on which day, once, and what ends when nobody comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date, time, timedelta
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.app import House, Store, open_house
from bot.config import Config, RedisSettings
from bot.jobs.periods import JobKind, Period
from bot.jobs.work import do_in
from bot.messages import Day, Priority, Reply
from bot.store.client import Client
from bot.store.operations import Operation, Stamp
from bot.visit_values import Arrived, Stage
from tests.bookings.test_shift_kills import Killed, Mortal
from tests.jobs.conftest import ACCOUNTS
from tests.jobs.people import booking_of, replies, sender
from tests.offices import MONDAY, instant
from tests.visits.front import FEES, office_with_fees

OFFICE = office_with_fees()
STEPS = count(1)
OPENING_MS = instant(MONDAY, time(8))


@pytest.fixture
async def house(client: Client, valkey: str, tmp_path: Path) -> AsyncIterator[House]:
    """Give a house whose office has products."""
    config = Config(
        offices={OFFICE.code: OFFICE},
        accounts=ACCOUNTS,
        data_dir=tmp_path,
        key_file=tmp_path / "keys",
        redis=RedisSettings(url=valkey),
    )
    async with open_house(config, Store(config)) as opened:
        yield opened


def stamp(now_ms: int = OPENING_MS) -> Stamp:
    """Return the next press."""
    return Stamp(operation=Operation("page", next(STEPS)), now_ms=now_ms)


async def unpaid(house: House, *, at_ms: int = OPENING_MS) -> str:
    """Bring somebody to a bill; return the code."""
    visits, booking = house.bookings.visits, await booking_of(house, sender(house))
    assert isinstance(await visits.lobby.arrive(OFFICE, booking.code, stamp()), Arrived)
    await visits.applications.complete(OFFICE, booking.code, stamp(), product=FEES[0].product, category="adult")
    n = next(STEPS)
    await visits.applications.photographed(OFFICE, booking.code, stamp(at_ms), billing_code=f"{n:015}")
    return booking.code


async def ready(house: House) -> str:
    """Bring somebody to a passport that is ready; return the code."""
    code, apply = await unpaid(house), house.bookings.visits.applications
    await apply.paid(OFFICE, code, stamp(), proof=f"NTPN{next(STEPS):05}")
    await apply.ready(OFFICE, code, stamp())
    return code


async def stage(house: House, code: str) -> Stage | None:
    """Return how far an application is."""
    found = await house.bookings.visits.applications.find(OFFICE, code)
    return found.stage if found else None


def after(days: int) -> date:
    """Return a date after that Monday."""
    return MONDAY + timedelta(days=days)


async def follow(house: House, kind: JobKind, days: int, *, run_days: int | None = None) -> Sequence[Reply]:
    """Do the job of a date (some days after the Monday), on it or later; return what people are told."""
    ran = after(days if run_days is None else run_days)
    await do_in(house, Period(kind, "CBN", after(days)), now_ms=instant(ran, time(9)))
    return await replies(house)


# --- bills -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "run_days", "expected"),
    [
        (5, 5, []),
        (6, 6, ["bill-lapses-soon"]),
        (6, 7, ["bill-lapses-soon"]),
        (7, 7, []),
        (6, 8, []),
    ],
    ids=["two days before", "the day before", "made up on the last day", "the last day", "too late"],
)
async def test_who_has_to_pay(house: House, days: int, run_days: int, expected: list[str]) -> None:
    """Who has not paid on the day before the last one is reminded of it, in a notice of their own, behind replies."""
    await unpaid(house)
    told = await follow(house, "bills", days, run_days=run_days)
    assert [(key, Priority.BULK, Day(after(7))) for key in expected] == [
        (reply.key, reply.priority, reply.values["until"]) for reply in told
    ]


@pytest.mark.parametrize("hour", [time(0, 5), time(23, 55)], ids=["just after midnight", "just before midnight"])
async def test_a_bill_is_good_for_its_last_day(house: House, hour: time) -> None:
    """Whatever the hour of the photo, a bill lapses on the day after its last one."""
    code = await unpaid(house, at_ms=instant(MONDAY, hour))
    await follow(house, "bills", 7)
    assert "awaiting_payment" == await stage(house, code)
    await follow(house, "bills", 8)
    assert "bill_lapsed" == await stage(house, code)


async def test_paid_in_time(house: House) -> None:
    """Who has paid is neither reminded nor loses anything."""
    code = await unpaid(house)
    await house.bookings.visits.applications.paid(OFFICE, code, stamp(), proof="NTPN1")
    assert [] == [*await follow(house, "bills", 6), *await follow(house, "bills", 8)]
    assert "paid" == await stage(house, code)


# --- passports -------------------------------------------------------------------------------------------


async def test_who_has_to_collect(house: House) -> None:
    """Who has not collected is reminded on days 7, 14 and 25, each time once, at last with what follows."""
    await ready(house)
    for days in (*range(1, 30), *range(1, 30)):
        await do_in(house, Period("collections", "CBN", after(days)), now_ms=instant(after(days), time(9)))
    assert [("passport-waits", 23), ("passport-waits", 16), ("passport-waits-last", 5)] == [
        (reply.key, reply.values["left"]) for reply in await replies(house)
    ]


async def test_a_reminder_made_up(house: House) -> None:
    """A reminder that an outage has kept back says how many days are left when it goes out."""
    await ready(house)
    (reply,) = await follow(house, "collections", 7, run_days=10)
    assert ("passport-waits", 20) == (reply.key, reply.values["left"])


async def test_the_month_is_over(house: House) -> None:
    """A passport that nobody has collected in its month is cancelled on the day after, and not one that was."""
    waits, taken = await ready(house), await ready(house)
    papers = ["payment", "id_card"]
    await house.bookings.visits.applications.collected(OFFICE, taken, stamp(), collector="applicant", papers=papers)
    await follow(house, "collections", OFFICE.lobby.collection_days)
    assert "ready" == await stage(house, waits)
    await follow(house, "collections", OFFICE.lobby.collection_days + 1)
    assert ("expired", "collected") == (await stage(house, waits), await stage(house, taken))


@pytest.mark.parametrize(
    ("kind", "days", "key"), [("bills", 6, "bill-lapses-soon"), ("collections", 7, "passport-waits")]
)
async def test_killed_anywhere(house: House, kind: JobKind, days: int, key: str) -> None:
    """After a death behind any call of a function, the next run reminds who was not reminded, and nobody twice."""
    for lives in range(60):
        await house.client.execute("FLUSHALL")
        for _ in range(2):
            await (unpaid if kind == "bills" else ready)(house)
        mortal = Mortal(house.client, lives=lives)
        bookings = type(house.bookings)(mortal, house.sealer, uniform=lambda low, high: low)  # type: ignore[arg-type]
        dying = replace(house, client=mortal, bookings=bookings)
        try:
            await do_in(dying, Period(kind, "CBN", after(days)), now_ms=instant(after(days), time(9)))
        except Killed:
            assert [key, key] == [reply.key for reply in await follow(house, kind, days)]
        else:
            assert lives > 3
            return
    pytest.fail("it never got through")
