"""One whole conversation as data: what a person says or presses, and what must then be seen on every channel."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

WAITING, BOOKED = "^⏳ MENUNGGU PERSETUJUAN", "^✅ TERDAFTAR"
FIRST, SECOND = r"(?P<first>CBN-\w{4}-\w{4})", r"(?P<second>CBN-\w{4}-\w{4})"


class Turn(Struct, frozen=True, kw_only=True):
    """One thing that the person does, and patterns of the answer.

    What a named group finds is remembered: `says` may hold it in braces, and later groups of the name must find the
    same again.
    """

    says: str = ""
    presses: str = ""
    sees: tuple[str, ...]


SCRIPT = (
    # A line with a slip in it, corrected and approved.
    Turn(says="#jadwal", sees=("^Jadwal Kanim CBN", r"17 Nov: sisa 10\.000 tempat")),
    Turn(
        says="#Budi Santoso#25131987#01122099",
        sees=("^❌ BELUM TERDAFTAR", "Periksa tanggal lahir", "^#Budi Santoso#TGLLAHIR#01122099$"),
    ),
    Turn(
        says="#Budi Santoso#25011987#01122099",
        sees=(WAITING, "25 Januari 1987", "Selasa, 1 Desember 2099", r"^(?P<approval>\d{8})$"),
    ),
    Turn(says="#cek", sees=(WAITING, r"^(?P<approval>\d{8})$")),
    Turn(says="{approval}", sees=(BOOKED, FIRST, "Selasa, 1 Desember 2099, pukul 08:00 WIB", "Wajib membawa dokumen")),
    Turn(says="ya", sees=(BOOKED, FIRST)),
    Turn(says="#Budi Santoso#25011987#03122099", sees=(BOOKED, FIRST, "1 Desember 2099")),
    # Another language, and back.
    Turn(says="#bahasa en", sees=("in English",)),
    Turn(says="#cek", sees=("^✅ BOOKED", FIRST, "Tuesday, 1 December 2099")),
    Turn(says="#bahasa", sees=("Pilih bahasa",)),
    Turn(presses="Bahasa Indonesia", sees=("bahasa Indonesia",)),
    # Moved and cancelled.
    Turn(says="#ubah", sees=(FIRST, "Selasa, 1 Desember 2099")),
    Turn(presses="Kam, 19 Nov 2099", sees=("Kamis, 19 November 2099", "10:00 WIB")),
    Turn(presses="10:00 WIB: sisa 5.000", sees=(BOOKED, FIRST, "Kamis, 19 November 2099, pukul 10:00 WIB")),
    Turn(says="CEK", sees=(BOOKED, FIRST, "Kamis, 19 November 2099, pukul 10:00 WIB")),
    Turn(presses="Batalkan booking", sees=("^Batalkan booking ini", FIRST)),
    Turn(presses="Tidak", sees=(BOOKED, FIRST)),
    Turn(says="#batal", sees=("^Batalkan booking ini", FIRST)),
    Turn(says="ya", sees=("^❌ DIBATALKAN", FIRST)),
    # Step by step, with a slip, another question in the middle, and a correction at the end.
    Turn(says="#daftar", sees=("Langkah 1 dari 4",)),
    Turn(says="Siti Nur'aini", sees=("Nama: Siti Nur'aini", "Langkah 2 dari 4")),
    Turn(says="31-02-1990", sees=("Periksa tanggal lahir", "31-02-1990", "Langkah 2 dari 4")),
    Turn(says="3 April 1990", sees=("3 April 1990", "Langkah 3 dari 4")),
    Turn(says="#biaya", sees=("belum selesai",)),
    Turn(presses="Lanjut mendaftar", sees=("Nama: Siti Nur'aini", "Langkah 3 dari 4")),
    Turn(presses="Rab, 18 Nov 2099", sees=("Rabu, 18 November 2099", "Langkah 4 dari 4")),
    Turn(presses="Sesi mana saja", sees=("Periksa data ini", "Nama: Siti Nur'aini", "3 April 1990")),
    Turn(presses="Ubah nama", sees=("Langkah 1 dari 4",)),
    Turn(says="Siti Nuraini", sees=("Periksa data ini", "Nama: Siti Nuraini", "Rabu, 18 November 2099")),
    Turn(presses="Pesan tempat ini", sees=(WAITING, "Nama: Siti Nuraini", "3 April 1990")),
    Turn(presses="Setuju", sees=(BOOKED, SECOND, "Rabu, 18 November 2099, pukul 08:00 WIB")),
    Turn(says="#cek", sees=(BOOKED, SECOND)),
)

DAYS = (date(2099, 11, 18), date(2099, 11, 19), date(2099, 12, 1))
OUTCOME = (
    "held {first} 991201",
    "booked {first} 991201",
    "moved {first} 991119",
    "cancelled {first} 991119",
    "held {second} 991118",
    "booked {second} 991118",
)
"""What the office's stream of events then holds, with the codes that were shown."""
