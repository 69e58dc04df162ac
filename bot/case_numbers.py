"""Numbers of cases (`ES-7K3M9Q`): made from secret bytes, and read. No booking code looks like one."""

from __future__ import annotations

import re

from bot.plaintext import plain

CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
LENGTH = 6

_READ_AS = str.maketrans("IOL", "101")


def case_number(prefix: str, secret: bytes) -> str:
    """Return the number that belongs to secret bytes (4 or more)."""
    value = int.from_bytes(secret[:4])
    return f"{prefix}-{''.join(CHARACTERS[value >> shift & 31] for shift in range(0, 5 * LENGTH, 5))}"


def read_case_number(prefix: str, text: str) -> str:
    """Return the number that a text is, in any case and with or without the dash; "" when it is none."""
    typed = re.sub(r"[\s\-._]", "", plain(text).upper())
    if not typed.startswith(prefix) or len(typed) != len(prefix) + LENGTH:
        return ""
    body = typed.removeprefix(prefix).translate(_READ_AS)
    return f"{prefix}-{body}" if all(character in CHARACTERS for character in body) else ""
