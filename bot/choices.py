"""The ids of buttons and list rows: written and read here only, so that both agree. At most 64 bytes each."""

from __future__ import annotations

from bot.codes import read_code
from bot.commands import Cancel, Command, Confirm, KeepBooking

LONGEST_ID = 64  # bytes; Telegram's callback data allows no more

_KEEP = "keep"


def confirm_choice(code: str) -> str:
    """Return the id of *Setuju* for the held place with this booking code."""
    return f"confirm:{code}"


def cancel_choice(code: str) -> str:
    """Return the id of *Batalkan*, which asks whether one is sure."""
    return f"cancel:{code}"


def cancel_sure_choice(code: str) -> str:
    """Return the id of *Ya, batalkan*."""
    return f"cancel-sure:{code}"


def keep_choice() -> str:
    """Return the id of *Tidak* to the question whether to cancel."""
    return _KEEP


def word_choice(word: str, arguments: str = "") -> str:
    """Return the id that does what a command word does, with its arguments: `word:jadwal 30112026`."""
    return f"word:{word} {arguments}".rstrip()


def book_choice(line: str) -> str:
    """Return the id that books a whole line (`booking_line`), or "" when it is too long: show it to copy."""
    choice = f"book:{line.removeprefix('#')}"
    return choice if len(choice.encode()) <= LONGEST_ID else ""


def read_choice(choice: str) -> Command | str | None:
    """Return the command that an id stands for, or the text that it says for the person; None: not ours."""
    if choice == _KEEP:
        return KeepBooking()
    kind, _, value = choice.partition(":")
    if kind in ("word", "book") and value:
        return f"#{value.removeprefix('#')}"
    reading = read_code(value)
    if reading.kind != "valid":
        return None
    match kind:
        case "confirm":
            return Confirm(booking=reading.code)
        case "cancel" | "cancel-sure":
            return Cancel(code=reading.code, sure=kind == "cancel-sure")
    return None
