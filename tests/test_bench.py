"""The benchmark still runs: what it measures is what the program does now. No figure is looked at here."""

from __future__ import annotations

import pytest
from blockbuster import BlockBuster

from bench import measures, report, telegram


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
@pytest.mark.parametrize("library", telegram.LIBRARIES)
def test_telegram(valkey: str, library: telegram.Library) -> None:
    """The road and the bare bot answer everybody, each in a process of its own."""
    row = telegram.beside(valkey, library, "#cek", messages=64, concurrency=16, rounds=1)
    assert row.ratio > 0
    assert f"| {library} | `#cek` |" in telegram.written([row])
