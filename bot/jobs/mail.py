"""What jobs say: put into the outbox in chunks, and no faster than the accounts empty it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from bot.engine.letters import Letters
from bot.jobs.errors import OutboxFull
from bot.messages import ChatRef, Priority, Reply
from bot.store.accounts import Accounts
from bot.store.backlog import Backlog

if TYPE_CHECKING:
    from bot.app import House

CHUNK = 100
MOST_WAITING = 500
"""Chats of an account that may wait for a message when more are put in: some seconds of the fastest platform."""

LOOKS = 600
LOOK_S = 1.0

Pause = Callable[[float], Awaitable[None]]


class Letter(Struct, frozen=True, kw_only=True):
    """What one person is to be told. The reply has an idempotency key: it is told once, however often it is put in."""

    chat: ChatRef
    office: str
    reply: Reply


class Mail:
    """The way from a job to people's chats and the staff's; it takes nothing in."""

    def __init__(self, house: House, *, now_ms: int, pause: Pause = asyncio.sleep) -> None:
        self._letters = Letters(house.client, house.sealer, accounts=house.config.accounts)
        self._backlog = Backlog(house.client)
        self._accounts = Accounts(house.client)
        self._now_ms = now_ms
        self._pause = pause

    async def tell_staff(self, office: str, reply: Reply) -> None:
        """Tell the staff of an office in all their chats, once for the reply's idempotency key."""
        await self._letters.to_staff(office, reply, now_ms=self._now_ms)

    async def tell_helpers(self, office: str, reply: Reply) -> None:
        """Tell those who deal with emergency cases, once for the reply's idempotency key; it names nobody."""
        await self._letters.to_helpers(office, reply, masked=reply, now_ms=self._now_ms)

    async def keep_staff_posted(self, office: str, reply: Reply, *, only_if_edited: bool = False) -> None:
        """Tell the staff in one message that changes: `reply.edits` is the key of the first, which is this one if new.

        Chats in which nothing can be edited get the first alone, or with `only_if_edited` nothing.
        """
        first = replace(reply, edits="", idempotency_key=reply.edits)
        for account in self._letters.staff_accounts(office):
            can = await self._accounts.abilities(f"{account.channel}:{account.name}")
            is_edited = can is not None and can.can_edit
            if only_if_edited and not is_edited:
                continue
            if not await self._letters.to_staff_of(account, first, now_ms=self._now_ms) and is_edited:
                await self._letters.to_staff_of(account, reply, now_ms=self._now_ms)

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
        return await self._letters.to_person(letter.chat, letter.reply, office=letter.office, now_ms=self._now_ms)

    async def _wait_for_room(self, account: str) -> None:
        for _ in range(LOOKS):
            waiting = await self._backlog.waiting(account, Priority.BULK)
            if waiting < MOST_WAITING:
                return
            await self._pause(LOOK_S)
        raise OutboxFull(account, waiting=waiting)
