"""Phone numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phones import PhoneMistake, masked, read_phone


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("+6281234567890", "081234567890"),
        ("+6281234567890", "0812-3456-7890"),
        ("+6281234567890", "0812 3456 7890"),
        ("+6281234567890", "0812.3456.7890"),
        ("+6281234567890", "+62 812 3456 7890"),
        ("+6281234567890", "+62 (0)812-3456-7890"),
        ("+6281234567890", "(+62) 812-3456-7890"),
        ("+6281234567890", "6281234567890"),
        ("+6281234567890", "81234567890"),
        ("+6281234567890", "0062 812 3456 7890"),
        ("+6281234567890", "WA: 0812-3456-7890"),
        ("+6281234567890", "No. HP 081234567890"),
        ("+6281234567890", "０８１２３４５６７８９０"),
        ("+6281234567890", "\u202a+62 812‑3456‑7890\u202c"),
        ("+62231234567", "0231 234567"),
        ("+6591234567", "+65 9123 4567"),
        ("+14155552671", "+1 (415) 555-2671"),
    ],
    ids=ascii,
)
def test_read_phone(number: str, typed: str) -> None:
    """A number is kept in E.164, whatever stands between its digits."""
    assert number == read_phone(typed)


@pytest.mark.parametrize(
    ("reason", "typed"),
    [
        ("missing", ""),
        ("missing", "📱"),
        ("unreadable", "Budi"),
        ("unreadable", "0812-BUDI-SAN"),
        ("unreadable", "081234567890 / 081311112222"),
        ("unreadable", "081234567890 ext 5"),
        ("unreadable", "1"),
        ("impossible", "12345"),
        ("impossible", "0812345678901234"),
        ("impossible", "+999 1234 5678"),
    ],
)
def test_phone_mistake(reason: str, typed: str) -> None:
    """What is no number of one phone is refused with its reason."""
    mistake = read_phone(typed)
    assert isinstance(mistake, PhoneMistake)
    assert reason == mistake.reason


def test_read_phone_of_another_region() -> None:
    """A number without its country belongs to the region of the office."""
    assert "+6591234567" == read_phone("9123 4567", "SG")


@pytest.mark.parametrize(
    ("shown", "phone"),
    [
        ("+62 812-••••-7890", "+6281234567890"),
        ("+65 ••••-67", "+6591234567"),
        ("+1 415-••••-2671", "+14155552671"),
        ("••••", ""),
        ("••••", "not a number"),
    ],
)
def test_masked(shown: str, phone: str) -> None:
    """At least three digits of a number are hidden, most of a short one, and all of what is no number."""
    assert shown == masked(phone)


@given(st.text() | st.text("+0123456789 -().", max_size=20))
def test_any_text(text: str) -> None:
    """Whatever is typed is read without an error, and what is read is a number that reads the same again."""
    phone = read_phone(text)
    assert isinstance(masked(text), str)
    if isinstance(phone, str):
        assert phone == read_phone(phone)
