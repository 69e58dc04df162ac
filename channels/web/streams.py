"""Server-sent events: what a browser has not seen yet of its transcript, for as long as it listens."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import contextmanager

from bot.errors import StoreUnavailable
from bot.messages import ChatRef
from bot.store.transcripts import Entry, Transcripts
from channels.web.render import read_bubble

LOOK_S = 2.0
"""How long a listener sleeps unless woken: an answer that another process delivered rings no bell here."""

HEARTBEAT_LOOKS = 8
RETRY = b"retry: 1000\n\n"
CAUGHT_UP = b"event: caught-up\ndata: 1\n\n"
HEARTBEAT = b": still here\n\n"


class Streams:
    """The open pages of one account."""

    def __init__(self, transcripts: Transcripts, *, look_s: float = LOOK_S) -> None:
        self._transcripts = transcripts
        self._look_s = look_s
        self._bells: defaultdict[ChatRef, set[asyncio.Event]] = defaultdict(set)
        self._is_closed = False

    def wake(self, chat: ChatRef) -> None:
        """Let the listeners of a chat look at once."""
        for bell in self._bells.get(chat, ()):
            bell.set()

    def close(self) -> None:
        """End every stream now; the pages come back by themselves."""
        self._is_closed = True
        for chat in self._bells:
            self.wake(chat)

    async def frames(self, chat: ChatRef, last: str) -> AsyncGenerator[bytes]:
        """Yield the entries behind `last`, then each new one, as ready bytes."""
        yield RETRY
        with self._bell(chat) as bell:
            try:
                async for part in self._looks(chat, last, bell):
                    yield part
            except StoreUnavailable:
                return  # the page reconnects, and says meanwhile that it does

    async def _looks(self, chat: ChatRef, last: str, bell: asyncio.Event) -> AsyncIterator[bytes]:
        looks = 0
        while not self._is_closed:
            bell.clear()
            entries = await self._transcripts.since(chat, last)
            if entries:
                last = entries[-1].id
                yield b"".join(map(_frame, entries))
            elif looks and looks % HEARTBEAT_LOOKS == 0:
                yield HEARTBEAT
            if not looks:
                yield CAUGHT_UP
            looks += 1
            await self._rest(bell)

    async def _rest(self, bell: asyncio.Event) -> None:
        try:
            async with asyncio.timeout(self._look_s):
                await bell.wait()
        except TimeoutError:
            pass

    @contextmanager
    def _bell(self, chat: ChatRef) -> Iterator[asyncio.Event]:
        bell = asyncio.Event()
        self._bells[chat].add(bell)
        try:
            yield bell
        finally:
            self._bells[chat].discard(bell)
            if not self._bells[chat]:
                del self._bells[chat]


def _frame(entry: Entry) -> bytes:
    return b"id: %b\ndata: %b\n\n" % (entry.id.encode(), read_bubble(entry.body))
