"""What is erased, and what is reported: nothing personal outstays its time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app import House
from bot.jobs.errors import DataOverstays
from bot.jobs.periods import Period
from bot.jobs.work import do_in
from tests.jobs.people import OFFICE, booking_of, sender
from tests.offices import DAY_MS, MONDAY, NOW_MS

PERIOD = Period("retention", "CBN", MONDAY)
GONE_ON = MONDAY + timedelta(days=OFFICE.retention_days + 1)


async def kept(house: House) -> list[str]:
    """Return the kinds of keys that the office has for dates."""
    keys = await house.client.execute("KEYS", "{oCBN}:*:20*")
    return sorted({key.decode().split(":")[1] for key in keys} - {"figures"})


KEPT = ["back", "coming", "day"]


@pytest.mark.parametrize(("days", "expected"), [(0, KEPT), (1, [])], ids=["on its last day", "after"])
async def test_dates_past_their_time(house: House, days: int, expected: list[str]) -> None:
    """A date that the store would keep longer than the office now wants is erased when its time is over."""
    budi, siti = sender(house), sender(house)
    coming, gone = await booking_of(house, budi), await booking_of(house, siti)
    await house.bookings.attendance.come(budi.request(), coming.code)
    await house.bookings.cancel(siti.request(), gone.code)
    assert KEPT == await kept(house)
    since = (GONE_ON - OFFICE.local(NOW_MS).date()).days - 1 + days
    await do_in(house, PERIOD, now_ms=NOW_MS + since * DAY_MS)
    assert expected == await kept(house)


async def test_a_date_without_an_end(house: House) -> None:
    """A date that would stay for ever is a fault, which the job reports by failing; nothing is erased."""
    await booking_of(house, sender(house))
    await do_in(house, PERIOD, now_ms=NOW_MS)
    await house.client.execute("PERSIST", "{oCBN}:day:20991130")
    with pytest.raises(DataOverstays, match="1 of CBN's day"):
        await do_in(house, PERIOD, now_ms=NOW_MS)
    assert ["day"] == await kept(house)
