"""Claims keep a number, and a person, to their bookings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pytest

from bot.store.claims import Blocked, Claim, Claims, InTheWay, Kind, Limits
from bot.store.client import Client
from tests.offices import DAY_MS, MONDAY, NOW_MS
from tests.store.audits import keys_of

pytestmark = pytest.mark.usefixtures("audited")

ONE = Limits(adults=1, total=1)
FAMILY = Limits(adults=1, total=2)
UNTIL_MS = NOW_MS + 60_000


@pytest.fixture
def claims(client: Client) -> Claims:
    """Give the claims on an empty store."""
    return Claims(client)


async def take(
    claims: Claims,
    code: str,
    kind: Kind = "a",
    *,
    limits: Limits = ONE,
    person: str = "",
    until_ms: int = UNTIL_MS,
    now_ms: int = NOW_MS,
) -> tuple[InTheWay | Blocked | None, InTheWay | Blocked | None]:
    """Take the claims of a booking for one number, and for a person of the booking's own unless told."""
    claim = Claim(code=code, day=MONDAY, deadline_ms=until_ms, kind=kind)
    return await claims.take_both(("number", limits), (person or code, ONE), claim=claim, now_ms=now_ms)


@pytest.mark.parametrize(
    ("kinds", "limits", "taken"),
    [
        pytest.param("a", ONE, "y", id="one"),
        pytest.param("aa", ONE, "yn", id="two adults"),
        pytest.param("aa", FAMILY, "yn", id="two adults of a family"),
        pytest.param("ad", FAMILY, "yy", id="an adult, then a dependant"),
        pytest.param("da", FAMILY, "yy", id="a dependant, then an adult"),
        pytest.param("add", FAMILY, "yyn", id="a second dependant"),
        pytest.param("dda", FAMILY, "yyn", id="an adult after two dependants"),
        pytest.param("ad", ONE, "yn", id="a dependant where none may be"),
    ],
)
async def test_limits_of_a_number(
    claims: Claims, kinds: Sequence[Literal["a", "d"]], limits: Limits, taken: str
) -> None:
    """A number has one booking for an adult, and as many in all as its limit says."""
    found = [(await take(claims, f"CODE{n}", kind, limits=limits))[0] for n, kind in enumerate(kinds)]
    assert taken == "".join("n" if way else "y" for way in found)


async def test_what_is_in_the_way_is_told(claims: Claims) -> None:
    """A refused claim names the active booking of its own kind; what the other key granted stays."""
    await take(claims, "CHILD", "d", limits=FAMILY)
    await take(claims, "ADULT", "a", limits=FAMILY)
    assert (("ADULT", MONDAY), None) == await take(claims, "NEXT", "a", limits=FAMILY)
    assert ["NEXT"] == [claim.code for claim in await claims.of("NEXT")]


async def test_person_in_the_way(claims: Claims) -> None:
    """A person's claim holds against another number as well."""
    await take(claims, "FIRST", person="budi")
    claim = Claim(code="SECOND", day=MONDAY, deadline_ms=UNTIL_MS)
    assert (None, ("FIRST", MONDAY)) == await claims.take_both(
        ("another number", ONE), ("budi", ONE), claim=claim, now_ms=NOW_MS
    )


async def test_claim_again_prolongs(claims: Claims) -> None:
    """A booking that claims again keeps its place and gets the new deadline."""
    await take(claims, "CODE")
    assert (None, None) == await take(claims, "CODE", until_ms=UNTIL_MS + 5)
    assert [UNTIL_MS + 5] == [claim.deadline_ms for claim in await claims.of("number")]


@pytest.mark.parametrize(("late_ms", "is_free"), [(-1, False), (0, True)], ids=["before", "at the deadline"])
async def test_claim_falls_at_its_deadline(claims: Claims, late_ms: int, is_free: bool) -> None:
    """A claim whose hold never came is in nobody's way from its deadline on."""
    await take(claims, "CODE")
    by_number, _ = await take(claims, "NEXT", now_ms=UNTIL_MS + late_ms, until_ms=UNTIL_MS * 2)
    assert is_free == (by_number is None)


async def test_ended_claim_does_not_come_back_over_another(claims: Claims) -> None:
    """A booking whose claim has ended can't prolong it once another one is active."""
    await take(claims, "CODE")
    await claims.release("number", "CODE", now_ms=NOW_MS)
    await take(claims, "NEXT")
    assert ("NEXT", MONDAY) == (await take(claims, "CODE"))[0]


async def test_release_frees_and_remembers_for_two_days(claims: Claims) -> None:
    """A released claim is in nobody's way; its booking is remembered for 48 h and then forgotten."""
    await take(claims, "CODE")
    for _ in range(2):
        await claims.release("number", "CODE", now_ms=NOW_MS + 10)
    assert [NOW_MS + 10] == [claim.deadline_ms for claim in await claims.of("number")]
    await take(claims, "SECOND", now_ms=NOW_MS + 10)
    assert ["CODE", "SECOND"] == [claim.code for claim in await claims.of("number")]
    two_days_later = NOW_MS + 10 + 2 * DAY_MS
    await take(claims, "THIRD", now_ms=two_days_later, until_ms=two_days_later + 1)
    assert ["SECOND", "THIRD"] == [claim.code for claim in await claims.of("number")]


async def test_memory_of_ended_claims_is_short(claims: Claims) -> None:
    """However often somebody books and cancels, eight are remembered and the active one is not forgotten."""
    await take(claims, "CHILD", "d", limits=FAMILY)
    for n in range(30):
        await take(claims, f"CODE{n}", limits=FAMILY)
        await claims.release("number", f"CODE{n}", now_ms=NOW_MS)
    codes = [claim.code for claim in await claims.of("number")]
    assert ("CHILD", "CODE29") == (codes[0], codes[-1])
    assert len(codes) <= 9


async def test_release_of_an_unknown_claim(client: Client, claims: Claims) -> None:
    """Releasing what nobody claimed leaves nothing behind."""
    await claims.release("number", "CODE", now_ms=NOW_MS)
    assert [] == await keys_of(client)
