"""What officers write behind `/tutup` and `/pindah`, read as commands; and the values of a move."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace

from bot.arguments import Reading
from bot.calendar_commands import WhichDate
from bot.shift_arguments import pindah_arguments, tutup_arguments
from bot.shift_commands import CloseDates, MoveDate, ShowShifts
from bot.shift_values import Room, answer_by
from bot.staff_commands import Misused, StaffCommand
from tests.offices import MONDAY, NOW_MS, TODAY, TUESDAY, instant, office_of_tests, with_rules

OFFICE = office_of_tests()
BANJIR = CloseDates(first=MONDAY, last=MONDAY, reason="banjir")
THREE_DAYS = CloseDates(first=MONDAY, last=MONDAY + timedelta(days=2), reason="perbaikan gedung")
TOMORROW, WEDNESDAY = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
MOVED = MoveDate(day=MONDAY, to=TUESDAY)

CLOSINGS: Mapping[str, StaffCommand] = {
    "30-11-2099 banjir": BANJIR,
    "30112099 = banjir": BANJIR,
    "Senin 30 November 2099 banjir": BANJIR,
    "30/11 banjir": BANJIR,
    "besok rapat dinas": CloseDates(first=TOMORROW, last=TOMORROW, reason="rapat dinas"),
    "30 november 40 petugas sakit": CloseDates(first=MONDAY, last=MONDAY, reason="40 petugas sakit"),
    "30-11-2099–02-12-2099 perbaikan gedung": THREE_DAYS,
    "30-11-2099 - 02-12-2099 perbaikan gedung": THREE_DAYS,
    "30 November s/d 2 Desember perbaikan gedung": THREE_DAYS,
    "30-11 sampai 2-12 perbaikan gedung": THREE_DAYS,
    "30-11-2099": Misused(word="tutup"),
    "": Misused(word="tutup"),
    "banjir": Misused(word="tutup", found="banjir"),
    "minggu depan rapat": Misused(word="tutup", found="minggu depan rapat"),
    "31-11-2099 banjir": Misused(word="tutup", found="31-11-2099 banjir"),
    "30-11-2099 sampai selesai": Misused(word="tutup", found="selesai"),
    "02-12-2099 – 30-11-2099 banjir": Misused(word="tutup", found="02-12-2099 – 30-11-2099 banjir"),
    "30-11-2099 – 31-12-2099 renovasi": Misused(word="tutup", found="30-11-2099 – 31-12-2099 renovasi"),
    f"30-11-2099 {'a' * 201}": Misused(word="tutup", found=f"{'a' * 80}…"),
    "Rabu depan banjir": WhichDate(
        word="tutup", found="Rabu depan", days=(WEDNESDAY, WEDNESDAY + timedelta(days=7)), behind="banjir"
    ),
}
MOVES: Mapping[str, StaffCommand] = {
    "30-11-2099 01-12-2099": MOVED,
    "30-11-2099 ke 1 Desember": MOVED,
    "30 November → 1 Desember": MOVED,
    "30-11-2099 01-12-2099 listrik padam": MoveDate(day=MONDAY, to=TUESDAY, reason="listrik padam"),
    "besok lusa": MoveDate(day=TOMORROW, to=WEDNESDAY),
    "status": ShowShifts(),
    " STATUS ": ShowShifts(),
    "": Misused(word="pindah"),
    "30-11-2099": Misused(word="pindah", found="30-11-2099"),
    "30-11-2099 listrik padam": Misused(word="pindah", found="30-11-2099 listrik padam"),
    f"30-11-2099 01-12-2099 {'a' * 201}": Misused(word="pindah", found=f"{'a' * 80}…"),
    "30-11-2099 Rabu depan banjir": WhichDate(
        word="pindah 30112099", found="Rabu depan", days=(WEDNESDAY, WEDNESDAY + timedelta(days=7)), behind="banjir"
    ),
}


def reading(rest: str) -> Reading:
    """Return what a reader gets on the tests' day."""
    return Reading(rest=rest, office=OFFICE, now_ms=NOW_MS)


@pytest.mark.parametrize(("rest", "expected"), CLOSINGS.items(), ids=[text[:40] or "nothing" for text in CLOSINGS])
def test_tutup(rest: str, expected: StaffCommand) -> None:
    """A date or a span, then the reason; what can't be read is shown, what can mean two dates is asked about."""
    assert expected == tutup_arguments(reading(rest))


@pytest.mark.parametrize(("rest", "expected"), MOVES.items(), ids=[text[:40] or "nothing" for text in MOVES])
def test_pindah(rest: str, expected: StaffCommand) -> None:
    """The old date, the new one, perhaps a reason; or `status`."""
    assert expected == pindah_arguments(reading(rest))


def test_ready_reasons() -> None:
    """A ready reason can be named by its number, and without one it is asked for; another text stays as it is."""
    office = replace(OFFICE, closing_reasons=("Listrik padam", "Banjir"))
    rests = ("30112099 2", "30112099", "30112099 9 orang sakit")
    read = [tutup_arguments(Reading(rest=rest, office=office, now_ms=NOW_MS)) for rest in rests]
    assert [replace(BANJIR, reason=reason) for reason in ("Banjir", "", "9 orang sakit")] == read


ROOMS: Mapping[str, tuple[Mapping[str, int], Mapping[str, int], Room]] = {
    "enough": ({"regular": 3}, {"regular": 4}, Room(free=4, without_place=0)),
    "too few": ({"regular": 3}, {"regular": 1}, Room(free=1, without_place=2)),
    "own pool first": ({"regular": 3, "priority": 1}, {"regular": 3, "priority": 1}, Room(free=4, without_place=0)),
    "then those for all": ({"priority": 3}, {"regular": 1, "priority": 1}, Room(free=2, without_place=1)),
    "not the pools of others": ({"regular": 3}, {"priority": 9}, Room(free=0, without_place=3)),
    "nobody": ({}, {"regular": 2}, Room(free=2, without_place=0)),
}


@pytest.mark.parametrize(("wanted", "free", "expected"), ROOMS.values(), ids=ROOMS)
def test_room(wanted: Mapping[str, int], free: Mapping[str, int], expected: Room) -> None:
    """Everybody has the places of their own pool, then what is left of those that are for everybody."""
    assert expected == Room.found(wanted, free, for_all=("regular",))


ENDS = {
    "two days": (MONDAY, instant(TODAY + timedelta(days=2), time(9))),
    "the evening before": (TODAY + timedelta(days=2), instant(TOMORROW, time(18))),
    "this evening": (TOMORROW, instant(TODAY, time(18))),
}


@pytest.mark.parametrize(("to", "expected"), ENDS.values(), ids=ENDS)
def test_until_when(to: date, expected: int) -> None:
    """People have the configured hours to answer, but never past 18:00 on the day before the new date."""
    assert expected == answer_by(OFFICE, to, NOW_MS)


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_the_evening_is_the_offices(zone: str) -> None:
    """The evening before is that of the office, whatever its zone."""
    office = with_rules(replace(OFFICE, zone=zone), shift_answer_hours=48)
    assert instant(TODAY, time(18), office=office) == answer_by(office, TOMORROW, NOW_MS)
