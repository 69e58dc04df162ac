"""What people write around a booking out of politeness or habit: greetings, thanks, "daftar". Not a name."""

from __future__ import annotations

import re

_OPENERS = "daftar|mendaftar|pendaftaran|booking|book|antri|antrian|antre|paspor|passport|reg"
_GREETINGS = (
    "selamat|met|pagi|siang|sore|malam|halo|hallo|hai|hi|hello|permisi|maaf|mohon|tolong|bantu|mau|ingin|saya|"
    "min|admin|kak|pak|bu|bapak|ibu|gan|ass|asw|wr|wb|assalam\\w*|alaikum|"
    "terima|kasih|terimakasih|makasih|trims|trimakasih|thanks|thank|you|tks|thx|mksh|ya|dong|baru"
)
# What is said before a name in one breath; a greeting that may be a name itself (Min, Ibu) is none of it.
_LEAD = re.compile(
    r"(?:(?:(?:daftar|mendaftar|pendaftaran|booking|antri|antrian|antre|paspor|passport|ass?alam\w*|halo|hallo|permisi"
    r"|selamat +(?:pagi|siang|sore|malam))\b[\s,.:!]*)+(?:(?:atas +nama|a\.n\.?)\s+)?|(?:atas +nama|a\.n\.?)\s+)"
    r"(?=[^\W\d_]{2})",
    re.IGNORECASE,
)
_WORDS_OF_THANKS = """
    kasih terimakasih trimakasih makasih makasi mksh trims thanks thank thx tks
    ok oke okey okay baik baiklah siap sip noted mantap
"""
_WORDS_BESIDE_THANKS = """
    terima banyak sekali atas untuk you so very much ya kembali sudah bantuan bantuannya info infonya informasi
    informasinya saya kami min admin kak pak bu bapak ibu gan
"""
_THANKS = frozenset(_WORDS_OF_THANKS.split())
_SAID_IN_THANKS = _THANKS.union(_WORDS_BESIDE_THANKS.split())
_WORD = re.compile(r"\w+")
_OPENER = re.compile(rf"(?:(?:{_OPENERS})\W*)+", re.IGNORECASE)
_COURTESY = re.compile(rf"(?:(?:{_OPENERS}|{_GREETINGS})\b\W*)+", re.IGNORECASE)


def is_opener(text: str) -> bool:
    """Tell whether a text is only the wish to book: never a name, though a greeting might be one (Min, Ibu)."""
    return bool(_OPENER.fullmatch(text))


def is_courtesy(text: str) -> bool:
    """Tell whether a text is only greetings, thanks and the wish to book."""
    return bool(_COURTESY.fullmatch(text))


def is_thanks(text: str) -> bool:
    """Tell whether a text only thanks, or takes note (baik, siap)."""
    said = _WORD.findall(text.lower())
    return "?" not in text and not _THANKS.isdisjoint(said) and _SAID_IN_THANKS.issuperset(said)


def without_lead(text: str) -> str:
    """Return a name without the wish to book or the greeting before it: nobody is called "daftar Budi"."""
    lead = _LEAD.match(text)
    return text[lead.end() :] if lead and not is_courtesy(text) else text
