"""Booking codes and approval codes."""

from __future__ import annotations

import re
from itertools import pairwise
from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codes import CodeReading, approval_code, booking_code, find_code, read_code

ALPHABET = ascii_uppercase + digits
BODY = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SAME_IN_BODY = {"I": "1", "L": "1", "O": "0"}
SECRETS = [bytes([number]) * 16 for number in range(40)]
OFFICES = ["CBN", "OIL", "LUL", "UIO", "SBY", "AAA"]
CODES = [booking_code(office, secret) for office in OFFICES for secret in SECRETS]


def substitutions(code: str) -> list[str]:
    """Return a code with each character replaced by each other one, those that read the same left out."""
    wrong = []
    for place, right in enumerate(code):
        for other in ALPHABET if right != "-" else "":
            is_same = place > 3 and SAME_IN_BODY.get(other) == right
            if other != right and not is_same:
                wrong.append(code[:place] + other + code[place + 1 :])
    return wrong


def swaps(code: str) -> list[str]:
    """Return a code with each two neighbours that differ exchanged, those on both sides of a dash too."""
    wrong = []
    places = [place for place, character in enumerate(code) if character != "-"]
    for left, right in pairwise(places):
        if code[left] != code[right]:
            characters = list(code)
            characters[left], characters[right] = code[right], code[left]
            wrong.append("".join(characters))
    return wrong


@pytest.mark.parametrize("office", OFFICES)
def test_booking_code_form(office: str) -> None:
    """A booking code is the office's letters and eight characters in two groups, a digit and a letter among them."""
    for secret in SECRETS:
        code = booking_code(office, secret)
        assert re.fullmatch(rf"{office}-[{BODY}]{{4}}-[{BODY}]{{4}}", code)
        assert re.search(r"\d", code[4:])
        assert re.search(r"[A-Z]", code[4:])


def test_booking_code_is_derived() -> None:
    """The same secret gives the same code, so that a message handled twice books once; another one, another code."""
    assert booking_code("CBN", b"a" * 16) == booking_code("CBN", b"a" * 16)
    assert len({booking_code("CBN", bytes([number]) * 16) for number in range(200)}) == 200


@pytest.mark.parametrize(
    "typed",
    ["CBN-A2RB-GP3W", "cbn-a2rb-gp3w", "CBNA2RBGP3W", "CBN A2RB GP3W", " cbn a2rb-gp3w\n", "CBN–A2RB—GP3W",
     "CBN - A2RB - GP3W", "CB-NA2R-BGP3W", "ＣＢＮ－Ａ２ＲＢ－ＧＰ３Ｗ", "CBN-A2RB\u200b-GP3W", "CBN_A2RB.GP3W"],
    ids=ascii,
)  # fmt: skip
def test_read_code(typed: str) -> None:
    """A code is read in any case, with or without its dashes."""
    assert CodeReading("valid", "CBN-A2RB-GP3W") == read_code(typed)


def test_read_code_folds_look_alikes() -> None:
    """I and L are read as 1, O as 0, but only behind the prefix."""
    code = next(code for code in CODES if "1" in code and "0" in code and code.startswith("OIL"))
    for one in "IL":
        assert CodeReading("valid", code) == read_code(code.replace("1", one).replace("0", "O"))
    assert read_code(f"011{code[3:]}").kind != "valid"


def test_read_code_catches_each_wrong_character() -> None:
    """One wrong character, in the prefix too, never gives a code: it is told as mistyped."""
    assert {"mistyped"} == {read_code(wrong).kind for code in CODES for wrong in substitutions(code)}
    wrong_without_dashes = (wrong.replace("-", "") for code in CODES for wrong in substitutions(code))
    assert "valid" not in {read_code(wrong).kind for wrong in wrong_without_dashes}


def test_read_code_catches_each_swap() -> None:
    """Two neighbours swapped, across the dashes too, never give a code."""
    assert {"mistyped"} == {read_code(wrong).kind for code in CODES for wrong in swaps(code)}


@pytest.mark.parametrize("last", ascii_uppercase)
def test_read_code_catches_swaps_across_the_border(last: str) -> None:
    """Every pair of a prefix's last letter and a body's first character is caught when swapped."""
    codes = (booking_code(f"CB{last}", bytes([number]) * 16) for number in range(256))
    by_first = {code[4]: code for code in codes if code[4] != last}
    assert len(by_first) >= 31
    for code in by_first.values():
        assert read_code(code).kind == "valid"
        assert read_code(f"CB{code[4]}-{last}{code[5:]}").kind == "mistyped"


@pytest.mark.parametrize(
    ("wanted", "typed"),
    [
        ("mistyped", "CBN-A2RB-GP3V"),
        ("mistyped", "CBNA2RBGP3V"),
        ("mistyped", "CBN-A2RB-GP3U"),
        ("mistyped", "CBN-A2RB-GP3"),
        ("mistyped", "CBN-A2RB-GP3WV"),
        ("none", ""),
        ("none", "A012"),
        ("none", "A 012"),
        ("none", "A012 A013"),
        ("none", "persyaratan"),
        ("none", "Ani Dewi Rani"),
        ("none", "tgl 30112026"),
        ("none", "25011987"),
        ("none", "08123456789"),
        ("none", "00002681"),
        ("none", "Budi 2501198"),
    ],
)
def test_read_code_tells_mistyped_from_other_texts(wanted: str, typed: str) -> None:
    """What has the shape of a code but does not fit is mistyped; words, dates, phone and queue numbers are no codes."""
    assert wanted == read_code(typed).kind


@pytest.mark.parametrize("prefix", ["A", "B", "PR"])
def test_queue_number_is_no_code(prefix: str) -> None:
    """No queue number reads as a booking code."""
    assert {"none"} == {read_code(f"{prefix}{number:03}").kind for number in range(1000)}


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (CodeReading("valid", "CBN-A2RB-GP3W"), "kode booking saya CBN-A2RB-GP3W, terima kasih"),
        (CodeReading("valid", "CBN-A2RB-GP3W"), "kode cbna2rbgp3w"),
        (CodeReading("valid", "CBN-A2RB-GP3W"), "bukan CBN-A2RB-GP3V tetapi CBN-A2RB-GP3W"),
        (CodeReading("mistyped", "CBN-A2RB-GP3V"), "kode saya cbn-a2rb-gp3v"),
        (CodeReading("none"), "kode saya lupa"),
        (CodeReading("none"), "tgl lahir 25-01-1987"),
    ],
    ids=["amid", "without dashes", "first valid", "mistyped", "none", "date"],
)
def test_find_code(wanted: CodeReading, text: str) -> None:
    """A code is found amid other words; a valid one goes before a mistyped one."""
    assert wanted == find_code(text)


def test_approval_code_is_uniform() -> None:
    """An approval code has eight digits, zeros in front kept, and each digit is as likely in each place."""
    codes = [approval_code(number.to_bytes(16)) for number in range(20_000)]
    assert all(re.fullmatch(r"\d{8}", code) for code in codes)
    for place in range(8):
        counts = [sum(code[place] == digit for code in codes) for digit in digits]
        assert all(abs(count - 2000) < 250 for count in counts)  # 6 standard deviations


def test_approval_code_is_derived() -> None:
    """The same secret gives the same approval code, and it tells nothing of the booking code."""
    assert approval_code(b"a" * 16) == approval_code(b"a" * 16)
    assert approval_code(b"a" * 16) != approval_code(b"b" * 16)


@given(st.text())
def test_read_any_text(text: str) -> None:
    """Whatever is typed is read without an error."""
    assert read_code(text).kind in ("valid", "mistyped", "none")
    assert find_code(text).kind in ("valid", "mistyped", "none")
