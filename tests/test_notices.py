"""What people are told about a bill and a finished passport: the state first, then until when and what to do."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.bill_notices import Bill, bill_lapsed, bill_lapses_soon, bill_made
from bot.collection_notices import Waiting, passport_cancelled, passport_ready, passport_waits
from bot.engine.wording import Lexicon
from bot.messages import Reply, Words
from bot.plugins import locale_folders
from tests.offices import office_of_tests

OFFICE = office_of_tests()
BILL = Bill(
    name="Budi Santoso",
    code="820261124000123",
    rupiah=650_000,
    until=date(2099, 11, 23),
    product=Words("product-electronic-5-years"),
)
PASSPORT = Waiting(name="Budi Santoso", ready=date(2099, 11, 2), until=date(2099, 12, 2))


def on(day: int) -> Reply:
    """Return the reminder of a day of November."""
    return passport_waits(PASSPORT, OFFICE, today=date(2099, 11, day))


NOTICES = {
    "bill made": (
        bill_made(BILL),
        r"⏳ MENUNGGU PEMBAYARAN\nBudi Santoso\n.*Paspor elektronik, 5 tahun.*Rp650\.000\n.*\n820261124000123\n"
        r".*Senin, 23 November 2099",
    ),
    "bill lapses tomorrow": (
        bill_lapses_soon(BILL),
        r"⏳ MENUNGGU PEMBAYARAN\n.*hampir lewat.*Senin, 23 November 2099.*Rp650",
    ),
    "bill lapsed": (bill_lapsed(BILL, OFFICE), r"❌ KODE BAYAR LEWAT\n.*jangan membayar.*Kanim CBN\nJl\. Sultan"),
    "passport ready": (
        passport_ready(PASSPORT, OFFICE),
        r"✅ PASPOR SIAP DIAMBIL\n.*Rabu, 2 Desember 2099.*surat kuasa",
    ),
    "7th day": (on(9), r"✅ PASPOR SIAP DIAMBIL\n.*sejak Senin, 2 November 2099.*2 Desember 2099, 23 hari lagi"),
    "14th day": (on(16), r"✅ PASPOR SIAP DIAMBIL\n.*16 hari lagi"),
    "25th day": (on(27), r"✅ PASPOR SIAP DIAMBIL\n.*terakhir.*tinggal 5 hari.*dibatalkan"),
    "cancelled": (passport_cancelled(PASSPORT, OFFICE), r"❌ PASPOR DIBATALKAN\n.*#daftar.*Kanim CBN"),
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """Return the words of the project."""
    return Lexicon(locale_folders(), strict=True)


@pytest.mark.parametrize(("reply", "expected"), NOTICES.values(), ids=NOTICES)
def test_notices(lexicon: Lexicon, reply: Reply, expected: str) -> None:
    """A notice begins with the state and the name, and tells what matters; in English it is whole, too."""
    zone = (ZoneInfo(OFFICE.zone), OFFICE.zone_name)
    said = {each: lexicon.text(reply.key, reply.values, language=each, zone=zone) for each in ("id", "en")}
    assert re.match(expected, said["id"], re.DOTALL)
    assert "Budi Santoso" == said["en"].splitlines()[1]


def test_money_is_never_asked_for_by_chat(lexicon: Lexicon) -> None:
    """Whoever is told to pay is told at once that it is never done by chat."""
    zone = (ZoneInfo(OFFICE.zone), OFFICE.zone_name)
    for reply in (bill_made(BILL), bill_lapses_soon(BILL)):
        text = lexicon.text(reply.key, reply.values, language="id", zone=zone)
        assert text.endswith("Petugas tidak pernah meminta uang lewat chat.")
