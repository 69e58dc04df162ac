"""What nobody in the chat has asked for just now: written to a person, or to the staff in their chats."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.messages import ChatRef, InboundEvent, Language, Reply
from bot.profiles import Profile
from bot.store import keys
from bot.store.client import Client
from bot.store.inbox import chat_fingerprint
from bot.store.outbox import Entry, Outbox
from bot.store.profiles import Profiles
from bot.store.sealing import Sealer

if TYPE_CHECKING:
    from bot.plugins import Account


class Letters:
    """The way from handlers, jobs and adapters to other chats.

    A reply with an idempotency key is told once in each chat, however many processes tell it.
    """

    def __init__(self, client: Client, sealer: Sealer, *, accounts: Sequence[Account]) -> None:
        self._client = client
        self._sealer = sealer
        self._outbox = Outbox(client, sealer)
        self._profiles = Profiles(sealer)
        self._accounts = [account for account in accounts if account.staff_chat]
        self._emergency = [account for account in accounts if account.emergency_chat or account.staff_chat]
        self._process = secrets.token_hex(4)
        self._numbers = count(1)

    def can_reach_staff(self, office: str) -> bool:
        """Tell whether the staff of an office have a chat."""
        return any(account.office == office for account in self._accounts)

    def can_reach_helpers(self, office: str) -> bool:
        """Tell whether those who deal with emergency cases have a chat, at least the staff's."""
        return any(account.office == office for account in self._emergency)

    async def to_staff(self, office: str, reply: Reply, *, now_ms: int, but: Account | None = None) -> None:
        """Tell the staff of an office in all their chats, but not in that of the account `but`."""
        left_out = (but.channel, but.name) if but else None
        for account in self.staff_accounts(office):
            if (account.channel, account.name) != left_out:
                await self.to_staff_of(account, reply, now_ms=now_ms)

    def staff_accounts(self, office: str) -> Sequence[Account]:
        """Return the accounts of an office that have a staff chat."""
        return [account for account in self._accounts if account.office == office]

    async def to_staff_of(self, account: Account, reply: Reply, *, now_ms: int) -> bool:
        """Tell the staff in the chat of one account; False: it was told before."""
        chat = ChatRef(account.channel, account.name, account.staff_chat)
        return await self._put(chat, reply, office=account.office, language="id", now_ms=now_ms)

    def reads_along(self, event: InboundEvent) -> bool:
        """Tell whether others than those who deal with emergency cases read what is answered to an event."""
        own = {(each.channel, each.name, each.emergency_chat) for each in self._emergency}
        chat = event.chat
        return event.is_group and (chat.channel, chat.account, chat.chat_id) not in own

    async def to_helpers(self, office: str, card: Reply, *, masked: Reply, now_ms: int) -> None:
        """Tell those who deal with emergency cases in their chats, where they have none the staff: those `masked`."""
        for account in self._emergency:
            if account.office == office:
                chat = ChatRef(account.channel, account.name, account.emergency_chat or account.staff_chat)
                reply = card if account.emergency_chat else masked
                await self._put(chat, reply, office=office, language="id", now_ms=now_ms)

    async def to_person(self, chat: ChatRef, reply: Reply, *, office: str, now_ms: int) -> bool:
        """Write to a person, in the language that was chosen in their chat, else in Indonesian.

        False: it was told before, or there is no chat to write to.
        """
        if not chat.channel:
            return False
        return await self._put(chat, reply, office=office, language=await self.language_of(chat), now_ms=now_ms)

    async def language_of(self, chat: ChatRef) -> Language:
        """Return the language that was chosen in a chat, else Indonesian."""
        return (await self.profile_of(chat)).language or "id"

    async def profile_of(self, chat: ChatRef) -> Profile:
        """Return what is remembered of a chat."""
        fingerprint = self.fingerprint(chat)
        key = keys.chat_keys(fingerprint).profile
        return self._profiles.opened(fingerprint, await self._client.execute("GET", key, key=key))

    async def has_heard_of(self, chat: ChatRef) -> bool:
        """Tell whether somebody has written in a chat; where nobody has, the platform may take nothing for it."""
        named = keys.chat_keys(self.fingerprint(chat))
        return bool(await self._client.execute("EXISTS", named.profile, named.seen, key=named.profile))

    def fingerprint(self, chat: ChatRef) -> str:
        """Return a chat's fingerprint, as operations name it."""
        return chat_fingerprint(self._sealer, chat)

    async def _put(self, chat: ChatRef, reply: Reply, *, office: str, language: Language, now_ms: int) -> bool:
        fingerprint, id = self.fingerprint(chat), f"{self._process}.{next(self._numbers)}"
        if reply.edits:
            reply = replace(reply, edits=f"{fingerprint} {reply.edits}")
        entry = Entry(
            id=f"{now_ms}.{id}",
            chat=chat,
            office=office,
            language=language,
            reply=reply,
            ledger=self._outbox.ledger(f"{fingerprint} {reply.idempotency_key or id}"),
        )
        account = f"{chat.channel}:{chat.account}"
        return await self._outbox.enqueue(fingerprint, entry, account=account, pace=None, now_ms=now_ms)
