"""What officers ask for in their chat on behalf of an applicant, one struct per command."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from bot.commands import Book, BookingMistake
from bot.staff_commands import StaffCommand


class Whom(Struct, frozen=True, kw_only=True):
    """Who is meant: by the code of a booking, by a number (E.164), or by name and birth date."""

    code: str = ""
    phone: str = ""
    name: str = ""
    birth_date: date | None = None


class FindBooking(StaffCommand, frozen=True, kw_only=True):
    """`/cari KODE`, `/cari NOMOR`, `/cari NAMA [tanggal]`: one of the three; `day` None: today and the next week."""

    code: str = ""
    phone: str = ""
    name: str = ""
    day: date | None = None


class BookAtCounter(StaffCommand, frozen=True, kw_only=True):
    """`/daftarkan NAMA#TGLLAHIR#TGLLAYANAN[#SESI]`: book somebody who has no phone."""

    book: Book


class CounterMistake(StaffCommand, frozen=True, kw_only=True):
    """`/daftarkan` with a line that can't be read."""

    mistake: BookingMistake


class CancelFor(StaffCommand, frozen=True, kw_only=True):
    """`/batalkan KODE [alasan]`."""

    code: str
    reason: str = ""


class BlockPerson(StaffCommand, frozen=True, kw_only=True):
    """`/blokir NOMOR = alasan [= sampai tanggal]`, also `KODE = …` and `NAMA#TGLLAHIR = …`."""

    whom: Whom
    reason: str
    until: date | None = None


class UnblockPerson(StaffCommand, frozen=True, kw_only=True):
    """`/lepas NOMOR = alasan`, also `KODE = …` and `NAMA#TGLLAHIR = …`: no block and no cool-down any more."""

    whom: Whom
    reason: str


class WriteTo(StaffCommand, frozen=True, kw_only=True):
    """`/kirim KODE pesan`: one message to the owner of a booking."""

    code: str
    text: str


class ShowInquiries(StaffCommand, frozen=True, kw_only=True):
    """`/kotak`: what people asked that the bot could not answer."""


class AnswerInquiry(StaffCommand, frozen=True, kw_only=True):
    """`/balas ID pesan`; without a text (the button *Balas*) the officer's next message is the answer."""

    id: str
    text: str = ""


class ShowFigures(StaffCommand, frozen=True, kw_only=True):
    """`/rekap [tanggal]`: places, booked, held, cancelled and missed of each session."""

    day: date | None = None
