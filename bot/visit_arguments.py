"""Readers of what stands behind the words with which applicants ask about their visit and their passport."""

from __future__ import annotations

import re

from bot.arguments import Reading, cek_arguments
from bot.codes import find_code
from bot.commands import Command, Unclear
from bot.visit_commands import ShowPassport, ShowQueue

MOST_AHEAD = 50
"""From how many people before them on somebody can be told."""

_NUMBER = re.compile(r"([A-Za-z])[ -]?(\d{1,6})\b")
_COUNT = re.compile(r"\d{1,4}(?![\d./-])")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_OF_ASKING = """
    saya kami ku sudah udah sdh belum blm apa apakah jadi siap selesai kapan diambil ambil bisa status mana ya
    paspor paspornya min admin kak pak bu my is it ready when please
"""
_ASKING = frozenset(_WORDS_OF_ASKING.split())


def antrian_arguments(reading: Reading) -> Command:
    """Read `antrian [n]` or `antrian A012`; other words ask where one stands."""
    if find_code(reading.rest).kind != "none":
        return ShowQueue()
    ticket = _NUMBER.match(reading.rest)
    if ticket:
        return ShowQueue(number=f"{ticket[1].upper()}{int(ticket[2]):03}")
    count = _COUNT.match(reading.rest)
    return ShowQueue(alarm=min(max(int(count[0]), 1), MOST_AHEAD) if count else 0)


def paspor_arguments(reading: Reading) -> Command:
    """Read `paspor [kode]`; words that do not ask whether it is ready want something else."""
    if find_code(reading.rest).kind != "none":
        return cek_arguments(reading)
    is_asked = _ASKING.issuperset(_WORD.findall(reading.rest.lower()))
    return ShowPassport() if is_asked else Unclear(text=f"paspor {reading.rest}")
