"""What officers order from the desk at which they sit, one struct per command."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.commands import Category
from bot.staff_commands import StaffCommand
from bot.visit_values import Collector


class ShowDesks(StaffCommand, frozen=True, kw_only=True):
    """`/loket`: who is where, and how many wait."""


class TakeDesk(StaffCommand, frozen=True, kw_only=True):
    """`/loket CS 1`: work at this desk, by its id, until the day ends."""

    desk: str


class CallNext(StaffCommand, frozen=True, kw_only=True):
    """`/panggil`: the next person to one's desk."""


class AboutPerson(StaffCommand, frozen=True, kw_only=True):
    """An order about who is before one's desk. `number` is whom the officer means, "" whoever it is."""

    number: str = ""


class CallAgain(AboutPerson, frozen=True, kw_only=True):
    """`/ulang`."""


class SitDown(AboutPerson, frozen=True, kw_only=True):
    """`/datang`: who was called has come."""


class PutBack(AboutPerson, frozen=True, kw_only=True):
    """`/lewati`: who was called has not come, and is called again after some others."""


class NoteAbsent(AboutPerson, frozen=True, kw_only=True):
    """`/absen`: who was called often enough does not count any more."""


class Transfer(AboutPerson, frozen=True, kw_only=True):
    """`/pindah-jalur JALUR|MEJA`: into another lane, or to one desk, by their ids; neither asks for one."""

    lane: str = ""
    desk: str = ""


class Finish(AboutPerson, frozen=True, kw_only=True):
    """`/selesai`: the person goes, and their application stays as it is."""


class PauseDesk(StaffCommand, frozen=True, kw_only=True):
    """`/jeda ALASAN`; "" asks why."""

    reason: str = ""


class ResumeDesk(StaffCommand, frozen=True, kw_only=True):
    """`/aktif`: the desk calls again."""


class NameWalkIn(AboutPerson, frozen=True, kw_only=True):
    """`/pemohon NAMA#TGLLAHIR[#NOMOR]`: who somebody is that came without a booking; `phone` in E.164, "" for none."""

    name: str
    birth_date: date
    phone: str = ""


class Complete(AboutPerson, frozen=True, kw_only=True):
    """`/lengkap PRODUK KATEGORI`: the papers are complete; what is left out is asked for."""

    product: str = ""
    category: Category | Literal[""] = ""


class SendBack(AboutPerson, frozen=True, kw_only=True):
    """`/kembalikan ALASAN`: papers are missing; without a reason, or while it `is_choosing`, they are asked for."""

    reasons: tuple[str, ...] = ()
    is_choosing: bool = False


class Photographed(AboutPerson, frozen=True, kw_only=True):
    """`/foto KODEBILLING`, or `tanpa` for a code that only the paper has."""

    billing_code: str = ""
    is_without_code: bool = False


class GiveOut(AboutPerson, frozen=True, kw_only=True):
    """`/diambil sendiri`, `keluarga NAMA`, `kuasa NAMA`: the passport is handed over; left out, it is asked to whom."""

    collector: Collector | Literal[""] = ""
    name: str = ""


class UndoStep(StaffCommand, frozen=True, kw_only=True):
    """`/urungkan KODE ALASAN`: the last step of an application is taken back; it had as many as were `shown` then."""

    code: str
    why: str
    shown: int | None = None
