"""Made-up people: as many as asked for, each with an own number, name and birth date."""

from __future__ import annotations

from datetime import date, timedelta

FIRST = ("Budi", "Siti", "Agus", "Dewi", "Joko", "Rina", "Hendra", "Wati", "Asep", "Nur", "Eko", "Yanti", "Dedi")
LAST = ("Santoso", "Rahayu", "Wijaya", "Lestari", "Setiawan", "Hidayat", "Susanti", "Kurniawan", "Saputra", "Utami")
YOUNGEST = date(2004, 1, 1)


def name(number: int) -> str:
    """Return a name of three words; with `birth_date` it is one person's for each number below 10 million."""
    return f"{FIRST[number % 13]} {FIRST[number // 13 % 13]}a {LAST[number // 169 % 10]}"


def birth_date(number: int) -> date:
    """Return the birth date of an adult."""
    return YOUNGEST - timedelta(days=number // 1690 % 12_000)


def phone(number: int) -> str:
    """Return an Indonesian mobile number in E.164."""
    return f"+62812{number:08d}"


def line(number: int, day: date) -> str:
    """Return the message with which this person books."""
    return f"#{name(number)}#{birth_date(number):%d%m%Y}#{day:%d%m%Y}"
