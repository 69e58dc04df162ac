"""An emergency request with real image files over each messenger: made, taken, visited, and followed by the family."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace

from bot.offices import Fee, Office
from bot.plugins import Account
from bot.staff import Member
from bot.store.blobs import FolderBlobs
from bot.store.client import Client
from bot.store.media import MediaVault
from tests.channels import telegram_bots, telegram_people, telegram_server
from tests.journeys.messengers import at_cloud, at_device, at_telegram
from tests.journeys.partners import PHONE, Meet
from tests.journeys.roads import OFFICE, SEALER, Clock, running, town
from tests.journeys.telegram_town import BUDI, DEWI, SARI, telegram_town
from tests.journeys.test_same_script import services_of
from tests.journeys.test_supervision_journey import WRONG, Sender
from tests.sent_files import picture

PARTNERS: Mapping[str, Meet] = {
    **{f"telegram, {library}": at_telegram(library) for library in telegram_bots.LIBRARIES},
    "whatsapp": at_device,
    "whatsapp-cloud": at_cloud,
}
# One person is the family and, by the same chat, the officer: each sees what is theirs to see.
STAFF = (
    Member(id=f"telegram:{telegram_server.PERSON}", name="Tina", roles=("emergency",)),
    Member(id=PHONE, name="Tina", roles=("emergency",)),
)
FEES = (Fee(product="plain-5-years", rupiah=350_000, since=date(2018, 1, 1)),)
STAFFED = replace(OFFICE, staff=STAFF, fees=FEES, pages_url="https://kanim.example")

ELSEWHERE = Account(channel="elsewhere", name="staff", office="CBN", staff_chat="staff")
"""Where the staff are told, so that a request can be made; nobody looks there."""

pytestmark = pytest.mark.timeout(60)


class Talk:
    """A person who takes their time."""

    def __init__(self, person: Sender, clock: Clock) -> None:
        self._person = person
        self._clock = clock

    async def say(self, text: str) -> str:
        """Say something; return what is shown then."""
        self._clock.advance(20_000)
        return await self._person.say(text)

    async def press(self, label: str) -> str:
        """Press a button; return what is shown then."""
        self._clock.advance(20_000)
        return await self._person.press(label)


@pytest.mark.parametrize("channel", PARTNERS)
async def test_a_visit(client: Client, clock: Clock, channel: str, tmp_path: Path) -> None:
    """From the first word to the end of the visit; wrong files are refused with a clear sentence on the way."""
    vault = MediaVault(client, SEALER, FolderBlobs(tmp_path / "media"))
    built = town(client, (), clock=clock, office=STAFFED, accounts=(ELSEWHERE,), media=vault)
    (tmp_path / "channel").mkdir()
    async with AsyncExitStack() as stack:
        meeting = PARTNERS[channel](services_of(built, client, clock), tmp_path / "channel")
        partner = await stack.enter_async_context(meeting)
        built.road.add(partner.adapter)
        await stack.enter_async_context(running(built))
        await partner.begin()
        person = cast("Sender", partner)
        number = await pleaded(person, Talk(person, clock), clock)
        await answered_late(person, Talk(person, clock), clock, number)
        (file, _) = await vault.of_case("CBN", number)
        assert (await vault.read("CBN", file)).startswith(b"\xff\xd8\xff")
        await helped(Talk(person, clock), number)


async def pleaded(person: Sender, talk: Talk, clock: Clock) -> str:
    """Make a request with one letter, interrupted by another question; return its number."""
    assert "112 atau 119" in await talk.say("#darurat")
    assert "langkah 1 dari 10" in await talk.press("Mulai")
    assert "langkah 2 dari 10" in await talk.say("Siti Aminah, 54 tahun")
    assert "langkah 3 dari 10" in await talk.press("Sakit berat")
    assert "Rp350.000" in await talk.say("#biaya")
    assert "langkah 3 dari 10" in await talk.say("#darurat")
    assert "langkah 4 dari 10" in await talk.say("Stroke, tidak sadar, dirujuk ke Penang")
    assert "langkah 5 dari 10" in await talk.say("RSUD Gunung Jati, Melati 3")
    assert "langkah 6 dari 10" in await talk.say("Jl. Kesambi 56, Cirebon")
    assert "langkah 7 dari 10" in await talk.press("Nanti saja")
    for what, data, kind, why in WRONG:
        clock.advance(20_000)
        assert why in await person.send_file(data, kind=kind), what
    clock.advance(20_000)
    assert "Sudah diterima: 1 berkas" in await person.send_file(picture(with_place=True))
    assert "langkah 8 dari 10" in await talk.press("Lanjut")
    assert "langkah 9 dari 10" in await talk.press("Nanti saja")
    assert "langkah 10 dari 10" in await talk.say("5 desember")
    summary = await talk.say("Rina, 0812-3456-7890")
    assert re.search(r"Siti Aminah, 54 tahun.*surat dokter: 1 berkas.*5 Desember 2099", summary, re.DOTALL)
    received = await talk.say("ya")
    assert received.startswith("⏳ PERMOHONAN DITERIMA")
    return str(re.findall(r"ES-\w{6}", received)[0])


async def answered_late(person: Sender, talk: Talk, clock: Clock, number: str) -> None:
    """Be asked for a letter, talk about something else, and send it with the number as its caption."""
    assert "surat rujukan (Tina)" in await talk.say(f"/es minta {number} rujukan")
    assert "Rp350.000" in await talk.say("#biaya")
    clock.advance(20_000)
    added = await person.send_file(picture(), caption=number)
    assert f"sudah kami tambahkan pada permohonan {number}" in added
    assert "Menunggu petugas" in await talk.say("/es")


async def helped(talk: Talk, number: str) -> None:
    """Work on the case as an officer; what the family is told comes into the same chat."""
    card = await talk.say(f"/es {number}")
    assert re.search(r"Siti Aminah.*https://kanim\.example/berkas/[\w-]{24}", card, re.DOTALL)
    assert "diterima oleh Tina" in await talk.press("Terima")
    assert "✅ PERMOHONAN DISETUJUI" in await talk.say("#darurat")
    planned = await talk.press("Sab, 21 Nov 08:00")
    assert re.search(r"✅ KUNJUNGAN DIJADWALKAN\n.*Sabtu, 21 November 2099, pukul 08:00", planned, re.DOTALL)
    assert "1. Pukul 08:00, Tim 1" in await talk.say("/es rute 21-11-2099")
    assert "berangkat. Keluarga diberi tahu" in await talk.press(f"Berangkat {number}")
    assert "tiba. Keluarga diberi tahu" in await talk.say(f"/es tiba {number}")
    done = await talk.say(f"/es selesai {number} plain-5-years = 820991130000001")
    assert "kunjungan selesai" in done
    assert "✅ KUNJUNGAN SELESAI" in await talk.say("#darurat")
    assert "820991130000001" in await talk.say("#bayar")


@pytest.mark.parametrize("library", telegram_bots.LIBRARIES)
async def test_two_officers(client: Client, clock: Clock, library: str) -> None:
    """In the staff's group a card names nobody; one of two officers takes the case, the other is told who did."""
    async with telegram_town(client, clock, library=library, office=office_with_helpers()) as people:
        await people.in_private()
        for said in ("#darurat", "darurat mulai", "Siti Aminah, 54 tahun"):
            await people.in_private(said)
        await people.press("Sakit berat", by=BUDI, chat=BUDI)
        await people.in_private("Stroke, tidak sadar")
        await people.press("Di rumah", by=BUDI, chat=BUDI)
        await people.in_private("Jl. Kesambi 56, Cirebon")
        for label in ("Nanti saja", "Nanti saja", "Nanti saja", "Belum tahu", "Nomor saya ini"):
            await people.press(label, by=BUDI, chat=BUDI)
        assert "PERMOHONAN DITERIMA" in await people.press("Kirim permohonan", by=BUDI, chat=BUDI)
        card = await people.shown(telegram_people.STAFF)
        assert re.search(r"Permohonan darurat baru\n\nES-\w{6}, MENDESAK", card)
        assert [] == [secret for secret in ("Siti", "Kesambi", "Stroke") if secret in card]
        number = re.findall(r"ES-\w{6}", card)[0]
        answers = await asyncio.gather(
            people.press("Terima", by=SARI, chat=telegram_people.STAFF),
            people.in_group(f"/es terima {number}", by=DEWI),
        )
        told = "\n".join(answers)
        assert 1 == len(set(re.findall(r"diterima oleh (\w+)", told)))
        (taker,) = set(re.findall(r"diterima oleh (\w+)", told))
        assert f"Diterima {taker}" in told
        assert "PERMOHONAN DISETUJUI" in await people.shown(BUDI)
        assert "chat pribadi Anda" in await people.press("Lihat", by=SARI, chat=telegram_people.STAFF)
        assert "Siti Aminah" in await people.shown(SARI)
        assert "Siti" not in people.whole(telegram_people.STAFF)


def office_with_helpers() -> Office:
    """Return an office of two officers who deal with emergency cases."""
    staff = (
        Member(id=f"telegram:{SARI}", name="Sari", roles=("emergency",)),
        Member(id=f"telegram:{DEWI}", name="Dewi", roles=("emergency",)),
    )
    return replace(OFFICE, staff=staff)
