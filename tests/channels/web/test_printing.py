"""Printing: what a paper is in ESC/POS, and when it counts as printed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from channels.web.printing import Printer, PrinterFailed, Printers
from channels.web.settings import WebSettings
from channels.web.slips import Slip, escpos
from tests.channels.web.printers import FakePrinter, Mood, printer

PAPER = Slip(
    office="Kantor Imigrasi Cirebon",
    number="A012",
    lines=("Jalur CS", "Perkiraan menunggu 10–25 menit"),
    content="https://antrian.example.go.id/tiket/2026-11-24-A012-abcdefghijkl",
    hint="Pindai untuk mengikuti nomor ini di HP",
    at="Selasa, 24 November 2026, 13:00 WIB",
)
SOON_S = 0.2


@pytest.fixture
async def fake() -> AsyncIterator[FakePrinter]:
    """Give a printer on the loopback."""
    async with printer() as running:
        yield running


def test_escpos() -> None:
    """A paper begins by resetting the printer, has the number large, the QR drawn by the printer, and is cut."""
    data = escpos(PAPER)
    assert b"\x1b@" == data[:2]
    assert b"\x1d!\x55" in data[: data.index(b"A012")]
    assert data.index(b"A012\n") < data.index(b"Perkiraan menunggu 10-25 menit") < data.index(PAPER.content.encode())
    assert b"\x1d(k" in data[: data.index(PAPER.content.encode())]
    assert data.endswith(b"\x1dV\x00")
    assert data.isascii()


async def test_printed(fake: FakePrinter) -> None:
    """A paper has come out when the printer has answered behind its last line."""
    await Printer(fake.target).print(escpos(PAPER))
    assert [escpos(PAPER)] == fake.papers


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("shut", "refused"),
        ("stuck", "no answer within 0.2 s"),
        ("cut", "the connection was cut"),
        ("empty", "out of paper"),
    ],
)
async def test_failed(fake: FakePrinter, mood: Mood, reason: str) -> None:
    """A printer that is off, stuck, cut off or out of paper is said to be so; the next paper comes out all the same."""
    fake.mood = mood
    target = "127.0.0.1:9" if mood == "shut" else fake.target
    with pytest.raises(PrinterFailed, match=reason):
        await Printer(target, patience_s=SOON_S).print(escpos(PAPER))
    fake.mood = "well"
    await Printer(fake.target).print(escpos(PAPER))
    assert 1 == len(fake.papers)


async def test_one_at_a_time(fake: FakePrinter) -> None:
    """Papers of two kiosks on one printer come out one after the other, each whole."""
    shared = Printer(fake.target)
    await asyncio.gather(*(shared.print(f"paper {n}".encode()) for n in range(8)))
    assert {f"paper {n}".encode() for n in range(8)} == set(fake.papers)


async def test_file(tmp_path: Path) -> None:
    """A printer behind a file of the system gets the same bytes."""
    port = tmp_path / "lp0"
    port.touch()
    await Printer(str(port)).print(escpos(PAPER))
    assert escpos(PAPER) == await asyncio.to_thread(port.read_bytes)


async def test_file_stuck(tmp_path: Path) -> None:
    """A file that is not there, or that takes nothing, is a printer that failed."""
    with pytest.raises(PrinterFailed, match="No such file"):
        await Printer(str(tmp_path / "lp1")).print(b"paper")
    port = tmp_path / "lp0"
    os.mkfifo(port)
    reader = os.open(port, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(PrinterFailed, match=r"no answer within 0\.2 s"):
        await Printer(str(port), patience_s=SOON_S).print(bytes(1_000_000))
    os.close(reader)


def test_which_printer() -> None:
    """A kiosk has the printer of its name, else the one for all, else its browser prints."""
    printers = Printers({"Kios 1": "10.0.0.1", "*": "10.0.0.2", "Kios 3": "10.0.0.2"})
    assert printers.of("kios 1") is not printers.of("Kios 2")
    assert printers.of("Kios 2") is printers.of("Kios 3")
    assert None is Printers({}).of("Kios 1")


@pytest.mark.parametrize("target", ["192.168.1.50", "printer.lan:9100", "/dev/usb/lp0", "[fe80::1]:9100"])
def test_settings(target: str) -> None:
    """A printer is named by its address or by its file."""
    assert {"*": target} == WebSettings(printers={"*": target}).printers


@pytest.mark.parametrize("target", ["", "http://10.0.0.1", "printer:99999", "printer:0", "dev/lp0"])
def test_wrong_settings(target: str) -> None:
    """What is neither is refused with an example."""
    with pytest.raises(ValidationError, match="refused"):
        WebSettings(printers={"*": target})
