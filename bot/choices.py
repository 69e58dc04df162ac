"""The ids of buttons and list rows: written and read here only, so that both agree. At most 64 bytes each."""

from __future__ import annotations

from datetime import date, datetime
from typing import get_args

from bot.codes import read_code
from bot.commands import (
    AgreeToShift,
    AskStaff,
    BookDraft,
    Cancel,
    Come,
    Command,
    Confirm,
    ContinueDraft,
    CorrectDraft,
    FillDraft,
    KeepBooking,
    LeaveWaitlist,
    StartDraft,
    Step,
    StopDraft,
)

LONGEST_ID = 64  # bytes; Telegram's callback data allows no more

_PLAIN: dict[str, Command] = {
    "keep": KeepBooking(),
    "draft-afresh": StartDraft(afresh=True),
    "draft-continue": ContinueDraft(),
    "draft-book": BookDraft(),
    "draft-stop": StopDraft(),
}
_STEPS: dict[str, Step] = {step: step for step in get_args(Step)}


def confirm_choice(code: str) -> str:
    """Return the id of *Setuju* for the held place with this booking code."""
    return f"confirm:{code}"


def cancel_choice(code: str) -> str:
    """Return the id of *Batalkan*, which asks whether one is sure."""
    return f"cancel:{code}"


def cancel_sure_choice(code: str) -> str:
    """Return the id of *Ya, batalkan*."""
    return f"cancel-sure:{code}"


def coming_choice(code: str) -> str:
    """Return the id of *Saya datang*."""
    return f"coming:{code}"


def agree_choice(code: str) -> str:
    """Return the id of *Setuju* to the date to which the office has moved a booking."""
    return f"agree:{code}"


def keep_choice() -> str:
    """Return the id of *Tidak* to the question whether to cancel."""
    return "keep"


def word_choice(word: str, arguments: str = "") -> str:
    """Return the id that does what a command word does, with its arguments: `word:jadwal 30112026`."""
    return f"word:{word} {arguments}".rstrip()


def book_choice(line: str) -> str:
    """Return the id that books a whole line (`booking_line`), or "" when it is too long: show it to copy."""
    choice = f"book:{line.removeprefix('#')}"
    return choice if len(choice.encode()) <= LONGEST_ID else ""


def fill_choice(step: Step, text: str) -> str:
    """Return the id that answers a step of `#daftar`."""
    return f"fill:{step}:{text}"


def correct_choice(step: Step) -> str:
    """Return the id that asks a step of `#daftar` again."""
    return f"correct:{step}"


def afresh_choice() -> str:
    """Return the id of *Mulai dari awal*."""
    return "draft-afresh"


def continue_draft_choice() -> str:
    """Return the id of *Lanjut mendaftar*."""
    return "draft-continue"


def book_draft_choice() -> str:
    """Return the id of *Pesan tempat ini*."""
    return "draft-book"


def stop_draft_choice() -> str:
    """Return the id of *Berhenti*."""
    return "draft-stop"


def ask_staff_choice(inquiry: str) -> str:
    """Return the id of *Tanya petugas*."""
    return f"ask-staff:{inquiry}"


def leave_choice(code: str, day: date) -> str:
    """Return the id of *Keluar* from the waiting list of a date, and of *Tidak* to what it offers."""
    return f"leave:{day:%Y%m%d}:{code}"


def plan_choice(token: str) -> str:
    """Return the id of an officer's *Ya, lakukan*."""
    return f"plan:{token}"


def drop_plan_choice(token: str) -> str:
    """Return the id of an officer's *Tidak jadi*."""
    return f"plan-no:{token}"


def read_choice(choice: str) -> Command | str | None:
    """Return the command that an id stands for, or the text that it says for the person; None: not ours."""
    if choice in _PLAIN:
        return _PLAIN[choice]
    kind, _, value = choice.partition(":")
    if kind in ("word", "book") and value:
        return f"#{value.removeprefix('#')}"
    if kind in ("fill", "correct"):
        return _draft_command(kind, value)
    if kind == "ask-staff" and value:
        return AskStaff(inquiry=value)
    if kind == "leave":
        return _leave(value)
    reading = read_code(value)
    if reading.kind != "valid":
        return None
    match kind:
        case "confirm":
            return Confirm(booking=reading.code)
        case "cancel" | "cancel-sure":
            return Cancel(code=reading.code, sure=kind == "cancel-sure")
        case "coming":
            return Come(code=reading.code)
        case "agree":
            return AgreeToShift(code=reading.code)
    return None


def _leave(value: str) -> Command | None:
    digits, _, code = value.partition(":")
    reading = read_code(code)
    try:
        day = datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        return None
    return LeaveWaitlist(code=reading.code, day=day) if reading.kind == "valid" else None


def _draft_command(kind: str, value: str) -> Command | None:
    name, _, text = value.partition(":")
    step = _STEPS.get(name)
    if step is None:
        return None
    return CorrectDraft(step=step) if kind == "correct" else FillDraft(step=step, text=text)
