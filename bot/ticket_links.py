"""The address under which a ticket is followed on a phone: nobody guesses it, and it tells a date and a number only."""

from __future__ import annotations

import re
from datetime import date
from hmac import compare_digest

from bot.offices import Office
from bot.store.sealing import Sealer

_ID = re.compile(r"(\d{4}-\d\d-\d\d)-([A-Z]\d{3,6})-([\w-]{12})")
_PATH = re.compile(r"/tiket/([\w-]{26,40})\s*\Z")


class TicketLinks:
    """The links of all offices. They need no store: a keyed hash makes one, and knows its own again."""

    def __init__(self, sealer: Sealer) -> None:
        self._fingerprint = sealer.fingerprint

    def id(self, office: Office, number: str, day: date) -> str:
        """Return what names a ticket of a date to people outside."""
        return f"{day}-{number}-{self._mark(office, number, day)}"

    def url(self, office: Office, number: str, day: date) -> str:
        """Return where a ticket is followed; "" when the office's pages can't be reached from outside."""
        return f"{office.pages_url}/tiket/{self.id(office, number, day)}" if office.pages_url else ""

    def read(self, office: Office, id: str) -> tuple[str, date] | None:
        """Return the number and the date that an id names, None when it is none of ours."""
        found = _ID.fullmatch(id)
        if found is None:
            return None
        try:
            day = date.fromisoformat(found[1])
        except ValueError:
            return None
        return (found[2], day) if compare_digest(found[3], self._mark(office, found[2], day)) else None

    def _mark(self, office: Office, number: str, day: date) -> str:
        return self._fingerprint("ticket", f"{office.code} {day} {number}")


def id_in(text: str) -> str:
    """Return the ticket's id that an address ends in, as a scanner reads it from the paper; "" when there is none."""
    found = _PATH.search(text)
    return found[1] if found else ""
