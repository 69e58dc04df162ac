"""The office behind the handlers of somebody else's bot: it takes what they have left, and answers through that bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import structlog
from msgspec.structs import replace

from bot.adapters import Accept, ChannelAdapter
from bot.choices import read_choice
from bot.guests import Door, Guest
from bot.plugins import Account, Services
from channels.telegram import parse
from channels.telegram.adapter import TelegramAdapter
from channels.telegram.calls import Pauses
from channels.telegram.settings import TelegramSettings
from channels.telegram.updates import Update
from channels.telegram.wire import Call, Wire

OPTIONS = TelegramSettings.model_construct()  # the token is the host's, and so is the way in which updates come
WORDED = ("sendMessage", "sendPhoto", "editMessageText")

log = structlog.get_logger()


def join(guest: Guest, wire: Wire, *, account: str) -> Door[Update]:
    """Serve an account of the configuration through a host's bot; return where its updates come in."""
    door: Door[Update] = Door(guest)
    guest.serve(partial(_opened, guest.account("telegram", account), wire, door))
    return door


@asynccontextmanager
async def _opened(
    account: Account, wire: Wire, door: Door[Update], services: Services
) -> AsyncIterator[ChannelAdapter]:
    yield GuestAdapter(account, wire=GuestWire(wire), door=door, services=services)


class GuestAdapter(TelegramAdapter):
    """The private chats of a host's bot, and the staff's group; in no other group does it say anything."""

    def __init__(self, account: Account, *, wire: Wire, door: Door[Update], services: Services) -> None:
        super().__init__(account, wire=wire, options=OPTIONS, services=services, pauses=Pauses())
        self._door = door

    async def run(self, accept: Accept) -> None:
        """Take what the host hands over until cancelled. Raises TokenRefused."""
        await self._learn_who_we_are()
        log.info("telegram.visiting", account=self.account, bot=self._username)
        await self._serve(self._door.keep_open(partial(self._take_left, accept=accept)))

    async def _take_left(self, update: Update, *, accept: Accept) -> bool:
        """Take an update if it is for the office; a button of the host's is not."""
        query = update.callback_query
        if query and read_choice(query.data or "") is None:
            return False
        if not self.parse(update) and not parse.move(update):
            return False
        await self.take(update, accept)
        return True


class GuestWire:
    """A host's bot. What the host has set up for its own texts, such as HTML, does not hold for ours."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def read(self, raw: Mapping[str, Any]) -> Update:
        """Return the library's update."""
        return self._wire.read(raw)

    async def call(self, call: Call, *, limit_s: float | None = None) -> Any:
        """Return the library's object for the answer. Raises CallFailed."""
        plain = {"parse_mode": None} if call.method in WORDED else {}
        return await self._wire.call(replace(call, fields={**call.fields, **plain}), limit_s=limit_s)

    async def updates(self, call: Call, *, limit_s: float) -> Sequence[Update]:
        """Return the updates that getUpdates gives."""
        return await self._wire.updates(call, limit_s=limit_s)

    async def download(self, file: Any, *, most_bytes: int) -> bytes:
        """Return the bytes of what getFile gave."""
        return await self._wire.download(file, most_bytes=most_bytes)
