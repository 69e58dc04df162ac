"""An office whose staff have a chat, open as a job finds it, and people who are booked there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from redis import Redis

from bot.accounts import ConfiguredAccount
from bot.app import House, Store, open_house
from bot.config import Config, RedisSettings
from bot.jobs.queues import Jobs
from bot.store.client import Client
from tests.jobs.people import OFFICE, STAFF_CHAT

ACCOUNTS = (
    ConfiguredAccount(channel="telegram", name="cbn", office="CBN", staff_chat=STAFF_CHAT),
    ConfiguredAccount(channel="web", name="cbn", office="CBN"),
)


@pytest.fixture
async def house(client: Client, valkey: str, tmp_path: Path) -> AsyncIterator[House]:
    """Give a house on an empty store."""
    config = Config(
        offices={OFFICE.code: OFFICE},
        accounts=ACCOUNTS,
        data_dir=tmp_path,
        key_file=tmp_path / "keys",
        redis=RedisSettings(url=valkey),
    )
    store = Store(config)
    async with open_house(config, store) as opened:
        yield opened


@pytest.fixture
def jobs(valkey: str) -> Iterator[Jobs]:
    """Give the jobs on an empty server."""
    connection = Redis.from_url(valkey, socket_timeout=None)
    connection.flushall()
    yield Jobs(connection)
    connection.close()
