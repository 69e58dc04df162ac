"""The ids of what an account has uploaded."""

from __future__ import annotations

from channels.uploads import MOST, Uploads


def test_found() -> None:
    """A file is found by its name in the vault, and not after it was forgotten."""
    uploads = Uploads()
    uploads.note("CBN/siaran-A/1", "777")
    assert ("777", "") == (uploads.find("CBN/siaran-A/1"), uploads.find("CBN/siaran-B/1"))
    uploads.forget("CBN/siaran-A/1")
    uploads.forget("CBN/siaran-A/1")
    assert "" == uploads.find("CBN/siaran-A/1")


def test_lasts() -> None:
    """An id that the platform may have dropped by now is not used."""
    now_s = 0.0
    uploads = Uploads(lasts_s=10, clock=lambda: now_s)
    uploads.note("CBN/siaran-A/1", "777")
    now_s = 9
    assert "777" == uploads.find("CBN/siaran-A/1")
    now_s = 10
    assert "" == uploads.find("CBN/siaran-A/1")


def test_bounded() -> None:
    """No more are remembered than some, the oldest go first."""
    uploads = Uploads()
    for number in range(MOST + 1):
        uploads.note(f"CBN/siaran-A/{number}", "777")
    assert ["", "777", "777"] == [uploads.find(f"CBN/siaran-A/{number}") for number in (0, 1, MOST)]
