"""The words of dates, Indonesian and English: months, weekdays, tomorrow. A table, no rules."""

from __future__ import annotations

_MONTHS = (
    "januari january jan i",
    "februari february pebruari febuari feb peb ii",
    "maret march mar mrt iii",
    "april apr iv",
    "mei may v",
    "juni june jun vi",
    "juli july jul vii",
    "agustus august agust agus agt agu ags aug viii",
    "september sept sep ix",
    "oktober october okt oct x",
    "november nopember nov nop xi",
    "desember december des dec xii",
)
_WEEKDAYS = (
    "senin senen sen monday mon",
    "selasa sel tuesday tue tues",
    "rabu rab wednesday wed",
    "kamis kam thursday thu thurs",
    "jumat jumaat jum friday fri",
    "sabtu sab saturday sat",
    "minggu mgg min ahad sunday sun",
)

MONTHS = {word: month for month, words in enumerate(_MONTHS, start=1) for word in words.split()}
WEEKDAY_NAMES = tuple(words.split()[0] for words in _WEEKDAYS)
WEEKDAYS = {word: weekday for weekday, words in enumerate(_WEEKDAYS, start=1) for word in words.split()}
DAYS_AHEAD = {
    ("hari", "ini"): 0, ("today",): 0, ("besok",): 1, ("besuk",): 1, ("bsk",): 1, ("tomorrow",): 1,
    ("lusa",): 2, ("besok", "lusa"): 2,
}  # fmt: skip
WEEK = frozenset({"minggu", "mgg"})  # and Sunday
NEXT_WEEK = frozenset({"depan", "dpn", "next"})
THIS_WEEK = frozenset({"ini", "this"})
FILLERS = frozenset({"tanggal", "tgl", "tggl", "hari", "pada", "on", "of", "the", "st", "nd", "rd", "th"})
