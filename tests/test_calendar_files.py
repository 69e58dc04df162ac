"""The `.ics` file of an appointment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.calendar_files import LONGEST_LINE, Appointment, ics, read_appointment

START_MS = int(datetime(2026, 11, 30, 1, tzinfo=UTC).timestamp() * 1000)
APPOINTMENT = Appointment(
    code="CBN-7K3M-9QXD",
    office="Kantor Imigrasi Cirebon",
    address="Jl. Sultan Ageng Tirtayasa No. 51",
    zone="Asia/Jakarta",
    start_ms=START_MS,
    end_ms=START_MS + 3_600_000,
    made_at_ms=START_MS - 86_400_000,
    early_minutes=30,
    latitude=-6.7063,
    longitude=108.557,
)


def lines(appointment: Appointment = APPOINTMENT, *, description: str = "Kode: CBN") -> list[str]:
    """Return the lines of a file, unfolded as a calendar reads them."""
    text = ics(appointment, summary="Paspor", description=description).decode()
    return text.replace("\r\n ", "").split("\r\n")


def test_the_file() -> None:
    """The appointment stands there in the office's time, with its zone, its place, and a reminder the day before."""
    assert lines() == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Antrian//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Jakarta",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0700",
        "TZOFFSETTO:+0700",
        "TZNAME:WIB",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:CBN-7K3M-9QXD@antrian",
        f"SEQUENCE:{APPOINTMENT.made_at_ms // 1000}",
        "DTSTAMP:20261129T010000Z",
        "DTSTART;TZID=Asia/Jakarta:20261130T080000",
        "DTEND;TZID=Asia/Jakarta:20261130T090000",
        "SUMMARY:Paspor",
        "LOCATION:Kantor Imigrasi Cirebon\\, Jl. Sultan Ageng Tirtayasa No. 51",
        "GEO:-6.706300;108.557000",
        "DESCRIPTION:Kode: CBN",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Paspor",
        "TRIGGER:-P1D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("zone", "offset", "hour"), [("Asia/Makassar", "+0800", "09"), ("Asia/Jayapura", "+0900", "10")]
)
def test_other_zones(zone: str, offset: str, hour: str) -> None:
    """WITA and WIT have their own offsets."""
    found = lines(replace(APPOINTMENT, zone=zone))
    assert f"TZOFFSETTO:{offset}" in found
    assert f"DTSTART;TZID={zone}:20261130T{hour}0000" in found


def test_signs_are_escaped() -> None:
    """What has a meaning in the format is escaped."""
    assert "DESCRIPTION:a\\, b\\; c\\\\d\\ne" in lines(description="a, b; c\\d\ne")


def test_a_move_replaces() -> None:
    """A file made later has the same UID and a higher SEQUENCE."""
    first, second = lines(), lines(replace(APPOINTMENT, made_at_ms=APPOINTMENT.made_at_ms + 60_000))
    assert first[15] == second[15]
    assert int(first[16].removeprefix("SEQUENCE:")) + 60 == int(second[16].removeprefix("SEQUENCE:"))


def test_no_place_on_the_map() -> None:
    """An office whose place is not known has no GEO line."""
    assert not [line for line in lines(replace(APPOINTMENT, latitude=None)) if line.startswith("GEO")]


def test_recipe() -> None:
    """A recipe gives back its appointment, and is small."""
    assert read_appointment(APPOINTMENT.recipe()) == APPOINTMENT
    assert len(APPOINTMENT.recipe()) < 500


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_long_lines(text: str) -> None:
    """No line is longer than 75 bytes, none is broken inside a character, and nothing gets lost."""
    data = ics(APPOINTMENT, summary="Paspor", description=text)
    assert all(len(line) <= LONGEST_LINE for line in data.split(b"\r\n"))
    for line in data.split(b"\r\n"):
        line.decode()
    escaped = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    assert f"DESCRIPTION:{escaped}" in data.decode().replace("\r\n ", "").split("\r\n")
