"""Readers of what stands behind the words with which officers change the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.arguments import Reading
from bot.calendar_commands import (
    CloseHoliday,
    CloseHolidays,
    KeepHoliday,
    OpenDate,
    SetDate,
    SetHorizon,
    SetOpeningHour,
    SetQuota,
    SetWeekdays,
    ShowHolidays,
    ShowQuota,
    ShowWeek,
    WhichDate,
)
from bot.calendars import MOST_DAYS_AHEAD
from bot.dates import DateReading, read_date
from bot.offices import Pool
from bot.session_hours import looks_like_session, read_session
from bot.session_lists import POOLS, read_clock, read_sessions, read_weekdays
from bot.staff_commands import Misused, StaffCommand

# locale: staff-usage-kuota, staff-usage-buka, staff-usage-sesi, staff-usage-jam-buka, staff-usage-horison
# locale: staff-usage-libur
AS_EVER = frozenset({"biasa", "seperti biasa", "normal"})
NO_SERVICE = frozenset({"tutup", "libur", "kosong", "-", "tidak ada"})
LATEST_YEARS = 2  # the package of holidays knows no more with any certainty
LONGEST_FOUND = 80


def kuota_arguments(reading: Reading) -> StaffCommand:
    """Read `/kuota`, `/kuota tanggal` or `/kuota tanggal [sesi] jumlah [umum|prioritas|cadangan]`."""
    words = reading.rest.replace("=", " ").lower().split()
    if not words:
        return ShowQuota()
    pool = POOLS.get(words[-1])
    front = words[:-1] if pool else words
    whole = _date(" ".join(words), reading)
    if not pool and _is_near(whole, reading.today):
        return ShowQuota(day=whole.day)
    if len(front) > 1 and front[-1].isdecimal() and len(front[-1]) <= 6:
        found = _quota(front[:-1], int(front[-1]), pool or "regular", reading)
        if not isinstance(found, Misused):
            return found
    if whole.reason == "ambiguous":
        return WhichDate(word="kuota", found=reading.rest, days=whole.dates)
    return ShowQuota(day=whole.day) if whole.day else Misused(word="kuota", found=_shown(reading.rest))


def buka_arguments(reading: Reading) -> StaffCommand:
    """Read `/buka tanggal [= sesi]`."""
    typed, _, listed = (part.strip() for part in reading.rest.partition("="))
    found = _date(typed, reading)
    if found.reason == "ambiguous":
        return WhichDate(word="buka", found=typed, days=found.dates, behind=f"= {listed}" if listed else "")
    sessions = read_sessions(listed) if listed else ()
    if found.day is None or isinstance(sessions, str):
        return Misused(word="buka", found=_shown(typed if found.day is None else str(sessions)))
    return OpenDate(day=found.day, sessions=sessions)


def sesi_arguments(reading: Reading) -> StaffCommand:
    """Read `/sesi`, `/sesi tanggal`, `/sesi hari = sesi` or `/sesi tanggal = sesi`."""
    typed, sign, listed = (part.strip() for part in reading.rest.partition("="))
    weekdays = read_weekdays(typed)
    if not sign:
        return ShowWeek() if weekdays or not typed else _of_date(typed, reading)
    said = " ".join(listed.lower().split())
    sessions = () if said in (NO_SERVICE if weekdays else AS_EVER) else read_sessions(listed)
    if isinstance(sessions, str):
        return Misused(word="sesi", found=_shown(sessions))
    if weekdays:
        return SetWeekdays(weekdays=weekdays, sessions=sessions)
    found = _date(typed, reading)
    if found.reason == "ambiguous":
        return WhichDate(word="sesi", found=typed, days=found.dates, behind=f"= {listed}")
    return SetDate(day=found.day, sessions=sessions) if found.day else Misused(word="sesi", found=_shown(typed))


def jam_buka_arguments(reading: Reading) -> StaffCommand:
    """Read `/jam-buka [HH:MM]`."""
    if not reading.rest:
        return ShowWeek()
    hour = read_clock(reading.rest)
    return Misused(word="jam-buka", found=_shown(reading.rest)) if hour is None else SetOpeningHour(hour=hour)


def horison_arguments(reading: Reading) -> StaffCommand:
    """Read `/horison [n]`."""
    if not reading.rest:
        return ShowWeek()
    number = reading.rest.lower().removesuffix("hari").strip()
    if not number.isdecimal() or len(number) > 3:
        return Misused(word="horison", found=_shown(reading.rest))
    return SetHorizon(days=int(number))


def libur_arguments(reading: Reading) -> StaffCommand:
    """Read `/libur [tahun]`, `/libur tutup tanggal`, `/libur buka tanggal` or `/libur semua [tahun]`."""
    verb, _, rest = reading.rest.lower().partition(" ")
    if verb in ("", "semua") or not rest:
        year = rest.strip() if verb == "semua" else verb
        return _of_year(year, reading.today, is_all=verb == "semua")
    found = _date(rest, reading)
    if verb not in ("tutup", "buka") or found.day is None:
        return Misused(word="libur", found=_shown(rest if verb in ("tutup", "buka") else reading.rest))
    return CloseHoliday(day=found.day) if verb == "tutup" else KeepHoliday(day=found.day)


def _of_year(text: str, today: date, *, is_all: bool) -> StaffCommand:
    year = int(text) if text.isdecimal() and len(text) == 4 else None
    if text and (year is None or not today.year <= year <= today.year + LATEST_YEARS):
        return Misused(word="libur", found=_shown(text))
    return CloseHolidays(year=year) if is_all else ShowHolidays(year=year)


def _of_date(typed: str, reading: Reading) -> StaffCommand:
    found = _date(typed, reading)
    if found.reason == "ambiguous":
        return WhichDate(word="sesi", found=typed, days=found.dates)
    return ShowQuota(day=found.day) if found.day else Misused(word="sesi", found=_shown(typed))


def _quota(front: Sequence[str], places: int, pool: Pool, reading: Reading) -> StaffCommand:
    """Read a date with a session behind it; of several readings the one whose date is near."""
    cuts = [(" ".join(front[:cut]), " ".join(front[cut:])) for cut in range(len(front), 0, -1)]
    likely = [
        (_date(typed, reading), typed, behind) for typed, behind in cuts if not behind or looks_like_session(behind)
    ]
    readings = [each for each in likely if each[0].day or each[0].reason == "ambiguous"]
    if not readings:
        return Misused(word="kuota", found=_shown(" ".join(front)))
    found, typed, behind = next((each for each in readings if _is_near(each[0], reading.today)), readings[0])
    if found.day is None:
        wish = f"{behind} {places} {next(word for word in POOLS if POOLS[word] == pool)}"
        return WhichDate(word="kuota", found=typed, days=found.dates, behind=wish.strip())
    session = read_session(behind, reading.office.held_sessions(found.day)) if behind else ""
    if behind and not session:
        return Misused(word="kuota", found=_shown(behind))
    return SetQuota(day=found.day, places=places, pool=pool, session=session)


def _date(text: str, reading: Reading) -> DateReading:
    return read_date(text, today=reading.today, expect="service")


def _is_near(found: DateReading, today: date) -> bool:
    """Tell whether a date is one of those that a calendar is about: "30 november 40" is none of the year 2040."""
    return found.day is not None and abs(found.day - today) <= timedelta(days=MOST_DAYS_AHEAD)


def _shown(found: str) -> str:
    """Return what can't be read, cut to a length that can be shown."""
    return found if len(found) <= LONGEST_FOUND else f"{found[:LONGEST_FOUND]}…"
