"""What the numbers of emergency cases and reports have in common: adding them up, and mean times. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct

F = TypeVar("F", bound=Struct)


def added_up(kind: type[F], days: Iterable[F]) -> F:
    """Return the numbers of several days together; every field of the kind is a count."""
    listed = list(days)
    return kind(**{name: sum(getattr(day, name) for day in listed) for name in kind.__struct_fields__})


def mean_hours(minutes: int, count: int) -> str:
    """Return a mean in hours as it is written, "3,5"; "-" for none."""
    return f"{minutes / count / 60:.1f}".replace(".", ",") if count else "-"
