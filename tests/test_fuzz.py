"""Very many generated messages: none breaks the parser, and no date is ever read as another one.

100,000 messages in a run; ANTRIAN_SOAK=1 makes it two million, from seeds that differ each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, time, timedelta
from random import Random

import pytest

from bot.calendar_words import MONTHS, WEEKDAYS
from bot.commands import Book, BookingMistake, Command, Move, ShowSchedule
from bot.dates import read_date
from bot.draft_answers import STEPS, StepMistake, filled
from bot.messages import ChatRef, InboundEvent
from bot.offices import Office, Session
from bot.parsing import parse
from bot.profiles import Draft
from handlers import routes

SOAK = os.environ.get("ANTRIAN_SOAK") == "1"
PARTS, MESSAGES = 10, 200_000 if SOAK else 10_000
SEEDS = [Random().randrange(2**32) for _ in range(PARTS)] if SOAK else list(range(PARTS))

SESSIONS = tuple(
    Session(start=time(hour), end=time(hour + 1), pools={"regular": 30}) for hour in (8, 9, 10, 11, 13, 14)
)
OFFICE = Office(code="CBN", name="Kanim", address="", zone="Asia/Jakarta", week=dict.fromkeys(range(1, 6), SESSIONS))
TODAY = date(2026, 11, 24)
NOW_MS = int(OFFICE.at(TODAY, time(9, 30)).timestamp() * 1000)
CHAT = ChatRef("console", "main", "1")

NAMES = [
    "Budi", "Budi Santoso", "Siti Nur'aini", "I Gusti Ayu Putu", "R.A. Kartini", "Mei Lan", "Jumat", "Tan Kim Hok",
    "Al-Fatih", "Min Ho", "May", "Agus", "April Yanti", "Desi", "Juni Safitri", "Ahad", "D. Sari", "Ng",
]  # fmt: skip
MONTH_WORDS = [[word for word, n in MONTHS.items() if n == month] for month in range(1, 13)]
WEEKDAY_WORDS = [[word for word, n in WEEKDAYS.items() if n == weekday] for weekday in range(1, 8)]
NOISE = [
    "#", "##", "＃", "#️⃣", "\n", "\t", ",", ";", ":", "/", "@", ".", "-", "_", "'", "’", "{}", "%s", "\\", '"', "<", "&",
    "🙏", "😊", "\u200b", "\u202e", "٣", "½", "²", "İ", "ß", "0", "1", "31", "99", "5", "+62812", "3201011501870001",
    "00002681", "CBN-A2RB-GP3W", "08:00", "jam", "sesi", "nama", "tgl", "lahir", "layanan", "besok", "lusa", "Senin",
    "depan", "ini", "jadwal", "batal", "cek", "ubah", "daftar", "syarat", "biaya", "bahasa", "kode", "ya", "tidak",
    "null", "Jl. Merdeka", "kapan", "dong", "min", "goblok", "a/n",
]  # fmt: skip

FORMATS: list[Callable[[date, Random], str]] = [
    lambda day, any: f"{day:%d%m%Y}",
    lambda day, any: f"{day:%d-%m-%Y}",
    lambda day, any: f"{day:%d/%m/%Y}",
    lambda day, any: f"{day:%d.%m.%Y}",
    lambda day, any: f"{day:%d %m %Y}",
    lambda day, any: f"{day.day}/{day.month}/{day.year}",
    lambda day, any: f"{day:%d%m%y}",
    lambda day, any: f"{day.day}-{day.month}-{day:%y}",
    lambda day, any: f"{day.day}{day.month}{day.year}",
    lambda day, any: f"{day.day}{day:%m%Y}",
    lambda day, any: f"{day:%Y-%m-%d}",
    lambda day, any: f"{day:%Y%m%d}",
    lambda day, any: f"{day.day} {month_word(day, any)} {day.year}",
    lambda day, any: f"{day.day}{month_word(day, any)}{day.year}",
    lambda day, any: f"{day.day}-{month_word(day, any).upper()}-{day:%y}",
    lambda day, any: f"{month_word(day, any).title()} {day.day}, {day.year}",
    lambda day, any: f"{any.choice(WEEKDAY_WORDS[day.weekday()]).title()}, {day.day} {month_word(day, any)} {day.year}",
    lambda day, any: f"tgl {day.day} {month_word(day, any)} {day.year}",
]


def month_word(day: date, any: Random) -> str:
    """Return a name of a date's month, of those that people write."""
    return any.choice(MONTH_WORDS[day.month - 1])


def understood(text: str, draft: Draft | None = None) -> Command:
    """Parse one message to the office."""
    event = InboundEvent(chat=CHAT, office="CBN", message_id="1", text=text)
    return parse(event, words=routes.words, office=OFFICE, now_ms=NOW_MS, draft=draft)


def mutated(text: str, any: Random) -> str:
    """Return a text with a few slips: noise put in, signs lost, doubled or swapped."""
    signs = list(text)
    for _ in range(any.randrange(1, 5)):
        place = any.randrange(len(signs) + 1)
        match any.randrange(4):
            case 0:
                signs.insert(place, any.choice(NOISE))
            case 1:
                del signs[place : place + 1]
            case 2:
                signs[place:place] = signs[place : place + any.randrange(4)]
            case 3:
                signs[place : place + 2] = reversed(signs[place : place + 2])
    return "".join(signs)


@pytest.mark.timeout(6000 if SOAK else 60)
@pytest.mark.parametrize("seed", SEEDS)
def test_any_message(seed: int) -> None:
    """Whatever is sent gives a command, at any step of a draft; and what is written well is never misread."""
    any = Random(seed)
    for _ in range(MESSAGES // 2):
        birth = TODAY - timedelta(days=any.randrange(1, 43_000))
        service = TODAY + timedelta(days=any.randrange(400))
        line = line_of(any.choice(NAMES), birth, service, any)
        check_line(line, birth, service)
        draft = Draft(name="Budi", birth_date=birth, service_date=service, asked=any.choice(["", *STEPS]))
        noise = " ".join(any.choices(NOISE, k=any.randrange(6)))
        assert isinstance(understood(mutated(any.choice((line, noise)), any), draft), Command)


def line_of(name: str, birth: date, service: date, any: Random) -> str:
    """Return a booking line in one of the forms that people give it."""
    fields = [name, any.choice(FORMATS)(birth, any), any.choice(FORMATS)(service, any)]
    if any.random() < 0.2:
        fields.append(any.choice(["08:00", "jam 9", "sesi 2", "13.00"]))
    sign = any.choice(["#", "#", " # ", "\n", "\n#"])
    return any.choice(["#", "", "# "]) + sign.join(fields) + any.choice(["", "#", " ", " 🙏"])


def check_line(line: str, birth: date, service: date) -> None:
    """Hold what was understood of a line against what was meant."""
    command = understood(line)
    match command:
        case Book():
            assert (birth, service) == (command.birth_date, command.service_date), line
        case BookingMistake(field="birth_date", readings=readings) if readings:
            assert birth in readings, line
        case BookingMistake(field="service_date", readings=readings) if readings:
            assert service in readings, line
        case BookingMistake():
            assert command.birth_date in (None, birth), line
            assert command.service_date in (None, service), line
        case _:
            raise AssertionError(f"{line!r} was taken for {command!r}")


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_dates_alone(seed: int) -> None:
    """A date that is read alone, behind a command word, or at a step of a draft is itself, or asked about."""
    any = Random(seed)
    for _ in range(MESSAGES // 5):
        birth = TODAY - timedelta(days=any.randrange(1, 43_000))
        service = TODAY + timedelta(days=any.randrange(400))
        born, served = any.choice(FORMATS)(birth, any), any.choice(FORMATS)(service, any)
        assert read_date(born, today=TODAY, expect="birth").day in (None, birth), born
        check_commands(served, service)
        for step, text, meant in (("birth_date", born, birth), ("service_date", served, service)):
            answer = filled(Draft(), STEPS[1 if step == "birth_date" else 2], text, office=OFFICE, today=TODAY)
            if isinstance(answer, StepMistake):
                assert not answer.readings or meant in answer.readings, text
            else:
                assert meant in (answer.birth_date, answer.service_date), text


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_fields_in_any_order(seed: int) -> None:
    """In another order than the rules show, whole years are never taken for one another either."""
    any = Random(seed)
    whole = [form for form in FORMATS if f"{TODAY.year}" in form(TODAY, any)]
    for _ in range(MESSAGES // 5):
        birth = TODAY - timedelta(days=any.randrange(1, 43_000))
        service = TODAY + timedelta(days=any.randrange(400))
        fields = [any.choice(NAMES), any.choice(whole)(birth, any), any.choice(FORMATS)(service, any)]
        any.shuffle(fields)
        command = understood("#".join(fields))
        if isinstance(command, Book):
            assert (birth, service) == (command.birth_date, command.service_date), fields


def check_commands(text: str, day: date) -> None:
    """Hold a date behind `#jadwal` and `#ubah` against what was meant."""
    shown, moved = understood(f"#jadwal {text}"), understood(f"#ubah {text} 09:00")
    assert isinstance(shown, ShowSchedule)
    assert shown.day in (None, day), text
    assert isinstance(moved, Move), text
    assert moved.day in (None, day), text
    assert not moved.readings or day in moved.readings, text
