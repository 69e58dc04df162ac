"""How much an account still has to send: the look of those who fill the outbox from behind."""

from __future__ import annotations

import asyncio

from bot.messages import Priority
from bot.store import keys
from bot.store.client import Client


class Backlog:
    """The outboxes of all accounts, by their full name `<channel>:<account>`."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def waiting(self, account: str, lane: Priority) -> int:
        """Count the chats of an account that have something due or in a sender's hands, in one lane."""
        named = [
            key
            for part in range(keys.PARTS)
            for key in (keys.due(part, lane, account), keys.sending(part, lane, account))
        ]
        return sum(await asyncio.gather(*(self._client.execute("ZCARD", key, key=key) for key in named)))
