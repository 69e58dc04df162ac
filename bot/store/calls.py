"""A call on its way to a server, and what an error reply means for it."""

from __future__ import annotations

import asyncio
import random
from typing import Any

from redis.exceptions import (
    AuthenticationError,
    AuthorizationError,
    BusyLoadingError,
    ClusterDownError,
    MasterDownError,
    ReadOnlyError,
    ResponseError,
    TryAgainError,
)
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

BROKEN = (RedisConnectionError, RedisTimeoutError, OSError)
_PASSING = (*BROKEN, BusyLoadingError, ClusterDownError, MasterDownError, ReadOnlyError, TryAgainError)
_LASTING = (AuthenticationError, AuthorizationError)  # redis-py derives them from its ConnectionError


class Call:
    """A packed command with the future of its caller; it may be sent more than once."""

    __slots__ = ("deadline", "future", "key", "packed")

    def __init__(self, packed: bytes, key: str | bytes, future: asyncio.Future[Any], deadline: float) -> None:
        self.packed = packed
        self.key = key
        self.future = future
        self.deadline = deadline

    def fail(self, error: Exception) -> None:
        """Give the caller an error, unless it has been cancelled."""
        if not self.future.done():
            self.future.set_exception(error)


def is_passing(error: Exception) -> bool:
    """Return whether the same call may go through a moment later."""
    return isinstance(error, _PASSING) and not isinstance(error, _LASTING)


def is_function_missing(error: Exception) -> bool:
    """Return whether a server said that it does not have the function library (a new or emptied one)."""
    return isinstance(error, ResponseError) and str(error) == "Function not found"


def pause_s(failures: int) -> float:
    """Return how long to wait after so many failures in a row: 20 ms at first, half a second at most."""
    return random.uniform(0.5, 1.0) * min(0.5, 0.02 * float(2 ** min(failures, 6)))
