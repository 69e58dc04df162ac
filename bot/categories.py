"""The categories of `#syarat`, as people name them. A table, one rule."""

from __future__ import annotations

import re

from bot.commands import Category

_WORDS: dict[Category, str] = {  # the more special first: "paspor baru anak" is about a child
    "lost": "hilang kehilangan rusak lost damaged bap perubahan robek basah banjir",
    "child": "anak bayi balita child children kid baby",
    "migrant-worker": "tki tkw pmi migran cpmi migrant kerja bekerja worker abk",
    "pilgrim": "haji umrah umroh umrh hajj umra pilgrim jemaah jamaah",
    "replacement": "ganti penggantian perpanjang perpanjangan renew renewal replacement habis lama",
    "adult": "umum baru dewasa adult new pertama",
}
_CATEGORIES: dict[str, Category] = {word: category for category, words in _WORDS.items() for word in words.split()}
_SAID = re.compile(r"[^\W\d_]+")


def category_of(text: str) -> Category | None:
    """Return the category that a text names, the most special one when it names several; None when it names none."""
    named = {_CATEGORIES[word] for word in _SAID.findall(text.lower()) if word in _CATEGORIES}
    return next((category for category in _WORDS if category in named), None)
