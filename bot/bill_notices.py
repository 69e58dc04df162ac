"""What is said about the bill of a passport: values in, a reply out. Pure; who is told when is elsewhere."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from bot.messages import Day, Money, Reply, Value, Words
from bot.offices import Office


class Bill(Struct, frozen=True, kw_only=True):
    """A SIMPONI bill: who is to pay how much for what with which code of 15 digits, until the end of which day.

    "" is a code that only the paper has, which the officer gave.
    """

    name: str
    code: str
    rupiah: int
    until: date
    product: Value


def bill_made(bill: Bill) -> Reply:
    """Tell that a bill is there, how it is paid, and until when."""
    return Reply(key="bill-made", values=_values(bill))


def bill_lapses_soon(bill: Bill) -> Reply:
    """Remind of a bill that nobody has paid, on the day before its last one."""
    return Reply(key="bill-lapses-soon", values=_values(bill))


def bill_lapsed(bill: Bill, office: Office) -> Reply:
    """Tell that a bill is void, and where to get another."""
    place = Words("office-place", {"name": office.name, "address": office.address})
    return Reply(key="bill-lapsed", values={**_values(bill), "place": place})


def _values(bill: Bill) -> dict[str, Value]:
    return {
        "name": bill.name, "code": bill.code or Words("bill-on-paper"), "product": bill.product,
        "amount": Money(bill.rupiah), "until": Day(bill.until),
    }  # fmt: skip
