"""What the page's tests share: a browser on it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.plugins import Services
from tests.channels.browsers import Browser, browsing, listening
from tests.channels.contract import Inbox


@pytest.fixture
async def browser(services: Services, inbox: Inbox) -> AsyncIterator[Browser]:
    """Give a browser on a page in trial mode, before the first screen."""
    async with listening(services, inbox) as web, browsing(web.url) as opened_browser:
        yield opened_browser
