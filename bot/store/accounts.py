"""Who sends for an account, and how fast (lua/accounts.lua)."""

from __future__ import annotations

import msgspec

from bot.adapters import Capabilities, Pace
from bot.store import keys
from bot.store.client import Client

SERVE_MS = 6_000
"""How long a process stays an account's sender without a word; it renews at a third of this.

After a kill nobody sends for so long. Two senders at once would do no harm: each chat is held by one of them.
"""


KNOWN_MS = 400 * 24 * 3600 * 1000


class Accounts:
    """The accounts of all channels, by their full name `<channel>:<account>`."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def serve(self, account: str, *, process: str) -> bool:
        """Become an account's sender, or stay it; False while another process is."""
        answer = await self._client.call("serve", (keys.account_sender(account),), process, SERVE_MS)
        return bool(answer[0] == b"OK")

    async def leave(self, account: str, *, process: str) -> None:
        """Stop being an account's sender, so that another can begin at once."""
        await self._client.call("leave", (keys.account_sender(account),), process)

    async def describe(self, account: str, can: Capabilities) -> None:
        """Tell those who fill an account's outbox what its channel can; its sender does when it begins."""
        key = keys.account_abilities(account)
        await self._client.execute("SET", key, msgspec.msgpack.encode(can), "PX", KNOWN_MS, key=key)

    async def abilities(self, account: str) -> Capabilities | None:
        """Return what an account's channel can; None for one that has never been served."""
        key = keys.account_abilities(account)
        told = await self._client.execute("GET", key, key=key)
        return msgspec.msgpack.decode(told, type=Capabilities) if told else None

    async def allow(self, account: str, count: int, *, pace: Pace | None, now_ms: int) -> tuple[int, int]:
        """Ask for `count` messages of the account's pace; return how many may go now and when the next may."""
        burst, interval_ms = (pace.burst, pace.interval_ms) if pace else (1, 0)
        granted, next_ms = await self._client.call(
            "allow",
            (keys.account_pace(account), keys.account_pause(account)),
            count,
            now_ms,
            burst,
            interval_ms,
        )
        return int(granted), int(next_ms)

    async def pause(self, account: str, *, until_ms: int, now_ms: int) -> None:
        """Hold the whole account back until an instant, as the platform asked."""
        await self._client.call("pause", (keys.account_pause(account),), until_ms, now_ms)
