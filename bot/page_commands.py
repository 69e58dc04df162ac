"""What officers ask for to work at a browser, one struct per command."""

from __future__ import annotations

from bot.staff_commands import StaffCommand
from bot.store.devices import DeviceKind


class SignIn(StaffCommand, frozen=True, kw_only=True):
    """`/masuk`: a code for the staff's pages."""


class ShowDevices(StaffCommand, frozen=True, kw_only=True):
    """`/perangkat`: the kiosks and boards."""


class AddDevice(StaffCommand, frozen=True, kw_only=True):
    """`/perangkat tambah NAMA = kios|papan`: a code to type on the device."""

    name: str
    kind: DeviceKind


class WithdrawDevice(StaffCommand, frozen=True, kw_only=True):
    """`/perangkat cabut NAMA`."""

    name: str
