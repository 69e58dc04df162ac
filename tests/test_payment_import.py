"""`antrian payments`: a bank's file marks bills as paid, once, at whichever office they are."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.app import House, Store, open_house
from bot.config import Config, RedisSettings
from bot.payment_import import FileUnreadable, Line, import_payments
from bot.store.operations import Operation, Stamp
from bot.visit_values import Arrived
from tests.jobs.people import booking_of, sender
from tests.visits.front import BILL, OPENING_MS, office_with_fees

OFFICE, OTHER = office_with_fees(), office_with_fees("BDG")
PROOF = "1A2B3C4D5E6F7G8H"


@pytest.fixture
def config(valkey: str, tmp_path: Path) -> Config:
    """Give two offices on an empty store, with one bill at the second one of the configuration."""
    redis = RedisSettings(url=valkey)
    settings = Config(
        offices={"BDG": OTHER, "CBN": OFFICE}, accounts=(), data_dir=tmp_path, key_file=tmp_path / "keys", redis=redis
    )
    asyncio.run(in_house(settings, billed))
    return settings


async def billed(house: House) -> str:
    """Empty the store, and bring somebody to a bill."""
    await house.client.execute("FLUSHALL")
    visits, booking = house.bookings.visits, await booking_of(house, sender(house))
    assert isinstance(await visits.lobby.arrive(OFFICE, booking.code, stamp(1)), Arrived)
    await visits.applications.complete(OFFICE, booking.code, stamp(2), product="plain", category="adult")
    await visits.applications.photographed(OFFICE, booking.code, stamp(3), billing_code=BILL)
    return ""


async def paid_with(house: House) -> str:
    """Return the proof with which the bill is paid, "" for not."""
    found = await house.bookings.visits.applications.by_bill(OFFICE, BILL)
    return found.proof if found else ""


async def in_house(config: Config, work: object) -> str:
    """Do something in the open house."""
    async with open_house(config, Store(config)) as house:
        return str(await work(house))  # type: ignore[operator]  # it is called with the house


def stamp(n: int) -> Stamp:
    """Return the n-th press at a page."""
    return Stamp(operation=Operation("page", n), now_ms=OPENING_MS)


def told(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Return what is told of each line."""
    return [(line.number, line.meaning) for line in lines]


def test_a_file(config: Config, tmp_path: Path) -> None:
    """What matches is paid, what does not is told by its line; again, all that was paid is only counted."""
    file = tmp_path / "mutasi.csv"
    file.write_text(f"billing_code;ntpn;amount\n820991139999999;{PROOF};350000\n{BILL};{PROOF};350.000\n;;\nx;y;1\n")
    first = told(import_payments(config, file, is_dry_run=False))
    unknown, unreadable = (2, "no application has this bill"), (5, "no billing code of 15 digits, nor a code")
    assert [unknown, (3, "paid"), unreadable] == first
    assert PROOF == asyncio.run(in_house(config, paid_with))
    again = told(import_payments(config, file, is_dry_run=False))
    assert [unknown, (3, "was noted before"), unreadable] == again


def test_a_dry_run(config: Config, tmp_path: Path) -> None:
    """A dry run tells the same, and changes nothing; another amount than the bill's does not match."""
    file = tmp_path / "mutasi.csv"
    file.write_text(f"billing_code,ntpn\n{BILL},{PROOF}\n")
    assert [(2, "paid")] == told(import_payments(config, file, is_dry_run=True))
    assert "" == asyncio.run(in_house(config, paid_with))
    file.write_text(f"billing_code,ntpn,amount\n{BILL},{PROOF},950000\n")
    assert [(2, "the bill is about another amount")] == told(import_payments(config, file, is_dry_run=False))
    assert "" == asyncio.run(in_house(config, paid_with))


def test_a_dry_run_of_a_file_that_repeats_itself(config: Config, tmp_path: Path) -> None:
    """What a line before it takes is taken for the next one, in a dry run as when it is done."""
    file = tmp_path / "mutasi.csv"
    file.write_text(f"billing_code,ntpn\n{BILL},{PROOF}\n{BILL},{PROOF}\n{BILL},{PROOF[::-1]}\n")
    expected = [(2, "paid"), (3, "was noted before"), (4, "is paid already, with another proof")]
    assert expected == told(import_payments(config, file, is_dry_run=True))
    assert expected == told(import_payments(config, file, is_dry_run=False))


@pytest.mark.parametrize("content", [None, b"PK\x03\x04\xff\xfe"], ids=["not there", "a spreadsheet's own format"])
def test_no_file(config: Config, tmp_path: Path, content: bytes | None) -> None:
    """A file that can't be read ends with a sentence that says so."""
    file = tmp_path / "mutasi.xlsx"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FileUnreadable, match=r"mutasi\.xlsx can't be read: .*; expected a CSV file in UTF-8"):
        import_payments(config, file, is_dry_run=False)
