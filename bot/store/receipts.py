"""What platforms tell of messages that they took: counted, and what failed is parked again (lua/receipts.lua)."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import LeaseLost
from bot.messages import Receipt
from bot.store import keys
from bot.store.client import Client
from bot.store.sealing import Sealer

if TYPE_CHECKING:
    from bot.store.outbox import Hold

RANKS = {"sent": 1, "delivered": 2, "read": 3, "failed": 4}
COUNTED_DAYS = 7


class Receipts:
    """The messages of the last 7 days on channels that give receipts, by the platform's ids."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer

    async def give(self, hold: Hold, external_id: str, *, account: str, place: int, now_ms: int) -> bool:
        """Remember the message at a place of a held chat's list under the platform's id; before it is taken out.

        Returns whether it has been parked, as its failure was told before. Raises LeaseLost.
        """
        named = keys.chat_keys(hold.chat)
        answer = await self._client.call(
            "give",
            (
                named.out(hold.lane), keys.sending(named.part, hold.lane, account),
                named.given(self._fingerprint(external_id)), keys.parked(named.part),
            ),
            hold.chat, hold.token, int(hold.lane), account, now_ms, place,
        )  # fmt: skip
        if answer[0] == b"LOST":
            raise LeaseLost("the chat's messages have been taken over by another sender")
        return bool(answer[0] == b"PARKED")

    async def report(self, chat: str, receipt: Receipt, *, now_ms: int) -> bool:
        """Take what is told of a message; return whether that has put it on the operator's list."""
        named = keys.chat_keys(chat)
        account = f"{receipt.chat.channel}:{receipt.chat.account}"
        answer = await self._client.call(
            "report",
            (
                named.given(self._fingerprint(receipt.external_id)), keys.parked(named.part),
                keys.tally(named.part, _day(now_ms)),
            ),
            chat, RANKS[receipt.status], now_ms, f"failed ({receipt.code}): {receipt.reason}",
            f"{account} {receipt.status}",
        )  # fmt: skip
        return bool(answer[0] == b"PARKED")

    async def counts(self, *, now_ms: int) -> Mapping[str, Mapping[str, int]]:
        """Return how many messages of the last 7 days came how far, by account and status."""
        days = [_day(now_ms, ago=ago) for ago in range(COUNTED_DAYS)]
        tallies = [keys.tally(part, day) for part in range(keys.PARTS) for day in days]
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for fields in await asyncio.gather(*(self._client.execute("HGETALL", key, key=key) for key in tallies)):
            for field, count in zip(fields[::2], fields[1::2], strict=True):
                account, status = field.decode().split(" ")
                found[account][status] += int(count)
        return found

    def _fingerprint(self, external_id: str) -> str:
        """Return the hash of a platform's id, in which WhatsApp hides the person's number."""
        return self._sealer.fingerprint("given", external_id)


def _day(now_ms: int, *, ago: int = 0) -> str:
    return f"{datetime.fromtimestamp(now_ms / 1000, UTC) - timedelta(days=ago):%Y%m%d}"
