"""Somebody else's package: a channel, a command and its words, installed beside ours and not a file of ours touched."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.examples.environments import ROOT, Environment
from tests.journeys.programs import PATIENCE_S, Installation

PACKAGE = ROOT / "examples" / "antrian-sms"
PHONE = "+6281234567890"
ACCOUNTS = """
[[accounts]]
channel = "web"

[[accounts]]
channel = "sms"
inbox = "inbox"
outbox = "outbox"
look_every_s = 0.05
"""


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """Give an environment with the example in it."""
    made = Environment(tmp_path_factory.mktemp("environment"))
    made.install(PACKAGE, into=tmp_path_factory.mktemp("sources"))
    return made


@pytest.fixture
def office(environment: Environment, tmp_path: Path) -> Installation:
    """Give an installation in that environment, with an account of the new channel."""
    installation = Installation(tmp_path, python=str(environment.python))
    with (tmp_path / "config.toml").open("a") as config:
        config.write(ACCOUNTS)
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
    return installation


async def sent(office: Installation, count: int) -> list[str]:
    """Return what lies in the outbox, once there are so many messages."""
    outbox = office.folder / "outbox"
    async with asyncio.timeout(PATIENCE_S):
        while len(found := sorted(outbox.glob("OUT*"))) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.02)  # there is no event to wait for: it is another process's file
    return [path.read_text("utf-16") for path in found]


@asynccontextmanager
async def serving(office: Installation) -> AsyncIterator[None]:
    """Serve the office until the block ends; then the program ends well."""
    async with office.antrian("run") as program:
        yield
        assert 0 == await program.stop(), program.reports()


def test_its_own_tests(environment: Environment) -> None:
    """The package's tests, with the contract suite that we hand out, run and pass in its environment."""
    done = environment.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "pyproject.toml", "tests", cwd=PACKAGE)
    assert re.search(r"^\d\d passed in ", done.stdout, re.MULTILINE)


async def test_checked(office: Installation) -> None:
    """`antrian check` knows the plugin and its account, and reads its options."""
    async with office.antrian("check") as program:
        assert 0 == await program.exit_code(), program.printed
    assert "✓ account sms/cbn: speaks for CBN\n" in program.printed
    assert "✓ plugins: antrian-sms 1.0\n" in program.printed


async def test_check_names_a_wrong_option(office: Installation) -> None:
    """`antrian check` says of a plugin's option what is wrong with it, as of one of ours."""
    (office.folder / "inbox").rmdir()
    async with office.antrian("check") as program:
        assert 1 == await program.exit_code()
    assert "✗ account sms/cbn: accounts[1].inbox: found " in program.printed


async def test_new_command_through_new_channel(office: Installation) -> None:
    """A message in the new channel is answered with the new command's words, and leaves the inbox."""
    message = office.folder / "inbox" / f"IN20261124_130000_00_{PHONE}_00.txt"
    async with serving(office):
        message.write_text("#parkir")
        (answer,) = await sent(office, 1)
    assert answer.startswith("🅿️ Parkir di Kantor Imigrasi Kelas I TPI Cirebon\n• Motor:")
    assert not message.exists()


async def test_old_commands_through_new_channel(office: Installation) -> None:
    """The office's own commands work in the new channel: its numbers are the senders' own, so one may book."""
    async with serving(office):
        (office.folder / "inbox" / f"IN20261124_130000_00_{PHONE}_00.txt").write_text("#cek")
        (answer,) = await sent(office, 1)
    assert answer.startswith("❌ BELUM TERDAFTAR")


@pytest.mark.parametrize(("lines", "answer"), [(["#parkir"], "Parkir di"), (["#bahasa en", "#parking"], "Parking at")])
async def test_new_command_in_old_channel(office: Installation, lines: list[str], answer: str) -> None:
    """The new command is answered in our channels too, in the person's language."""
    code, printed = await office.piped("081234567890", lines)
    assert 0 == code
    assert answer in printed
