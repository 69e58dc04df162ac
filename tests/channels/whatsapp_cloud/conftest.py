"""What the Cloud API's tests share: the strict Graph API, and an account that runs on it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.plugins import Services
from tests.channels.cloud_numbers import NumberUnderTest, running
from tests.channels.cloud_server import GraphApi, serving
from tests.channels.contract import Inbox


@pytest.fixture
async def api() -> AsyncIterator[GraphApi]:
    """Give a Graph API with one number."""
    async with serving() as served:
        yield served


@pytest.fixture
async def channel(api: GraphApi, services: Services, inbox: Inbox) -> AsyncIterator[NumberUnderTest]:
    """Give a running account."""
    async with running(api, services, inbox) as adapter:
        yield NumberUnderTest(api, adapter, inbox, services)
