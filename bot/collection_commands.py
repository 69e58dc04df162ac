"""What officers ask for about finished passports, one struct per command."""

from __future__ import annotations

from bot.staff_commands import StaffCommand
from bot.visit_values import Collector


class ShowUnfinished(StaffCommand, frozen=True, kw_only=True):
    """`/siap`: the passports that should be ready by now."""


class MarkReady(StaffCommand, frozen=True, kw_only=True):
    """`/siap KODE …`: one or a list, by codes or billing codes."""

    bills: tuple[str, ...]


class HandOver(StaffCommand, frozen=True, kw_only=True):
    """`/serahkan KODE [keluarga|kuasa NAMA]`: the passport is handed over; `name` is who takes it, "" the applicant."""

    code: str
    collector: Collector = "applicant"
    name: str = ""
