"""What every tier may use: the session's server, a client on it, and a guard against a blocked loop."""

from __future__ import annotations

import io
import logging
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import pytest
import structlog
from blockbuster import BlockBuster, blockbuster_ctx

from bot.logs import configure
from bot.store.client import Client, open_client
from bot.store.embedded import open_embedded
from tests.chromium import browsing, lacking

if TYPE_CHECKING:
    from playwright.async_api import Browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none."""
    why = lacking()
    for item in items if why else ():
        if item.get_closest_marker("chromium"):
            item.add_marker(pytest.mark.skip(why))


@pytest.fixture(autouse=True)
def blockbuster(request: pytest.FixtureRequest) -> Iterator[BlockBuster | None]:
    """Make a blocking call of ours inside the event loop an error; Playwright's client reads files in it."""
    if request.node.get_closest_marker("chromium"):
        yield None
        return
    with blockbuster_ctx(["bot", "channels", "handlers"]) as guard:
        yield guard


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """Give a browser."""
    async with browsing() as browser:
        yield browser


@pytest.fixture
def own_logs() -> Iterator[None]:
    """Give structlog back as it was."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def reports(own_logs: None) -> Iterator[io.StringIO]:
    """Give everything that is logged, at the finest level, as a program reads it."""
    stream, root = io.StringIO(), logging.getLogger()
    handlers, level = list(root.handlers), root.level
    configure(format="json", level="debug", stream=stream)
    yield stream
    root.handlers, root.level = handlers, level


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the URL of an embedded server that this session shares."""
    with open_embedded(tmp_path_factory.mktemp("valkey")) as endpoint:
        yield endpoint.url


@pytest.fixture
async def client(valkey: str) -> AsyncIterator[Client]:
    """Give a client with the project's function library, on an empty store."""
    async with open_client(valkey) as opened:
        await opened.execute("FLUSHALL")
        yield opened
