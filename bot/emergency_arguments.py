"""Readers of what stands behind `#darurat`, and behind the officers' `/es`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from bot.arguments import Reading, read_month
from bot.case_numbers import read_case_number
from bot.commands import Command
from bot.dates import read_date
from bot.emergencies import LETTERS, PARTS, PREFIX, Part
from bot.emergency_commands import (
    AcceptCase,
    AddToCase,
    AnswerEmergency,
    AskForPapers,
    BeginEmergency,
    CallFamily,
    ChooseVisit,
    CloseCase,
    ContinueEmergency,
    CorrectEmergency,
    FailVisit,
    FinishVisit,
    HandOverAtPatient,
    LeaveForLater,
    PlanVisit,
    ReachPatient,
    RejectCase,
    ReplaceLetter,
    SendEmergency,
    SetOff,
    ShowCase,
    ShowCases,
    ShowEmergency,
    ShowEmergencyFigures,
    ShowRoute,
    StopEmergency,
    WithdrawCase,
)
from bot.session_lists import read_clock
from bot.staff_commands import Misused, StaffCommand

# locale: staff-usage-es
LONGEST_REASON = 200
LONGEST_FOUND = 80
LONGEST_PAGE = 2

_PARTS: dict[str, Part] = {
    "dokter": "doctor_letter", "rujukan": "referral_letter", "alamat": "address", "lokasi": "pin", "peta": "pin",
    "tanggal": "departure", "berangkat": "departure", "pasien": "patient", "kontak": "contact", "sakit": "illness",
    "keadaan": "condition", "rumah-sakit": "place", **{part.replace("_", "-"): part for part in PARTS},
}  # fmt: skip
NAMES: Mapping[Part, str] = {part: word for word, part in reversed(_PARTS.items())}
"""By part the word that officers write for it."""


def darurat_arguments(reading: Reading) -> Command:
    """Read what the buttons say; anything else asks for the beginning."""
    verb, *words = (*reading.rest.split(), "")
    first = words[0] if words else ""
    number = read_case_number(PREFIX, first)
    match verb:
        case "mulai":
            return BeginEmergency()
        case "lanjut":
            return ContinueEmergency()
        case "berhenti":
            return StopEmergency()
        case "kirim":
            return SendEmergency()
        case "isi" if part := _PARTS.get(first):
            return AnswerEmergency(part=part, text=words[1])
        case "ganti" if (part := _PARTS.get(first)) in LETTERS:
            return ReplaceLetter(part=part)
        case "ubah":
            return CorrectEmergency(part=_PARTS.get(first))
        case "nanti" if part := _PARTS.get(first):
            return LeaveForLater(part=part)
        case "lengkapi" if number:
            return AddToCase(number=number, part=_PARTS.get(words[1]))
        case "waktu" if number:
            return _visit(number, words)
        case "batal" if number:
            return WithdrawCase(number=number, is_sure=words[1] == "ya")
    return ShowEmergency()


def es_arguments(reading: Reading) -> StaffCommand:
    """Read `/es [perintah] [ES-…] [= alasan]`; the number may stand in front, and the page of the list alone."""
    front, _, behind = (part.strip() for part in reading.rest.partition("="))
    words = _as_usual(front.split())
    if not words or words[0].isdecimal():
        return _page(words, reading)
    if number := read_case_number(PREFIX, words[0]):
        return ShowCase(number=number)
    verb = words[0].lower()
    if verb == "rute":
        return _route(" ".join(words[1:]), reading)
    if verb == "rekap":
        return _figures(" ".join(words[1:]), reading)
    number, read = read_case_number(PREFIX, words[1] if len(words) > 1 else ""), _VERBS.get(verb)
    if read is None or not number:
        return Misused(word="es", found=_shown(reading.rest))
    if len(behind) > LONGEST_REASON:
        return Misused(word="es", found=_shown(behind))
    return read(number, words[2:], " ".join(behind.split()), reading)


def _as_usual(words: list[str]) -> list[str]:
    """Return the words with a number that was divided put together, and an order before the number."""
    for at in range(min(2, len(words) - 1)):
        if words[at].upper() == PREFIX and read_case_number(PREFIX, "".join(words[at : at + 2])):
            words = [*words[:at], "".join(words[at : at + 2]), *words[at + 2 :]]
    is_turned = len(words) > 1 and words[1].lower() in _VERBS and read_case_number(PREFIX, words[0])
    return [words[1], words[0], *words[2:]] if is_turned else words


def _page(words: list[str], reading: Reading) -> StaffCommand:
    if not words:
        return ShowCases()
    page = int(words[0]) if len(words) == 1 and len(words[0]) <= LONGEST_PAGE else 0
    return ShowCases(page=page) if page else Misused(word="es", found=_shown(reading.rest))


def _visit(number: str, words: list[str]) -> Command:
    """Read the day and hour that a button bears: "20991205 08:00"."""
    try:
        day = datetime.strptime(words[1], "%Y%m%d").date()
    except (ValueError, IndexError):
        return ChooseVisit(number=number)
    return ChooseVisit(number=number, day=day, hour=words[2])


def _bare(command: Callable[..., StaffCommand]) -> Read:
    return lambda number, words, behind, reading: command(number=number)


def _reasoned(command: Callable[..., StaffCommand]) -> Read:
    """Read a reason, behind the sign or without one."""
    return lambda number, words, behind, reading: command(number=number, why=behind or " ".join(words))


def _papers(number: str, words: list[str], behind: str, reading: Reading) -> StaffCommand:
    words = " ".join(words).replace(",", " ").split()
    parts = tuple(dict.fromkeys(_PARTS[word.lower()] for word in words if word.lower() in _PARTS))
    unknown = next((word for word in words if word.lower() not in _PARTS), "")
    return Misused(word="es", found=unknown) if unknown else AskForPapers(number=number, parts=parts, note=behind)


def _plan(number: str, words: list[str], behind: str, reading: Reading) -> StaffCommand:
    if not words:
        return PlanVisit(number=number)
    hour = read_clock(words[-1])
    day = read_date(" ".join(words[:-1]), today=reading.today, expect="service").day
    if hour is None or day is None or day < reading.today:
        return Misused(word="es", found=_shown(" ".join(words)))
    return PlanVisit(number=number, day=day, hour=f"{hour:%H:%M}", team=behind)


def _finish(number: str, words: list[str], behind: str, reading: Reading) -> StaffCommand:
    return FinishVisit(number=number, product=" ".join(words), billing_code=behind.replace(" ", ""))


def _hand_over(number: str, words: list[str], behind: str, reading: Reading) -> StaffCommand:
    return HandOverAtPatient(number=number, to=behind)


def _route(typed: str, reading: Reading) -> StaffCommand:
    if not typed:
        return ShowRoute()
    day = read_date(typed, today=reading.today, expect="service").day
    return ShowRoute(day=day) if day else Misused(word="es", found=_shown(typed))


def _figures(typed: str, reading: Reading) -> StaffCommand:
    month: date | None = read_month(typed.replace("-", "/"), reading.today) if typed else None
    return ShowEmergencyFigures(month=month) if month or not typed else Misused(word="es", found=_shown(typed))


Read = Callable[[str, list[str], str, Reading], StaffCommand]
_VERBS: Mapping[str, Read] = {
    "terima": _bare(AcceptCase),
    "minta": _papers,
    "tolak": _reasoned(RejectCase),
    "tutup": _reasoned(CloseCase),
    "telepon": _bare(CallFamily),
    "jadwal": _plan,
    "berangkat": _bare(SetOff),
    "tiba": _bare(ReachPatient),
    "selesai": _finish,
    "gagal": _reasoned(FailVisit),
    "serah": _hand_over,
}


def _shown(found: str) -> str:
    return found if len(found) <= LONGEST_FOUND else f"{found[:LONGEST_FOUND]}…"
