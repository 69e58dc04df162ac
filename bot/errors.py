"""What can go wrong, each with what the caller can do about it."""

from __future__ import annotations

from typing import Literal

Scope = Literal["chat", "account"]


class AntrianError(Exception):
    """Base of everything that this project raises on purpose."""


class StoreUnavailable(AntrianError):
    """Raised when Redis did not answer within the limit; nothing is known of the call's effect, repeat it with its id."""

    def __init__(self, *, waited_s: float, cause: str) -> None:
        self.waited_s = waited_s
        self.cause = cause
        super().__init__(f"Redis did not answer within {waited_s:.0f} s ({cause}); the call can be repeated")


class LeaseLost(AntrianError):
    """Raised when another process has taken over; what was being done is dropped, the other one does it."""


class SendError(AntrianError):
    """Base of the three ways in which a delivery fails."""


class SendNever(SendError):
    """Raised when sending again can't help: blocked, bad request, window closed. The message is parked with `reason`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"can't be delivered: {reason}")


class SendAfter(SendError):
    """Raised when the platform asks to wait, or can't be reached: again after `delay_s`, this chat or the whole account."""

    def __init__(self, delay_s: float, *, scope: Scope, reason: str) -> None:
        self.delay_s = delay_s
        self.scope = scope
        self.reason = reason
        super().__init__(f"{reason}: again in {delay_s:g} s ({scope})")


class SendUnknown(SendError):
    """Raised when it timed out after writing: it may have arrived. Parked, never sent again by itself."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"may have been delivered: {reason}")
