"""Readers of what stands behind the words with which officers note finished passports."""

from __future__ import annotations

from collections.abc import Mapping

from bot.arguments import Reading
from bot.collection_commands import HandOver, MarkReady, ShowUnfinished
from bot.payment_files import BILL, read_bill
from bot.staff_commands import Misused, StaffCommand
from bot.visit_values import Collector

# locale: staff-usage-siap, staff-usage-serahkan
MOST_AT_ONCE = 100
LONGEST_NAME = 80

SPOKEN: Mapping[str, Collector] = {
    "sendiri": "applicant", "pemohon": "applicant",
    "keluarga": "family",
    "kuasa": "other", "wakil": "other", "lain": "other",
}  # fmt: skip


def siap_arguments(reading: Reading) -> StaffCommand:
    """Read `/siap`, or the codes behind it."""
    words = reading.rest.replace(",", " ").replace(";", " ").split()
    bills = tuple(dict.fromkeys(map(read_bill, words)))
    if len(bills) > MOST_AT_ONCE:
        return Misused(word="siap", found=str(len(bills)))
    if "" in bills:
        return Misused(word="siap", found=next(word for word in words if not read_bill(word)))
    return MarkReady(bills=bills) if bills else ShowUnfinished()


def serahkan_arguments(reading: Reading) -> StaffCommand:
    """Read `/serahkan KODE [sendiri]`, `/serahkan KODE keluarga|kuasa NAMA`."""
    typed, who, taker = (*reading.rest.split(maxsplit=2), "", "", "")[:3]
    code = read_bill(typed)
    if not code or BILL.fullmatch(code) or len(taker) > LONGEST_NAME:
        return Misused(word="serahkan", found=typed)
    collector = SPOKEN.get(who.lower() or "sendiri")
    if collector is None or (collector == "applicant") == bool(taker):
        return Misused(word="serahkan", found=who if collector is None else taker)
    return HandOver(code=code, collector=collector, name=taker)
