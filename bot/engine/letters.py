"""What a message brings about in chats other than its own: a person's, or the staff's."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.adapters import Pace
from bot.engine.notices import Post
from bot.messages import ChatRef, Reply
from bot.store import keys
from bot.store.client import Client
from bot.store.inbox import Inbox
from bot.store.outbox import Outbox
from bot.store.profiles import Profiles
from bot.store.sealing import Sealer

if TYPE_CHECKING:
    from bot.plugins import Account

NO_FLOOD = Pace(burst=1, interval_ms=0)  # nothing is taken in here


class Letters:
    """The way from a handler to other chats. Each reply has an idempotency key: it is told once in each chat."""

    def __init__(self, client: Client, sealer: Sealer, *, accounts: Sequence[Account]) -> None:
        self._client = client
        self._inbox = Inbox(client, sealer, flood=NO_FLOOD)
        self._profiles = Profiles(sealer)
        self._accounts = [account for account in accounts if account.staff_chat]
        self._post = Post(inbox=self._inbox, outbox=Outbox(client, sealer), process=secrets.token_hex(4))

    def can_reach_staff(self, office: str) -> bool:
        """Tell whether the staff of an office have a chat."""
        return any(account.office == office for account in self._accounts)

    async def to_staff(self, office: str, reply: Reply, *, now_ms: int) -> None:
        """Tell the staff of an office in all their chats."""
        for account in self._accounts:
            if account.office == office:
                chat = ChatRef(account.channel, account.name, account.staff_chat)
                await self._post.put(chat, reply, office=office, language="id", now_ms=now_ms)

    async def to_person(self, chat: ChatRef, reply: Reply, *, office: str, now_ms: int) -> None:
        """Write to a person, in the language that was chosen in their chat, else in Indonesian."""
        fingerprint = self.fingerprint(chat)
        key = keys.chat_keys(fingerprint).profile
        profile = self._profiles.opened(fingerprint, await self._client.execute("GET", key, key=key))
        await self._post.put(chat, reply, office=office, language=profile.language or "id", now_ms=now_ms)

    def fingerprint(self, chat: ChatRef) -> str:
        """Return a chat's fingerprint, as operations name it."""
        return self._inbox.fingerprint(chat)
