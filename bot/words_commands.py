"""What officers ask for about the office's own words, one struct per command."""

from __future__ import annotations

from typing import Literal

from bot.messages import Language
from bot.office_words import Fault
from bot.offices import Fee
from bot.own_words import Own
from bot.staff_commands import StaffCommand


class ShowTexts(StaffCommand, frozen=True, kw_only=True):
    """`/teks`: which texts the office may word itself."""


class ShowText(StaffCommand, frozen=True, kw_only=True):
    """`/teks [en] KUNCI`: the text in force, with the names of its values."""

    key: str
    language: Language = "id"


class UnknownText(StaffCommand, frozen=True, kw_only=True):
    """`/teks` with a name that no text has; `nearest` is the one that was probably meant, or ""."""

    name: str
    nearest: str = ""


class UnfitText(StaffCommand, frozen=True, kw_only=True):
    """`/teks KUNCI = …` with a text that can't take the place of ours."""

    key: str
    fault: Fault


class Reword(StaffCommand, frozen=True, kw_only=True):
    """`/teks [en] KUNCI = …`, `/alamat …`, `/pengumuman …`: other words from now on."""

    own: Own


class AddFee(StaffCommand, frozen=True, kw_only=True):
    """`/biaya PRODUK RUPIAH mulai TANGGAL`."""

    fee: Fee


class Restore(StaffCommand, frozen=True, kw_only=True):
    """`… batal`: the version before again; `… asal`: as configured."""

    slot: str
    to: Literal["before", "configured"] = "before"


class ShowAnnouncement(StaffCommand, frozen=True, kw_only=True):
    """`/pengumuman`: what is announced now."""


class ShowAddress(StaffCommand, frozen=True, kw_only=True):
    """`/alamat`: where the office says it is."""


class ListFees(StaffCommand, frozen=True, kw_only=True):
    """`/biaya`: the fees in force, and those to come."""


class ListReasons(StaffCommand, frozen=True, kw_only=True):
    """`/alasan`: the closing reasons that are ready."""


class AddReason(StaffCommand, frozen=True, kw_only=True):
    """`/alasan tambah TEKS`."""

    reason: str


class RemoveReason(StaffCommand, frozen=True, kw_only=True):
    """`/alasan hapus NOMOR`, or the reason itself."""

    found: str
