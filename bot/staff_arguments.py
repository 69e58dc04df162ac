"""Readers of what stands behind the staff's words."""

from __future__ import annotations

from bot.arguments import Reading
from bot.phones import PhoneMistake, read_phone
from bot.staff import read_roles
from bot.staff_commands import (
    ChangeRoles,
    InviteStaff,
    JoinStaff,
    Misused,
    RemoveStaff,
    ShowHistory,
    ShowStaff,
    StaffCommand,
)

MOST_ACTS = 50


def petugas_arguments(reading: Reading) -> StaffCommand:
    """Read `/petugas`, `tambah NAMA = PERAN [= NOMOR]`, `peran NAMA = PERAN`, `hapus NAMA`."""
    verb, _, rest = reading.rest.partition(" ")
    name, roles, number, *_ = [*(" ".join(part.split()) for part in rest.split("=")), "", ""]
    match verb.lower():
        case "":
            return ShowStaff()
        case "hapus" if name and not roles:
            return RemoveStaff(name=name)
        case "tambah" | "peran" if name:
            return _with_roles(verb.lower(), name, roles, number)
    return Misused(word="petugas", found=verb if verb.lower() not in ("tambah", "peran", "hapus") else "")


def _with_roles(verb: str, name: str, typed: str, number: str) -> StaffCommand:
    roles = read_roles(typed)
    if isinstance(roles, str):
        return Misused(word="petugas", found=roles)
    if verb == "peran":
        return ChangeRoles(name=name, roles=roles)
    phone = read_phone(number) if number else ""
    if isinstance(phone, PhoneMistake):
        return Misused(word="petugas", found=phone.found)
    return InviteStaff(name=name, roles=roles, phone=phone)


def gabung_arguments(reading: Reading) -> StaffCommand:
    """Read `/gabung KODE`."""
    code = "".join(letter for letter in reading.rest if letter.isalnum()).upper()
    return JoinStaff(code=code) if code else Misused(word="gabung")


def riwayat_arguments(reading: Reading) -> StaffCommand:
    """Read `/riwayat [n]`."""
    if not reading.rest:
        return ShowHistory()
    if not reading.rest.isdecimal() or not 1 <= int(reading.rest) <= MOST_ACTS:
        return Misused(word="riwayat", found=reading.rest)
    return ShowHistory(most=int(reading.rest))
