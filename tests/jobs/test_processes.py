"""The children of `antrian run`: started again when they end, and ended with it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import Config
from bot.jobs.processes import keep_children
from tests.store.servers import until

CHILD = "import os, pathlib, signal, sys; pathlib.Path(sys.argv[1], str(os.getpid())).touch(); signal.pause()"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Give a configuration without offices."""
    return Config(offices={}, accounts=(), data_dir=tmp_path, key_file=tmp_path / "keys")


@pytest.fixture
async def births(tmp_path: Path, config: Config) -> AsyncIterator[Path]:
    """Keep a child that notes its id in a folder, until the test is over; it must then be gone."""
    folder = tmp_path / "births"
    folder.mkdir()
    command = (sys.executable, "-c", CHILD, str(folder))
    async with asyncio.TaskGroup() as group:
        keeping = group.create_task(keep_children(config, commands=[command]))
        yield folder
        keeping.cancel()
    assert [] == [pid for pid in pids(folder) if is_alive(pid)]


def pids(folder: Path) -> list[int]:
    """Return the ids of the children so far."""
    return [int(path.name) for path in folder.iterdir()]


def is_alive(pid: int) -> bool:
    """Tell whether a process is there, and not only its remains."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


async def born(folder: Path, count: int) -> None:
    """Wait for so many births."""

    async def are_there() -> bool:
        return len(pids(folder)) >= count

    async with asyncio.timeout(10):
        await until(are_there)


async def test_a_child_that_dies_is_started_again(births: Path) -> None:
    """A killed child has a successor a moment later."""
    await born(births, 1)
    (first,) = pids(births)
    os.kill(first, signal.SIGKILL)
    await born(births, 2)
    assert [False, True] == [is_alive(pid) for pid in sorted(pids(births), key=lambda pid: pid != first)]


async def test_children_end_with_their_owner(births: Path) -> None:
    """Cancelled, it ends its child in order: the fixture looks for it."""
    await born(births, 1)
    assert all(is_alive(pid) for pid in pids(births))
