"""Takes the files that people send for a case: fetched over their channel, checked, and put into the vault."""

from __future__ import annotations

import asyncio
from functools import partial

import structlog

from bot.adapters import ChannelAdapter, FetchesMedia
from bot.errors import MediaUnavailable
from bot.media import FETCHABLE, MOST_BYTES, SMALLER_SIDE, Circle, KeptFile, RefusedFile
from bot.media_checks import LONGEST_SIDE, checked
from bot.messages import ChatRef, InboundEvent, Media
from bot.store.errors import BlobsAway
from bot.store.media import MediaVault
from bot.store.operations import Operation

FETCH_S = 15.0
"""How long a file may take on its way; a chat is leased for a minute."""

AT_ONCE = 1
"""How many pictures are unpacked at once: one can take some 400 MB."""

log = structlog.get_logger()


class MediaDesk:
    """The vault, and the accounts of this process from which files can be had."""

    def __init__(self, vault: MediaVault, *, fetch_s: float = FETCH_S) -> None:
        self.vault = vault
        self._fetch_s = fetch_s
        self._adapters: dict[tuple[str, str], FetchesMedia] = {}
        self._hands = asyncio.Semaphore(AT_ONCE)

    def add(self, adapter: ChannelAdapter) -> None:
        """Fetch from an account, if its channel hands out files."""
        if isinstance(adapter, FetchesMedia):
            self._adapters[adapter.name, adapter.account] = adapter

    async def take(
        self, event: InboundEvent, *, case: str, circle: Circle, operation: Operation, now_ms: int
    ) -> tuple[KeptFile | RefusedFile, ...]:
        """Keep the pictures and documents of a message for a case; each is told of. Again keeps nothing twice."""
        taken: list[KeptFile | RefusedFile] = []
        for place, media in enumerate(media for media in event.media if media.kind in FETCHABLE):
            id = self.vault.id_of(operation, place)
            try:
                found = await self.vault.find(event.office, case, id)
                taken.append(found or await self._kept(event, media, case=case, id=id, circle=circle, now_ms=now_ms))
            except BlobsAway as error:
                log.error("media.not_kept", office=event.office, problem=str(error))
                taken.append(RefusedFile("away"))
        return tuple(taken)

    async def read(self, event: InboundEvent, *, most_bytes: int) -> bytes | RefusedFile | None:
        """Return what is in the first document of a message, and keep it nowhere; None when it has no document."""
        document = next((media for media in event.media if media.kind == "document"), None)
        return await self._fetched(event.chat, document, most_bytes) if document else None

    async def _kept(
        self, event: InboundEvent, media: Media, *, case: str, id: str, circle: Circle, now_ms: int
    ) -> KeptFile | RefusedFile:
        data = await self._fetched(event.chat, media, MOST_BYTES)
        if isinstance(data, RefusedFile):
            return data
        async with self._hands:
            side = SMALLER_SIDE.get(circle, LONGEST_SIDE)
            file = await asyncio.to_thread(partial(checked, data, longest_side=side))
        if isinstance(file, RefusedFile):
            log.info("media.refused", office=event.office, reason=file.reason)
            return file
        kept = await self.vault.keep(event.office, case, file, id=id, circle=circle, now_ms=now_ms)
        return kept or RefusedFile("too-many")

    async def _fetched(self, chat: ChatRef, media: Media, most_bytes: int) -> bytes | RefusedFile:
        adapter = self._adapters.get((chat.channel, chat.account))
        if adapter is None:
            return RefusedFile("not-here")
        try:
            async with asyncio.timeout(self._fetch_s):
                return await adapter.fetch(media, most_bytes=most_bytes)
        except MediaUnavailable as error:
            log.info("media.not_fetched", channel=chat.channel, account=chat.account, problem=error.detail)
            return RefusedFile(error.why)
        except TimeoutError:
            log.warning("media.not_fetched", channel=chat.channel, account=chat.account, problem="too slow")
            return RefusedFile("away")
