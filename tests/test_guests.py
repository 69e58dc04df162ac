"""The office in somebody else's loop: open for a while, tried again after a failure, and never the host's end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.adapters import Accept, ChannelAdapter
from bot.config import Config, load
from bot.errors import ConfigError, StoreUnavailable
from bot.guests import Door, Guest
from bot.messages import InboundEvent
from bot.plugins import Services
from bot.store.client import Client
from tests.journeys.programs import CONFIG
from tests.journeys.recording import RecordingChannel
from tests.journeys.roads import Clock, left_overs, said

pytestmark = pytest.mark.usefixtures("own_logs")  # a guest joins its host's logs

ACCOUNTS = """
[[accounts]]
channel = "telegram"

[[accounts]]
channel = "recording"
name = "one"

[[accounts]]
channel = "recording"
name = "two"
"""
CLOSED = "redis://127.0.0.1:9"


@pytest.fixture
def config(tmp_path: Path, client: Client, valkey: str) -> Config:
    """Give a configuration that leads to the session's server, emptied."""
    return configuration(tmp_path, valkey)


@pytest.fixture
def lost_config(tmp_path: Path) -> Config:
    """Give a configuration that leads to no server."""
    return configuration(tmp_path, CLOSED, give_up_s=0.2)


@pytest.fixture
def slow_config(tmp_path: Path) -> Config:
    """Give a configuration that leads to no server, and a long wait for it."""
    return configuration(tmp_path, CLOSED, give_up_s=600)


def configuration(folder: Path, url: str, *, give_up_s: float = 10.0) -> Config:
    """Return a configuration, read as a host does it: before the loop runs."""
    (folder / "config.toml").write_text(f'[redis]\nurl = "{url}"\ngive_up_s = {give_up_s}\n{CONFIG}{ACCOUNTS}')
    return load(folder / "config.toml")


class GuestChannel(RecordingChannel):
    """A channel whose messages come through a host; `failures` are what happens when it is opened."""

    def __init__(self, guest: Guest, *failures: Exception) -> None:
        super().__init__(clock=Clock())
        self.door: Door[InboundEvent] = Door(guest)
        self._failures = list(failures)

    @asynccontextmanager
    async def opened(self, services: Services) -> AsyncIterator[ChannelAdapter]:
        """Open, or fail."""
        if self._failures:
            raise self._failures.pop(0)
        yield self

    async def run(self, accept: Accept) -> None:
        """Let the host's messages in."""
        await self.door.keep_open(accept)


async def test_open_for_a_block(config: Config, client: Client) -> None:
    """What the host hands over is answered, and nothing is left over when the office closes."""
    guest = Guest(config)
    channel = GuestChannel(guest)
    guest.serve(channel.opened)
    async with guest:
        for text in ("#cek", "#alur", "#syarat"):
            assert await channel.door.take(said(text))
        await channel.messages(3)
    assert [] == await left_overs(client)


async def test_started_and_stopped_by_two_hosts(config: Config) -> None:
    """Two bots of one program share the office: the first start opens it, the first stop finishes and closes it."""
    guest = Guest(config)
    channel = GuestChannel(guest)
    guest.serve(channel.opened)
    await guest.start()
    await guest.start()
    await channel.door.take(said("#cek"))
    await guest.stop()
    await guest.stop()
    assert 1 == len(channel.delivered)


async def test_never_started(config: Config) -> None:
    """Stopping what has never been started is nothing, as a host may fail before it starts us."""
    await Guest(config).stop()


async def test_opened_again(config: Config) -> None:
    """An office that could not open leaves the host alone, and opens as soon as it can."""
    guest = Guest(config, again_s=0.01)
    channel = GuestChannel(guest, StoreUnavailable(waited_s=1, cause="refused"), ZeroDivisionError())
    guest.serve(channel.opened)
    async with guest:
        assert await channel.door.take(said("#cek"))
    assert 1 == len(channel.delivered)


async def test_closed(lost_config: Config) -> None:
    """While the office is closed a message is not taken, and the host learns of it within the limit."""
    guest = Guest(lost_config)
    channel = GuestChannel(guest)
    guest.serve(channel.opened)
    async with guest:
        with pytest.raises(StoreUnavailable, match="the office is not open"):
            await channel.door.take(said("#cek"))


async def test_stopped_while_opening(slow_config: Config) -> None:
    """A store that lets one wait holds up neither the host's start nor its end."""
    async with Guest(slow_config, again_s=0.01):
        pass


FOUND = {
    "the only one": ("telegram", "", "telegram/cbn"),
    "by its name": ("recording", "two", "recording/two"),
}


@pytest.mark.parametrize(("channel", "name", "account"), FOUND.values(), ids=FOUND.keys())
def test_account(channel: str, name: str, account: str, config: Config) -> None:
    """The account is the configuration's, with its office and its staff's chat; its own keys are the host's matter."""
    found = Guest(config).account(channel, name)
    assert (account, "CBN") == (f"{found.channel}/{found.name}", found.office)


NOT_FOUND = {
    "none": ("whatsapp", "", 'found none, expected one account of channel "whatsapp"'),
    "several": ("recording", "", 'found one, two, expected one account of channel "recording"'),
    "another name": ("recording", "three", 'expected one account of channel "recording" with the name "three"'),
}


@pytest.mark.parametrize(("channel", "name", "problem"), NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_account_not_found(channel: str, name: str, problem: str, config: Config) -> None:
    """An account that is not there, or is not the only one, is an error at once, which says what there is."""
    with pytest.raises(ConfigError, match=problem):
        Guest(config).account(channel, name)
