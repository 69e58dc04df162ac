"""The figures as a page: bench/results.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version

from bench.measures import Filled, Growth, Rates, Rush
from bench.road import Run

HEAD = """# Measured

Written by `make bench` on {today}: {cores} cores, {system}, Python {python}, redis-py {redis}, embedded Valkey
with `appendfsync always`, everything sealed, one process. Rates are of this machine; the ratios are what counts.

## The road beside the bare calls

(a) a booking message through the whole road: accepted, parsed, both claims, the hold, the answer rendered and
delivered over a null channel. (b) what that booking needs of scripts, the two claims and the hold, as plain awaited
redis-py calls with ready-made arguments. (b1) the hold alone. (c) the hold alone through our pipelining client.

| at once | a msg/s | b bookings/s | a/b | b1 holds/s | a/b1 | c holds/s | a/c | p50 ms | p95 ms | p99 ms |
|---|---|---|---|---|---|---|---|---|---|---|
"""


def written(*, rates: Sequence[Rates], by_offices: Sequence[Growth], by_bookings: Sequence[Filled], rush: Rush) -> str:
    """Return the whole page."""
    head = HEAD.format(
        today=date.today(),
        cores=os.cpu_count(),
        system=platform.system(),
        python=platform.python_version(),
        redis=version("redis"),
    )
    table = "".join(map(_rates_row, rates))
    return head + table + _limit(rates[0].road) + _growth(by_offices, by_bookings) + _rush(rush)


def with_part(page: str, part: str) -> str:
    """Return the page with one part in the place of the one with the same heading, or before the last part."""
    heading, last = part.split("\n", 2)[1], page.rindex("\n## ")
    start = page.find(f"\n{heading}\n")
    if start < 0:
        return page[:last] + part + page[last:]
    end = page.find("\n## ", start + 1)
    return page[:start] + part + (page[end:] if end > 0 else "")


def _rates_row(rates: Rates) -> str:
    road = rates.road
    percentiles = " | ".join(f"{road.percentile_ms(p):.1f}" for p in (50, 95, 99))
    return (
        f"| {rates.concurrency} | {road.rate:,.0f} | {rates.booking_awaited:,.0f} | {rates.to_booking:.2f} "
        f"| {rates.hold_awaited:,.0f} | {rates.to_hold:.2f} | {rates.hold_pipelined:,.0f} "
        f"| {road.rate / rates.hold_pipelined:.2f} | {percentiles} |\n"
    )


def _limit(run: Run) -> str:
    cpu_us, wall_us = (seconds / len(run.latencies_s) * 1e6 for seconds in (run.cpu_s, run.took_s))
    return (
        f"\nWhat limits it: the one core of this Python process. At 64 at once a message takes {wall_us:.0f} µs, and "
        f"{cpu_us:.0f} µs of them\nare this process's CPU; the server works meanwhile, on the other core. A booking "
        "makes six calls to the store\n(accept, two claims, hold, finish, sent), each packed, sent and awaited; the "
        "rest is sealing, reading, words and\nthe event loop. More processes share it where there are more cores.\n"
    )


def _growth(by_offices: Sequence[Growth], by_bookings: Sequence[Filled]) -> str:
    lines = ["\n## From few to many\n", "| offices | msg/s | cost |", "|---|---|---|"]
    first = by_offices[0]
    lines += [f"| {each.count:,} | {each.rate:,.0f} | {first.rate / each.rate:.2f} |" for each in by_offices]
    lines += ["", "| bookings in the store (126 offices) | msg/s | cost | bytes a booking |", "|---|---|---|---|"]
    least = by_bookings[0]
    lines += [
        f"| {each.count:,} | {each.rate:,.0f} | {least.rate / each.rate:.2f} | {each.bytes_each:,.0f} |"
        for each in by_bookings
    ]
    lines += [
        "",
        "Bytes are what `used_memory` grew by: the booking, its two claims, and what its two messages leave for 48 h",
        "(that they were seen), with the capped event stream.",
    ]
    return "\n".join(lines) + "\n"


def _rush(rush: Rush) -> str:
    run = rush.run
    return (
        f"\n## An opening rush\n\n{rush.people:,} people within {rush.within_s:.0f} s for {rush.places} places: "
        f"{rush.sold} held, {max(0, rush.sold - rush.places)} oversold; time to the answer p50 "
        f"{run.percentile_ms(50):.0f} ms, p95 {run.percentile_ms(95):.0f} ms, p99 {run.percentile_ms(99):.0f} ms.\n"
    )
