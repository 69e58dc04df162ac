"""The project's own files agree with each other: entry points, lock, example, README."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution, entry_points
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.accounts import AccountSettings
from bot.cli import app, jobs, outbox
from bot.config import FloodSettings, JobSettings, LogSettings, RedisSettings, SealSettings
from bot.emergency_settings import EmergencySettings, TeamSettings
from bot.lobby_settings import DeskSettings, LaneSettings, LobbySettings, WalkInSettings
from bot.media_settings import MediaSettings
from bot.office_settings import (
    FeeSettings,
    OfficeSettings,
    Places,
    ReminderSettings,
    RuleSettings,
    SessionSettings,
    SummarySettings,
)
from bot.plugins import ChannelPlugin
from bot.routing import Routes

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK = (ROOT / "requirements.lock").read_text()
EXAMPLE = (ROOT / "config.example.toml").read_text()
KINDS = {"antrian.channels": ChannelPlugin, "antrian.handlers": Routes}
GROUPS = {"outbox": outbox, "jobs": jobs}
VERBS = [
    name
    for name in (*app, *(f"{group} {verb}" for group, verbs in GROUPS.items() for verb in verbs))
    if "-h" not in name and "--" not in name
]

requirement = re.compile(r"^([a-z0-9][a-z0-9.-]*)==", re.MULTILINE)


@pytest.mark.parametrize("group", KINDS)
def test_entry_points(group: str) -> None:
    """What pyproject.toml lists is installed, can be imported, and is what its group asks for."""
    listed: dict[str, str] = PROJECT["project"]["entry-points"][group]
    installed = {entry.name: entry for entry in entry_points(group=group) if entry.name in listed}
    assert listed == {name: entry.value for name, entry in installed.items()}
    for entry in installed.values():
        assert isinstance(entry.load(), KINDS[group]), entry.value


def test_lock_names_no_host() -> None:
    """The lock works with whatever index a machine is set up for, so it names none."""
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK


def test_lock_has_hashes() -> None:
    """Every package in the lock is pinned and has a hash, or `--require-hashes` installs nothing."""
    blocks = re.split(r"(?m)^(?=[a-z0-9])", LOCK)[1:]
    assert len(blocks) > 50
    for block in blocks:
        assert requirement.match(block), block
        assert "--hash=sha256:" in block, block


def test_lock_is_complete() -> None:
    """Every package that pyproject.toml asks for, for the build too, is in the lock."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    asked = [*PROJECT["project"]["dependencies"], *(each for extra in extras for each in extra)]
    asked += PROJECT["build-system"]["requires"]
    names = {re.split(r"[\[><=; ]", each)[0].lower().replace(".", "-") for each in asked}
    assert names - {"antrian"} <= set(requirement.findall(LOCK))


def test_lock_stays_small() -> None:
    """Nothing heavy comes in by the back door: no machine learning, no event loop in place of asyncio's."""
    assert not {"torch", "numpy", "pandas", "tensorflow", "uvloop"} & set(requirement.findall(LOCK))


def test_installed_is_this_version() -> None:
    """The environment holds this working tree, not an older one."""
    assert PROJECT["project"]["version"] == distribution("antrian").version


def test_example_explains_every_key() -> None:
    """Each key of the example, also of the accounts in comments, has a comment above or beside it."""
    above, unexplained = "", []
    for line in EXAMPLE.splitlines():
        text = line.removeprefix("# ") if re.match(r"# ([a-z_]+ = |# |\[)", line) else line
        if re.match(r"[a-z0-9_-]+ = ", text) and " # " not in f"{text} " and not above.startswith("#"):
            unexplained.append(line)
        above = text
    assert unexplained == []


MODELS = (
    RedisSettings, SealSettings, LogSettings, FloodSettings, JobSettings, OfficeSettings,
    SessionSettings, Places, RuleSettings, FeeSettings, LaneSettings, AccountSettings,
    ReminderSettings, SummarySettings, DeskSettings, WalkInSettings, LobbySettings,
    TeamSettings, EmergencySettings, MediaSettings,
)  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_example_has_every_key(model: type[BaseModel]) -> None:
    """No key can be set that the example does not show; ANTRIAN_SEAL_KEYS alone is not for the file."""
    tables = {"sessions", "fees", "lanes", "rules", "closed", "words", "words_en", "reminders", "summary", "staff"}
    tables |= {"desks", "walk_ins", "lobby", "teams", "emergency"}
    keys = set(model.model_fields) - tables - ({"keys"} if model is SealSettings else set())
    assert keys == {key for key in keys if re.search(rf"\b{key} = ", EXAMPLE)}


def test_verbs_are_found() -> None:
    """The test below looks at all verbs."""
    assert {
        "run", "chat", "invite", "check", "audit", "outbox", "outbox list", "outbox resend",
        "payments", "worker", "scheduler", "jobs", "jobs list", "jobs retry", "jobs drop",
    } == set(VERBS)  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_readme_names_every_verb(verb: str) -> None:
    """Each verb of the command line is in the README."""
    assert re.search(rf"antrian {verb}\b", (ROOT / "README.md").read_text())


def test_readme_names_the_test_command() -> None:
    """The README says how to run the tests, and CI's one command runs just that."""
    assert "make test" in (ROOT / "README.md").read_text()
    assert re.search(r"^make check$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
    assert re.search(r"^check:.*\btest\b", (ROOT / "Makefile").read_text(), re.MULTILINE)
