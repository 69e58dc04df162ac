"""Readers of what stands behind the words with which officers help an applicant."""

from __future__ import annotations

from datetime import date

from bot.arguments import Reading
from bot.booking_lines import read_line, read_plain_line
from bot.calendar_words import DAYS_AHEAD
from bot.codes import CodeReading, read_code
from bot.commands import Book
from bot.dates import read_date
from bot.desk_commands import (
    AnswerInquiry,
    BlockPerson,
    BookAtCounter,
    CancelFor,
    CounterMistake,
    FindBooking,
    ShowFigures,
    UnblockPerson,
    Whom,
    WriteTo,
)
from bot.names import NameMistake, read_name
from bot.phones import PhoneMistake, read_phone
from bot.staff_commands import Misused, StaffCommand

# locale: staff-usage-cari, staff-usage-daftarkan, staff-usage-batalkan, staff-usage-blokir, staff-usage-lepas
# locale: staff-usage-kirim, staff-usage-balas, staff-usage-rekap
CODE_WORDS = 3  # a code may be written with spaces
DATE_WORDS = 3
LONGEST_REASON = 200
LONGEST_LETTER = 1000
LONGEST_FOUND = 80


def cari_arguments(reading: Reading) -> StaffCommand:
    """Read `/cari KODE`, `/cari NOMOR` or `/cari NAMA [tanggal]`."""
    typed = " ".join(reading.rest.replace("#", " ").replace("=", " ").split())
    if not typed:
        return Misused(word="cari")
    code = read_code(typed)
    if code.kind != "none":
        return FindBooking(code=code.code) if code.kind == "valid" else Misused(word="cari", found=code.code)
    phone = read_phone(typed)
    if not isinstance(phone, PhoneMistake):
        return FindBooking(phone=phone)
    name, day = _name_and_day(typed, reading.today)
    if not any(map(str.isalpha, name)) or any(map(str.isdecimal, name)):
        return Misused(word="cari", found=shown(typed))
    return FindBooking(name=name, day=day)


def daftarkan_arguments(reading: Reading) -> StaffCommand:
    """Read `/daftarkan NAMA#TGLLAHIR#TGLLAYANAN[#SESI]` in the forms that applicants may use too."""
    now = reading.office.local(reading.now_ms)
    line = read_plain_line(reading.rest, now.date()) or read_line(reading.rest, office=reading.office, now=now)
    if line is None:
        return Misused(word="daftarkan", found=shown(reading.rest))
    return BookAtCounter(book=line) if isinstance(line, Book) else CounterMistake(mistake=line)


def batalkan_arguments(reading: Reading) -> StaffCommand:
    """Read `/batalkan KODE [alasan]`."""
    code, reason = code_in_front(reading.rest)
    if code.kind != "valid":
        return Misused(word="batalkan", found=code.code or shown(reading.rest))
    if len(reason) > LONGEST_REASON:
        return Misused(word="batalkan", found=shown(reason))
    return CancelFor(code=code.code, reason=reason)


def kirim_arguments(reading: Reading) -> StaffCommand:
    """Read `/kirim KODE pesan`."""
    code, text = code_in_front(reading.rest)
    if code.kind != "valid":
        return Misused(word="kirim", found=code.code or shown(reading.rest))
    if not text or len(text) > LONGEST_LETTER:
        return Misused(word="kirim", found=shown(text))
    return WriteTo(code=code.code, text=text)


def balas_arguments(reading: Reading) -> StaffCommand:
    """Read `/balas ID [pesan]`."""
    id, text, *_ = (*reading.rest.split(maxsplit=1), "", "")
    if not id or len(text) > LONGEST_LETTER:
        return Misused(word="balas", found=shown(text))
    return AnswerInquiry(id=id.upper(), text=text)


def blokir_arguments(reading: Reading) -> StaffCommand:
    """Read `/blokir NOMOR|KODE|NAMA#TGLLAHIR = alasan [= sampai tanggal]`."""
    typed, reason, ending = _parts(reading)
    whom = _whom(typed, reading)
    if isinstance(whom, str) or not reason or len(reason) > LONGEST_REASON:
        return Misused(word="blokir", found=shown(whom if isinstance(whom, str) else reason))
    if not ending:
        return BlockPerson(whom=whom, reason=reason)
    until = read_date(ending.lower().removeprefix("sampai "), today=reading.today, expect="service").day
    if until is None or until < reading.today:
        return Misused(word="blokir", found=shown(ending))
    return BlockPerson(whom=whom, reason=reason, until=until)


def lepas_arguments(reading: Reading) -> StaffCommand:
    """Read `/lepas NOMOR|KODE|NAMA#TGLLAHIR = alasan`."""
    typed, reason, _ = _parts(reading)
    whom = _whom(typed, reading)
    if isinstance(whom, str) or not reason or len(reason) > LONGEST_REASON:
        return Misused(word="lepas", found=shown(whom if isinstance(whom, str) else reason))
    return UnblockPerson(whom=whom, reason=reason)


def rekap_arguments(reading: Reading) -> StaffCommand:
    """Read `/rekap [tanggal]`."""
    if not reading.rest:
        return ShowFigures()
    day = read_date(reading.rest, today=reading.today, expect="service").day
    return ShowFigures(day=day) if day else Misused(word="rekap", found=shown(reading.rest))


def _parts(reading: Reading) -> tuple[str, str, str]:
    typed, reason, ending, *_ = [*(part.strip() for part in reading.rest.split("=")), "", ""]
    return typed, " ".join(reason.split()), ending


def _whom(typed: str, reading: Reading) -> Whom | str:
    """Return who is meant, or what can't be read."""
    code = read_code(typed)
    if code.kind == "valid":
        return Whom(code=code.code)
    phone = read_phone(typed)
    if not isinstance(phone, PhoneMistake):
        return Whom(phone=phone)
    written, _, born = typed.strip("# ").partition("#")
    name, birth = read_name(written), read_date(born.strip("# "), today=reading.today, expect="birth").day
    if isinstance(name, NameMistake) or birth is None:
        return typed
    return Whom(name=name, birth_date=birth)


def code_in_front(rest: str) -> tuple[CodeReading, str]:
    """Return the code that a text begins with, and what is behind it with its line breaks."""
    for length in range(1, CODE_WORDS + 1):
        words = rest.split(maxsplit=length)
        code = read_code(" ".join(words[:length]))
        if code.kind == "valid":
            return code, words[length] if len(words) > length else ""
    return read_code("".join(rest.split(maxsplit=1)[:1])), ""


def _name_and_day(typed: str, today: date) -> tuple[str, date | None]:
    """Return a name and the date behind it, which has digits or is a word such as "besok"."""
    words = typed.split()
    for cut in range(max(1, len(words) - DATE_WORDS), len(words)):
        behind = words[cut:]
        if any(map(str.isdecimal, "".join(behind))) or tuple(word.lower() for word in behind) in DAYS_AHEAD:
            day = read_date(" ".join(behind), today=today, expect="service").day
            if day:
                return " ".join(words[:cut]), day
    return typed, None


def shown(found: str) -> str:
    """Return what can't be read, cut to a length that can be shown."""
    return found if len(found) <= LONGEST_FOUND else f"{found[:LONGEST_FOUND]}…"
