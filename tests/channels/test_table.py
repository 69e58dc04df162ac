"""docs/channels.md is of today: a run of the contract suite has written it since the last case came or went."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.channels.table import ROOT, Case, cases, written

CASES = {
    Case("console", "test_edit"),
    Case("telegram, aiogram-polling", "test_edit"),
    Case("console", "test_parse", "text"),
    Case("telegram, aiogram-polling", "test_parse", "staff's press"),
    Case("console", "test_fault", "output closed"),
    Case("telegram, aiogram-polling", "test_wire", "text"),
}


@pytest.mark.timeout(60)
def test_page_is_of_today() -> None:
    """The page has exactly the adapters and the cases that are there; none is run for this."""
    command = [sys.executable, "-m", "tests.channels.table", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout[-2000:]


def test_page_reads_back() -> None:
    """What is written is what is read: a rule for all, a row of a table, and what only one adapter has."""
    assert CASES == set(cases(written(sorted(CASES), {"test_edit": "The new text stands: there."})))
