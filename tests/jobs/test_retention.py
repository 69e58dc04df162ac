"""What is erased, and what is reported: nothing personal outstays its time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app import House
from bot.jobs.errors import DataOverstays
from bot.jobs.periods import Period
from bot.jobs.work import do_in
from bot.media_checks import CheckedFile
from bot.store.operations import Operation, Stamp
from tests.jobs.people import OFFICE, booking_of, sender
from tests.offices import DAY_MS, MONDAY, NOW_MS

PERIOD = Period("retention", "CBN", MONDAY)
GONE_ON = MONDAY + timedelta(days=OFFICE.retention_days + 1)


async def kept(house: House) -> list[str]:
    """Return the kinds of keys that the office has for dates."""
    keys = await house.client.execute("KEYS", "{oCBN}:*:20*")
    return sorted({key.decode().split(":")[1] for key in keys} - {"figures"})


def folders(house: House) -> list[str]:
    """Return the cases that have a folder."""
    return sorted(path.name for path in (house.config.data_dir / "media" / "CBN").iterdir())


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


async def test_days_inside_the_office(house: House) -> None:
    """What a day in the lobby has left is erased with its time, the lines by their kinds too."""
    visits, kiosk, officer = house.bookings.visits, Operation("kiosk", 1), Operation("officer", 1)
    await visits.lobby.walk_in(OFFICE, "general", Stamp(operation=kiosk, now_ms=NOW_MS))
    pressed = Stamp(operation=officer, now_ms=NOW_MS)
    await visits.desks.pause(OFFICE, OFFICE.desks[0], pressed, reason="salat")
    assert ["desks", "line", "tickets"] == await kept(house)
    await do_in(house, PERIOD, now_ms=NOW_MS + (OFFICE.retention_days + 1) * DAY_MS)
    assert [] == await kept(house)


async def test_files_of_cases(house: House) -> None:
    """The files of a case that is over, and of what never became one, are deleted; those of an open case stay."""
    file = CheckedFile("image/jpeg", b"foto")
    for case in ("WNA-OPEN", "WNA-OVER", "WNA-NEVER"):
        await house.media.keep("CBN", case, file, id="1", circle="supervision", now_ms=NOW_MS)
    for case in ("WNA-OPEN", "WNA-OVER"):
        await house.media.open("CBN", case, now_ms=NOW_MS)
    await house.media.close("CBN", "WNA-OVER", ends_ms=NOW_MS + 2 * DAY_MS)
    await do_in(house, PERIOD, now_ms=NOW_MS + 2 * DAY_MS)
    left = [case for case in ("WNA-OPEN", "WNA-OVER", "WNA-NEVER") if await house.media.of_case("CBN", case)]
    assert (["WNA-OPEN"], ["WNA-OPEN"]) == (left, folders(house))


async def test_a_date_without_an_end(house: House) -> None:
    """A date that would stay for ever is a fault, which the job reports by failing; nothing is erased."""
    await booking_of(house, sender(house))
    await do_in(house, PERIOD, now_ms=NOW_MS)
    await house.client.execute("PERSIST", "{oCBN}:day:20991130")
    with pytest.raises(DataOverstays, match="1 of CBN's day"):
        await do_in(house, PERIOD, now_ms=NOW_MS)
    assert ["day"] == await kept(house)
