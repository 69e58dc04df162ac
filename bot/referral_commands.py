"""What officers ask for around referral letters, one struct per command."""

from __future__ import annotations

from bot.staff_commands import StaffCommand


class MakeReferral(StaffCommand, frozen=True, kw_only=True):
    """`/surat ES-…`: the letter of a case, or a copy of the one that it has."""

    number: str


class WithdrawReferral(StaffCommand, frozen=True, kw_only=True):
    """`/surat cabut ES-… = alasan`: the letter no longer holds. `id` is which one that was when it was asked."""

    number: str
    why: str
    id: str = ""
