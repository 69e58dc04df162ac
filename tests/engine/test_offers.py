"""Giving away what comes free: one office's trouble is not another's, and a calendar that has changed is read again."""

from __future__ import annotations

import io

import pytest

from bot.bookings import Bookings
from bot.calendars import with_horizon
from bot.engine.letters import Letters
from bot.engine.offers import Offers
from bot.offices import Office
from bot.store import keys
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client
from bot.store.operations import Operation
from bot.waitlist import Entry
from tests.bookings.wishes import BANDUNG, CIREBON, book
from tests.offices import MONDAY, NOW_MS
from tests.requests import Sender, sealer_of_tests


@pytest.fixture
def bookings(client: Client) -> Bookings:
    """Give the bookings on an empty store."""
    return Bookings(client, sealer_of_tests(), uniform=lambda shortest, longest: shortest)


@pytest.fixture
def offers(client: Client, bookings: Bookings) -> Offers:
    """Give what gives places away at two offices."""
    offices = LiveOffices({office.code: office for office in (CIREBON, BANDUNG)}, Calendars(client))
    letters = Letters(client, sealer_of_tests(), accounts=())
    return Offers(bookings, letters, offices=offices, clock=lambda: NOW_MS)


async def waits(bookings: Bookings, office: Office, phone: str) -> Entry:
    """Let somebody stand in line for Monday."""
    sender = Sender(bookings, phone, chat=phone, office=office)
    entry = await bookings.waitlist.join(sender.request(), book("Orang Lain" if office is BANDUNG else "Orang Ini"))
    assert isinstance(entry, Entry)
    return entry


async def state(bookings: Bookings, entry: Entry) -> str:
    """Return what has become of somebody who waited."""
    found = await bookings.records.find(entry.booking.code, MONDAY, now_ms=NOW_MS)
    return found.state if found else ""


async def test_trouble_stays_at_its_office(
    client: Client, bookings: Bookings, offers: Offers, reports: io.StringIO
) -> None:
    """Where something can't be read, that is reported with nothing personal, and the other offices are served."""
    broken, well = await waits(bookings, CIREBON, "+62811"), await waits(bookings, BANDUNG, "+62812")
    day, code = keys.day_keys("CBN", MONDAY).day, broken.booking.row_code
    row = await client.execute("HGET", day, code, key=day)
    await client.execute("HSET", day, code, row[:-1] + bytes([row[-1] ^ 1]), key=day)
    await offers.look()
    assert "held" == await state(bookings, well)
    assert 1 == reports.getvalue().count("offers.failed")
    assert "+62811" not in reports.getvalue()


async def test_another_calendar(client: Client, bookings: Bookings, offers: Offers) -> None:
    """After a change of the calendar nothing is offered by the old one, and everything by the new one."""
    entry = await waits(bookings, CIREBON, "+62811")
    await Calendars(client).change(
        CIREBON, lambda calendar, office: with_horizon(calendar, 20), operation=Operation("officer", 1), now_ms=NOW_MS
    )
    await offers.look()
    assert "waiting" == await state(bookings, entry)
    await offers.look()
    assert "held" == await state(bookings, entry)
