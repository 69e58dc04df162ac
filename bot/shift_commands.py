"""What officers ask for of dates on which people are booked, one struct per command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.staff_commands import StaffCommand


class CloseDates(StaffCommand, frozen=True, kw_only=True):
    """`/tutup tanggal[–tanggal] alasan`: close dates, and release who is booked on them.

    Without a reason, which is "" then, one of the office's ready ones is to be chosen first.
    """

    first: date
    last: date
    reason: str

    @property
    def days(self) -> Sequence[date]:
        """Return the dates, the last one included."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


class MoveDate(StaffCommand, frozen=True, kw_only=True):
    """`/pindah tanggal tanggal-baru [alasan]`: close a date, and move who is booked on it to another one."""

    day: date
    to: date
    reason: str = ""


class ShowShifts(StaffCommand, frozen=True, kw_only=True):
    """`/pindah status`: who has not answered yet to having been moved."""
