"""What officers ask for of quotas, sessions, closed dates and holidays, one struct per command."""

from __future__ import annotations

from datetime import date, time

from bot.offices import Pool, Session
from bot.staff_commands import StaffCommand


class WhichDate(StaffCommand, frozen=True, kw_only=True):
    """A staff word with a date that can be one of `days`; `behind` is what stands behind it."""

    word: str
    found: str
    days: tuple[date, ...]
    behind: str = ""


class ShowQuota(StaffCommand, frozen=True, kw_only=True):
    """`/kuota [tanggal]`: places, booked, held and left of each session; without a date of the next ones."""

    day: date | None = None


class SetQuota(StaffCommand, frozen=True, kw_only=True):
    """`/kuota tanggal [sesi] jumlah [umum|prioritas|cadangan]`; without a session the whole date's."""

    day: date
    places: int
    pool: Pool = "regular"
    session: str = ""


class OpenDate(StaffCommand, frozen=True, kw_only=True):
    """`/buka tanggal [= sesi]`: a closed date, or one without service, which then needs its sessions."""

    day: date
    sessions: tuple[Session, ...] = ()


class ShowWeek(StaffCommand, frozen=True, kw_only=True):
    """`/sesi`, `/jam-buka`, `/horison`: the sessions of the week, and when new dates open."""


class SetWeekdays(StaffCommand, frozen=True, kw_only=True):
    """`/sesi senin-jumat = 08:00-09:00 20, …`; without sessions these weekdays (1 = Monday) have no service."""

    weekdays: tuple[int, ...]
    sessions: tuple[Session, ...] = ()


class SetDate(StaffCommand, frozen=True, kw_only=True):
    """`/sesi tanggal = 08:00-09:00 20, …`: the sessions of one date; none (`biasa`): those of its weekday again."""

    day: date
    sessions: tuple[Session, ...] = ()


class SetOpeningHour(StaffCommand, frozen=True, kw_only=True):
    """`/jam-buka HH:MM`: when one more date opens each day."""

    hour: time


class SetHorizon(StaffCommand, frozen=True, kw_only=True):
    """`/horison n`: how many days ahead people can book."""

    days: int


class ShowHolidays(StaffCommand, frozen=True, kw_only=True):
    """`/libur [tahun]`: public holidays that nobody has decided about yet."""

    year: int | None = None


class CloseHoliday(StaffCommand, frozen=True, kw_only=True):
    """`/libur tutup tanggal`: the office is closed on a public holiday."""

    day: date


class KeepHoliday(StaffCommand, frozen=True, kw_only=True):
    """`/libur buka tanggal`: the office is open on a public holiday."""

    day: date


class CloseHolidays(StaffCommand, frozen=True, kw_only=True):
    """`/libur semua [tahun]`: all that are proposed and have no bookings; `days` are those that were shown."""

    year: int | None = None
    days: tuple[date, ...] = ()
