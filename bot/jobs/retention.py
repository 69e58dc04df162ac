"""Looks whether anything outstays its time.

Whatever is personal carries its own end in Redis; left to this is what a shorter `retention_days` has made too long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.jobs.errors import DataOverstays
from bot.jobs.periods import Period
from bot.offices import Office

if TYPE_CHECKING:
    from bot.app import House
    from bot.store.client import Client
    from bot.store.media import MediaVault

AT_ONCE = 1000
DATED = re.compile(r"\{o[A-Z]{3}\}:(day|back|coming|wait|tickets|desks|line|visits):(\d{8})(?::.*)?")

log = structlog.get_logger()


async def look(house: House, office: Office, period: Period, now_ms: int) -> None:
    """Erase what is past its time: dates, and files of cases. Raises DataOverstays when a date has no end at all."""
    await house.bookings.visits.emergencies.settle(office, now_ms=now_ms)
    last = office.local(now_ms).date() - timedelta(days=office.retention_days + 1)
    kept, erased, endless = 0, 0, Counter[str]()
    async for key, lifetime_ms in _keys(house.client, f"{{o{office.code}}}:*"):
        dated = DATED.fullmatch(key)
        if dated is None:
            continue
        if datetime.strptime(dated[2], "%Y%m%d").date() <= last:
            erased += await house.client.execute("UNLINK", key, key=key)
            continue
        kept += 1
        if lifetime_ms < 0:
            endless[dated[1]] += 1
    log.info("retention.looked", office=office.code, kept=kept, erased=erased)
    await erase_files(house.media, office.code, now_ms=now_ms)
    if endless:
        raise DataOverstays(", ".join(f"{count} of {office.code}'s {kind}" for kind, count in sorted(endless.items())))


async def erase_files(vault: MediaVault, office: str, *, now_ms: int) -> None:
    """Delete the files of an office's cases that are over, and of what never became a case. Raises BlobsAway."""
    while cases := await vault.due(office, now_ms=now_ms):
        files = [await vault.erase(office, case, now_ms=now_ms) for case in cases]
        log.info("retention.files_erased", office=office, cases=len(cases), files=sum(files))


async def _keys(client: Client, pattern: str) -> AsyncIterator[tuple[str, int]]:
    """Yield the keys of a hash tag with their lifetimes, -1 for none."""
    node = pattern.removesuffix("*")
    cursor = b"0"
    while True:
        cursor, found = await client.execute("SCAN", cursor, "MATCH", pattern, "COUNT", AT_ONCE, key=node)
        for key in found:
            lifetime_ms = await client.execute("PTTL", key, key=key)
            if lifetime_ms != -2:
                yield key.decode(), int(lifetime_ms)
        if cursor == b"0":
            return
