"""How many places came back, from the figures that each office keeps by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from bot.store import keys
from bot.store.client import Client


class Returned(Struct, frozen=True, kw_only=True):
    """Places that were given up and came back, and the dates of service in that time."""

    places: int
    dates: int


class Returns:
    """The places that have come back at each office."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def on(self, office: str, days: Sequence[date]) -> int:
        """Count the places that came back on these days."""
        total = 0
        for month, group in groupby(sorted(days), lambda day: f"{day:%Y%m}"):
            key = keys.figures(office, month)
            found = await self._client.execute("HMGET", key, *(f"{day:%d}:returned" for day in group), key=key)
            total += sum(int(count or 0) for count in found)
        return total
