"""What `antrian payments` does: a bank's file of payments, matched with the bills of all offices."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from bot.app import House, Store, now_ms, open_house
from bot.config import Config
from bot.errors import AntrianError
from bot.payment_files import Unread, read_file
from bot.payments import Payment, Settled, Settling
from bot.store.operations import Operation, Stamp

MEANINGS = {
    "paid": "paid",
    "already": "was noted before",
    "unknown": "no application has this bill",
    "other_proof": "is paid already, with another proof",
    "proof_taken": "this proof belongs to another application",
    "amount": "the bill is about another amount",
    "stage": "does not wait for a payment",
}
UNREADABLE = {
    "heading": "no heading with billing_code and ntpn",
    "bill": "no billing code of 15 digits, nor a code",
    "proof": "no proof number (NTPN)",
    "amount": "no amount",
}


class FileUnreadable(AntrianError):
    """Raised when a file of payments can't be read."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path} can't be read: {problem}; expected a CSV file in UTF-8")


class Line(Struct, frozen=True, kw_only=True):
    """What became of a line of the file; `is_wrong`: somebody has to look at it."""

    number: int
    bill: str
    meaning: str
    is_wrong: bool


def import_payments(
    config: Config, path: Path, *, is_dry_run: bool, clock: Callable[[], int] = now_ms
) -> Sequence[Line]:
    """Mark as paid what a file tells, and return what became of each line. In a dry run nothing is changed."""
    try:
        found = list(read_file(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(path, str(error)) from None

    async def settled(store: Store) -> Sequence[Line]:
        async with open_house(config, store) as house:
            return [line async for line in _settled(house, found, is_dry_run=is_dry_run, clock=clock)]

    with closing(Store(config)) as store:
        return asyncio.run(settled(store))


async def _settled(
    house: House, found: Sequence[Payment | Unread], *, is_dry_run: bool, clock: Callable[[], int]
) -> AsyncIterator[Line]:
    run = f"import/{secrets.token_hex(8)}"
    settling = Settling(house.bookings.visits.applications, is_dry_run=is_dry_run)
    for each in found:
        if isinstance(each, Unread):
            yield Line(number=each.line, bill=each.found, meaning=UNREADABLE[each.why], is_wrong=True)
            continue
        stamp = Stamp(operation=Operation(run, each.line), now_ms=clock(), by="import")
        settled = await _settle(house, settling, each, stamp)
        is_wrong = settled.fate not in ("paid", "already")
        yield Line(number=each.line, bill=each.bill, meaning=MEANINGS[settled.fate], is_wrong=is_wrong)


async def _settle(house: House, settling: Settling, payment: Payment, stamp: Stamp) -> Settled:
    """Settle a payment at the office that knows its bill."""
    settled = Settled(payment=payment, fate="unknown")
    for office in house.offices.values():
        settled = await settling.settle(office, payment, stamp)
        if settled.fate != "unknown":
            break
    return settled
