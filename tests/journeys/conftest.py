"""What journeys start from: an installation in a folder of its own, and a server that may be killed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.programs import Installation
from tests.journeys.roads import Clock
from tests.store.servers import Server, valkey_server


@pytest.fixture
def clock() -> Clock:
    """Give a clock that can be put forward."""
    return Clock()


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Give a configuration with an empty data folder."""
    return Installation(tmp_path)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """Give a durable server of the test's own."""
    folder = tmp_path / "valkey"
    folder.mkdir()
    async with valkey_server(folder) as running:
        yield running
