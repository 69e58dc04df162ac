"""The texts that an office may word itself: what fits in the place of ours, and what comes back when it is undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from bot.calendars import NO_CHANGES, Calendar, differences
from bot.engine.locale_files import needed_values, read_entries
from bot.office_words import BY_KEY, CHANGEABLE, LONGEST_TEXT, Announcement, Changeable, Fault, OwnText, fault_of
from bot.offices import Fee
from bot.own_words import KEPT, Address, OwnWords, Reasons, meant_reason, put, slot_of, undone, with_fee, worded
from tests.offices import office_of_tests

ENTRIES = read_entries([Path(__file__).parent.parent / "locales"])
OFFICE = office_of_tests()
STEPS = Changeable("procedure", ("early",))
FIRST, SECOND = (OwnText(language="id", key="procedure", text=f"{n}: {{early}} menit") for n in ("satu", "dua"))
SLOT = slot_of(FIRST)


@pytest.mark.parametrize("changeable", CHANGEABLE.values(), ids=CHANGEABLE)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_values_are_those_of_our_texts(changeable: Changeable, language: str) -> None:
    """A text that may be changed is there in each language, and needs just the values that it is listed with."""
    assert set(changeable.values) == needed_values(changeable.key, ENTRIES[language], trail=())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("Datang {early} menit sebelumnya.", None, id="as it should be"),
        pytest.param("{ $early } menit, ya, { early } menit.\n\nTerima kasih.", None, id="blanks, a dollar, twice"),
        pytest.param("", Fault(kind="empty"), id="empty"),
        pytest.param(" \n ", Fault(kind="empty"), id="blank"),
        pytest.param("Datang tepat waktu.", Fault(kind="missing", found="early"), id="value missing"),
        pytest.param("Datang {erly} menit.", Fault(kind="unknown", found="erly", meant="early"), id="value misspelt"),
        pytest.param("{early} {nama}", Fault(kind="unknown", found="nama"), id="value unknown"),
        pytest.param("Datang {early menit", Fault(kind="brace", found="{early"), id="brace not closed"),
        pytest.param("{early} } {", Fault(kind="brace", found="}"), id="stray braces"),
        pytest.param("{early} {-booked}", Fault(kind="brace", found="{-booked}"), id="a term of Fluent's"),
        pytest.param('{early} { "x" }', Fault(kind="brace", found="{"), id="Fluent's quotes"),
        pytest.param(f"{{early}}{'x' * LONGEST_TEXT}", Fault(kind="long", found="2007"), id="too long"),
    ],
)
def test_what_fits(text: str, fault: Fault | None) -> None:
    """A text has the values of ours, no others, and braces around nothing else."""
    assert fault == fault_of(text, STEPS)


def test_versions() -> None:
    """Each version can be undone, down to what is configured; one that is in force already makes none."""
    words = put(put(put({}, SLOT, FIRST), SLOT, SECOND), SLOT, SECOND)
    assert (SECOND, FIRST, None) == words[SLOT]
    assert (None,) == undone(undone(undone(words, SLOT), SLOT), SLOT)[SLOT]
    assert {} == undone({}, SLOT)


def test_versions_kept() -> None:
    """Five versions before the one in force are kept."""
    words: OwnWords = {}
    for n in range(10):
        words = put(words, SLOT, replace(FIRST, text=f"{n} {{early}}"))
    assert KEPT == len(words[SLOT])
    for _ in range(10):
        words = undone(words, SLOT)
    assert (replace(FIRST, text="4 {early}"),) == words[SLOT]


def test_configured_again() -> None:
    """What is configured can be had again at any time, and that can be undone, too."""
    office = replace(OFFICE, texts=(FIRST,))
    words = put(put({}, SLOT, SECOND), SLOT, None)
    assert (FIRST,) == worded(office, words).texts
    assert (SECOND,) == worded(office, undone(words, SLOT)).texts


def test_an_office_with_its_own_words() -> None:
    """Address, pin, announcement, fees and reasons come in the place of the configured ones."""
    fee = Fee(product="lost", rupiah=1, since=date(2099, 1, 1))
    words = with_fee({}, fee)
    announced, address, reasons = Announcement(text="Halo"), Address(text="Jl. Baru"), Reasons(reasons=("Banjir",))
    for own in (announced, address, reasons):
        words = put(words, slot_of(own), own)
    live = worded(replace(OFFICE, latitude=1.0, longitude=2.0, fees=(replace(fee, rupiah=9),)), words)
    assert (announced, "Jl. Baru", None, None, ("Banjir",), (fee,)) == (
        live.announcement, live.address, live.latitude, live.longitude, live.closing_reasons, live.fees
    )  # fmt: skip


def test_fees_of_a_product() -> None:
    """A new fee leaves those from other days, also when two officers add theirs one after the other."""
    early, late = (Fee(product="lost", rupiah=n, since=date(2099, n, 1)) for n in (1, 2))
    words = with_fee(with_fee(with_fee({}, early), late), replace(late, rupiah=3))
    assert (early, replace(late, rupiah=3)) == worded(OFFICE, words).fees
    assert (early, late) == worded(OFFICE, undone(words, "fee lost")).fees


def test_a_text_that_fits_no_more() -> None:
    """A text is left out when a new release has other values in ours, or has ours no more."""
    words = put({}, SLOT, replace(FIRST, text="tanpa isi"))
    gone = OwnText(language="id", key="no-more", text="Halo")
    assert () == worded(OFFICE, put(words, slot_of(gone), gone)).texts


@pytest.mark.parametrize(
    ("typed", "meant"), [("1", "Banjir"), ("2", "Listrik padam"), ("3", "3"), ("0", "0"), ("Rapat", "Rapat")]
)
def test_ready_reasons(typed: str, meant: str) -> None:
    """A number of the list means its reason; all else is a reason as it is."""
    assert meant == meant_reason(replace(OFFICE, closing_reasons=("Banjir", "Listrik padam")), typed)


def test_words_travel_with_the_calendar() -> None:
    """Every kind of own words is kept with the calendar as it was, and a change of them is told."""
    words = with_fee({}, Fee(product="lost", rupiah=1, since=date(2099, 1, 1)))
    for own in (FIRST, Announcement(text="Halo", until=date(2099, 2, 1)), Address(text="Jl."), Reasons(reasons=("B",))):
        words = put(words, slot_of(own), own)
    calendar = Calendar(words=words)
    assert calendar == msgspec.msgpack.decode(msgspec.msgpack.encode(calendar), type=Calendar)
    told = {each.what for each in differences(OFFICE, NO_CHANGES, calendar)}
    assert {"address", "announcement", "fee lost 2099-01-01", "reasons", "text id procedure"} == told


def test_every_text_has_one_name() -> None:
    """No text is listed under two names."""
    assert len(CHANGEABLE) == len(BY_KEY)
