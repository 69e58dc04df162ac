"""Notices that no message asked for: put into the outbox of the staff's chats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from bot.messages import ChatRef, Reply
from bot.plugins import Account
from bot.store.inbox import Inbox
from bot.store.outbox import Entry, Outbox


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
        self._inbox = inbox
        self._outbox = outbox
        self._process = process
        self._clock = clock
        self._numbers = count(1)

    async def tell(self, account: Account, reply: Reply) -> None:
        """Tell the staff of an account's office, in the chats of its other accounts.

        A reply with an idempotency key is told once in each chat, however many processes tell it.
        """
        for other in self._accounts:
            if other.office == account.office and (other.channel, other.name) != (account.channel, account.name):
                await self._put(other, reply)

    async def _put(self, account: Account, reply: Reply) -> None:
        now_ms = self._clock()
        chat = ChatRef(account.channel, account.name, account.staff_chat)
        fingerprint = self._inbox.fingerprint(chat)
        key = reply.idempotency_key or f"{self._process}.{next(self._numbers)}"
        entry = Entry(
            id=f"{now_ms}.{self._process}.{next(self._numbers)}",
            chat=chat,
            office=account.office,
            language="id",
            reply=reply,
            ledger=self._outbox.ledger(f"{fingerprint} {key}"),
        )
        await self._outbox.enqueue(
            fingerprint, entry, account=f"{account.channel}:{account.name}", pace=None, now_ms=now_ms
        )
