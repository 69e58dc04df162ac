"""What the engine stands on in tests: a clock that can be put forward, and logs that go nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from tests.journeys.roads import Clock


@pytest.fixture(autouse=True)
def logged() -> Iterator[None]:
    """Keep reports off the terminal: a traceback is made by reading files, which the loop may not."""
    with capture_logs():
        yield


@pytest.fixture
def clock() -> Clock:
    """Give a clock that can be put forward."""
    return Clock()
