"""One phone number: what smsd puts into its inbox goes to the road, what the road says goes into its outbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import structlog

from antrian_sms.parse import Received, events, messages
from antrian_sms.render import TEXT_LENGTH, Sheet, encoded, sheet
from antrian_sms.settings import SmsSettings
from bot.adapters import Accept, Capabilities, ChannelAdapter
from bot.errors import SendAfter, StoreUnavailable
from bot.messages import ChatRef, InboundEvent, Message
from bot.plugins import Account, Services

AWAY_S = 10.0
Pause = Callable[[float], Awaitable[None]]

log = structlog.get_logger()


@asynccontextmanager
async def opened(account: Account, options: SmsSettings, services: Services) -> AsyncIterator[ChannelAdapter]:
    """Open a number; nothing is held open, as smsd owns the modem."""
    yield SmsAdapter(account, options, clock=services.clock)


class SmsAdapter:
    """The conversations of one number."""

    name = "sms"

    def __init__(
        self, account: Account, options: SmsSettings, *, clock: Callable[[], int], pause: Pause = asyncio.sleep
    ) -> None:
        self.account = account.name
        self._office = account.office
        self._options = options
        self._clock = clock
        self._pause = pause
        self._numbers = count(1)

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what an SMS can show: text, with buttons as numbered lines."""
        return Capabilities(text_length=TEXT_LENGTH)

    def parse(self, raw: Received) -> Sequence[InboundEvent]:
        """Return the event of a message, if its sender can be answered."""
        return events(raw, account=self.account, office=self._office)

    def render(self, message: Message) -> Sequence[Sheet]:
        """Return the text to send."""
        return (sheet(message),)

    async def run(self, accept: Accept) -> None:
        """Look into the inbox until cancelled. A message is whole when a second look finds no more of it."""
        before: Mapping[str, bytes] = {}
        while True:
            files = await asyncio.to_thread(_files, self._options.inbox)
            for received in messages(files):
                if received.parts.items() <= before.items():
                    await self._take(received, accept)
            before = files
            await self._pause(self._options.look_every_s)

    async def deliver(self, payload: Sheet) -> str:
        """Put a message where smsd finds it. Raises SendAfter while the folder can't be written."""
        now = datetime.fromtimestamp(self._clock() / 1000, UTC)
        name = f"OUTA{now:%Y%m%d_%H%M%S}_{next(self._numbers):06d}_{payload.recipient}_antrian.txt"
        try:
            await asyncio.to_thread(_write, self._options.outbox / name, encoded(payload))
        except OSError as error:
            reason = f"the outbox of smsd can't be written ({error.strerror})"
            raise SendAfter(AWAY_S, scope="account", reason=reason) from error
        return name

    async def _take(self, received: Received, accept: Accept) -> None:
        """Hand a message over, and only then remove its files: what the inbox does not have yet stays."""
        try:
            for event in self.parse(received):
                await accept(event)
        except StoreUnavailable as error:
            log.warning("sms.not_taken", account=self.account, problem=str(error))
            return
        await asyncio.to_thread(_remove, [self._options.inbox / name for name in received.parts])


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("IN*.txt")}


def _write(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all; smsd reads none with another name."""
    draft = path.with_name(f".{path.name}")
    draft.write_bytes(data)
    draft.rename(path)


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
