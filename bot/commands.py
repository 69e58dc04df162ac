"""What a person asks for, one struct per command: the same for a text, a button and a kiosk scan."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from bot.messages import Language

Field = Literal["name", "birth_date", "service_date", "session", "format"]
Step = Literal["name", "birth_date", "service_date", "session", "sure"]
"""What `#daftar` asks, in this order; `sure` is the summary."""

Category = Literal["adult", "replacement", "child", "migrant-worker", "pilgrim", "lost"]
"""For whom, or for what, a passport is: each needs other papers."""


class Command(Struct, frozen=True, kw_only=True):
    """What an applicant or an officer wants done. Plugins add their own by subclassing."""


class ShowSchedule(Command, frozen=True, kw_only=True):
    """`#jadwal [bulan/tanggal]`: the next open dates, those of a month (its first day), or the sessions of one.

    `found` is what stood there like a date and could not be read as one, `readings` the dates that it could mean.
    """

    day: date | None = None
    month: date | None = None
    found: str = ""
    readings: tuple[date, ...] = ()


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
    reason: Literal[
        "missing", "unreadable", "ambiguous", "impossible", "too_short", "digits", "rude", "future", "too_many"
    ]  # fmt: skip
    found: str
    example: str
    readings: tuple[date, ...] = ()
    name: str = ""
    birth_date: date | None = None
    service_date: date | None = None
    session: str = ""


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


class Come(Command, frozen=True, kw_only=True):
    """*Saya datang* under a reminder: the sender comes to the booking with this code."""

    code: str


class AgreeToShift(Command, frozen=True, kw_only=True):
    """*Setuju* under the news that the booking with this code was moved to another date."""

    code: str


class KeepBooking(Command, frozen=True, kw_only=True):
    """*Tidak* to the question whether to cancel."""


class Move(Command, frozen=True, kw_only=True):
    """`#ubah [kode] [tanggal] [sesi]`: another date or session. What is missing is asked for with buttons.

    `session` is "HH:MM", "any", or "" when it was not said. `found` is what stood there and could not be read
    as a date, `readings` the dates that it could mean.
    """

    code: str = ""
    day: date | None = None
    session: str = ""
    found: str = ""
    readings: tuple[date, ...] = ()


class ShowWaitlist(Command, frozen=True, kw_only=True):
    """`#tunggu`: where one stands in line. `found` could not be read as a date, `readings` is what it could mean."""

    found: str = ""
    readings: tuple[date, ...] = ()


class JoinWaitlist(Command, frozen=True, kw_only=True):
    """`#tunggu [NAMA#TGLLAHIR#]tanggal`: wait for a place of a full date. Who for is asked when it is not said."""

    day: date
    name: str = ""
    birth_date: date | None = None


class LeaveWaitlist(Command, frozen=True, kw_only=True):
    """*Keluar* from the waiting list of a date, or *Tidak* to the place that it offers."""

    code: str
    day: date


class StartDraft(Command, frozen=True, kw_only=True):
    """`#daftar`: book step by step, or go on with it; `afresh`: from the beginning."""

    afresh: bool = False


class ContinueDraft(Command, frozen=True, kw_only=True):
    """*Lanjut mendaftar*: ask again what was asked last."""


class FillDraft(Command, frozen=True, kw_only=True):
    """An answer to a step of `#daftar`, as it was typed or as a button says it."""

    step: Step
    text: str


class CorrectDraft(Command, frozen=True, kw_only=True):
    """*Ubah …*: ask a step of `#daftar` again."""

    step: Step


class BookDraft(Command, frozen=True, kw_only=True):
    """*Pesan tempat ini*: hold a place for what `#daftar` has put together."""


class StopDraft(Command, frozen=True, kw_only=True):
    """*Berhenti*: forget what `#daftar` has put together."""


class ShareNumber(Command, frozen=True, kw_only=True):
    """The sender's own number, shared with one press and proven by the platform."""

    phone: str


class ShowRequirements(Command, frozen=True, kw_only=True):
    """`#syarat [kategori]`: which papers to bring; without a category it asks for whom."""

    category: Category | None = None


class ShowFees(Command, frozen=True, kw_only=True):
    """`#biaya`: what a passport costs today."""


class ShowLocation(Command, frozen=True, kw_only=True):
    """`#lokasi`: where the office is, and when it is open."""


class ShowSteps(Command, frozen=True, kw_only=True):
    """`#alur`: what happens in the office, step by step."""


class ShowOfficial(Command, frozen=True, kw_only=True):
    """`#cekresmi`: how to tell that this chat is the office's."""


class SetLanguage(Command, frozen=True, kw_only=True):
    """`#bahasa [id|en]`: answer in this language from now on; without one it asks."""

    language: Language | None = None


class ShowHelp(Command, frozen=True, kw_only=True):
    """`#bantuan`: what one can say here."""


class Unclear(Command, frozen=True, kw_only=True):
    """Nothing that we know. `nearest` is the command word that was probably meant, or "".

    `rest` is what stands behind that word and says more than the word alone.
    """

    text: str
    nearest: str = ""
    rest: str = ""


class Thanks(Command, frozen=True, kw_only=True):
    """*Terima kasih*, *baik*, *siap*: nothing is asked, and nothing approved."""


class AskStaff(Command, frozen=True, kw_only=True):
    """*Tanya petugas* below an answer to something unclear, which is kept under this id."""

    inquiry: str


class Forwarded(Command, frozen=True, kw_only=True):
    """A forwarded text that wants more than to be told something: its words may be another's, so nothing is done.

    `line` is the booking line that was read in it, or "".
    """

    line: str = ""


class Rude(Command, frozen=True, kw_only=True):
    """An insult, and nothing else that we know."""


class Unsupported(Command, frozen=True, kw_only=True):
    """A sticker, voice message, picture … that no command takes; `story` is a text too long to be one message."""

    kind: str


class StopNews(Command, frozen=True, kw_only=True):
    """`#berhenti berita`: no more news to this number; what concerns its own booking still comes."""


class StartNews(Command, frozen=True, kw_only=True):
    """`#mulai berita`: news again."""
