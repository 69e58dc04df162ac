"""What must be true of the store after whatever was done to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.store.client import Client
from bot.store.places import Places

# The audit stream is capped, the figures and the calendar hold nothing personal, and an accepted message waits until
# it is answered.
KEPT_FOR_EVER = re.compile(r"\{o\w+\}:(events|figures:\d{6}|calendar)|\{i\d+\}:(in:.+|ready|leased)")


async def keys_of(client: Client) -> Sequence[str]:
    """Return all keys of the store."""
    return sorted(key.decode() for key in await client.execute("KEYS", "*"))


async def miscounts(client: Client) -> Sequence[str]:
    """Recount every date of every office; return what does not agree."""
    found = []
    for key in await keys_of(client):
        if place := re.fullmatch(r"\{o(\w+)\}:day:(\d+)", key):
            day = datetime.strptime(place[2], "%Y%m%d").date()
            found += [f"{key} {line}" for line in await Places(client).differences(place[1], day)]
    return found


async def immortals(client: Client) -> Sequence[str]:
    """Return the keys that would stay for ever and may not."""
    keys = [key for key in await keys_of(client) if not KEPT_FOR_EVER.fullmatch(key)]
    return [key for key in keys if await client.execute("PTTL", key, key=key) == -1]
