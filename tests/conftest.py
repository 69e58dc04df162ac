"""What every tier may use: the session's server, a client on it, and a guard against a blocked loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from blockbuster import BlockBuster, blockbuster_ctx

from bot.store.client import Client, open_client
from bot.store.embedded import open_embedded


@pytest.fixture(autouse=True)
def blockbuster() -> Iterator[BlockBuster]:
    """Make a blocking call of ours inside the event loop an error."""
    with blockbuster_ctx(["bot", "channels", "handlers"]) as guard:
        yield guard


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
