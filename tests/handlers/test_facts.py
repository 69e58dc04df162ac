"""What one can ask about the office: papers, fees, address, steps, its real accounts; and in which language."""

from __future__ import annotations

from datetime import date, time
from typing import get_args

import pytest
from msgspec.structs import replace

from bot.commands import Category, ShowFees, ShowLocation, ShowOfficial, ShowRequirements, ShowSteps
from bot.offices import Fee, Session
from bot.products import NAMED
from handlers.location import hours
from handlers.requirements import SAID
from tests.handlers.applicants import Applicant, Meet, Say
from tests.handlers.samples import OFFICE

OLD, NEW, FUTURE = date(2018, 1, 1), date(2024, 12, 17), date(2040, 1, 1)


@pytest.mark.parametrize("category", get_args(Category))
async def test_papers(budi: Applicant, say: Say, category: Category) -> None:
    """Each kind of applicant has papers of its own, and its word asks for them."""
    reply = await budi.ask(ShowRequirements(category=category))
    assert reply == await budi.write(f"#syarat {SAID[category]}")
    assert "KK" in say(reply)


async def test_lost_is_not_booked_by_chat(budi: Applicant, say: Say) -> None:
    """Lost and damaged passports go through an inquiry at the office, and no button books."""
    reply = await budi.write("syarat paspor hilang")
    assert "berita acara pemeriksaan (BAP)" in say(reply)
    assert "choice-register" not in [choice.label for choice in reply.choices]


async def test_papers_for_whom(budi: Applicant, say: Say) -> None:
    """Without a category each has a button, which gives its papers."""
    which = await budi.write("#persyaratan")
    assert len(get_args(Category)) == len(which.choices)
    assert "e-KTP ayah dan ibu" in say(await budi.press(which, "choice-papers-child"))


async def test_fees(meet: Meet, say: Say) -> None:
    """The fee of each product that holds today is told, by its name, and never an old or a future one."""
    fees = (
        Fee(product="plain-5-years", rupiah=350_000, since=NEW),
        Fee(product="plain-5-years", rupiah=355_000, since=OLD),
        Fee(product="plain-5-years", rupiah=400_000, since=FUTURE),
        Fee(product="migrant-worker-first", rupiah=0, since=NEW),
        Fee(product="Paspor emas", rupiah=9_000_000, since=NEW),
        Fee(product="lost", rupiah=1_000_000, since=FUTURE),
    )
    lines = say(await meet(office=replace(OFFICE, fees=fees)).ask(ShowFees())).splitlines()
    assert [
        "• Paspor biasa, 5 tahun: Rp350.000",
        "• Paspor pertama pekerja migran (PMI): gratis",
        "• Paspor emas: Rp9.000.000",
    ] == [line for line in lines if line.startswith("•")]
    assert "Petugas tidak pernah meminta uang lewat chat." in lines


async def test_every_named_product_has_a_name(meet: Meet, say: Say) -> None:
    """The products of the example configuration are told in words."""
    fees = tuple(Fee(product=product, rupiah=1, since=OLD) for product in sorted(NAMED))
    text = say(await meet(office=replace(OFFICE, fees=fees)).ask(ShowFees()))
    assert len(NAMED) == text.count("•")


async def test_location(meet: Meet, say: Say) -> None:
    """Address, hours and the next special closings are told, with a pin where the place is known."""
    known = replace(OFFICE, latitude=-6.7063, longitude=108.557)
    reply = await meet(office=known).ask(ShowLocation())
    assert say(reply).splitlines()[:9] == [
        "Kantor Imigrasi Cirebon",
        "Jl. Sultan Ageng Tirtayasa No. 51",
        "",
        "Jam layanan:",
        "Senin – Jumat: pukul 08:00–14:00 WIB",
        "",
        "Hari libur terdekat:",
        "Kam, 25 Des: tutup (Hari Raya Natal)",
        "Jum, 26 Des: tutup (cuti bersama)",
    ]
    assert [("location", -6.7063, 108.557)] == [(m.kind, m.latitude, m.longitude) for m in reply.media]


async def test_location_without_a_pin(meet: Meet) -> None:
    """An office whose place is not known has no pin; one without closings has no list of them."""
    reply = await meet(office=replace(OFFICE, closed={})).ask(ShowLocation())
    assert ("location", ()) == (reply.key, reply.media)


def test_hours_that_differ() -> None:
    """Weekdays with other hours have lines of their own."""
    early = (Session(start=time(8), end=time(11), pools={"regular": 1}),)
    lines = hours(replace(OFFICE, week={**OFFICE.week, 5: early, 7: early}))
    assert [("08:00", "14:00 WIB"), ("08:00", "11:00 WIB")] == [(w.values["first"], w.values["last"]) for w in lines]


async def test_steps(budi: Applicant, say: Say) -> None:
    """The way through the office is told in six steps, from the kiosk to the collection."""
    lines = say(await budi.ask(ShowSteps())).splitlines()
    assert [str(n) for n in range(1, 7)] == [line[0] for line in lines if line[1:2] == "."]


async def test_official(meet: Meet, say: Say) -> None:
    """The real accounts are listed as the configuration has them, with what is never asked for."""
    known = replace(OFFICE, official_accounts=("WhatsApp 0811-1234-567", "Telegram @antrian_cbn_bot"))
    text = say(await meet(office=known).ask(ShowOfficial()))
    assert "• WhatsApp 0811-1234-567\n• Telegram @antrian_cbn_bot" in text
    assert "• Petugas tidak pernah meminta uang lewat chat." in text.splitlines()


async def test_official_without_accounts(budi: Applicant, say: Say) -> None:
    """Without a list nothing is claimed: one has to compare with what is shown at the office."""
    text = say(await budi.write("cek resmi"))
    assert "yang dipasang di kantor" in text
    assert "meminta uang" in text


@pytest.mark.parametrize(
    ("text", "language"), [("#bahasa en", "en"), ("english", "en"), ("/bahasa id", "id"), ("bahasa Inggris", "en")]
)
async def test_language(budi: Applicant, text: str, language: str) -> None:
    """The language is remembered; the rest of the memory stays."""
    budi.profile = replace(budi.profile, phone="+6281234567890")
    assert "language-set" == (await budi.write(text)).key
    assert (language, "+6281234567890") == (budi.profile.language, budi.profile.phone)


async def test_which_language(budi: Applicant, say: Say) -> None:
    """Without one, or with one that is not spoken here, it is asked in both."""
    reply = await budi.write("#bahasa jawa")
    assert ["[Bahasa Indonesia]", "[English]"] == say(reply).splitlines()[-2:]
    await budi.press(reply, "choice-english")
    assert "en" == budi.profile.language
