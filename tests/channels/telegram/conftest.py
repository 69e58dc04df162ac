"""What Telegram's tests share: the strict Bot API, and both libraries."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.channels.telegram_bots import LIBRARIES
from tests.channels.telegram_server import BotApi, serving


@pytest.fixture(params=LIBRARIES)
def library(request: pytest.FixtureRequest) -> str:
    """Give the name of each library."""
    name: str = request.param
    return name


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """Give a Bot API with one bot."""
    async with serving() as served:
        yield served
