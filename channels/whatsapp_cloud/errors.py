"""What can go wrong at Meta, and what each of pywa's and httpx's errors means for a delivery."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
from msgspec import ValidationError
from pywa.errors import WhatsAppError

from bot.errors import Failure, MediaUnavailable, Scope, SendAfter, SendNever, SendUnknown, WindowClosed

FAILURES = (WhatsAppError, httpx.HTTPError, ValueError, LookupError, TypeError, ValidationError)
"""What a call of pywa's raises; the last four for an answer that is not what the Graph API promises."""

NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
REFUSED_S = 300.0
AWAY_S = 2.0
REASON_LENGTH = 120
WINDOW_CLOSED = 131047
# https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
WAITS: Mapping[int, tuple[float, Scope, str]] = {
    1: (AWAY_S, "account", "Meta has a fault"),
    2: (AWAY_S, "account", "Meta has a fault"),
    4: (60.0, "account", "too many calls of the app"),
    80007: (60.0, "account", "too many calls for the WhatsApp account"),
    130429: (5.0, "account", "too many messages a second"),
    131000: (AWAY_S, "account", "Meta has a fault"),
    131016: (AWAY_S, "account", "Meta has a fault"),
    131048: (600.0, "account", "Meta holds the number back: too many people blocked it"),
    131056: (6.0, "chat", "too many messages to this person"),
    131057: (60.0, "account", "Meta is changing the account"),
}
REFUSALS: Mapping[int, str] = {
    0: "the token is not valid",
    3: "the app lacks a permission",
    10: "the app lacks a permission",
    190: "the token has expired or was revoked",
    368: "the account is blocked for breaking a policy",
    131005: "the app lacks a permission",
    131031: "the account is locked",
    131042: "the account's payment has failed",
    **dict.fromkeys(range(200, 300), "the app lacks a permission"),
}


def refusal(error: BaseException) -> str:
    """Return why Meta serves the account no more, or "" when it is something else."""
    if not isinstance(error, WhatsAppError):
        return ""
    if error.code in REFUSALS:
        return REFUSALS[error.code]
    is_refused = error.code not in WAITS and error.status_code in (401, 403)
    return "the token or its permissions are refused" if is_refused else ""


def send_error(error: BaseException) -> Failure:
    """Return what an error means for a delivery. Of what Meta says, only what it says of a bad request goes into it."""
    if isinstance(error, WhatsAppError):
        return _refused_call(error)
    if isinstance(error, NOT_SENT):
        return SendAfter(AWAY_S, scope="account", reason="Meta can't be reached")
    if isinstance(error, httpx.TimeoutException):
        return SendUnknown("Meta did not answer in time")
    if isinstance(error, httpx.HTTPError):
        return SendUnknown(f"the connection to Meta broke ({type(error).__name__})")
    return SendUnknown("Meta's answer can't be read")


def media_error(error: BaseException) -> MediaUnavailable:
    """Return what an error means for a file that a person sent: what Meta refuses for good is not there any more."""
    found = send_error(error)
    return MediaUnavailable("gone" if isinstance(found, SendNever) else "away", found.reason)


def upload_error(error: BaseException) -> Failure:
    """Return what an error of an upload means: nobody has seen anything yet, so it can always be tried again."""
    found = send_error(error)
    return SendAfter(AWAY_S, scope="chat", reason=found.reason) if isinstance(found, SendUnknown) else found


def _refused_call(error: WhatsAppError) -> Failure:
    status = error.status_code or 0
    if error.code == WINDOW_CLOSED:
        return WindowClosed()
    if reason := refusal(error):
        return SendAfter(REFUSED_S, scope="account", reason=f"Meta refuses: {reason}")
    if error.code in WAITS:
        delay_s, scope, reason = WAITS[error.code]
        return SendAfter(delay_s, scope=scope, reason=reason)
    if status == 429:
        return SendAfter(60.0, scope="account", reason="Meta asks to wait")
    if status >= 500:
        return SendAfter(AWAY_S, scope="account", reason="Meta has a fault")
    if status == 413:
        return SendNever("the file is too large for WhatsApp")
    return SendNever(f"{error.message.partition(chr(10))[0][:REASON_LENGTH]} ({error.code})")
