"""Names of people: read as typed, and folded so that two spellings of one name compare equal.

The folding must hold one person to one booking, and must not take two people for one. So it drops only
what is no part of the name, and joins only spellings known to be the same; the birth date is compared too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NewType

from msgspec import Struct

from bot.plaintext import plain
from bot.rudeness import is_rude_name
from bot.titles import DEGREES, FRONT, ONE_NAME, UNMISTAKABLE

Name = NewType("Name", str)

LONGEST_NAME = 100

_PLAIN_NAME = re.compile(r"[A-Za-z]{2,30}(?: [A-Za-z]{2,30}){0,3}")
_FORMAT_WORDS = frozenset({"nama", "nama anda", "nama lengkap", "name", "tgllahir", "tgllayanan"})
_APOSTROPHES = "'`‘’ʼʻʿʾ′"
_NOT_IN_NAMES = re.compile(rf"[^\w\s.,\-/{_APOSTROPHES}]|_")
_SLASH = re.compile(r"(?<!\b[^\W\d_])/|/(?![^\W\d_]\b)")  # only "a/l", "s/o"
_DROPPED = str.maketrans("", "", f"{_APOSTROPHES}.")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_OLD_SPELLING = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("ch", "kh"))


class NameMistake(Struct, frozen=True):
    """Why a text is no name. Digits: it holds some; unreadable: signs or letters that no passport prints."""

    reason: Literal["missing", "too_short", "digits", "rude", "unreadable"]
    found: str = ""


def read_name(text: str) -> Name | NameMistake:
    """Return a name as typed, spaces folded, the invisible gone. One word is enough, one letter is not."""
    if _PLAIN_NAME.fullmatch(text) and text.lower() not in _FORMAT_WORDS and not is_rude_name(text):
        return Name(text)
    name = " ".join(plain(text).split()).strip(" ,;:-")
    if not name or name.lower() in _FORMAT_WORDS:
        return NameMistake("missing", name)
    if is_rude_name(name):
        return NameMistake("rude", name)
    if any(character.isdigit() for character in name):
        return NameMistake("digits", name)
    letters = [character for character in name if character.isalpha()]
    if not all(map(_is_latin, letters)) or _NOT_IN_NAMES.search(name) or _SLASH.search(name):
        return NameMistake("unreadable", name)
    if len(letters) < 2:
        return NameMistake("too_short", name)
    return Name(name) if len(name) <= LONGEST_NAME else NameMistake("unreadable", name)


@lru_cache(maxsize=512)
def _is_latin(letter: str) -> bool:
    """Tell letters that a passport prints from look-alikes, with which one person could be two."""
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN ", "MODIFIER LETTER"))


def folded(name: str) -> str:
    """Return what two spellings of one name have in common, for comparing only.

    Out go case, diacritics, apostrophes, dots, hyphens and titles; old spelling becomes new, the forms of
    Muhammad one, of Ahmad another. Spaces go too (Nur Haliza, Nurhaliza): they are what is moved first to
    seem another person.
    Kept: the order of the words, initials, single and double letters.
    """
    words = _without_titles(_ascii(name))
    if len(words) > 1 and words[0] == "m":
        words[0] = "muhammad"
    return "".join(ONE_NAME.get(word) or _new_spelling(word) for word in words)


def _ascii(name: str) -> str:
    if name.isascii():
        return name.casefold()
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _without_titles(name: str) -> list[str]:
    """Return the words of a name without dots and apostrophes, without titles in front and degrees behind."""
    head, *rest = name.split(",")
    words = [*_words(head), *(w for part in rest for w in _words(part) if w[0] not in DEGREES)]
    bare = [word for word, _ in words]
    while len(bare) > 1 and bare[0] in FRONT:
        bare, words = bare[1:], words[1:]
    while len(bare) > 1 and (bare[-1] in UNMISTAKABLE or (words[-1][1] and bare[-1] in DEGREES)):
        bare, words = bare[:-1], words[:-1]
    return bare


def _words(text: str) -> list[tuple[str, bool]]:
    """Return each word without dots and apostrophes, and whether it had a dot inside."""
    words = text.replace("-", " ").replace("/", " ").split()
    pairs = [(word.translate(_DROPPED), "." in word[:-1]) for word in words]
    return [pair for pair in pairs if pair[0]]


def _new_spelling(word: str) -> str:
    for old, new in _OLD_SPELLING:
        word = word.replace(old, new)
    return word


def masked_name(name: str) -> str:
    """Return a name as it may be shown to others: the first word, and how the other words begin; `Budi S•••`."""
    first, *rest = name.split()
    shown = [first, *(f"{word[0]}•••" for word in rest)] if rest else [f"{first[:2]}•••"]
    return " ".join(shown)
