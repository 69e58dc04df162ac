"""The numbers of cases as they are kept: counters among the office's figures, a field for each day of the month."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from msgspec import Struct

from bot.offices import Office
from bot.store import keys
from bot.store.client import Client

F = TypeVar("F", bound=Struct)


async def read_figures(
    client: Client, office: Office, kind: type[F], *, prefix: str, month: date, day: date | None = None
) -> F:  # fmt: skip
    """Return the numbers of a month, or of one date in it; every field of the kind is a count."""
    key = keys.figures(office.code, f"{month:%Y%m}")
    days = [f"{day:%d}"] if day else [f"{number:02}" for number in range(1, 32)]
    fields = [f"{each}:{prefix}_{name}" for name in kind.__struct_fields__ for each in days]
    counts = [int(count or 0) for count in await client.execute("HMGET", key, *fields, key=key)]
    width = len(days)
    return kind(**{name: sum(counts[n * width : (n + 1) * width]) for n, name in enumerate(kind.__struct_fields__)})
