"""Notices that no message asked for: put into the outbox of a person's chat, or of the staff's chats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from bot.messages import ChatRef, Language, Reply
from bot.plugins import Account
from bot.store.inbox import Inbox
from bot.store.outbox import Entry, Outbox


class Post:
    """Puts messages into the outbox; `process` makes their ids unique."""

    def __init__(self, *, inbox: Inbox, outbox: Outbox, process: str) -> None:
        self._inbox = inbox
        self._outbox = outbox
        self._process = process
        self._numbers = count(1)

    async def put(self, chat: ChatRef, reply: Reply, *, office: str, language: Language, now_ms: int) -> bool:
        """Put a message in; one with an idempotency key once, however many processes do.

        False: it was there, or there is no chat to write to.
        """
        if not chat.channel:
            return False
        fingerprint = self._inbox.fingerprint(chat)
        key = reply.idempotency_key or f"{self._process}.{next(self._numbers)}"
        entry = Entry(
            id=f"{now_ms}.{self._process}.{next(self._numbers)}",
            chat=chat,
            office=office,
            language=language,
            reply=reply,
            ledger=self._outbox.ledger(f"{fingerprint} {key}"),
        )
        account = f"{chat.channel}:{chat.account}"
        return await self._outbox.enqueue(fingerprint, entry, account=account, pace=None, now_ms=now_ms)


class StaffNotices:
    """The staff chats of all offices, as the accounts name them."""

    def __init__(
        self,
        accounts: Sequence[Account],
        *,
        inbox: Inbox,
        outbox: Outbox,
        process: str,
        clock: Callable[[], int],
    ) -> None:
        self._accounts = [account for account in accounts if account.staff_chat]
        self._post = Post(inbox=inbox, outbox=outbox, process=process)
        self._clock = clock

    async def tell(self, account: Account, reply: Reply) -> None:
        """Tell the staff of an account's office, in the chats of its other accounts.

        A reply with an idempotency key is told once in each chat, however many processes tell it.
        """
        for other in self._accounts:
            if other.office == account.office and (other.channel, other.name) != (account.channel, account.name):
                await self._put(other, reply)

    async def tell_office(self, office: str, reply: Reply) -> None:
        """Tell the staff of an office in all their chats, as `tell` does."""
        for account in self._accounts:
            if account.office == office:
                await self._put(account, reply)

    async def _put(self, account: Account, reply: Reply) -> None:
        chat = ChatRef(account.channel, account.name, account.staff_chat)
        await self._post.put(chat, reply, office=account.office, language="id", now_ms=self._clock())
