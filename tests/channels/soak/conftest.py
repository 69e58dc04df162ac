"""What soaks start from: a clock."""

from __future__ import annotations

import pytest

from tests.journeys.roads import Clock


@pytest.fixture
def clock() -> Clock:
    """Give a clock that runs."""
    return Clock()
