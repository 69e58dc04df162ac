"""Emergency cases as values: what answers are read, how pressing a case is, which hours are free, how numbers look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case_figures import added_up
from bot.case_numbers import case_number, read_case_number
from bot.emergencies import BEFORE, ENDED, Age, Condition, EmergencyCase, EmergencyDraft, Part, Plea
from bot.emergency_figures import EmergencyFigures, figure_values
from bot.emergency_stages import end_of
from bot.emergency_steps import NotTaken, next_part, told
from bot.messages import ChatRef, Media
from bot.visit_teams import EmergencyRules, VisitSlot, VisitTeam, free_slots, visiting_days
from bot.visit_values import Application
from tests.offices import TODAY, office_of_tests

SATURDAY = TODAY + timedelta(days=5)
PIN = Media(kind="location", latitude=-6.7, longitude=108.5)


def answered(part: Part, text: str) -> Plea | NotTaken:
    """Return what a text makes of an empty plea."""
    return told(Plea(), part, text, media=(), today=TODAY)


PATIENTS = {
    "years": ("Siti Aminah, 54 tahun", ("Siti Aminah", Age(54, "years"))),
    "no unit": ("Siti Aminah 54", ("Siti Aminah", Age(54, "years"))),
    "short unit": ("Siti Aminah (54 th)", ("Siti Aminah", Age(54, "years"))),
    "with a word": ("Siti Aminah usia 54", ("Siti Aminah", Age(54, "years"))),
    "months": ("Bayu Putra, 7 bulan", ("Bayu Putra", Age(7, "months"))),
    "days": ("Bayu, 12 hari", ("Bayu", Age(12, "days"))),
    "weeks": ("Bayu, 2 minggu", ("Bayu", Age(2, "weeks"))),
    "English": ("Siti Aminah, 54 years old", ("Siti Aminah", Age(54, "years"))),
    "on two lines": ("Siti Aminah\n54 tahun", ("Siti Aminah", Age(54, "years"))),
}


@pytest.mark.parametrize(("text", "expected"), PATIENTS.values(), ids=PATIENTS.keys())
def test_patient(text: str, expected: tuple[str, Age]) -> None:
    """A name with an age is read as people write it."""
    plea = answered("patient", text)
    assert isinstance(plea, Plea)
    assert expected == (plea.patient, plea.age)


CONTACTS = {
    "name first": ("Rina, 0812-3456-7890", ("Rina", "+6281234567890")),
    "number first": ("0812 3456 7890 Rina Wati", ("Rina Wati", "+6281234567890")),
    "number alone": ("081234567890", ("", "+6281234567890")),
    "E.164": ("+6281234567890", ("", "+6281234567890")),
}


@pytest.mark.parametrize(("text", "expected"), CONTACTS.values(), ids=CONTACTS.keys())
def test_contact(text: str, expected: tuple[str, str]) -> None:
    """A name and a number are told apart in any order; the number alone will do."""
    plea = answered("contact", text)
    assert isinstance(plea, Plea)
    assert expected == (plea.contact, plea.contact_phone)


@pytest.mark.parametrize(
    ("part", "text", "trouble"),
    [
        ("patient", "Siti Aminah", "age"),
        ("patient", "Siti Aminah, 200 tahun", "age"),
        ("patient", "54 tahun", "name"),
        ("condition", "sakit", "choose"),
        ("illness", "", "empty"),
        ("illness", "x" * 501, "long"),
        ("address", "rumah", "address"),
        ("pin", "dekat alun-alun", "pin"),
        ("doctor_letter", "nanti saya kirim", "photo"),
        ("departure", "kapan-kapan", "date"),
        ("departure", "15-11-2099", "past"),
        ("contact", "Rina", "phone"),
        ("contact", "0812-34 Rina", "phone"),
    ],
)
def test_not_taken(part: Part, text: str, trouble: str) -> None:
    """What is no answer to a step is told with what is the matter."""
    assert NotTaken(trouble) == answered(part, text)  # type: ignore[arg-type]  # one of its literals


def test_hospital_and_ward() -> None:
    """What stands behind the comma is the ward."""
    plea = answered("place", "RSUD Gunung Jati, Melati 3")
    assert isinstance(plea, Plea)
    assert ("RSUD Gunung Jati", "Melati 3") == (plea.hospital, plea.ward)


def test_pinned() -> None:
    """A location that was sent is the place on the map."""
    plea = told(Plea(), "pin", "", media=(PIN,), today=TODAY)
    assert isinstance(plea, Plea)
    assert (-6.7, 108.5) == (plea.latitude, plea.longitude)


def test_order_of_the_steps() -> None:
    """Asked is what has neither been told nor left for later, and at the end whether one is sure."""
    draft = EmergencyDraft(number="ES-000000", plea=Plea(patient="Siti", condition="grave"), later=("place",))
    assert "illness" == next_part(draft)
    assert "address" == next_part(replace(draft, plea=replace(draft.plea, illness="stroke")))


@pytest.mark.parametrize(
    ("days", "condition", "expected"),
    [
        (-1, "disabled", "normal"),
        (3, "disabled", "high"),
        (4, "disabled", "soon"),
        (10, "disabled", "soon"),
        (11, "disabled", "normal"),
        (None, "grave", "soon"),
        (None, "newborn", "soon"),
        (None, "inpatient", "normal"),
        (30, "grave", "soon"),
    ],
)
def test_urgency(days: int | None, condition: Condition, expected: str) -> None:
    """The departure makes a case pressing, then the condition."""
    departure = None if days is None else TODAY + timedelta(days=days)
    case = EmergencyCase(
        number="ES-000000", office="CBN", stage="new", plea=Plea(condition=condition, departure=departure),
        chat=ChatRef("telegram", "cbn", "77"), opened_ms=0, since_ms=0,
    )  # fmt: skip
    assert expected == case.urgency(TODAY)


def test_nothing_follows_the_end() -> None:
    """From a stage that ends a case no other one is reached."""
    assert [] == [stage for stage, before in BEFORE.items() if before & ENDED]


@pytest.mark.parametrize("typed", ["ES-7K3M9Q", "es-7k3m9q", "es 7k3m9q", "ES7K3M9Q"])
def test_number_read(typed: str) -> None:
    """A case's number is read in any case, with and without its dash."""
    assert "ES-7K3M9Q" == read_case_number("ES", typed)


@pytest.mark.parametrize("typed", ["", "ES-7K3M9", "CBN-7K3M-9QXD", "ES-7K3M9U", "essential"])
def test_no_number(typed: str) -> None:
    """What is no number of a case is none."""
    assert "" == read_case_number("ES", typed)


def test_number_made() -> None:
    """The same secret gives the same number, which reads as itself."""
    number = case_number("ES", b"secret bytes")
    assert number == read_case_number("ES", number) == case_number("ES", b"secret bytes")


# --- hours -----------------------------------------------------------------------------------------------

TEAMS = (VisitTeam(name="A", hours=("08:00", "10:00")), VisitTeam(name="B", days=(6,), hours=("08:00",), visits=2))
RULES = EmergencyRules(weeks_ahead=1, notice_hours=12)
MORNING = datetime(2099, 11, 16, 9, tzinfo=office_of_tests().timezone)


def slots(visits: Sequence[tuple[str, str]] = (), *, now: datetime = MORNING) -> list[VisitSlot]:
    """Return the free hours of a date with these visits."""
    return list(free_slots(TEAMS, RULES, {SATURDAY: visits}, now))


def test_weekends_ahead() -> None:
    """Visits are planned for the teams' weekdays within the weeks ahead."""
    assert [SATURDAY, SATURDAY + timedelta(days=1)] == list(visiting_days(TEAMS, RULES, TODAY))


def test_free_hours() -> None:
    """An hour is free while a team has fewer visits then than it makes."""
    assert [VisitSlot(SATURDAY, "08:00", ("A", "B")), VisitSlot(SATURDAY, "10:00", ("A",))] == slots()
    taken = (("A", "08:00"), ("B", "08:00"))
    assert [VisitSlot(SATURDAY, "08:00", ("B",)), VisitSlot(SATURDAY, "10:00", ("A",))] == slots(taken)
    assert [VisitSlot(SATURDAY, "10:00", ("A",))] == slots((*taken, ("B", "08:00")))


def test_not_at_once() -> None:
    """An hour is planned the office's notice before, at the latest."""
    evening = datetime(2099, 11, 20, 20, 1, tzinfo=MORNING.tzinfo)
    assert ["10:00"] == [slot.hour for slot in slots(now=evening)]


# --- figures ---------------------------------------------------------------------------------------------


def test_means() -> None:
    """Times are told as means in hours, of those that had one."""
    days = [EmergencyFigures(answered=1, answer_minutes=30), EmergencyFigures(answered=2, answer_minutes=60)]
    values = figure_values(added_up(EmergencyFigures, days))
    assert ("3", "0,5", "-") == (values["answered"], values["answer-hours"], values["visit-hours"])


ENDS: dict[str, tuple[dict[str, Any] | None, tuple[str, str] | None]] = {
    "erased": (None, ("closed", "passport-gone")),
    "collected": ({"stage": "collected"}, ("handed", "")),
    "not collected": ({"stage": "expired"}, ("closed", "passport-expired")),
    "unpaid for long": ({"stage": "bill_lapsed", "since_ms": 1}, ("closed", "bill-lapsed")),
    "unpaid since a while": ({"stage": "bill_lapsed", "since_ms": 3}, None),
    "on its way": ({"stage": "in_production"}, None),
}


@pytest.mark.parametrize(("fields", "expected"), ENDS.values(), ids=ENDS.keys())
def test_end_by_itself(fields: dict[str, Any] | None, expected: tuple[str, str] | None) -> None:
    """A visited case ends with its passport's application, and tells why."""
    plain = Application(code="CBN-7K3M-9QXD", office="CBN", stage="arrived", since_ms=0, day=TODAY)
    application = None if fields is None else replace(plain, **fields)
    assert expected == end_of(application, lapsed_before_ms=2)
