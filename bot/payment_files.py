"""Reads a bank's list of payments: a CSV file with a heading, or lines as officers write them. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from bot.codes import read_code
from bot.payments import Payment

COLUMNS: Mapping[str, str] = {
    "billing_code": "bill", "kode_billing": "bill", "kode billing": "bill", "kode bayar": "bill",
    "code": "bill", "kode": "bill",
    "ntpn": "proof", "proof": "proof",
    "amount": "amount", "jumlah": "amount", "nominal": "amount",
}  # fmt: skip
"""The headings that are read, in small letters; other columns are left alone."""

DELIMITERS = (";", "\t", ",")
BILL = re.compile(r"\d{15}")
PROOF = re.compile(r"[A-Z0-9]{6,32}")
AMOUNT = re.compile(r"(?:Rp)?\s*(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]00)?", re.IGNORECASE)
LONGEST_FOUND = 40


class Unread(Struct, frozen=True, kw_only=True):
    """A line that can't be read; `why` is "bill", "proof", "amount", or "heading" for the whole file."""

    line: int
    why: str
    found: str


def read_file(text: str) -> Iterator[Payment | Unread]:
    """Yield the payments of a CSV file by line, divided by commas, semicolons or tabs."""
    lines = text.removeprefix("\ufeff").splitlines()
    heading = lines[0] if lines else ""
    delimiter = max(DELIMITERS, key=heading.count)
    rows = csv.reader(lines, delimiter=delimiter)
    names = [COLUMNS.get(name.strip().lower(), "") for name in next(rows, [])]
    if not {"bill", "proof"} <= set(names):
        yield Unread(line=1, why="heading", found=heading[:LONGEST_FOUND])
        return
    for row in rows:
        fields = {name: value.strip() for name, value in zip(names, row, strict=False) if name and value.strip()}
        if fields:
            yield _payment(rows.line_num, fields)


def read_lines(text: str) -> Sequence[Payment | Unread]:
    """Return the payments of some lines: a code or a billing code, then the proof."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = re.split(r"[\s,;=]+", line.strip())
        if line.strip():
            found.append(_payment(number, {"bill": " ".join(words[:-1]), "proof": words[-1]}))
    return found


def read_bill(text: str) -> str:
    """Return a billing code of 15 digits or the canonical code of an application; "" for neither."""
    digits = re.sub(r"[\s.-]", "", text)
    if BILL.fullmatch(digits):
        return digits
    code = read_code(text)
    return code.code if code.kind == "valid" else ""


def _payment(line: int, fields: Mapping[str, str]) -> Payment | Unread:
    bill, proof = read_bill(fields.get("bill", "")), re.sub(r"[\s.-]", "", fields.get("proof", "")).upper()
    amount = AMOUNT.fullmatch(fields.get("amount", "0"))
    if not bill:
        return Unread(line=line, why="bill", found=fields.get("bill", "")[:LONGEST_FOUND])
    if not PROOF.fullmatch(proof):
        return Unread(line=line, why="proof", found=proof[:LONGEST_FOUND])
    if amount is None:
        return Unread(line=line, why="amount", found=fields["amount"][:LONGEST_FOUND])
    rupiah = int(re.sub(r"[.,]", "", amount[1])) if "amount" in fields else None
    return Payment(bill=bill, proof=proof, line=line, amount=rupiah)
