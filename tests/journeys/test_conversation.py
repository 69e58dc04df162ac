"""A whole conversation on the road: step by step, with another question and a restart in its middle."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.choices import continue_draft_choice
from bot.store.client import Client
from tests.journeys.recording import BUTTONS, RecordingChannel
from tests.journeys.roads import DAY, Clock, left_overs, running, said, town

BUTTONS_AND_FILES = replace(BUTTONS, buttons=10, document_bytes=10_000)


@pytest.fixture
def channel(clock: Clock) -> RecordingChannel:
    """Give the channel of the account."""
    return RecordingChannel(clock=clock, can=BUTTONS_AND_FILES)


async def test_a_draft_survives_a_restart(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """What was said before another question and before a restart is still there, and the place is held at the end."""
    async with running(town(client, [channel], clock=clock)) as one:
        for text in ("#daftar", "Budi Santoso", "25011987", "#alur"):
            await one.road.accept(said(text))
        *_, steps = await channel.messages(4)
    assert "Pendaftaran Anda belum selesai dan masih kami simpan." in steps.text
    assert continue_draft_choice() == steps.buttons[-1].id
    async with running(town(client, [channel], clock=clock, process="two")) as two:
        await two.road.accept(said(choice=continue_draft_choice()))
        asked = (await channel.messages(5))[-1]
        assert "Nama: Budi Santoso\nTanggal lahir: 25 Januari 1987" in asked.text
        for text in (asked.buttons[0].id, "terserah", "ya"):
            await two.road.accept(said(choice=text) if text.startswith("fill:") else said(text))
        held = (await channel.messages(8))[-1]
    assert held.text.startswith("⏳ MENUNGGU PERSETUJUAN")
    assert [] == await left_overs(client)


async def test_the_language_is_remembered(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """The answer to `#bahasa` is in the new language already, and so is everything after it."""
    async with running(town(client, [channel], clock=clock)) as one:
        for text in ("#bahasa en", "#cek"):
            await one.road.accept(said(text))
        first, second = await channel.messages(2)
    assert "from now on we answer in English" in first.text
    assert "❌ NOT BOOKED YET" == second.text.splitlines()[0]


async def test_pictures_and_files(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """The schedule comes with its calendar picture, the confirmation with a QR and a file for the phone's calendar."""
    async with running(town(client, [channel], clock=clock)) as one:
        await one.road.accept(said("#jadwal"))
        schedule = (await channel.messages(1))[-1]
        (picture,) = schedule.media
        assert (b"\x89PNG", "picture") == (picture.data[:4], picture.kind)
        day = schedule.buttons[0].id.rpartition(" ")[2]
        for text in (f"#Budi#25011987#{day}", "ya"):
            await one.road.accept(said(text))
        booked = (await channel.messages(3))[-1]
    qr, file = booked.media
    assert ("picture", "document", "text/calendar") == (qr.kind, file.kind, file.mime)
    assert b"BEGIN:VCALENDAR" == file.data[:15]


async def test_typed_labels(client: Client, clock: Clock) -> None:
    """Where buttons are numbers, their words can be typed amid `#daftar` too, and are no name and no other command."""
    channel = RecordingChannel(clock=clock, can=replace(BUTTONS, buttons=0))
    async with running(town(client, [channel], clock=clock)) as one:
        for count, text in enumerate(
            ("#daftar", "Budi Santoso", "25011987", DAY, "terserah", "Ubah nama", "Siti Aminah")
        ):
            await one.road.accept(said(text))
            *_, last = await channel.messages(count + 1)  # the menu is that of what has been shown
    assert "Nama: Siti Aminah" in last.text


async def test_another_question_amid_a_draft(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """What is said after another question becomes nobody's name; *Lanjut mendaftar* asks for the name again."""
    async with running(town(client, [channel], clock=clock)) as one:
        for text in (f"#Budi#25011987#{DAY}", "ya", "#daftar", "#ubha", "ya", "sesi apa aja", "makasih"):
            await one.road.accept(said(text))
        *_, which, unclear, thanks = await channel.messages(7)
        assert "Ingin pindah ke tanggal mana?" in which.text
        assert unclear.text.startswith("Maaf, pesan Anda belum kami pahami.")
        assert thanks.text.startswith("Sama-sama.")
        for event in (said(choice=continue_draft_choice()), said("Siti Aminah")):
            await one.road.accept(event)
        last = (await channel.messages(9))[-1]
    assert "Nama: Siti Aminah" in last.text


async def test_yes_to_a_near_miss(client: Client, channel: RecordingChannel, clock: Clock) -> None:
    """Who mistypes *batal* and says yes to "Maksud Anda #batal?" is asked about cancelling; nothing is approved."""
    async with running(town(client, [channel], clock=clock)) as one:
        for text in (f"#Budi#25011987#{DAY}", "batall", "ya"):
            await one.road.accept(said(text))
        held, meant, asked = await channel.messages(3)
    assert (True, "Maksud Anda #batal?") == (held.text.startswith("⏳"), meant.text)
    assert "Batalkan booking ini?" == asked.text.splitlines()[0]
