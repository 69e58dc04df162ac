"""`make bench`: measures everything on one embedded Valkey, prints it, and writes bench/results.md."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

import structlog

from bench import board, broadcast, channels, estimates, measures, report, shifts, waitlist
from bot.store.embedded import open_embedded

RESULTS = Path(__file__).with_name("results.md")


def main() -> None:
    """Run the benchmarks, or the estimates alone; `--quick` takes a tenth of the time and writes nothing."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller runs, printed only")
    parser.add_argument("part", nargs="?", choices=["estimates"], help="measure this alone, and leave the rest")
    wanted = parser.parse_args()
    scale = 10 if wanted.quick else 1
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory() as folder, open_embedded(Path(folder)) as endpoint:
        text = asyncio.run(_estimates(endpoint.url, scale) if wanted.part else _measured(endpoint.url, scale))
    print(text)
    if scale == 1:
        RESULTS.write_text(report.with_part(RESULTS.read_text(), text) if wanted.part else text)


async def _measured(url: str, scale: int) -> str:
    rates = []
    for concurrency in (64, 256):
        _say(f"rates at {concurrency} at once")
        rates.append(await measures.rates(url, messages=40_000 // scale, concurrency=concurrency))
    _say("from one office to 126")
    by_offices = await measures.by_offices(url, (1, 126), messages=20_000 // scale, concurrency=256)
    _say("from 10,000 bookings to a million")
    by_bookings = await measures.by_bookings(
        url, (10_000 // scale, 100_000 // scale, 1_000_000 // scale),
        office_count=126, messages=20_000 // scale, concurrency=256, progress=_say,
    )  # fmt: skip
    _say("an opening rush")
    rush = await measures.rush(url, people=5_000, within_s=10, places=260)
    _say("a date that is moved")
    moved = await shifts.moved(url, count=260)
    _say("people who wait")
    offered = await waitlist.offered(url, waiting=1000)
    _say("50 boards")
    boards = await board.shown(url, boards=50, calls=100 // scale)
    _say("a broadcast that is killed on the way")
    announced = await broadcast.killed_on_the_way(url, recipients=10_000 // scale)
    beside = await asyncio.to_thread(channels.rows, url, messages=5_000 // scale, concurrency=64, progress=_say)
    page = report.written(rates=rates, by_offices=by_offices, by_bookings=by_bookings, rush=rush)
    told = await _estimates(url, scale)
    parts = (
        shifts.written(moved), waitlist.written(offered), board.written(boards), told, broadcast.written(announced)
    )  # fmt: skip
    return "".join((page, *parts, "\n", channels.written(beside)))


async def _estimates(url: str, scale: int) -> str:
    _say("mornings in the lobby, and what people are told of their wait")
    return estimates.written(await estimates.told(url, seeds=max(1, 10 // scale)))


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
