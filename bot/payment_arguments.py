"""Readers of what stands behind the words with which officers note bills and payments."""

from __future__ import annotations

from bot.arguments import Reading
from bot.payment_commands import MarkPaid, NumberBill
from bot.payment_files import BILL, Unread, read_bill, read_lines
from bot.payments import Payment
from bot.staff_commands import Misused, StaffCommand

# locale: staff-usage-lunas, staff-usage-tagihan
MOST_AT_ONCE = 100


def lunas_arguments(reading: Reading) -> StaffCommand:
    """Read `/lunas KODE|TAGIHAN NTPN`, or several in a line each, or the word alone under a bank's file."""
    found = read_lines(reading.rest)
    unread = next((each for each in found if isinstance(each, Unread)), None)
    if unread or len(found) > MOST_AT_ONCE:
        return Misused(word="lunas", found=unread.found if unread else "")
    return MarkPaid(payments=tuple(each for each in found if isinstance(each, Payment)))


def tagihan_arguments(reading: Reading) -> StaffCommand:
    """Read `/tagihan KODE NOMOR`."""
    *front, billing_code = reading.rest.split() or [""]
    code = read_bill(" ".join(front))
    if not code or BILL.fullmatch(code):
        return Misused(word="tagihan", found=" ".join(front))
    if not BILL.fullmatch(billing_code):
        return Misused(word="tagihan", found=billing_code)
    return NumberBill(code=code, billing_code=billing_code)
