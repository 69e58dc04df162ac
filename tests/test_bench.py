"""The benchmark still runs: what it measures is what the program does now. No figure is looked at here."""

from __future__ import annotations

import pytest
from blockbuster import BlockBuster

from bench import board, broadcast, channels, estimates, measures, mornings, report, shifts, waitlist
from bench.crowd import Load


@pytest.fixture(autouse=True)
def blockbuster() -> BlockBuster | None:
    """Let the loop block: a benchmark reads its files when it needs them."""
    return None


@pytest.mark.timeout(120)
async def test_a_small_run(valkey: str) -> None:
    """Every part runs with a few messages, and its page can be written."""
    rates = await measures.rates(valkey, messages=64, concurrency=16)
    by_offices = await measures.by_offices(valkey, (1, 3), messages=64, concurrency=16)
    by_bookings = await measures.by_bookings(
        valkey, (64,), office_count=2, messages=64, concurrency=16, progress=lambda said: None
    )  # fmt: skip
    rush = await measures.rush(valkey, people=40, within_s=1, places=10)
    page = report.written(rates=[rates], by_offices=by_offices, by_bookings=by_bookings, rush=rush)
    assert "10 held, 0 oversold" in page


@pytest.mark.timeout(120)
@pytest.mark.parametrize("channel", channels.CHANNELS, ids=lambda channel: channel.title)
def test_channels(valkey: str, channel: channels.Channel) -> None:
    """The road and the bare bot answer everybody, each in a process of its own."""
    load = Load(text="#cek", messages=64, concurrency=16)
    row = channels.row(valkey, channel, load, rounds=1, peer=1)
    assert row.ratio > 0
    assert f"| {channel.name} | {channel.title} | `#cek` |" in channels.written([row])


@pytest.mark.timeout(120)
def test_peer() -> None:
    """So does nonebot2."""
    assert channels.bare(channels.PEER, Load(text="#cek", messages=64, concurrency=16), rounds=1) > 0


@pytest.mark.timeout(120)
async def test_a_moved_date(valkey: str) -> None:
    """A date is moved while others book, and nobody gets lost."""
    moved = await shifts.moved(valkey, count=20)
    assert (20, 0) == (moved.people, moved.faults)
    assert "20 booked people moved" in shifts.written(moved)


@pytest.mark.timeout(120)
async def test_waiting_lists(valkey: str) -> None:
    """What comes free is given to those who wait: nobody twice, never or before their turn."""
    offered = await waitlist.offered(valkey, waiting=40)
    assert (40, 0) == (offered.offers, offered.faults)
    assert "40 people wait" in waitlist.written(offered)


@pytest.mark.timeout(120)
async def test_boards(valkey: str) -> None:
    """Every board that is open has every call."""
    found = await board.shown(valkey, boards=3, calls=2)
    assert (6, 0) == (len(found.delays_s), found.missed)
    assert "2 calls with 3 boards" in board.written(found)


@pytest.mark.timeout(120)
async def test_estimates(valkey: str) -> None:
    """Everybody who comes on a simulated morning is told a range, and the truth is beside it."""
    short = mornings.Morning(people=20, rush=0.5, has_priority=0.2, pauses=True)
    [kind] = await estimates.told(valkey, seeds=2, kinds={"short": (short, short)})
    assert [20, 20] == [len(morning.within) for morning in kind.mornings]
    assert "2 simulated mornings" in estimates.written([kind])


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("# All\n\n## A\n\n1\n\n## C\n\n3\n", "# All\n\n## A\n\n1\n\n## B\n\n2\n\n## C\n\n3\n", id="new"),
        pytest.param("# All\n\n## B\n\n1\n\n## C\n\n3\n", "# All\n\n## B\n\n2\n\n## C\n\n3\n", id="anew"),
        pytest.param("# All\n\n## A\n\n1\n\n## B\n\n3\n", "# All\n\n## A\n\n1\n\n## B\n\n2\n", id="the last"),
    ],
)
def test_a_part_alone(page: str, expected: str) -> None:
    """A part that is measured alone takes its place on the page, and the rest stays."""
    assert expected == report.with_part(page, "\n## B\n\n2\n")


@pytest.mark.timeout(120)
async def test_a_broadcast(valkey: str) -> None:
    """Whatever is killed on the way, nobody gets a broadcast twice, and everybody once or is counted as unknown."""
    outcome = await broadcast.killed_on_the_way(valkey, recipients=600, per_s=100, asking_per_s=5)
    tally = outcome.tally
    assert (600, 600, 0) == (outcome.recipients, tally.done, tally.failed)
    assert (0, 0) == (outcome.twice, outcome.seen.refused)
    assert tally.sent <= outcome.once <= tally.sent + tally.unknown
    assert "Answers 429: 0" in broadcast.written(outcome)
