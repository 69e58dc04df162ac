"""What is said about a finished passport: values in, a reply out. Pure; who is told when is elsewhere."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from bot.messages import Day, Reply, Value, Words
from bot.offices import Office

REMINDER_DAYS = (7, 14, 25)
"""How many days after it was ready a passport that nobody has collected is reminded of."""


class Waiting(Struct, frozen=True, kw_only=True):
    """A finished passport: whose it is, since when it is ready, and the last day on which it can be collected."""

    name: str
    ready: date
    until: date


def passport_ready(waiting: Waiting, office: Office) -> Reply:
    """Tell that a passport can be collected, by whom and with what."""
    return Reply(key="passport-ready", values=_values(waiting, office))


def passport_waits(waiting: Waiting, office: Office, *, today: date) -> Reply:
    """Remind of a passport that nobody has collected; the last reminder says what happens otherwise."""
    is_last = (today - waiting.ready).days >= REMINDER_DAYS[-1]
    values = {**_values(waiting, office), "left": (waiting.until - today).days}
    return Reply(key="passport-waits-last" if is_last else "passport-waits", values=values)


def passport_cancelled(waiting: Waiting, office: Office) -> Reply:
    """Tell that a passport was cancelled because nobody has collected it."""
    return Reply(key="passport-cancelled", values=_values(waiting, office))


def _values(waiting: Waiting, office: Office) -> dict[str, Value]:
    place = Words("office-place", {"name": office.name, "address": office.address})
    return {"name": waiting.name, "ready": Day(waiting.ready), "until": Day(waiting.until), "place": place}
