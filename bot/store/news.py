"""Who wants no news from the offices: {c<fingerprint>}:news string, of a number.

It has no lifetime: a wish that lapses by itself would be none. It goes when its owner wants news again.
"""

from __future__ import annotations

from bot.store import keys
from bot.store.client import Client


class News:
    """The wishes of all numbers, by their fingerprints."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def refuse(self, number: str) -> None:
        """Remember that a number's owner wants no news. Again is harmless."""
        await self._client.execute("SET", keys.news(number), "", key=keys.news(number))

    async def want(self, number: str) -> None:
        """Forget that a number's owner wanted none. Again is harmless."""
        await self._client.execute("DEL", keys.news(number), key=keys.news(number))

    async def is_wanted(self, number: str) -> bool:
        """Tell whether a number's owner may be told news."""
        return not await self._client.execute("EXISTS", keys.news(number), key=keys.news(number))
