"""What people send, and the command that is understood."""

from __future__ import annotations

import tomllib
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.choices import (
    LONGEST_ID,
    afresh_choice,
    book_choice,
    book_draft_choice,
    cancel_choice,
    cancel_sure_choice,
    confirm_choice,
    continue_draft_choice,
    correct_choice,
    fill_choice,
    keep_choice,
    leave_choice,
    stop_draft_choice,
    word_choice,
)
from bot.commands import (
    Book,
    BookDraft,
    BookingMistake,
    Cancel,
    CheckBooking,
    Command,
    Confirm,
    ContinueDraft,
    CorrectDraft,
    FillDraft,
    Forwarded,
    JoinWaitlist,
    KeepBooking,
    LeaveWaitlist,
    MistypedCode,
    Move,
    Rude,
    SetLanguage,
    ShareNumber,
    ShowFees,
    ShowHelp,
    ShowLocation,
    ShowOfficial,
    ShowRequirements,
    ShowSchedule,
    ShowSteps,
    ShowWaitlist,
    StartDraft,
    StopDraft,
    Thanks,
    Unclear,
    Unsupported,
)
from bot.line_outcomes import booking_line
from bot.messages import ChatRef, EventKind, InboundEvent
from bot.offices import Office, Session
from bot.parsing import parse
from bot.profiles import Draft
from bot.visit_commands import ShowBill, ShowPassport, ShowQueue
from handlers import routes

SESSIONS = tuple(
    Session(start=time(hour), end=time(hour + 1), pools={"regular": 30}) for hour in (8, 9, 10, 11, 13, 14)
)
OFFICE = Office(
    code="CBN",
    name="Kantor Imigrasi Cirebon",
    address="",
    zone="Asia/Jakarta",
    week=dict.fromkeys(range(1, 6), SESSIONS),
)
TODAY = date(2026, 11, 24)
MONDAY = date(2026, 11, 30)
NOW_MS = int(OFFICE.at(TODAY, time(9, 30)).timestamp() * 1000)
WORDS = routes.words
PLAIN: dict[type[Command], str] = {
    KeepBooking: "keep",
    ShowHelp: "help",
    StartDraft: "register",
    ContinueDraft: "continue",
    StopDraft: "stop",
    ShowFees: "fees",
    ShowLocation: "location",
    ShowSteps: "steps",
    ShowOfficial: "official",
    Rude: "rude",
    Thanks: "thanks",
    ShowBill: "bill",
    ShowPassport: "passport",
}
INPUTS = tomllib.loads((Path(__file__).parent / "inputs.toml").read_text("utf-8"))
CASES = [
    pytest.param(wanted, text, group == "forwarded by someone", id=f"{group}: {text!a}")
    for group, cases in INPUTS.items()
    for text, wanted in cases.items()
]


def understood(
    text: str = "",
    *,
    choice: str = "",
    kind: EventKind = "text",
    phone: str = "",
    draft: Draft | None = None,
    question: str = "",
    is_forwarded: bool = False,
) -> Command:
    """Parse one message to the office."""
    event = InboundEvent(
        chat=ChatRef("console", "main", "1"), office="CBN", message_id="1",
        text=text, choice=choice, kind=kind, phone=phone, is_forwarded=is_forwarded,
    )  # fmt: skip
    return parse(event, words=WORDS, office=OFFICE, now_ms=NOW_MS, draft=draft, question=question)


def notation(command: Command) -> str:
    """Write a command as `inputs.toml` does."""
    match command:
        case Book(name=name, birth_date=birth, service_date=service, session=session):
            return " | ".join(filter(None, (f"book {name}", f"{birth}", f"{service}", session)))
        case BookingMistake(field=field, reason=reason, found=found, example=example, readings=readings):
            return " | ".join((f"mistake {field} {reason}", found, example, *map(str, readings)))
        case Confirm(approval=approval, booking=booking):
            return " ".join(("confirm", approval, booking))
        case CheckBooking(code=code):
            return f"check {code}"
        case MistypedCode(found=found):
            return f"mistyped {found}"
        case Cancel(code=code, sure=sure):
            return " ".join(("cancel", code, "sure" if sure else ""))
        case ShowSchedule(day=day, month=month, found=found, readings=readings):
            what = f"schedule {day or ''}{f'{month:%m/%Y}' if month else ''}"
            return " | ".join(filter(None, (what, f"? {found}" if found else "", *map(str, readings))))
        case Move(code=code, day=day, session=session, found=found, readings=readings):
            parts = (f"move {code}", f"{day or ''}", session, f"? {found}" if found else "", *map(str, readings))
            return " | ".join(filter(None, parts))
        case ShowWaitlist(found=found, readings=readings):
            return " | ".join(filter(None, ("waitlist", f"? {found}" if found else "", *map(str, readings))))
        case JoinWaitlist(day=day, name=name, birth_date=birth):
            return " | ".join(filter(None, (f"wait {day}", name, f"{birth or ''}")))
        case ShowQueue(alarm=alarm, number=number):
            return f"queue {alarm or number}" if alarm or number else "queue"
        case ShowRequirements(category=category):
            return f"papers {category or ''}"
        case SetLanguage(language=language):
            return f"language {language or ''}"
        case Unclear(nearest=nearest, rest=rest):
            return f"unclear {nearest} {rest}"
        case Forwarded(line=line):
            return f"forwarded {line}"
        case Unsupported(kind=kind):
            return f"unsupported {kind}"
    return PLAIN[type(command)]


def squeezed(text: str) -> str:
    """Fold spaces, so that an empty part may be written either way."""
    return " ".join(text.split())


@pytest.mark.parametrize(("wanted", "text", "is_forwarded"), CASES)
def test_message(wanted: str, text: str, is_forwarded: bool) -> None:
    """A message gives the command that was meant, or says what is the matter with it."""
    assert squeezed(wanted) == squeezed(notation(understood(text, is_forwarded=is_forwarded)))


@pytest.mark.parametrize(
    ("wanted", "choice"),
    [
        (Confirm(booking="CBN-A2RB-GP3W"), confirm_choice("CBN-A2RB-GP3W")),
        (Cancel(code="CBN-A2RB-GP3W"), cancel_choice("CBN-A2RB-GP3W")),
        (Cancel(code="CBN-A2RB-GP3W", sure=True), cancel_sure_choice("CBN-A2RB-GP3W")),
        (KeepBooking(), keep_choice()),
        (StartDraft(afresh=True), afresh_choice()),
        (ContinueDraft(), continue_draft_choice()),
        (BookDraft(), book_draft_choice()),
        (StopDraft(), stop_draft_choice()),
        (CorrectDraft(step="service_date"), correct_choice("service_date")),
        (FillDraft(step="session", text="08:00"), fill_choice("session", "08:00")),
        (Move(code="CBN-A2RB-GP3W", day=MONDAY, session="any"), word_choice("ubah", "CBN-A2RB-GP3W 30112026 any")),
        (JoinWaitlist(day=MONDAY), word_choice("tunggu", "30112026")),
        (LeaveWaitlist(code="CBN-A2RB-GP3W", day=MONDAY), leave_choice("CBN-A2RB-GP3W", MONDAY)),
        (ShowSchedule(), word_choice("jadwal")),
        (ShowSchedule(day=date(2026, 11, 30)), word_choice("jadwal", "30112026")),
        (
            Book(name="Budi", birth_date=date(1987, 1, 25), service_date=date(2026, 11, 30), session="08:00"),
            book_choice("#Budi#25011987#30112026#08:00"),
        ),
    ],
    ids=[
        "confirm",
        "cancel",
        "cancel-sure",
        "keep",
        "afresh",
        "continue",
        "book-draft",
        "stop",
        "correct",
        "fill",
        "move",
        "wait",
        "leave",
        "word",
        "word-with-date",
        "book",
    ],
)
def test_choice(wanted: Command, choice: str) -> None:
    """The id that a handler puts on a button comes back as the command that it stands for, within 64 bytes."""
    assert wanted == understood("the button's label", choice=choice, kind="choice")
    assert len(choice.encode()) <= LONGEST_ID


@pytest.mark.parametrize(
    "choice",
    [
        "confirm:",
        "confirm:x",
        "sell:CBN-A2RB-GP3W",
        "word:",
        "book:",
        "fill:shoe:9",
        "correct:",
        "1",
        "leave:20261131:CBN-A2RB-GP3W",
    ],
)
def test_choice_of_others(choice: str) -> None:
    """An id that no handler of ours wrote does nothing."""
    assert Unclear(text=choice) == understood(choice=choice, kind="choice")


def test_book_choice_too_long() -> None:
    """A line that no button can carry gives no id, rather than a cut one."""
    assert book_choice(f"#{'A' * 42}#25011987#30112026") == ""
    assert book_choice(f"#{'A' * 41}#25011987#30112026") != ""


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "document", "contact", "location", "other"])
def test_unsupported_kind(kind: EventKind) -> None:
    """What is no text gets its own answer, unless its caption says something that is known."""
    assert Unsupported(kind=kind) == understood(kind=kind)
    assert Unsupported(kind=kind) == understood("ini KTP saya", kind=kind)
    assert "book Budi | 1987-01-25 | 2026-11-30" == notation(understood("#Budi#25011987#30112026", kind=kind))


def test_shared_number() -> None:
    """A contact that the platform vouches for is the sender's own number; another one is a card of somebody."""
    assert ShareNumber(phone="+6281234567890") == understood(kind="contact", phone="+6281234567890")
    assert Unsupported(kind="contact") == understood(kind="contact")


@pytest.mark.parametrize(
    ("asked", "text", "wanted"),
    [
        ("name", "Budi Santoso", FillDraft(step="name", text="Budi Santoso")),
        ("name", "nama: Budi", FillDraft(step="name", text="nama: Budi")),
        ("name", "Cek Mat", FillDraft(step="name", text="Cek Mat")),
        ("name", "Jadwl", FillDraft(step="name", text="Jadwl")),
        ("name", "cek", CheckBooking()),
        ("name", "cek dong min", CheckBooking()),
        ("name", "#cek Mat", CheckBooking()),
        ("name", "jadwal besok", ShowSchedule(day=date(2026, 11, 25))),
        ("name", "ya", Confirm()),
        ("name", "berhenti", StopDraft()),
        ("name", "1", Unclear(text="1")),
        ("name", "ok siap", Thanks()),
        ("session", "sesi apa aja", FillDraft(step="session", text="sesi apa aja")),
        ("session", "jam 7", FillDraft(step="session", text="jam 7")),
        ("birth_date", "25011987", FillDraft(step="birth_date", text="25011987")),
        ("birth_date", "31021987", FillDraft(step="birth_date", text="31021987")),
        ("birth_date", "250115", FillDraft(step="birth_date", text="250115")),
        ("birth_date", "kode 00002681", Confirm(approval="00002681")),
        ("birth_date", "entah", Unclear(text="entah")),
        ("birth_date", "jadwal", ShowSchedule()),
        ("service_date", "besok", FillDraft(step="service_date", text="besok")),
        ("service_date", "Selasa", FillDraft(step="service_date", text="Selasa")),
        ("session", "jam 9", FillDraft(step="session", text="jam 9")),
        ("session", "terserah", FillDraft(step="session", text="terserah")),
        ("session", "8", Unclear(text="8")),
        ("sure", "YA", BookDraft()),
        ("sure", "setuju kak", BookDraft()),
        ("sure", "tidak", Unclear(text="tidak")),
        ("sure", "00002681", Confirm(approval="00002681")),
        ("sure", "#Ani#01021990#30112026", Book(name="Ani", birth_date=date(1990, 2, 1), service_date=MONDAY)),
        ("", "25011987", Confirm(approval="25011987")),
    ],
)
def test_answer_to_a_step(asked: str, text: str, wanted: Command) -> None:
    """What can be the answer to the step that is asked is taken for it; what says something else is not."""
    draft = Draft(name="Budi", birth_date=date(1987, 1, 25), service_date=MONDAY, asked=asked)
    assert wanted == understood(text, draft=draft)


def test_edited_message() -> None:
    """A message that its writer has corrected is read like a new one."""
    assert ShowSchedule() == understood("#jadwal", kind="edit")


def test_words_within_a_long_text() -> None:
    """A story is not searched for bookings, and asked to be short; but the command word in it is offered."""
    story = "kemarin saya sudah " * 30
    assert Unsupported(kind="story") == understood(f"{story}#Budi#25011987#30112026")
    assert "jadwal" == understood_nearest(f"min jadwal {story}")


def understood_nearest(text: str) -> str:
    """Return the word that is offered for a text that is not understood."""
    command = understood(text)
    assert isinstance(command, Unclear)
    return command.nearest


def test_session_lost_on_a_closed_day() -> None:
    """On a day without sessions a clock time stays as typed, and an order is asked about."""
    assert "book Budi | 1987-01-25 | 2026-11-28 | 08:00" == notation(understood("#Budi#25011987#28112026#8:00"))
    assert "mistake session unreadable | sesi 1 | #Budi#25011987#28112026" == notation(
        understood("#Budi#25011987#28112026#sesi 1")
    )


PIECES = st.sampled_from(
    ["#", "##", " # ", "\n", ",", " ", "Budi Santoso", "25011987", "30-11-2026", "7 Jun 18", "besok", "Senin",
     "08:00", "sesi", "jam 2", "Jl. Merdeka 5", "jadwal", "batal", "CBN-A2RB-GP3W", "ya", "kode", "00002681",
     "31021987", "nama:", "halo", "/", "@", "🙏", "\u200b", "'", "12131987", "250115"]
)  # fmt: skip
TEXTS = st.text() | st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join)


@given(TEXTS)
def test_any_text(text: str) -> None:
    """Whatever is sent gives a command, and never an error."""
    assert isinstance(understood(text), Command)


@given(TEXTS)
def test_any_forwarded_text(text: str) -> None:
    """A forwarded text is answered, and does nothing: whatever it would do as one's own is left to the sender."""
    command = understood(text, is_forwarded=True)
    assert isinstance(command, Forwarded) or command == understood(text)
    assert not isinstance(command, Book | Cancel | Confirm | Move | SetLanguage | StartDraft | StopDraft | Unclear)


@pytest.mark.parametrize("text", ["Budi Santoso", "ya", "25011987"])
def test_forwarded_is_no_answer(text: str) -> None:
    """A forwarded text answers neither a step of a draft nor a question."""
    for asked in ("name", "birth_date", "sure"):
        draft = Draft(name="Budi", birth_date=date(1987, 1, 25), service_date=MONDAY, session="08:00", asked=asked)
        assert Forwarded() == understood(text, draft=draft, question="cancel-sure:CBN-7K3M-9QXD", is_forwarded=True)


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "document", "contact", "location", "other"])
def test_forwarded_thing(kind: EventKind) -> None:
    """A forwarded sticker or file gets the answer of its kind, but a booking in its caption is not made."""
    assert Unsupported(kind=kind) == understood(kind=kind, is_forwarded=True)
    line = "#Budi#25011987#30112026"
    assert Forwarded(line=line) == understood(line, kind=kind, is_forwarded=True)


@given(TEXTS)
def test_example_to_copy(text: str) -> None:
    """The corrected line books what was understood, or asks for the rest; it changes no date but a past one."""
    mistake = understood(text)
    if not isinstance(mistake, BookingMistake):
        return
    again = understood(mistake.example)
    assume(mistake.example.split("#")[1].lower() not in WORDS)
    assert isinstance(again, Book | BookingMistake)
    assert mistake.birth_date in (None, again.birth_date)
    if mistake.service_date and mistake.service_date >= TODAY:
        assert mistake.service_date == again.service_date
    assert mistake.name in ("", again.name)
    if isinstance(again, BookingMistake):
        assert "NAMA" in mistake.example or "TGLLAHIR" in mistake.example


NAMES = st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z'’.-]{0,7}[a-z.]){0,2}", fullmatch=True)
BIRTHS = st.dates(date(1907, 1, 1), date(2026, 11, 24))
SERVICES = st.dates(date(2026, 11, 24), date(2027, 12, 31))


@given(NAMES, BIRTHS, SERVICES)
def test_line_reads_back(name: str, birth: date, service: date) -> None:
    """A line that we write is read as the booking that it was written for, in whatever order its fields stand."""
    line = booking_line(name, birth, service, session="08:00")
    wanted = f"book {name} | {birth} | {service} | 08:00"
    assert wanted == notation(understood(line))
    assert wanted == notation(understood("#".join(reversed(line.split("#")))))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ya", Cancel(code="CBN-7K3M-9QXD", sure=True)),
        ("ya pak", Cancel(code="CBN-7K3M-9QXD", sure=True)),
        ("Tidak", KeepBooking()),
        ("ga jadi", KeepBooking()),
        ("#cek", CheckBooking()),
        ("00002681", Confirm(approval="00002681")),
    ],
)
def test_answer_to_a_question(text: str, wanted: Command) -> None:
    """A bare yes or no is about what was asked just before; anything else is what it always is."""
    assert wanted == understood(text, question="cancel-sure:CBN-7K3M-9QXD")


def test_yes_to_a_word_with_more() -> None:
    """After "Maksud Anda #ubah 1/12/2026 09:00?" a bare yes is all of it."""
    wanted = Move(day=date(2026, 12, 1), session="09:00")
    assert wanted == understood("ya", question=word_choice("ubah", "1/12/2026 09:00"))


@pytest.mark.parametrize(("text", "wanted"), [("ya", Cancel()), ("Ya pak", Cancel()), ("tidak", Unclear)])
def test_yes_to_a_word(text: str, wanted: Command | type[Command]) -> None:
    """After "Maksud Anda #batal?" a bare yes is that word, not an approval; a bare no approves and cancels nothing."""
    command = understood(text, question="word:batal")
    assert wanted == command or type(command) is wanted


def test_yes_to_no_question() -> None:
    """Without a question, a bare yes approves what waits for it."""
    assert Confirm() == understood("Ya")
