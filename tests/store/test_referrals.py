"""Referral letters on a real server: numbers without gaps, one letter for a case, copies that are counted once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace

from bot.offices import Office
from bot.referrals import Referral, ReferralText
from bot.store import case_keys
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.referrals import Referrals
from tests.offices import DAY_MS, NOW_MS, instant, office_of_tests
from tests.requests import sealer_of_tests
from tests.store.racers import PROCESSES, Racer, Track, dealt

OFFICE = office_of_tests()
LETTERS = 80
ZONES = [replace(OFFICE, zone=f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura")]
READ = [office.timezone for office in ZONES]  # from disk, before the event loop runs

pytestmark = pytest.mark.timeout(60)  # the race waits for eight interpreters


@pytest.fixture(scope="module")
def track(valkey: str) -> Iterator[Track]:
    """Give eight processes."""
    track = Track(valkey)
    yield track
    track.close()


@pytest.fixture
def referrals(client: Client) -> Referrals:
    """Give the letters of an empty store."""
    return Referrals(client, sealer_of_tests())


async def issued(
    referrals: Referrals, case: str = "ES-7K3M9Q", *, message: int = 1, now_ms: int = NOW_MS, office: Office = OFFICE
) -> tuple[Referral, bool]:
    """Make out a letter by a message."""
    text = ReferralText(case=case, officer="Tina", patient="Siti Aminah")
    return await referrals.issue(office, text, operation=Operation(f"chat of {case}", message), now_ms=now_ms)


async def issue(racer: Racer, case: str) -> int:
    """Make out the letter of a case; return its number."""
    referral, _ = await issued(Referrals(racer.client, sealer_of_tests()), case)
    return referral.number


async def test_no_gaps(client: Client, track: Track) -> None:
    """Letters that eight processes make out at once have the numbers from one on, each once."""
    answers = await track.race(issue, dealt([f"ES-{n:06}" for n in range(LETTERS)]))
    assert list(range(1, LETTERS + 1)) == sorted(number for process in answers for number in process)


async def test_one_letter_for_a_case(client: Client, track: Track) -> None:
    """However many ask at once, a case has one letter; nobody's try leaves a gap."""
    answers = await track.race(issue, dealt(["ES-7K3M9Q"] * 5 * PROCESSES))
    assert {1} == {number for process in answers for number in process}
    assert 2 == (await issued(Referrals(client, sealer_of_tests()), "ES-000002"))[0].number


async def test_again(referrals: Referrals) -> None:
    """The same message again gives the same letter as an original; another one is told that it is there."""
    first, again, other = [await issued(referrals, message=message) for message in (1, 1, 2)]
    assert (True, True, False) == (first[1], again[1], other[1])
    assert first[0] == again[0] == other[0]


async def test_copies(referrals: Referrals) -> None:
    """Copies are counted, each once for its message."""
    referral, _ = await issued(referrals)
    copies = [await referrals.copy(OFFICE, referral, operation=Operation("chat", n)) for n in (1, 2, 2, 1, 3)]
    assert [1, 2, 2, 1, 3] == copies


async def test_withdrawn(referrals: Referrals) -> None:
    """A withdrawn letter stays known as such, and its case gets another with the next number."""
    referral, _ = await issued(referrals)
    for _ in range(2):
        await referrals.withdraw(OFFICE, referral, now_ms=NOW_MS)
    assert replace(referral, is_withdrawn=True) == await referrals.find(OFFICE, referral.id)
    assert await referrals.of_case(OFFICE, "ES-7K3M9Q") is None
    second, is_new = await issued(referrals, message=2)
    assert (2, True) == (second.number, is_new)
    await referrals.withdraw(OFFICE, referral, now_ms=NOW_MS)
    assert second == await referrals.of_case(OFFICE, "ES-7K3M9Q")


@pytest.mark.parametrize("office", ZONES, ids=lambda office: office.zone)
async def test_midnight_of_a_year(referrals: Referrals, office: Office) -> None:
    """A new year begins with one, at midnight where the office is."""
    midnight_ms = instant(date(2100, 1, 1), time(), office=office)
    old, new = [(await issued(referrals, f"ES-{n}", now_ms=midnight_ms + n, office=office))[0] for n in (-1, 0)]
    assert [(1, date(2099, 12, 31)), (1, date(2100, 1, 1))] == [(each.number, each.day) for each in (old, new)]
    assert old.until == old.day + timedelta(days=office.emergency.letter_days)


async def test_until_when_it_is_kept(client: Client, referrals: Referrals) -> None:
    """Once a letter is over its case may have another; it is erased later, and is unknown then."""
    referral, _ = await issued(referrals)
    over_ms = instant(referral.until, time()) + DAY_MS
    named = (case_keys.referral_of("CBN", "ES-7K3M9Q"), case_keys.referral("CBN", referral.id))
    ends = [await client.execute("PEXPIRETIME", key, key=key) for key in named]
    assert [over_ms, over_ms + OFFICE.emergency.keep_days * DAY_MS] == ends
    await client.execute("DEL", named[1], key=named[1])
    assert await referrals.find(OFFICE, referral.id) is None
    assert 0 == await referrals.copy(OFFICE, referral, operation=Operation("chat", 9))


async def test_sealed(client: Client, referrals: Referrals) -> None:
    """Neither who the patient is nor who signed can be read in the store."""
    await issued(referrals)
    found = await client.execute("KEYS", "*")
    kept = b"\n".join((*found, *[await client.execute("DUMP", key) for key in found]))
    assert [] == [word for word in (b"Siti", b"Tina") if word in kept]
    assert b":referrals:2099" in kept
