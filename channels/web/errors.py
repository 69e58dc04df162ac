"""What can go wrong at the page."""

from __future__ import annotations

from bot.errors import AntrianError


class Rejected(AntrianError):
    """Raised when a request can't be taken as it is; sending the same again can't help."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        self.message = message
        super().__init__(f"{status}: {message}")


class NoSession(Rejected):
    """Raised when no session belongs to the request: the page shows its first screen again."""

    def __init__(self) -> None:
        super().__init__(401, "no session: open the page again")
