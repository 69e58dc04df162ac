"""What can go wrong with a bot, and what each failure of a call means for a delivery."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from bot.environment import PREFIX, owner_of
from bot.errors import AntrianError, Failure, MediaUnavailable, Scope, SendAfter, SendNever, SendUnknown

Cause: TypeAlias = Literal[
    "wait",
    "refused",
    "conflict",
    "moved",
    "rejected",
    "too large",
    "fault",
    "unreached",
    "late",
    "broken",
    "unreadable",
]

REASONS: Mapping[Cause, str] = {
    "wait": "Telegram asks to wait",
    "refused": "Telegram refuses the token",
    "conflict": "another program fetches this bot's messages",
    "moved": "the group became a supergroup",
    "too large": "the file is too large for Telegram",
    "fault": "Telegram has a fault",
    "unreached": "Telegram can't be reached",
    "late": "Telegram did not answer in time",
    "unreadable": "Telegram's answer can't be read",
}
REFUSED_S = 300.0
AWAY_S = 2.0
REASON_LENGTH = 120


class CallFailed(AntrianError):
    """Raised when Telegram did not do a call, or may not have done it.

    `wait_s` is for how long it asks to wait, `moved_to` a group's new id. `reason` names no token and no chat: of
    what a library says none goes into it, only what Telegram itself says when it has "rejected" a call.
    """

    def __init__(self, cause: Cause, reason: str = "", *, wait_s: float = 0.0, moved_to: int = 0) -> None:
        self.cause = cause
        self.reason = reason.partition("\n")[0][:REASON_LENGTH] or REASONS[cause]
        self.wait_s = wait_s
        self.moved_to = moved_to
        super().__init__(self.reason)


class TokenRefused(AntrianError):
    """Raised when Telegram does not know the token any more: the account ends, its messages stay in the outbox."""

    def __init__(self, account: str) -> None:
        self.account = account
        variable = f"{PREFIX}{owner_of('telegram', account)}_TOKEN"
        super().__init__(
            f"Telegram refuses the token of the account {account!r}: it is wrong or was revoked. "
            f"Get the right one from @BotFather (/mybots, API Token), set it as `token` or {variable}, start again"
        )


def broken(cause: BaseException | None) -> CallFailed:
    """Return the failure of a connection that broke under a call."""
    return CallFailed("broken", f"the connection to Telegram broke ({type(cause).__name__})")


def media_error(failed: CallFailed) -> MediaUnavailable:
    """Return what a failure means for a file that a person sent."""
    if failed.cause == "too large" or "file is too big" in failed.reason:
        return MediaUnavailable("too-large", failed.reason)
    return MediaUnavailable("gone" if failed.cause == "rejected" else "away", failed.reason)


def send_error(failed: CallFailed, *, scope: Scope) -> Failure:
    """Return what a failure means for a delivery; `scope` is whom a 429 holds back."""
    match failed.cause:
        case "wait":
            return SendAfter(failed.wait_s, scope=scope, reason=failed.reason)
        case "refused":
            return SendAfter(REFUSED_S, scope="account", reason=failed.reason)
        case "fault" | "unreached":
            return SendAfter(AWAY_S, scope="account", reason=failed.reason)
        case "late" | "broken" | "unreadable":
            return SendUnknown(failed.reason)
        case _:
            return SendNever(failed.reason)
