"""What a person asks for, one struct per command: the same for a text, a button and a kiosk scan."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

Field = Literal["name", "birth_date", "service_date", "session", "format"]


class Command(Struct, frozen=True, kw_only=True):
    """What an applicant or an officer wants done. Plugins add their own by subclassing."""


class ShowSchedule(Command, frozen=True, kw_only=True):
    """`#jadwal [tanggal]`: the open dates, or the sessions of one."""

    day: date | None = None


class Book(Command, frozen=True, kw_only=True):
    """`#NAMA#TGLLAHIR#TGLLAYANAN[#SESI]`: hold a place. `name` is as typed, spaces folded.

    `session` is "HH:MM", or "" for any.
    """

    name: str
    birth_date: date
    service_date: date
    session: str = ""


class BookingMistake(Command, frozen=True, kw_only=True):
    """A booking that can't be read: the field at fault, what was found there, and what was understood of the rest.

    `example` is a whole corrected line that can be copied and sent, made from what was understood.
    `readings` are the dates that the field could mean, when there are two or more: never guessed between.
    """

    field: Field
    reason: Literal["missing", "unreadable", "ambiguous", "impossible", "too_short", "digits", "future", "too_many"]
    found: str
    example: str
    readings: tuple[date, ...] = ()
    name: str = ""
    birth_date: date | None = None
    service_date: date | None = None


class Confirm(Command, frozen=True, kw_only=True):
    """An approval code of 8 digits, or *Setuju* / YA (then `approval` is "" and the chat's one pending hold is meant).

    `booking` is the code of the booking that a button belongs to, or "".
    """

    approval: str = ""
    booking: str = ""


class CheckBooking(Command, frozen=True, kw_only=True):
    """`#cek [kode]`: tell me where I stand. `code` is canonical (`CBN-7K3M-9QXD`) or ""."""

    code: str = ""


class MistypedCode(Command, frozen=True, kw_only=True):
    """A booking code whose check character does not fit: told apart from an unknown one."""

    found: str


class Cancel(Command, frozen=True, kw_only=True):
    """`#batal [kode]`: asks once. `sure` is set by the button that answers the question."""

    code: str = ""
    sure: bool = False


class KeepBooking(Command, frozen=True, kw_only=True):
    """*Tidak* to the question whether to cancel."""


class ShowHelp(Command, frozen=True, kw_only=True):
    """`#bantuan`: what one can say here."""


class Unclear(Command, frozen=True, kw_only=True):
    """Nothing that we know. `nearest` is the command word that was probably meant, or ""."""

    text: str
    nearest: str = ""


class Unsupported(Command, frozen=True, kw_only=True):
    """A sticker, voice message, picture … that no command takes."""

    kind: str
