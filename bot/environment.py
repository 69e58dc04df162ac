"""What the environment's `ANTRIAN_…` variables belong to: a section of the configuration or an account."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from bot.errors import Problem

PREFIX = "ANTRIAN_"


def owner_of(*words: str) -> str:
    """Return the part of a variable's name that names its owner: `TELEGRAM_CBN` for an account, `REDIS`."""
    return "_".join(words).upper().replace("-", "_")


def with_variable(problem: Problem, *words: str) -> Problem:
    """Name the variable of these words as the problem's place, when it was the variable that held the value."""
    variable = PREFIX + owner_of(*words)
    return replace(problem, path=variable) if os.environ.get(variable) else problem


def by_owner(environment: Mapping[str, str], owners: Iterable[str]) -> Mapping[str, dict[str, str]]:
    """Return each owner's keys, in small letters, with their values; under "" the names that are nobody's.

    The longest owner wins: `ANTRIAN_WEB_CBN_2_PORT` is the account `web/cbn-2`'s, not `web/cbn`'s.
    An empty variable counts as not set.
    """
    longest_first = sorted(owners, key=len, reverse=True)
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for variable, value in environment.items():
        name = variable.upper()
        if not name.startswith(PREFIX) or not value:
            continue
        rest = name.removeprefix(PREFIX)
        owner = next((each for each in longest_first if rest.startswith(each + "_")), "")
        found[owner][rest.removeprefix(owner + "_").lower() if owner else variable] = value
    return found
