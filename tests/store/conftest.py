"""What the store's own tests use: a server that may be killed, and a function library of a few lines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.client import Client
from bot.store.library import Library, assemble
from tests.store.audits import immortals, miscounts
from tests.store.servers import Server, valkey_server

TINY = """\
-- add: adds to a counter.
-- KEYS[1] counter  string, for the test only
-- ARGV[1] amount
-- returns the sum
local function add(keys, args)
  return redis.call('INCRBY', keys[1], args[1])
end
register('add', add)

local function fail(keys, args)
  return redis.error_reply('REFUSED by the test')
end
register('fail', fail)
"""


@pytest.fixture(scope="session")
def tiny() -> Library:
    """Give a library of two functions: `add` and `fail`."""
    return assemble({"tiny.lua": TINY})


@pytest.fixture
async def audited(client: Client) -> AsyncIterator[None]:
    """Recount everything after a test, and look for keys that would stay for ever."""
    yield
    assert ([], []) == (await miscounts(client), await immortals(client))


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """Give a server of the test's own, on a unix socket."""
    async with valkey_server(tmp_path) as running:
        yield running
