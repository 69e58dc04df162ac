"""An office with a staff group on a real store."""

from __future__ import annotations

import pytest

from bot.store.client import Client
from tests.handlers.staff.officers import Headquarters


@pytest.fixture
def hq(client: Client) -> Headquarters:
    """Give the office."""
    return Headquarters(client)
