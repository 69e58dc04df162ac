"""`[[offices.teams]]` and `[offices.emergency]`: what is written, what is left out, and what can't be right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.accounts import ConfiguredAccount
from bot.check import helper_findings
from bot.config import Config
from bot.emergency_settings import EmergencySettings, TeamSettings, teams_of
from bot.visit_teams import TEAMS, EmergencyRules, VisitTeam
from tests.offices import office_of_tests


def test_nothing_written() -> None:
    """Without teams there is one, on weekends; what is left out of the numbers has its default."""
    assert TEAMS == teams_of([])
    assert EmergencyRules() == EmergencySettings().rules()
    assert TEAMS == teams_of([TeamSettings(name="Tim 1")])


def test_written() -> None:
    """Days become ISO weekdays, and hours are in order."""
    settings = TeamSettings(name="Tim 2", days=["sun", "wed"], hours=["13:00", "08:00"], visits=2)
    assert (VisitTeam(name="Tim 2", days=(7, 3), hours=("08:00", "13:00"), visits=2),) == teams_of([settings])


WRONG: dict[str, dict[str, Any]] = {
    "no name": {},
    "long name": {"name": "x" * 21},
    "name with a sign of ours": {"name": "Tim | 1"},
    "no such day": {"name": "Tim 1", "days": ["hari"]},
    "no days": {"name": "Tim 1", "days": []},
    "no hour": {"name": "Tim 1", "hours": ["8"]},
    "impossible hour": {"name": "Tim 1", "hours": ["25:00"]},
    "an hour twice": {"name": "Tim 1", "hours": ["08:00", "08:00"]},
    "no visits": {"name": "Tim 1", "visits": 0},
}


@pytest.mark.parametrize("table", WRONG.values(), ids=WRONG.keys())
def test_wrong(table: dict[str, Any]) -> None:
    """A team that can't go out is refused."""
    with pytest.raises(ValidationError):
        TeamSettings(**table)


@pytest.mark.parametrize(
    ("staff", "helpers", "expected"),
    [
        pytest.param("", "", 1, id="nobody"),
        pytest.param("-100", "", 0, id="the staff"),
        pytest.param("", "-200", 0, id="the helpers"),
    ],
)
def test_nobody_would_hear(tmp_path: Path, staff: str, helpers: str, expected: int) -> None:
    """`antrian check` names an office whose requests would reach nobody."""
    own = ConfiguredAccount(channel="telegram", name="cbn", office="CBN", staff_chat=staff, emergency_chat=helpers)
    config = Config(
        offices={"CBN": office_of_tests()}, accounts=(own,), data_dir=tmp_path, key_file=tmp_path / "keys"
    )  # fmt: skip
    assert expected == len(list(helper_findings(config)))
