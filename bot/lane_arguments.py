"""Readers of what stands behind the words with which officers work at a desk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.arguments import ReadArguments, Reading
from bot.categories import category_of
from bot.collection_arguments import LONGEST_NAME, SPOKEN
from bot.dates import read_date
from bot.desk_arguments import LONGEST_REASON, code_in_front, shown
from bot.desk_reasons import REASONS
from bot.lane_commands import (
    AboutPerson,
    Complete,
    GiveOut,
    NameWalkIn,
    PauseDesk,
    Photographed,
    SendBack,
    ShowDesks,
    TakeDesk,
    Transfer,
    UndoStep,
)
from bot.names import NameMistake, read_name
from bot.offices import Office
from bot.phones import PhoneMistake, read_phone
from bot.staff_commands import Misused, StaffCommand
from bot.words_arguments import read_product

# locale: staff-usage-meja, staff-usage-loket, staff-usage-pindah-jalur, staff-usage-jeda, staff-usage-pemohon
# locale: staff-usage-lengkap, staff-usage-kembalikan, staff-usage-foto, staff-usage-diambil, staff-usage-urungkan
CHOOSING = "pilih"
WITHOUT_CODE = "tanpa"

_NUMBER = re.compile(r"([A-Za-z])(\d{1,6})(?:\s+|$)")
_POSITIONS = re.compile(r"\d{1,2}(?:\s+\d{1,2})*")


def loket_arguments(reading: Reading) -> StaffCommand:
    """Read `/loket` or `/loket MEJA`."""
    if not reading.rest:
        return ShowDesks()
    desk = _desk(reading.office, reading.rest)
    return TakeDesk(desk=desk) if desk else Misused(word="loket", found=shown(reading.rest))


def person_arguments(command: type[AboutPerson]) -> ReadArguments:
    """Return a reader of `/WORD` or `/WORD A012`."""

    def read(reading: Reading) -> StaffCommand:
        number, rest = _number_in_front(reading.rest)
        return Misused(word="meja", found=shown(rest)) if rest else command(number=number)

    return read


def transfer_arguments(reading: Reading) -> StaffCommand:
    """Read `/pindah-jalur [A012] [JALUR|MEJA]`; "Loket" is a lane, "Loket 2" a desk."""
    number, rest = _number_in_front(reading.rest)
    if not rest:
        return Transfer(number=number)
    desk, lane = _desk(reading.office, rest), _lane(reading.office, rest)
    if lane or desk:
        return Transfer(number=number, lane=lane, desk="" if lane else desk)
    return Misused(word="pindah-jalur", found=shown(rest))


def pause_arguments(reading: Reading) -> StaffCommand:
    """Read `/jeda [ALASAN]`."""
    reason = " ".join(reading.rest.split())
    return Misused(word="jeda", found=shown(reason)) if len(reason) > LONGEST_REASON else PauseDesk(reason=reason)


def walk_in_arguments(reading: Reading) -> StaffCommand:
    """Read `/pemohon [A012] NAMA#TGLLAHIR[#NOMOR]`."""
    number, rest = _number_in_front(reading.rest)
    written, _, behind = rest.strip("# ").partition("#")
    born, _, typed = behind.partition("#")
    name, birth = read_name(written), read_date(born.strip(), today=reading.today, expect="birth").day
    phone = read_phone(typed) if typed.strip() else ""
    if isinstance(name, NameMistake) or birth is None or isinstance(phone, PhoneMistake):
        return Misused(word="pemohon", found=shown(typed if isinstance(phone, PhoneMistake) else rest))
    return NameWalkIn(number=number, name=name, birth_date=birth, phone=phone)


def complete_arguments(reading: Reading) -> StaffCommand:
    """Read `/lengkap [A012] [PRODUK [KATEGORI]]`."""
    number, rest = _number_in_front(reading.rest)
    words = rest.lower().split()
    for cut in range(len(words), 0, -1):
        product, behind = read_product(" ".join(words[:cut]), reading), " ".join(words[cut:])
        category = category_of(behind)
        if product and (category or not behind):
            return Complete(number=number, product=product, category=category or "")
    return Misused(word="lengkap", found=shown(rest)) if words else Complete(number=number)


def send_back_arguments(reading: Reading) -> StaffCommand:
    """Read `/kembalikan [A012] [pilih] [ALASAN, ALASAN]`, each in words or by its number in the list."""
    number, rest = _number_in_front(reading.rest)
    verb, _, behind = rest.partition(" ")
    is_choosing = verb == CHOOSING
    reasons = list[str]()
    for part in re.split(r"[,;\n]", behind if is_choosing else rest):
        named = _reasons(part.strip())
        if named is None:
            return Misused(word="kembalikan", found=shown(part.strip()))
        reasons += named
    return SendBack(number=number, reasons=tuple(dict.fromkeys(reasons)), is_choosing=is_choosing)


def photo_arguments(reading: Reading) -> StaffCommand:
    """Read `/foto [A012] [KODEBILLING|tanpa]`."""
    number, rest = _number_in_front(reading.rest)
    if rest.lower() == WITHOUT_CODE:
        return Photographed(number=number, is_without_code=True)
    code = "".join(rest.split()).replace("-", "").replace(".", "")
    if code and not code.isdecimal():
        return Misused(word="foto", found=shown(rest))
    return Photographed(number=number, billing_code=code)


def give_out_arguments(reading: Reading) -> StaffCommand:
    """Read `/diambil [A012] [sendiri|keluarga NAMA|kuasa NAMA]`."""
    number, rest = _number_in_front(reading.rest)
    who, _, taker = rest.partition(" ")
    name = " ".join(taker.split())
    if not who:
        return GiveOut(number=number)
    collector = SPOKEN.get(who.lower())
    if collector is None or (collector == "applicant") == bool(name) or len(name) > LONGEST_NAME:
        return Misused(word="diambil", found=shown(rest) if collector is None or name else "")
    return GiveOut(number=number, collector=collector, name=name)


def undo_arguments(reading: Reading) -> StaffCommand:
    """Read `/urungkan KODE ALASAN`."""
    code, why = code_in_front(reading.rest)
    if code.kind != "valid":
        return Misused(word="urungkan", found=code.code or shown(reading.rest))
    if not why or len(why) > LONGEST_REASON:
        return Misused(word="urungkan", found=shown(why))
    return UndoStep(code=code.code, why=" ".join(why.split()))


def _number_in_front(rest: str) -> tuple[str, str]:
    """Return the ticket's number that a text begins with, as it is printed, and what is behind it."""
    found = _NUMBER.match(rest)
    return (f"{found[1].upper()}{int(found[2]):03}", rest[found.end() :].strip()) if found else ("", rest.strip())


def _reasons(part: str) -> Sequence[str] | None:
    """Return the reasons that a part names: by their numbers, or one in the officer's words; None: no such number."""
    if not _POSITIONS.fullmatch(part):
        return None if len(part) > LONGEST_REASON else [part] if part else []
    positions = [int(each) for each in part.split()]
    return [REASONS[n - 1] for n in positions] if all(0 < n <= len(REASONS) for n in positions) else None


def _desk(office: Office, typed: str) -> str:
    wanted = " ".join(typed.casefold().split())
    return next((desk.id for desk in office.desks if wanted in (desk.id, desk.name.casefold())), "")


def _lane(office: Office, typed: str) -> str:
    wanted = " ".join(typed.casefold().split())
    return next((lane.id for lane in office.lanes if wanted in (lane.id, lane.name.casefold())), "")
