"""Command words with a slip of the finger."""

from __future__ import annotations

import pytest

from bot.near_words import nearest_word

KNOWN = ("jadwal", "batal", "cek", "bantuan", "bayar", "syarat", "ya")


@pytest.mark.parametrize(
    ("meant", "word"),
    [
        ("jadwal", "jadwal"),
        ("jadwal", "jdawal"),
        ("jadwal", "jadwl"),
        ("jadwal", "jadwall"),
        ("jadwal", "jadual"),
        ("jadwal", "jdwl"),
        ("batal", "btal"),
        ("", "btl"),
        ("cek", "cel"),
        ("", "ke"),
        ("", "yaa"),
        ("", "paspor"),
        ("", ""),
        ("", "jadwal" * 5),
    ],
)
def test_nearest_word(meant: str, word: str) -> None:
    """A short word may have one slip, one of six letters and more two; the shortest none."""
    assert meant == nearest_word(word, KNOWN)


def test_two_words_as_near() -> None:
    """Between two words that are as near nothing is guessed."""
    assert "" == nearest_word("batar", ("batal", "bayar"))
