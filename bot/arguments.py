"""Readers of what stands behind a command word, for the word tables of handlers."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from bot.codes import find_code
from bot.commands import Cancel, CheckBooking, Command, MistypedCode, ShowSchedule
from bot.dates import read_date
from bot.offices import Office

ReadArguments = Callable[["Reading"], Command]


class Reading(Struct, frozen=True, kw_only=True):
    """What a command word's reader gets: the words behind it, and what dates are to be read against."""

    rest: str
    office: Office
    now_ms: int


def no_arguments(command: type[Command]) -> ReadArguments:
    """Return a reader that gives the bare command, whatever stands behind the word."""
    bare = command()
    return lambda reading: bare


def jadwal_arguments(reading: Reading) -> Command:
    """Read `jadwal [tanggal]`; a date that is not certain shows the whole schedule, which holds it too."""
    if not reading.rest:
        return ShowSchedule()
    today = reading.office.local(reading.now_ms).date()
    return ShowSchedule(day=read_date(reading.rest, today=today, expect="service").day)


def cek_arguments(reading: Reading) -> Command:
    """Read `cek [kode]`; without a code it asks for all of the sender's bookings."""
    code = find_code(reading.rest)
    return MistypedCode(found=code.code) if code.kind == "mistyped" else CheckBooking(code=code.code)


def batal_arguments(reading: Reading) -> Command:
    """Read `batal [kode]`; a mistyped code never cancels another booking."""
    code = find_code(reading.rest)
    return MistypedCode(found=code.code) if code.kind == "mistyped" else Cancel(code=code.code)
