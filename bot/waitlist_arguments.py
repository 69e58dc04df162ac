"""Readers of what stands behind the words of the waiting list: a date, or a booking line."""

from __future__ import annotations

import re

from msgspec.structs import replace

from bot.arguments import Reading, names_a_date
from bot.commands import Book, BookingMistake, Command, JoinWaitlist, ShowWaitlist
from bot.dates import read_date

WAITING_WORDS = ("tunggu", "menunggu", "daftar tunggu", "waitlist", "waiting list")

_BEHIND = re.compile(
    rf"[#/!. ]*(?:{'|'.join(word.replace(' ', ' *') for word in WAITING_WORDS)})(?![\w'])[\s#:=]*(?P<line>.*#.*)",
    re.IGNORECASE | re.DOTALL,
)


def tunggu_arguments(reading: Reading) -> Command:
    """Read `tunggu [tanggal]`; words that name no date ask where one stands."""
    found = read_date(reading.rest, today=reading.today, expect="service")
    if found.day:
        return JoinWaitlist(day=found.day)
    if found.reason == "ambiguous":
        return ShowWaitlist(found=reading.rest, readings=found.dates)
    return ShowWaitlist(found=reading.rest if names_a_date(reading.rest) else "")


def behind_waiting_word(text: str) -> str:
    """Return what stands behind such a word when it has fields; "" otherwise."""
    match = _BEHIND.fullmatch(text)
    return match["line"] if match else ""


def waiting_for(line: Book | BookingMistake) -> Command:
    """Return the wish to wait for what a booking line asks for, or its mistake with a line to copy."""
    if isinstance(line, Book):
        return JoinWaitlist(day=line.service_date, name=line.name, birth_date=line.birth_date)
    return replace(line, example=f"#tunggu {line.example.removeprefix('#')}", readings=())
