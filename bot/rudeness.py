"""Words that are insults and nothing else: no name, no place, no other word is spelled like them. A table, one rule."""

from __future__ import annotations

import re

_WORDS_OF_ANGER = """
    anjing anjir anjrit bangsat bajingan brengsek goblok goblog tolol bego kampret keparat kontol memek ngentot
    jancok jancuk dancok pantek pepek asu taik tai babi monyet sialan setan iblis idiot bodoh
    fuck fucking fuckyou shit bullshit bitch bastard asshole stupid
"""
_INSULTS = frozenset(_WORDS_OF_ANGER.split())
_NO_NAMES = _INSULTS - {"asu", "tai", "bego", "babi", "setan"}
_WORDS = re.compile(r"[^\W\d_]+")


def is_rude(text: str) -> bool:
    """Tell whether an insult is among the words of a message."""
    return not _INSULTS.isdisjoint(_WORDS.findall(text.lower()))


def is_rude_name(name: str) -> bool:
    """Tell whether an insult stands where a name should; those that are somebody's name too are let pass."""
    return not _NO_NAMES.isdisjoint(_WORDS.findall(name.lower()))
