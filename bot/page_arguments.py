"""Readers of what stands behind the staff's words for the pages."""

from __future__ import annotations

from collections.abc import Mapping

from bot.arguments import Reading
from bot.page_commands import AddDevice, ShowDevices, WithdrawDevice
from bot.staff_commands import Misused, StaffCommand
from bot.store.devices import DeviceKind

NAME_LENGTH = 40

SPOKEN: Mapping[str, DeviceKind] = {
    "kios": "kiosk", "kiosk": "kiosk", "mesin": "kiosk", "mesin antrian": "kiosk",
    "papan": "board", "board": "board", "layar": "board", "tv": "board",
}  # fmt: skip


def perangkat_arguments(reading: Reading) -> StaffCommand:
    """Read `/perangkat`, `tambah NAMA = kios|papan`, `cabut NAMA`."""
    verb, _, rest = reading.rest.partition(" ")
    name, _, kind = (part.strip() for part in rest.partition("="))
    if len(name) > NAME_LENGTH:
        return Misused(word="perangkat", found=name)
    match verb.lower():
        case "":
            return ShowDevices()
        case "cabut" if name and not kind:
            return WithdrawDevice(name=name)
        case "tambah" if name and kind.lower() in SPOKEN:
            return AddDevice(name=name, kind=SPOKEN[kind.lower()])
        case "tambah":
            return Misused(word="perangkat", found=kind)
    return Misused(word="perangkat", found="" if verb.lower() == "cabut" else verb)
