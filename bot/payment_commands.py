"""What officers ask for about bills and payments, one struct per command."""

from __future__ import annotations

from bot.payments import Payment
from bot.staff_commands import StaffCommand


class MarkPaid(StaffCommand, frozen=True, kw_only=True):
    """`/lunas KODE|TAGIHAN NTPN`, several in a line each; none: they are in the bank's file that came with the word."""

    payments: tuple[Payment, ...] = ()


class NumberBill(StaffCommand, frozen=True, kw_only=True):
    """`/tagihan KODE NOMOR`: the billing code of an application, also a new one for a bill that has lapsed."""

    code: str
    billing_code: str
