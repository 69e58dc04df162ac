"""Reports on foreign nationals: how orders about them are read, and which two may tell of the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from msgspec.structs import replace

from bot.arguments import Reading
from bot.codes import booking_code
from bot.commands import Command
from bot.staff import EVERYONE, ROLES, Member
from bot.staff_commands import Misused, StaffCommand
from bot.supervision import NEAR_DAYS_MS, Report, ReportDraft, ReportStep, alike, next_step, without
from bot.supervision_arguments import lapor_arguments, laporan_arguments
from bot.supervision_commands import (
    AskReporter,
    ChangeReport,
    ChooseOffence,
    CorrectReport,
    ExportReports,
    FollowReport,
    OpenReport,
    PassStep,
    SendReport,
    ShowReports,
    StartReport,
    StopReport,
)
from tests.offices import NOW_MS, office_of_tests

OFFICE = office_of_tests()
HERE = Report(
    number="WNA-A", made_ms=NOW_MS, what="work", place="Warung Biru, Pasar Kanoman", when="kemarin", details="bekerja",
    latitude=-6.7063, longitude=108.557,
)  # fmt: skip


N = booking_code("WNA", bytes(16))
REPORTS: Mapping[str, Command] = {
    "": StartReport(),
    "ada orang asing bekerja di pasar": StartReport(details="ada orang asing bekerja di pasar"),
    "jenis work": ChooseOffence(offence="work"),
    "jawab secret": PassStep(how="secret"),
    "ubah where": CorrectReport(step="where"),
    "kirim": SendReport(),
    "berhenti": StopReport(),
    N: FollowReport(number=N),
    N.lower().replace("-", ""): FollowReport(number=N),
    f"{N} mereka pindah": FollowReport(number=N, facts="mereka pindah"),
    f"{N.replace('-', ' ')} mereka pindah": FollowReport(number=N, facts="mereka pindah"),
    "WNA-7K3M-9QXX mereka pindah": FollowReport(number="WNA-7K3M-9QXX", facts="mereka pindah"),
    "WNA dari Cina bekerja": StartReport(details="WNA dari Cina bekerja"),
}
ORDERS: Mapping[str, StaffCommand] = {
    "": ShowReports(),
    "semua": ShowReports(has_ended_too=True),
    "ekspor": ExportReports(),
    "ekspor november 2099": ExportReports(month=date(2099, 11, 1)),
    N: OpenReport(number=N),
    f"{N} tangani": ChangeReport(number=N, verb="take"),
    f"{N.replace('-', ' ')} tangani": ChangeReport(number=N, verb="take"),
    f"{N} untuk Rina": ChangeReport(number=N, verb="assign", text="Rina"),
    f"{N} catatan sudah didatangi": ChangeReport(number=N, verb="note", text="sudah didatangi"),
    f"{N} tenggat 30-11-2099": ChangeReport(number=N, verb="due", day=date(2099, 11, 30)),
    f"{N} selesai": ChangeReport(number=N, verb="end"),
    f"{N} selesai terbukti": ChangeReport(number=N, verb="end", text="terbukti"),
    f"{N} tanya berapa orang?": AskReporter(number=N, text="berapa orang?"),
    f"{N} catatan": Misused(word="laporan", found="catatan"),
    f"{N} tenggat nanti": Misused(word="laporan", found="tenggat nanti"),
    f"{N} hapus": Misused(word="laporan", found="hapus"),
    "CBN-7K3M-9QXD": Misused(word="laporan", found="CBN-7K3M-9QXD"),
    "ekspor semuanya": Misused(word="laporan", found="ekspor semuanya"),
}


def reading(rest: str) -> Reading:
    """Return what a reader gets."""
    return Reading(rest=rest, office=OFFICE, now_ms=NOW_MS)


@pytest.mark.parametrize(("rest", "command"), REPORTS.items(), ids=REPORTS)
def test_lapor(rest: str, command: Command) -> None:
    """Behind `#lapor` stands a number, a button's words, or what is reported."""
    assert command == lapor_arguments(reading(rest))


@pytest.mark.parametrize(("rest", "command"), ORDERS.items(), ids=ORDERS)
def test_laporan(rest: str, command: StaffCommand) -> None:
    """Behind `/laporan` stands which reports, or a report with what is to be done; else what is wrong is shown."""
    assert command == laporan_arguments(reading(rest))


ELSEWHERE: Mapping[str, object] = {"latitude": -6.71, "longitude": 108.557}
NO_PIN: Mapping[str, object] = {"latitude": 0.0, "longitude": 0.0}
ALIKE: Mapping[str, tuple[Mapping[str, object], bool]] = {
    "same pin": ({}, True),
    "200 m away": ({"latitude": -6.7081}, True),
    "400 m away": (ELSEWHERE, False),
    "same words": ({**NO_PIN, "place": "warung biru di pasar kanoman"}, True),
    "other words": ({**NO_PIN, "place": "terminal harjamukti"}, False),
    "one word": ({**NO_PIN, "place": "pasar"}, False),
    "two weeks later": ({"made_ms": NOW_MS + NEAR_DAYS_MS}, True),
    "a day more": ({"made_ms": NOW_MS + NEAR_DAYS_MS + 24 * 3600_000}, False),
    "itself": ({"number": "WNA-A"}, False),
}


@pytest.mark.parametrize(("change", "is_alike"), ALIKE.values(), ids=ALIKE)
def test_alike(change: Mapping[str, object], is_alike: bool) -> None:
    """Reports near in place and time may tell of the same."""
    other = replace(HERE, **{"number": "WNA-B", **change})
    assert is_alike == bool(alike(HERE, [other]))


def test_steps() -> None:
    """Each step that is taken back is asked again, and only that."""
    whole = ReportDraft(
        number="WNA-A", at_ms=NOW_MS, what="work", place="pasar", when="kemarin", details="x", has_photos=True,
        identity="secret",
    )  # fmt: skip
    assert "sure" == next_step(whole)
    steps: tuple[ReportStep, ...] = ("what", "where", "when", "details", "photos", "identity")
    assert list(steps) == [next_step(without(whole, step)) for step in steps]


def test_closed_role() -> None:
    """An admin has every role but supervision, which is only theirs who were named for it."""
    admin, rina = (Member(id="1", name="x", roles=(role,)) for role in ("admin", "supervision"))
    assert set(ROLES) - {"supervision"} == {role for role in ROLES if admin.may(frozenset((role,)))}
    assert (True, True, False) == (
        admin.may(EVERYONE),
        rina.may(frozenset(("supervision",))),
        rina.may(frozenset(("admin",))),
    )
