"""An office whose officers put it into their own words, and what people then read."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.messages import Reply
from bot.offices import Fee
from bot.store.client import Client
from tests.handlers.staff.officers import AGUS, DEWI, LEXICON, SARI, Headquarters
from tests.offices import office_of_tests

FEES = (Fee(product="plain-5-years", rupiah=350_000, since=date(2024, 12, 17)),)


def worded_hq(client: Client) -> Headquarters:
    """Return an office with a fee, a place on the map, and two closing reasons."""
    office = replace(
        office_of_tests(), staff=(SARI, DEWI, AGUS), fees=FEES, latitude=-6.7, longitude=108.5,
        closing_reasons=("Banjir", "Listrik padam"),
    )  # fmt: skip
    return Headquarters(client, office=office)


def read(hq: Headquarters, reply: Reply, language: str = "id") -> str:
    """Return what a reply says at the office as it is now."""
    office = hq.staffroom.offices["CBN"]
    zone = (office.timezone, office.zone_name)
    return LEXICON.text(reply.key, reply.values, language=language, zone=zone, own=office.texts)


async def sure(hq: Headquarters, order: str) -> Reply:
    """Give an order and press *Ya*."""
    *_, asked = await hq.hears(order)
    return await hq.press(asked)
