"""Booking codes (`CBN-7K3M-9QXD`) and approval codes (8 digits): made from secret bytes, and read.

A booking code is the office's three letters, seven characters of Crockford's base 32 and a check character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from itertools import count
from typing import Literal

from msgspec import Struct

from bot.plaintext import plain

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BODY = {character: value for value, character in enumerate(_CROCKFORD)} | {"I": 1, "L": 1, "O": 0}
# A letter weighs the same in the prefix as in the body, so that a swap across the border is caught too. The
# four that Crockford leaves out take values of digits, which no prefix holds; 7 for L is one of those for
# which no letter swapped with it across the border (where L then reads as 1) gives a fitting code.
_PREFIX = {letter: _BODY[letter] for letter in "ABCDEFGHJKMNPQRSTVWXYZ"} | {"I": 1, "O": 0, "L": 7, "U": 2}
# Multiplication by a generator of GF(32), modulo x^5 + x^2 + 1: the check character is a weighted sum whose
# weights are the generator's powers. They differ and none is zero: one wrong character or two neighbours
# swapped always change it.
_NEXT = tuple((value << 1) ^ (0x25 if value & 0x10 else 0) for value in range(32))

_START = 2  # so that CBN-7K3M-9QXD, the code of all our examples, is a right one

_DASHES = re.compile(r"\s?[-._]\s?")
_SHAPE = re.compile(r"([A-Z0-9]{3}) ?([A-Z0-9]{4}) ?([A-Z0-9]{4})")
_GROUPED = re.compile(r"[A-Z0-9]{3}-[A-Z0-9]{4}-[A-Z0-9]{4}|(?=.*\d)[A-Z]{3}-[A-Z0-9]{3,5}-[A-Z0-9]{3,5}")
_WITHIN = re.compile(r"\b(?=[\w-]*\d)(?:[A-Za-z0-9]{3}-[A-Za-z0-9]{3,5}-[A-Za-z0-9]{3,5}|[A-Za-z]{3}[A-Za-z0-9]{8})\b")


class CodeReading(Struct, frozen=True):
    """What a text is as a booking code. `code` is canonical when valid, as found when mistyped, else ""."""

    kind: Literal["valid", "mistyped", "none"]
    code: str = ""


_NONE = CodeReading("none")


def booking_code(office: str, secret: bytes) -> str:
    """Return the booking code that belongs to secret bytes (16 or more, random or derived).

    The same bytes give the same code. Each has a digit and a letter behind the prefix, so that neither a
    word nor a date reads as one.
    """
    for attempt in count():
        number = int.from_bytes(blake2b(secret, digest_size=5, person=b"booking", salt=attempt.to_bytes(8)).digest())
        body = "".join(_CROCKFORD[number >> shift & 31] for shift in range(0, 35, 5))
        body += _CROCKFORD[_check(office, body)]
        if _is_mixed(body):
            break
    return f"{office}-{body[:4]}-{body[4:]}"


def approval_code(secret: bytes) -> str:
    """Return the 8 digits that belong to secret bytes (16 or more); each of the 10^8 is as likely."""
    return f"{int.from_bytes(blake2b(secret, digest_size=16, person=b'approval').digest()) % 10**8:08}"


def read_code(text: str) -> CodeReading:
    """Tell whether a whole text is a booking code: in any case, without dashes, with I, L, O for 1, 1, 0.

    A code of the right shape whose check character does not fit, or that misses or has one character too
    many, is mistyped. Nothing is folded in the prefix but its case.
    """
    typed = _DASHES.sub("-", plain(text).upper())
    shape = _SHAPE.fullmatch(typed.replace("-", ""))
    if shape is None:
        return CodeReading("mistyped", typed) if _GROUPED.fullmatch(typed) else _NONE
    prefix, body = shape[1], shape[2] + shape[3]
    if prefix.isalpha() and _is_mixed(body) and _fits(prefix, body):
        body = "".join(_CROCKFORD[_BODY[character]] for character in body)
        return CodeReading("valid", f"{prefix}-{body[:4]}-{body[4:]}")
    letters = sum(character.isalpha() for character in prefix)
    if _GROUPED.fullmatch(typed) or (letters >= 2 and _is_mixed(body)):
        return CodeReading("mistyped", typed)
    return _NONE


def find_code(text: str) -> CodeReading:
    """Return the booking code that a text is or holds; the first valid one, else one that is mistyped."""
    whole = read_code(text)
    if whole.kind != "none":
        return whole
    found = [read_code(match[0]) for match in _WITHIN.finditer(plain(text))]
    mistyped = (reading for reading in found if reading.kind == "mistyped" and "-" in reading.code)
    return next((reading for reading in found if reading.kind == "valid"), next(mistyped, _NONE))


def _is_mixed(body: str) -> bool:
    return not body.isalpha() and not body.isdecimal()


def _fits(prefix: str, body: str) -> bool:
    return "U" not in body and _check(prefix, body[:7]) == _BODY[body[7]]


def _check(prefix: str, body: str) -> int:
    values: Iterable[int] = [_PREFIX[letter] for letter in prefix] + [_BODY[character] for character in body]
    total = _START
    for value in values:
        total = _NEXT[total ^ value]
    return total
