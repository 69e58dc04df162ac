"""`/rekap`: a date in figures."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.messages import Lines, Reply, Words
from bot.store.client import Client
from tests.handlers.staff.officers import LEXICON, SARI, Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import office_of_tests

FIGURES = ("places", "booked", "held", "cancelled", "no-shows")


def figures(reply: Reply) -> list[tuple[str, ...]]:
    """Return the figures of the date and of its sessions."""
    lines = reply.values["sessions"]
    assert isinstance(lines, Lines)
    return [tuple(str(values[name]) for name in FIGURES) for values in (reply.values, *(x.values for x in lines.items))]


async def test_figures(hq: Headquarters) -> None:
    """Each session has its places, and what became of its bookings; a hold that has run out counts no more."""
    first = await Visitor(hq).books("Budi#25011987#17112099#08:00")
    await Visitor(hq, chat="2b", phone="+6281200000012").books("Tuti#25011987#17112099#10:00")
    await Visitor(hq, chat="3b", phone="+6281200000013").asks("Wati#25011987#17112099#10:00")
    await hq.press(await hq.hear(f"/batalkan {first}"))
    reply = await hq.hear("/rekap besok", by="2")
    assert [("6", "1", "1", "1", "-"), ("3", "0", "0", "1", "-"), ("3", "1", "1", "0", "-")] == figures(reply)
    assert ["figures"] == [medium.kind for medium in reply.media]
    hq.minutes = 11
    assert ("6", "1", "0", "1", "-") == figures(await hq.hear("/rekap 17-11-2099"))[0]


async def test_large(client: Client) -> None:
    """Thousands have their dot, as everywhere."""
    hq = Headquarters(client, office=replace(office_of_tests(pools={"regular": 5000}), staff=(SARI,)))
    reply = await hq.hear("/rekap besok")
    said = LEXICON.text(reply.key, reply.values, language="id", zone=(hq.office.timezone, "WIB"))
    assert all(figure in said for figure in ("10.000", "0 dari 5.000 terdaftar"))


@pytest.mark.parametrize(
    ("order", "key", "state"),
    [
        pytest.param("/rekap", "staff-figures", "staff-figures-open", id="today"),
        pytest.param("/rekap 06-12-2099", "staff-figures-none", "staff-figures-no-service", id="Sunday"),
        pytest.param("/rekap 02-12-2099", "staff-figures", "staff-figures-closed", id="holiday"),
    ],
)
async def test_state_of_the_date(hq: Headquarters, order: str, key: str, state: str) -> None:
    """It is told whether the office is open on the date."""
    reply = await hq.hear(order)
    assert isinstance(reply.values["state"], Words)
    assert (key, state) == (reply.key, reply.values["state"].key)


async def test_no_date(hq: Headquarters) -> None:
    """What is no date is told."""
    assert "staff-misread" == (await hq.hear("/rekap banyak")).key


async def test_who_waits(client: Client) -> None:
    """Who waits for a full date is counted apart, takes no place, and is found by name, masked like everybody."""
    hq = Headquarters(client, office=replace(office_of_tests(pools={"regular": 0}), staff=(SARI,)))
    assert "waitlist-joined" == (await Visitor(hq).says("#tunggu Budi Santoso#25011987#17112099")).key
    reply = await hq.hear("/rekap besok")
    assert (1, [("0",) * 4 + ("-",)] * 3) == (reply.values["waiting"], figures(reply))
    found = (await hq.hear("/cari Budi 17-11-2099")).values["bookings"]
    assert isinstance(found, Lines)
    assert ["staff-booking-waiting"] == [line.key for line in found.items]
