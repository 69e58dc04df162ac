"""What can go wrong with a linked device, and what each failure of a sending means for a delivery."""

from __future__ import annotations

from pathlib import Path

from bot.errors import AntrianError, Failure, SendAfter, SendNever, SendUnknown
from channels.whatsapp.frames import NotSent

AWAY_S = 5.0
HELD_S = 300.0
"""The longest time after which an account that is stopped is asked again whether it may send."""


class SessionTaken(AntrianError):
    """Raised at start when another process is linked with the same session: WhatsApp would cut off one of them."""

    def __init__(self, account: str, lock: Path) -> None:
        self.account = account
        super().__init__(
            f"the WhatsApp account {account!r} is served by another process already (it holds {lock}): "
            "let one process serve it, and stop the other or take the account out of its configuration"
        )


def send_error(failure: NotSent) -> Failure:
    """Return what a failed sending means for the delivery."""
    match failure.fate:
        case "after":
            return SendAfter(AWAY_S, scope="account", reason=failure.reason)
        case "never":
            return SendNever(failure.reason)
    return SendUnknown(failure.reason)
