"""The inside of an office as the configuration writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import load
from bot.errors import ConfigError
from bot.lanes import LANES, WALK_INS, LobbyRules, WalkIn, desks_of
from bot.offices import Office

OFFICE = """
[[offices]]
code = "CBN"
name = "Kanim"
address = "Cirebon"
zone = "Asia/Jakarta"
[[offices.sessions]]
start = "08:00"
end = "09:00"
places = { regular = 10 }
"""
LANE = '[[offices.lanes]]\nid = "{id}"\nprefix = "{prefix}"\ncounters = 2\n'
DESK = '[[offices.desks]]\nid = "{id}"\nname = "Loket 1"\nlanes = ["{lane}"]\n'
WALK_IN = '[[offices.walk_ins]]\ncategory = "elderly"\nplaces = 3\n'


def office_of(folder: Path, text: str) -> Office:
    """Return the office that a configuration describes."""
    path = folder / "config.toml"
    path.write_text(OFFICE + text)
    return load(path).offices["CBN"]


def test_nothing_written(tmp_path: Path) -> None:
    """An office that writes nothing has the usual lanes, a desk for each of their counters, and the usual rules."""
    office = office_of(tmp_path, "")
    assert (LANES, desks_of(LANES), WALK_INS) == (office.lanes, office.desks, office.walk_ins)
    assert LobbyRules() == office.lobby


def test_lanes_bring_their_desks(tmp_path: Path) -> None:
    """A lane that the program knows needs no more than a prefix and its counters; another says what it is for."""
    text = LANE.format(id="priority", prefix="Q") + LANE.format(id="photo", prefix="F") + 'station = "counter"\n'
    office = office_of(tmp_path, text)
    assert [("cs", True, "Prioritas"), ("counter", False, "photo")] == [
        (lane.station, lane.is_for_priority, lane.name) for lane in office.lanes
    ]
    names = ["Prioritas 1", "Prioritas 2", "photo 1", "photo 2"]
    assert names == [desk.name for desk in office.desks]


def test_desks_and_walk_ins_written(tmp_path: Path) -> None:
    """Desks and walk-ins that are written are all there are; the rules take what is written."""
    text = DESK.format(id="one", lane="cs") + WALK_IN + "[offices.lobby]\nskip_distance = 5\n"
    office = office_of(tmp_path, text)
    assert [("one", ("cs",))] == [(desk.id, desk.lanes) for desk in office.desks]
    assert (WalkIn(category="elderly", places=3),) == office.walk_ins
    assert LobbyRules(skip_distance=5) == office.lobby


@pytest.mark.parametrize(
    ("text", "path", "found", "hint"),
    [
        pytest.param(
            DESK.format(id="one", lane="counters"), "offices[0].desks", '"counters"', "counter", id="no such lane"
        ),
        pytest.param(DESK.format(id="one", lane="cs") * 2, "offices[0].desks", '"one" 2 times', "", id="a desk twice"),
        pytest.param(WALK_IN * 2, "offices[0].walk_ins", '"elderly" 2 times', "", id="a category twice"),
        pytest.param(
            LANE.format(id="cs", prefix="A") + LANE.format(id="photo", prefix="A"), "offices[0].lanes",
            '"A" 2 times', "", id="a prefix twice",
        ),
    ],
)  # fmt: skip
def test_refused(tmp_path: Path, text: str, path: str, found: str, hint: str) -> None:
    """What can't be told apart or is not there is refused, with what was meant where it is near."""
    with pytest.raises(ConfigError) as refused:
        office_of(tmp_path, text)
    (problem,) = refused.value.problems
    assert (found, True) == (problem.found, hint in problem.hint)
    assert path.rpartition(".")[2] in problem.path
