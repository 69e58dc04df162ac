"""An office on an empty store, which is audited after each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.lane_audit import audit_lanes
from bot.store.client import Client
from tests.store.audits import immortals, miscounts
from tests.visits.front import Front


@pytest.fixture
def front(client: Client) -> Front:
    """Give an office at its opening."""
    return Front(client)


@pytest.fixture
async def audited(client: Client, front: Front) -> AsyncIterator[None]:
    """Recount everything after a test, check the order of the calls, and look for keys that would stay for ever."""
    yield
    assert ([], []) == (await miscounts(client), await immortals(client))
    assert [] == await audit_lanes(front.events, front.office)
