"""What jobs say: put into the outbox in chunks, and no faster than the accounts empty it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.adapters import Pace
from bot.engine.notices import Post, StaffNotices
from bot.jobs.errors import OutboxFull
from bot.messages import ChatRef, Language, Priority, Reply
from bot.store import keys
from bot.store.backlog import Backlog
from bot.store.inbox import Inbox
from bot.store.profiles import Profiles

if TYPE_CHECKING:
    from bot.app import House

CHUNK = 100
MOST_WAITING = 500
"""Chats of an account that may wait for a message when more are put in: some seconds of the fastest platform."""

LOOKS = 600
LOOK_S = 1.0
NO_FLOOD = Pace(burst=1, interval_ms=0)  # nothing is taken in here

Pause = Callable[[float], Awaitable[None]]


class Letter(Struct, frozen=True, kw_only=True):
    """What one person is to be told. The reply has an idempotency key: it is told once, however often it is put in."""

    chat: ChatRef
    office: str
    reply: Reply


class Mail:
    """The way from a job to people's chats and the staff's; it takes nothing in."""

    def __init__(self, house: House, *, now_ms: int, pause: Pause = asyncio.sleep) -> None:
        self._client = house.client
        self._inbox = Inbox(house.client, house.sealer, flood=NO_FLOOD)
        self._profiles = Profiles(house.sealer)
        self._backlog = Backlog(house.client)
        process = secrets.token_hex(4)
        self._post = Post(inbox=self._inbox, outbox=house.outbox, process=process)
        self._staff = StaffNotices(
            house.config.accounts, inbox=self._inbox, outbox=house.outbox, process=process, clock=lambda: now_ms
        )
        self._now_ms = now_ms
        self._pause = pause

    async def tell_staff(self, office: str, reply: Reply) -> None:
        """Tell the staff of an office in all their chats, once for the reply's idempotency key."""
        await self._staff.tell_office(office, reply)

    async def send(self, letters: Sequence[Letter]) -> int:
        """Put letters into the outbox; return how many are new. Raises OutboxFull when an account does not empty it."""
        new = 0
        for start in range(0, len(letters), CHUNK):
            chunk = letters[start : start + CHUNK]
            for account in sorted({f"{letter.chat.channel}:{letter.chat.account}" for letter in chunk}):
                await self._wait_for_room(account)
            new += sum(await asyncio.gather(*map(self._put, chunk)))
        return new

    async def _put(self, letter: Letter) -> bool:
        language = await self._language(letter.chat)
        return await self._post.put(
            letter.chat, letter.reply, office=letter.office, language=language, now_ms=self._now_ms
        )  # fmt: skip

    async def _language(self, chat: ChatRef) -> Language:
        """Return the language that was chosen in a chat, else Indonesian."""
        fingerprint = self._inbox.fingerprint(chat)
        key = keys.chat_keys(fingerprint).profile
        profile = self._profiles.opened(fingerprint, await self._client.execute("GET", key, key=key))
        return profile.language or "id"

    async def _wait_for_room(self, account: str) -> None:
        for _ in range(LOOKS):
            waiting = await self._backlog.waiting(account, Priority.BULK)
            if waiting < MOST_WAITING:
                return
            await self._pause(LOOK_S)
        raise OutboxFull(account, waiting=waiting)
