"""A bank's list of payments: which files and lines are read, and what is said of the others."""

from __future__ import annotations

import pytest

from bot.payment_files import Unread, read_file, read_lines
from bot.payments import Payment

BILL, CODE, PROOF = "820991130000001", "CBN-7K3M-9QXD", "1A2B3C4D5E6F7G8H"
PAID = Payment(bill=BILL, proof=PROOF, line=2)

FILES = {
    "commas": (f"billing_code,ntpn\n{BILL},{PROOF}\n", [PAID]),
    "semicolons, other columns, a mark in front": (
        f"\ufeffTanggal;Kode Billing;NTPN;Bank\n30/11/2026;{BILL};{PROOF};BRI\n", [PAID]
    ),
    "tabs and quotes": (
        f'kode\tproof\n"{CODE.lower()}"\t"{PROOF.lower()}"\n', [Payment(bill=CODE, proof=PROOF, line=2)]
    ),
    "spaces within": (f"kode bayar,ntpn\n8209 9113 0000 001,{PROOF[:4]} {PROOF[4:]}\n", [PAID]),
    "an amount": (
        f"billing_code;ntpn;jumlah\n{BILL};{PROOF};Rp350.000,00\n",
        [Payment(bill=BILL, proof=PROOF, line=2, amount=350_000)],
    ),
    "an empty line": (f"billing_code,ntpn\n\n,\n{BILL},{PROOF}\n", [Payment(bill=BILL, proof=PROOF, line=4)]),
    "no heading": (f"{BILL},{PROOF}\n", [Unread(line=1, why="heading", found=f"{BILL},{PROOF}")]),
    "nothing": ("", [Unread(line=1, why="heading", found="")]),
    "a spreadsheet's number": (
        f"billing_code,ntpn\n8.21E+14,{PROOF}\n", [Unread(line=2, why="bill", found="8.21E+14")]
    ),
    "no proof": (f"billing_code,ntpn\n{BILL},\n", [Unread(line=2, why="proof", found="")]),
    "a strange amount": (
        f"billing_code,ntpn,amount\n{BILL},{PROOF},gratis\n", [Unread(line=2, why="amount", found="gratis")]
    ),
    "a wrong code": (f"code,ntpn\nCBN-7K3M-9QXE,{PROOF}\n", [Unread(line=2, why="bill", found="CBN-7K3M-9QXE")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FILES.values(), ids=FILES)
def test_file(text: str, expected: list[Payment | Unread]) -> None:
    """A CSV file is read by its heading, as banks and spreadsheets write it; what can't be read names its line."""
    assert expected == list(read_file(text))


@pytest.mark.parametrize(
    "line", [f"{BILL} {PROOF}", f"{BILL}, {PROOF}", f" {BILL} = {PROOF} ", f"{BILL};{PROOF.lower()}"]
)
def test_line(line: str) -> None:
    """A line in a chat is a code, then the proof, however they are divided."""
    assert [Payment(bill=BILL, proof=PROOF, line=1), Payment(bill=CODE, proof=PROOF, line=3)] == read_lines(
        f"{line}\n\n{CODE} {PROOF}"
    )
