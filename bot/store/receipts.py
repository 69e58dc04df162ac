"""What platforms tell of messages that they took: counted by entry; what failed is parked (lua/receipts.lua)."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import LeaseLost
from bot.messages import Receipt
from bot.store import keys
from bot.store.client import Client
from bot.store.sealing import Sealer

if TYPE_CHECKING:
    from bot.store.outbox import Entry, Hold

RANKS = {"sent": 1, "delivered": 2, "read": 3, "failed": 4}
COUNTED_DAYS = 7
EARLY = "-"
"""What stands in an entry's place while a platform tells of a message that the sender has not noted yet."""


class Receipts:
    """The messages of the last 7 days on channels that give receipts, by the platform's ids."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer

    async def give(
        self,
        hold: Hold,
        entry: Entry,
        *,
        externals: Sequence[str],
        account: str,
        place: int,
        is_first: bool,
        is_whole: bool,
        now_ms: int,
    ) -> bool:
        """Remember as which messages an entry, at a place of a held chat's list, went out; before it is taken out.

        `is_first`: none of it had been given before; `is_whole`: nothing of it is left to be sent.
        Returns whether it has been parked, as a failure was told before. Raises LeaseLost.
        """
        named, ids = keys.chat_keys(hold.chat), [self._fingerprint(external) for external in externals]
        answer = await self._client.call(
            "give",
            (
                named.out(hold.lane), keys.sending(named.part, hold.lane, account), named.parts(entry.id),
                keys.parked(named.part), keys.tally(named.part, _day(now_ms)), *map(named.given, ids),
                *_counted(named.part, entry.reply.broadcast),
            ),
            hold.chat, hold.token, int(hold.lane), account, now_ms, place,
            int(is_first), int(is_whole), f"{entry.id} {entry.reply.broadcast}", *ids,
        )  # fmt: skip
        if answer[0] == b"LOST":
            raise LeaseLost("the chat's messages have been taken over by another sender")
        return bool(answer[0] == b"PARKED")

    async def report(self, chat: str, receipt: Receipt, *, now_ms: int) -> bool:
        """Take what is told of a message; return whether that has put its entry on the operator's list."""
        while (answer := await self._report(chat, receipt, now_ms=now_ms)) == b"AGAIN":
            pass
        return answer == b"PARKED"

    async def _report(self, chat: str, receipt: Receipt, *, now_ms: int) -> bytes:
        """Look whose part a message is, and take what is told of it; `AGAIN` when the sender came in between."""
        named, id = keys.chat_keys(chat), self._fingerprint(receipt.external_id)
        given_key = named.given(id)
        given: bytes = await self._client.execute("GET", given_key, key=given_key) or b""
        entry, _, broadcast = given.decode().partition(" ")
        is_early = entry in ("", EARLY)
        answer = await self._client.call(
            "report",
            (
                given_key, named.parts(entry), keys.parked(named.part), keys.tally(named.part, _day(now_ms)),
                *_counted(named.part, "" if is_early else broadcast),
            ),
            chat, id, given, RANKS[receipt.status],
            f"failed ({receipt.code}): {receipt.reason}" if receipt.status == "failed" else "",
            f"{receipt.chat.channel}:{receipt.chat.account}", now_ms,
        )  # fmt: skip
        return bytes(answer[0])

    async def counts(self, *, now_ms: int) -> Mapping[str, Mapping[str, int]]:
        """Return how many entries of the last 7 days came how far, by account and status."""
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


def _counted(part: int, broadcast: str) -> tuple[str, ...]:
    return (keys.told(part, broadcast),) if broadcast else ()


def _day(now_ms: int, *, ago: int = 0) -> str:
    return f"{datetime.fromtimestamp(now_ms / 1000, UTC) - timedelta(days=ago):%Y%m%d}"
