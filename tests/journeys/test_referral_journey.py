"""A referral letter over each messenger: made out, copied, withdrawn and made out again."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace

from bot.staff import Member
from bot.store.client import Client
from tests.channels import telegram_server
from tests.journeys.partners import PHONE
from tests.journeys.roads import Clock, running, town
from tests.journeys.test_emergency_journey import ELSEWHERE, PARTNERS, STAFFED, Talk
from tests.journeys.test_same_script import services_of
from tests.journeys.test_supervision_journey import Sender

STAFF = tuple(
    Member(id=id, name="Tina", roles=("emergency", "supervisor"))
    for id in (f"telegram:{telegram_server.PERSON}", PHONE)
)  # fmt: skip
OFFICE = replace(STAFFED, staff=STAFF)

pytestmark = pytest.mark.timeout(60)


@pytest.mark.parametrize("channel", PARTNERS)
async def test_a_letter(client: Client, clock: Clock, channel: str, tmp_path: Path) -> None:
    """The letter of an accepted case comes as a file; asked again it is a copy, withdrawn it has another number."""
    built = town(client, (), clock=clock, office=OFFICE, accounts=(ELSEWHERE,))
    async with AsyncExitStack() as stack:
        partner = await stack.enter_async_context(PARTNERS[channel](services_of(built, client, clock), tmp_path))
        built.road.add(partner.adapter)
        await stack.enter_async_context(running(built))
        await partner.begin()
        talk = Talk(cast("Sender", partner), clock)
        number = await accepted(talk)
        assert "✅ Surat pengantar 001/ES/CBN/XI/2099" in await talk.say(f"/surat {number}")
        assert "Salinan ke-1 surat pengantar 001/ES/CBN" in await talk.say(f"/surat {number}")
        assert "akan dicabut" in await talk.say(f"/surat cabut {number} = nama keliru")
        assert "dicabut" in await talk.press("Ya, lakukan")
        assert "✅ Surat pengantar 002/ES/CBN/XI/2099" in await talk.say(f"/surat {number}")


async def accepted(talk: Talk) -> str:
    """Make a request and accept it; return its number."""
    for said in ("#darurat", "darurat mulai", "Siti Aminah, 54 tahun"):
        await talk.say(said)
    await talk.press("Sakit berat")
    await talk.say("Stroke, tidak sadar")
    await talk.press("Di rumah")
    await talk.say("Jl. Kesambi 56, Cirebon")
    for label in ("Nanti saja", "Nanti saja", "Nanti saja", "Belum tahu"):
        await talk.press(label)
    await talk.say("Rina, 0812-3456-7890")
    received = await talk.say("ya")
    number = received[received.index("ES-") :][:9]
    assert "diterima oleh Tina" in await talk.say(f"/es terima {number}")
    return number
