"""Who sends for an account, and how fast all processes together may send."""

from __future__ import annotations

import asyncio

import pytest

from bot.adapters import Pace
from bot.store.accounts import SERVE_MS, Accounts
from bot.store.client import Client
from tests.offices import MINUTE_MS, NOW_MS
from tests.store.audits import keys_of

pytestmark = pytest.mark.usefixtures("audited")

ACCOUNT = "telegram:cbn"
PACE = Pace(burst=3, interval_ms=MINUTE_MS)


@pytest.fixture
def accounts(client: Client) -> Accounts:
    """Give the accounts on an empty store."""
    return Accounts(client)


async def test_an_account_has_one_sender(accounts: Accounts) -> None:
    """The first process serves and stays it by saying so again; another one is refused."""
    served = [await accounts.serve(ACCOUNT, process=process) for process in ("one", "two", "one", "two")]
    assert [True, False, True, False] == served
    assert await accounts.serve("telegram:other", process="two")


async def test_leaving_lets_the_next_begin(accounts: Accounts) -> None:
    """A sender that leaves is followed at once; who does not serve leaves nothing."""
    await accounts.serve(ACCOUNT, process="one")
    await accounts.leave(ACCOUNT, process="two")
    assert not await accounts.serve(ACCOUNT, process="two")
    await accounts.leave(ACCOUNT, process="one")
    assert await accounts.serve(ACCOUNT, process="two")


async def test_serving_ends_by_itself(client: Client, accounts: Accounts) -> None:
    """A sender that is heard of no more is followed after the lease; each word of it begins the lease anew."""
    await accounts.serve(ACCOUNT, process="one")
    await client.execute("PEXPIRE", "{atelegram:cbn}:sender", 1000)
    await accounts.serve(ACCOUNT, process="one")
    assert 1000 < await client.execute("PTTL", "{atelegram:cbn}:sender") <= SERVE_MS


@pytest.mark.parametrize(
    ("asked", "granted", "next_ms"),
    [
        pytest.param(1, 1, NOW_MS, id="one"),
        pytest.param(2, 2, NOW_MS, id="two"),
        pytest.param(3, 3, NOW_MS + MINUTE_MS, id="all"),
        pytest.param(9, 3, NOW_MS + MINUTE_MS, id="more than there are"),
        pytest.param(0, 0, NOW_MS, id="none"),
    ],
)
async def test_pace_of_an_account(accounts: Accounts, asked: int, granted: int, next_ms: int) -> None:
    """As many go at once as the burst; the answer tells when the next one may."""
    assert (granted, next_ms) == await accounts.allow(ACCOUNT, asked, pace=PACE, now_ms=NOW_MS)


@pytest.mark.parametrize(
    ("later_ms", "granted"),
    [(0, 0), (MINUTE_MS - 1, 0), (MINUTE_MS, 1), (2 * MINUTE_MS, 2), (99 * MINUTE_MS, 3)],
)
async def test_pace_comes_back(accounts: Accounts, later_ms: int, granted: int) -> None:
    """One more may go at each interval, never more than the burst."""
    await accounts.allow(ACCOUNT, 3, pace=PACE, now_ms=NOW_MS)
    assert granted == (await accounts.allow(ACCOUNT, 9, pace=PACE, now_ms=NOW_MS + later_ms))[0]


async def test_pace_is_shared(accounts: Accounts) -> None:
    """Whoever asks draws from the same bucket."""
    answers = await asyncio.gather(*(accounts.allow(ACCOUNT, 1, pace=PACE, now_ms=NOW_MS) for _ in range(10)))
    assert 3 == sum(granted for granted, _ in answers)


async def test_no_pace_is_no_limit(accounts: Accounts) -> None:
    """An account without a pace may send what it likes."""
    assert (1000, NOW_MS) == await accounts.allow(ACCOUNT, 1000, pace=None, now_ms=NOW_MS)


@pytest.mark.parametrize("pace", [PACE, None], ids=["paced", "without a pace"])
async def test_pause_holds_the_account_back(accounts: Accounts, pace: Pace | None) -> None:
    """Nothing goes before the end of a pause, and a shorter one does not shorten it."""
    end = NOW_MS + 10 * MINUTE_MS
    await accounts.pause(ACCOUNT, until_ms=end, now_ms=NOW_MS)
    await accounts.pause(ACCOUNT, until_ms=NOW_MS + MINUTE_MS, now_ms=NOW_MS)
    assert (0, end) == await accounts.allow(ACCOUNT, 1, pace=pace, now_ms=end - 1)
    assert 1 == (await accounts.allow(ACCOUNT, 1, pace=pace, now_ms=end))[0]


async def test_pause_that_is_over_is_none(client: Client, accounts: Accounts) -> None:
    """A pause that had ended before it was told leaves nothing behind."""
    await accounts.pause(ACCOUNT, until_ms=NOW_MS, now_ms=NOW_MS)
    assert [] == await client.execute("KEYS", "*")


async def test_an_account_is_one_hash_tag(client: Client, accounts: Accounts) -> None:
    """All keys of an account are in its own hash tag."""
    await accounts.serve(ACCOUNT, process="one")
    await accounts.allow(ACCOUNT, 1, pace=PACE, now_ms=NOW_MS)
    await accounts.pause(ACCOUNT, until_ms=NOW_MS + MINUTE_MS, now_ms=NOW_MS)
    names = ["{atelegram:cbn}:pace", "{atelegram:cbn}:pause", "{atelegram:cbn}:sender"]
    assert names == list(await keys_of(client))


async def test_pause_is_one_accounts(accounts: Accounts) -> None:
    """A pause holds back its own account only."""
    await accounts.pause(ACCOUNT, until_ms=NOW_MS + MINUTE_MS, now_ms=NOW_MS)
    assert 1 == (await accounts.allow("telegram:other", 1, pace=PACE, now_ms=NOW_MS))[0]
